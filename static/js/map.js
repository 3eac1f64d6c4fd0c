// Opens a map when the reader asks for it, and only then loads Leaflet and its style.
// The page's list has the same information; nothing here is needed to read the page.

const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
let leaflet;

function loadLeaflet({ leafletJs, leafletCss }) {
  leaflet ??= new Promise((resolve, reject) => {
    const style = Object.assign(document.createElement("link"), { rel: "stylesheet", href: leafletCss });
    const script = Object.assign(document.createElement("script"), { src: leafletJs });
    script.addEventListener("load", () => (window.L ? resolve(window.L) : reject(new Error("no Leaflet"))));
    script.addEventListener("error", reject);
    style.addEventListener("error", reject);
    document.head.append(style, script);
  });
  leaflet.catch(() => { leaflet = undefined; });
  return leaflet;
}

async function readFeatures(frame) {
  const inline = frame.querySelector("[data-map-data]");
  if (inline) return JSON.parse(inline.textContent);
  if (!frame.dataset.geojson) return null;
  const response = await fetch(frame.dataset.geojson, { headers: { Accept: "application/geo+json, application/json" } });
  if (!response.ok) throw new Error(`status ${response.status}`);
  return response.json();
}

export const titleOf = (feature) => feature.properties?.title || feature.properties?.name || "";

export function popup(feature, words) {
  const { url, text } = feature.properties || {};
  const box = document.createElement("div");
  const title = document.createElement("strong");
  title.textContent = titleOf(feature);
  box.append(title);
  if (text) {
    const line = document.createElement("p");
    line.textContent = text;
    box.append(line);
  }
  // Only same-site or http(s) addresses: data must not be able to run a script.
  if (url && new URL(url, location.href).protocol.startsWith("http")) {
    const link = document.createElement("a");
    link.href = url;
    link.textContent = words.details;
    const line = document.createElement("p");
    line.append(link);
    box.append(line);
  }
  return box;
}

export function marker(L, feature, latlng) {
  const { tone, number } = feature.properties || {};
  const dot = document.createElement("span");
  dot.textContent = number ?? "";
  return L.marker(latlng, {
    alt: titleOf(feature),
    title: titleOf(feature),
    icon: L.divIcon({
      className: `map-marker${tone === "danger" || tone === "muted" ? ` is-${tone}` : ""}`,
      html: dot,
      iconSize: [36, 36],
    }),
  });
}

// Leaflet gives lines and areas no keyboard: make each a button.
function makePathReachable(layer, feature) {
  layer.on("add", () => {
    const path = layer.getElement?.();
    if (!path || path.classList.contains("leaflet-marker-icon")) return;
    path.classList.add("map-path");
    path.setAttribute("tabindex", "0");
    path.setAttribute("role", "button");
    path.setAttribute("aria-label", titleOf(feature));
    path.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      layer.openPopup();
    });
  });
}

// WCAG 2.5.7: moving the map must not need dragging.
function panButtons(L, map, words) {
  const control = L.control({ position: "bottomleft" });
  control.onAdd = () => {
    const box = L.DomUtil.create("div", "map-pan leaflet-bar");
    const moves = [["west", "←", -1, 0], ["north", "↑", 0, -1], ["south", "↓", 0, 1], ["east", "→", 1, 0]];
    for (const [name, sign, x, y] of moves) {
      const button = L.DomUtil.create("button", `map-pan-${name}`, box);
      button.type = "button";
      button.textContent = sign;
      button.setAttribute("aria-label", words[name]);
      button.title = words[name];
      button.addEventListener("click", () => map.panBy([x * 120, y * 120]));
    }
    L.DomEvent.disableClickPropagation(box);
    return box;
  };
  control.addTo(map);
}

export function createMap(L, frame) {
  const words = frame.dataset;
  const canvas = document.createElement("div");
  canvas.className = "map-canvas";
  canvas.setAttribute("role", "application");
  canvas.setAttribute("aria-label", words.label);
  frame.append(canvas);

  const map = L.map(canvas, {
    zoomControl: false, attributionControl: Boolean(words.tiles), scrollWheelZoom: false, zoomAnimation: !still, fadeAnimation: !still,
    markerZoomAnimation: !still, inertia: !still,
  });
  map.attributionControl?.setPrefix(false);
  L.control.zoom({ zoomInTitle: words.zoomIn, zoomOutTitle: words.zoomOut }).addTo(map);
  panButtons(L, map, words);
  map.on("focus", () => map.scrollWheelZoom.enable()).on("blur", () => map.scrollWheelZoom.disable());
  map.on("popupopen", ({ popup: opened }) => {
    const close = opened.getElement()?.querySelector(".leaflet-popup-close-button");
    close?.setAttribute("aria-label", words.close);
  });
  const [lat, lon] = (words.center || "39,35").split(",").map(Number);
  map.setView([lat, lon], Number(words.zoom) || 13);
  if (words.tiles) L.tileLayer(words.tiles, { attribution: words.attribution || "", maxZoom: 19 }).addTo(map);
  return map;
}

function draw(L, frame, data) {
  const words = frame.dataset;
  const map = createMap(L, frame);
  if (data) {
    const layer = L.geoJSON(data, {
      pointToLayer: (feature, latlng) => marker(L, feature, latlng),
      style: (feature) => ({
        color: feature.properties?.tone === "danger" ? "#8b160f" : feature.properties?.tone === "muted" ? "#4a453f" : "#00405a",
        weight: 7, opacity: .9, dashArray: feature.properties?.tone === "muted" ? "4 10" : null,
      }),
      onEachFeature: (feature, item) => {
        makePathReachable(item, feature);
        item.bindPopup(() => popup(feature, words), { maxWidth: 260, autoPanPadding: [56, 56] });
      },
    }).addTo(map);
    const bounds = layer.getBounds();
    if (bounds.isValid()) map.fitBounds(bounds, { padding: [32, 32], maxZoom: 16, animate: false });
  }
  return map;
}

function show(map) {
  const canvas = map.getContainer();
  canvas.focus({ preventScroll: true });
  canvas.scrollIntoView({ block: "nearest", behavior: still ? "auto" : "smooth" });
}

async function open(frame) {
  // A map that follows a list is more code, and needs it only where there is such a list.
  const [L, data, follow] = await Promise.all([
    loadLeaflet(frame.dataset), readFeatures(frame), frame.dataset.boxParam ? import("./listmap.js") : null,
  ]);
  const map = follow ? await follow.drawWithList(L, frame, data) : draw(L, frame, data);
  frame.querySelector("[data-map-offer]").remove();
  return map;
}

for (const frame of document.querySelectorAll("[data-map]")) {
  const button = frame.querySelector("[data-map-open]");
  const status = frame.querySelector("[data-map-status]");
  frame.querySelector("[data-map-noscript]")?.remove();
  const run = async (asked) => {
    button.disabled = true;
    status.classList.remove("visually-hidden");
    status.textContent = frame.dataset.loading;
    try {
      const map = await open(frame);
      if (asked) show(map);
      status.textContent = "";
      status.classList.add("visually-hidden");
    } catch {
      frame.querySelector(".map-canvas")?.remove();
      status.textContent = frame.dataset.failed;
      button.disabled = false;
    }
  };
  button.hidden = false;
  button.addEventListener("click", () => run(true));
  // An address that names a part of the map was shared or is come back to: open it, unless that
  // would tell another site of the reader.
  const box = frame.dataset.boxParam;
  if (box && !frame.dataset.tiles && new URLSearchParams(location.search).has(box)) run(false);
}
