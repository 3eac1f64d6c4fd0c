// Keeps the page for reading without a network, or lists what is kept. Loaded where a page asks for it.

const ours = (name) => name.startsWith("pages-") || name.startsWith("files-");

async function setUpKeeping(box) {
  const text = box.querySelector("[data-offline-text]");
  const remove = box.querySelector("[data-offline-remove]");
  const say = (words) => { text.textContent = words; box.hidden = false; };

  navigator.serviceWorker.addEventListener("message", (event) => {
    if (event.data?.type === "kept") say(box.dataset.offlineKept);
  });
  remove.addEventListener("click", async () => {
    for (const registration of await navigator.serviceWorker.getRegistrations()) await registration.unregister();
    for (const name of (await caches.keys()).filter(ours)) await caches.delete(name);
    remove.hidden = true;
    say(box.dataset.offlineGone);
  });

  await navigator.serviceWorker.register("/sw.js", { scope: "/" });
  const { active } = await navigator.serviceWorker.ready;
  if (!navigator.onLine) return say(box.dataset.offlineKept);
  const files = performance.getEntriesByType("resource").map((entry) => entry.name);
  const page = location.href.split("#")[0];
  active.postMessage({ type: "keep", page, files });
}

async function listKept(list) {
  for (const name of (await caches.keys()).filter((key) => key.startsWith("pages-"))) {
    const cache = await caches.open(name);
    for (const request of (await cache.keys()).reverse()) {
      const html = await (await cache.match(request)).text();
      const title = new DOMParser().parseFromString(html, "text/html").title;
      const link = Object.assign(document.createElement("a"), { href: request.url, textContent: title.split(" | ")[0] });
      const item = document.createElement("li");
      item.append(link);
      list.append(item);
    }
  }
  if (list.children.length) list.closest("[hidden]")?.removeAttribute("hidden");
}

const box = document.querySelector("[data-offline-kept]");
const list = document.querySelector("[data-offline-list]");
// No worker (an old browser, a private window): the page is as good as any other.
if (box && "serviceWorker" in navigator) setUpKeeping(box).catch(() => {});
if (list && "caches" in window) listKept(list).catch(() => {});
