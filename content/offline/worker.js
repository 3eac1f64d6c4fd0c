// Keeps public pages for reading without a network. Made for one version of the site; see content/offline.
// The server marks what may be kept; a signed-in person's pages, the admin and positions never are.

const VERSION = "__VERSION__";
const WORDS = __WORDS__;
const OFFLINE_PAGES = __OFFLINE_PAGES__;
const NEVER = __NEVER__;
const PAGES = `pages-${VERSION}`;
const FILES = `files-${VERSION}`;
const MOST_PAGES = 20;
const MOST_FILES = 100;

self.addEventListener("install", (event) => {
  event.waitUntil((async () => {
    const cache = await caches.open(FILES);
    await cache.addAll(OFFLINE_PAGES);
    await self.skipWaiting();
  })());
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    const fresh = await caches.open(PAGES);
    for (const name of await caches.keys()) {
      if (name === PAGES || name === FILES) continue;
      // A new version throws the old files away, but not the pages: they may be needed tonight.
      if (name.startsWith("pages-")) {
        const old = await caches.open(name);
        for (const request of await old.keys()) await fresh.put(request, await old.match(request));
      }
      await caches.delete(name);
    }
    await self.clients.claim();
  })());
});

function mayKeep(response) {
  const control = response.headers.get("Cache-Control") || "";
  return response.status === 200 && response.type === "basic" && !response.redirected &&
    response.headers.get("__HEADER__") === "yes" && !/private|no-store/.test(control);
}

async function put(name, request, response, most) {
  const cache = await caches.open(name);
  await cache.delete(request); // put again, so that the latest seen is the last to go
  await cache.put(request, response);
  const keys = await cache.keys();
  for (const old of keys.slice(0, Math.max(0, keys.length - most))) await cache.delete(old);
}

async function withNote(response) {
  const html = await response.text();
  const lang = /<html lang="(\w+)"/.exec(html)?.[1] || "tr";
  const seen = new Date(response.headers.get("Date") || Date.now());
  const when = new Intl.DateTimeFormat(lang, { dateStyle: "long", timeStyle: "short", timeZone: "Europe/Istanbul" }).format(seen);
  const words = (WORDS[lang] || WORDS.tr).replace("{when}", when);
  const note = `<div class="wrap"><p class="callout tone-warning offline-note" role="note">${words}</p></div>`;
  const headers = new Headers(response.headers);
  for (const name of ["Content-Encoding", "Content-Length"]) headers.delete(name);
  return new Response(html.replace(/<main id="main"[^>]*>/, (main) => main + note), { status: 200, headers });
}

async function page(request) {
  const cache = await caches.open(PAGES);
  let response;
  try {
    response = await fetch(request);
  } catch {
    const kept = await cache.match(request);
    if (kept) return withNote(kept);
    const lang = /^\/(en|ar)\//.exec(new URL(request.url).pathname)?.[1];
    const files = await caches.open(FILES);
    return (await files.match(OFFLINE_PAGES.find((path) => lang && path.startsWith(`/${lang}/`)) || OFFLINE_PAGES[0])) ||
      Response.error();
  }
  if (mayKeep(response)) await put(PAGES, request.url, response.clone(), MOST_PAGES);
  else if (response.status === 404 || response.status === 410) await cache.delete(request.url);
  return response;
}

async function file(request) {
  try {
    const response = await fetch(request);
    if (response.ok && response.type === "basic") await put(FILES, request.url, response.clone(), MOST_FILES);
    return response;
  } catch (error) {
    const kept = await caches.match(request);
    if (kept) return kept;
    throw error;
  }
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (NEVER.some((prefix) => url.pathname.startsWith(prefix)) || url.searchParams.has("konum")) return;
  if (request.mode === "navigate") event.respondWith(page(request));
  else if (url.pathname.startsWith("/static/")) event.respondWith(file(request));
});

// The page that brought the worker was loaded before it: it asks to be kept, with its files.
self.addEventListener("message", (event) => {
  if (event.data?.type !== "keep") return;
  event.waitUntil((async () => {
    const response = await fetch(event.data.page);
    if (!mayKeep(response)) return;
    await put(PAGES, event.data.page, response, MOST_PAGES);
    for (const address of event.data.files) {
      const url = new URL(address);
      if (url.origin === self.location.origin && url.pathname.startsWith("/static/")) await file(new Request(address));
    }
    event.source?.postMessage({ type: "kept" });
  })());
});

// Notifications somebody asked for (subscriptions). Only our own pages are opened.
self.addEventListener("push", (event) => {
  let told = {};
  try {
    told = event.data?.json() || {};
  } catch {
    told = { body: event.data?.text() };
  }
  event.waitUntil(self.registration.showNotification(told.title || self.location.host, {
    body: told.body || "", tag: told.tag, data: { url: told.url || "/" }, renotify: Boolean(told.tag),
  }));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const url = new URL(event.notification.data?.url || "/", self.location.origin);
  if (url.origin === self.location.origin) event.waitUntil(self.clients.openWindow(url.href));
});
