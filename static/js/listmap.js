// The map of a list: points in clusters, and the list kept in step with what the map shows.
// The part of the map that is looked at stands in the address, so it can be shared and gone back to.

import { createMap, marker, popup } from "./map.js";

const DIGITS = 4;
const WAIT_MS = 350;
const LABELS_FROM_ZOOM = 12;

function loadClusters(src) {
  return new Promise((resolve, reject) => {
    if (window.Supercluster) return resolve(window.Supercluster);
    const script = Object.assign(document.createElement("script"), { src });
    script.addEventListener("load", () => resolve(window.Supercluster));
    script.addEventListener("error", reject);
    document.head.append(script);
  });
}

function clusterMarker(L, feature, latlng, words) {
  const { point_count: count } = feature.properties;
  const name = words.clusterOne.replace("{n}", count);
  const dot = document.createElement("span");
  dot.textContent = count;
  const size = count < 10 ? 44 : count < 100 ? 52 : 60;
  return L.marker(latlng, {
    alt: name, title: name,
    icon: L.divIcon({ className: "map-marker map-cluster", html: dot, iconSize: [size, size] }),
  });
}

// Keeps markers that stay, so that the focus stays where it was.
function clusterLayer(L, map, Supercluster, features, words) {
  const index = new Supercluster({ radius: 64, extent: 256, maxZoom: 15 }).load(features);
  const shown = new Map();

  function place(feature, key) {
    const [lng, lat] = feature.geometry.coordinates;
    if (!feature.properties.cluster) {
      return marker(L, feature, [lat, lng]).bindPopup(() => popup(feature, words), { maxWidth: 260, autoPanPadding: [56, 56] });
    }
    const item = clusterMarker(L, feature, [lat, lng], words);
    const closer = () => map.setView([lat, lng], index.getClusterExpansionZoom(feature.id));
    item.on("click", closer);
    // Leaflet tells a marker of the key, and leaves what it means to us.
    item.on("keypress", ({ originalEvent }) => { if (originalEvent.key === "Enter") closer(); });
    return item;
  }

  function render() {
    const bounds = map.getBounds().pad(0.2);
    const box = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
    const wanted = new Map();
    for (const feature of index.getClusters(box, Math.round(map.getZoom()))) {
      const key = feature.properties.cluster ? `c${feature.id}:${feature.geometry.coordinates}` : `${feature.properties.url}`;
      wanted.set(key, feature);
    }
    const hadFocus = map.getContainer().contains(document.activeElement);
    for (const [key, item] of shown) {
      // An open popup would close with its marker.
      if (!wanted.has(key)) { item.remove(); shown.delete(key); }
    }
    for (const [key, feature] of wanted) {
      if (!shown.has(key)) shown.set(key, place(feature, key).addTo(map));
    }
    if (hadFocus && !map.getContainer().contains(document.activeElement)) map.getContainer().focus({ preventScroll: true });
  }
  map.on("moveend", render);
  return render;
}

// Names of neighbourhoods: the ground of a map without tiles. Left out for screen readers, who have the list.
function areaNames(L, map, areas) {
  const layer = L.layerGroup();
  for (const [name, lng, lat] of areas) {
    const label = document.createElement("span");
    label.textContent = name;
    const icon = L.divIcon({ className: "map-area", html: label, iconSize: [0, 0] });
    L.marker([lat, lng], { icon, interactive: false, keyboard: false, zIndexOffset: -1000 })
      .on("add", ({ target }) => target.getElement().setAttribute("aria-hidden", "true")).addTo(layer);
  }
  const update = () => (map.getZoom() >= LABELS_FROM_ZOOM ? layer.addTo(map) : layer.remove());
  map.on("zoomend", update);
  update();
}

function listFollower(map, frame) {
  const { boxParam, listFailed } = frame.dataset;
  const status = frame.querySelector("[data-map-status]");
  let asked;

  const boxOf = (address) => new URL(address, location.href).searchParams.get(boxParam) || "";

  function keepInForms(box) {
    for (const form of document.querySelectorAll("form[data-filter]")) {
      const input = form.querySelector(`input[name="${boxParam}"]`) ||
        form.appendChild(Object.assign(document.createElement("input"), { type: "hidden", name: boxParam }));
      input.value = box;
    }
  }

  async function load(address) {
    asked?.abort();
    asked = new AbortController();
    try {
      const response = await fetch(address, { signal: asked.signal, headers: { Accept: "text/html" } });
      if (!response.ok) throw new Error(`status ${response.status}`);
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const fresh = page.querySelector("[data-list]");
      document.querySelector("[data-list]").replaceWith(document.adoptNode(fresh));
      keepInForms(boxOf(address));
      status.textContent = fresh.querySelector(".result-count")?.textContent || "";
    } catch (error) {
      if (error.name === "AbortError") return;
      status.classList.remove("visually-hidden");
      status.textContent = listFailed;
    }
  }

  function moved() {
    const bounds = map.getBounds();
    const box = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()]
      .map((degree) => degree.toFixed(DIGITS)).join(",");
    const address = new URL(location.href);
    if (address.searchParams.get(boxParam) === box) return;
    address.searchParams.set(boxParam, box);
    address.searchParams.delete("sayfa");
    const text = `${address.pathname}?${String(address.searchParams).replaceAll("%2C", ",")}`;
    history.pushState(null, "", text);
    load(text);
  }
  return { load, moved, boxOf };
}

export async function drawWithList(L, frame, data) {
  const words = frame.dataset;
  const Supercluster = await loadClusters(words.clusterJs);
  const map = createMap(L, frame);
  const features = data?.features || [];
  const render = clusterLayer(L, map, Supercluster, features, words);
  areaNames(L, map, data?.areas || []);
  const follower = listFollower(map, frame);
  const whole = L.geoJSON({ type: "FeatureCollection", features }).getBounds();

  let own = true; // a move of ours, not the reader's
  function look() {
    const box = follower.boxOf(location.href).split(",").map(Number);
    own = true;
    if (box.length === 4 && box.every(Number.isFinite)) map.fitBounds([[box[1], box[0]], [box[3], box[2]]], { animate: false });
    else if (whole.isValid()) map.fitBounds(whole, { padding: [32, 32], maxZoom: 16, animate: false });
    own = false;
  }
  look();
  render();

  let timer;
  map.on("moveend", () => {
    if (own) return;
    clearTimeout(timer);
    timer = setTimeout(follower.moved, WAIT_MS);
  });
  // Opening a popup may shift the map a little; the reader did not ask for another list.
  map.on("autopanstart", () => { own = true; map.once("moveend", () => setTimeout(() => { own = false; })); });
  window.addEventListener("popstate", () => {
    clearTimeout(timer);
    look();
    follower.load(location.href);
  });
  map.getContainer().dataset.ready = "";
  return map;
}
