// Reporting to the Solution Centre: topics while one types, the position of the phone, a pin on the map.
// The form works without any of it.

import { createMap, marker, popup } from "./map.js";

const WAIT_MS = 300;
const DIGITS = 6; // about ten centimetres: a hole in the road is small

function setUpTopics(input) {
  const found = document.querySelector("[data-topics-found]");
  let timer;
  let asked;

  function row(topic, place, chosen) {
    const choice = Object.assign(document.createElement("div"), { className: "choice" });
    const id = place ? `f-topic-${place + 1}` : "f-topic";
    const radio = Object.assign(document.createElement("input"), {
      type: "radio", name: "topic", value: topic.slug, id, checked: topic.slug === chosen,
    });
    const text = document.createElement("div");
    const label = Object.assign(document.createElement("label"), { htmlFor: id, textContent: topic.name });
    const hint = Object.assign(document.createElement("span"), { className: "choice-hint", id: `${id}-note`, textContent: topic.group });
    radio.setAttribute("aria-describedby", hint.id);
    text.append(label, hint);
    choice.append(radio, text);
    return choice;
  }

  async function ask() {
    const words = input.value.trim();
    if (words.length < 3) return;
    asked?.abort();
    asked = new AbortController();
    try {
      const response = await fetch(`${input.dataset.topics}?${new URLSearchParams({ ne: words })}`, { signal: asked.signal });
      if (!response.ok) return;
      const { title, topics } = await response.json();
      if (!topics.length) return;
      const chosen = document.querySelector('input[name="topic"]:checked')?.value;
      const set = Object.assign(document.createElement("fieldset"), { className: "field fieldset" });
      set.append(Object.assign(document.createElement("legend"), { textContent: title }));
      const box = document.createElement("div");
      box.append(...topics.map((topic, place) => row(topic, place, chosen)));
      set.append(box);
      const list = document.getElementById("f-topic");
      if (list?.tagName === "SELECT") {
        document.querySelector('label[for="f-topic"]').htmlFor = list.id = "f-topic_list";
      }
      found.replaceChildren(set);
    } catch (error) {
      if (error.name !== "AbortError") throw error;
    }
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT_MS);
  });
}

function setUpPlace(box) {
  const words = box.dataset;
  const status = box.querySelector("[data-place-status]");
  const field = (name) => box.querySelector(`input[name="${name}"]`);
  const clear = box.querySelector("[data-place-clear]");

  function mark(lat, lng, accuracy, source, text) {
    field("lat").value = lat === null ? "" : lat.toFixed(DIGITS);
    field("lng").value = lng === null ? "" : lng.toFixed(DIGITS);
    field("accuracy").value = accuracy ?? "";
    field("source").value = source;
    status.textContent = text;
    clear.hidden = lat === null;
  }
  clear.hidden = !field("lat").value;
  clear.addEventListener("click", () => mark(null, null, "", "", ""));

  const ask = box.querySelector("[data-place-ask]");
  if ("geolocation" in navigator) {
    ask.hidden = false;
    ask.addEventListener("click", () => {
      ask.disabled = true;
      status.textContent = words.working;
      navigator.geolocation.getCurrentPosition(
        ({ coords }) => {
          ask.disabled = false;
          const metres = Math.round(coords.accuracy);
          mark(coords.latitude, coords.longitude, metres, "phone", words.found.replace("{n}", metres));
        },
        () => {
          ask.disabled = false;
          status.textContent = words.denied;
        },
        { enableHighAccuracy: true, timeout: 20000, maximumAge: 30000 },
      );
    });
  }
  setUpPin(box, mark);
}

function loadLeaflet({ leafletJs, leafletCss }) {
  if (window.L) return Promise.resolve(window.L);
  return new Promise((resolve, reject) => {
    const style = Object.assign(document.createElement("link"), { rel: "stylesheet", href: leafletCss });
    const script = Object.assign(document.createElement("script"), { src: leafletJs });
    script.addEventListener("load", () => resolve(window.L));
    script.addEventListener("error", reject);
    document.head.append(style, script);
  });
}

// What stands on the map for finding one's way: names of neighbourhoods, and what is reported already.
async function ground(L, map, frame) {
  const response = await fetch(frame.dataset.points);
  if (!response.ok) return;
  const { features, areas } = await response.json();
  for (const [name, lng, lat] of areas) {
    const label = Object.assign(document.createElement("span"), { textContent: name });
    const icon = L.divIcon({ className: "map-area", html: label, iconSize: [0, 0] });
    L.marker([lat, lng], { icon, interactive: false, keyboard: false, zIndexOffset: -1000 })
      .on("add", ({ target }) => target.getElement().setAttribute("aria-hidden", "true")).addTo(map);
  }
  for (const feature of features) {
    const [lng, lat] = feature.geometry.coordinates;
    marker(L, feature, [lat, lng]).bindPopup(() => popup(feature, frame.dataset), { maxWidth: 260 }).addTo(map);
  }
}

// The point is the middle of the map: moved by dragging, by its buttons or by the arrow keys.
function setUpPin(box, mark) {
  const frame = box.querySelector("[data-pin]");
  const set = box.querySelector("[data-pin-set]");
  const open = box.querySelector("[data-pin-open]");
  let map;
  frame.hidden = false;
  open.addEventListener("click", async () => {
    open.disabled = true;
    try {
      const L = await loadLeaflet(frame.dataset);
      map = createMap(L, frame);
      frame.append(Object.assign(document.createElement("span"), { className: "pin-cross" }));
      frame.querySelector(".map-offer").remove();
      set.hidden = false;
      map.getContainer().focus({ preventScroll: true });
      ground(L, map, frame).catch(() => {});
    } catch {
      open.disabled = false;
    }
  });
  set.addEventListener("click", () => {
    const { lat, lng } = map.getCenter();
    mark(lat, lng, "", "pin", box.dataset.pinned);
  });
}

const input = document.querySelector("[data-topics]");
if (input) setUpTopics(input);
for (const box of document.querySelectorAll("[data-place]")) setUpPlace(box);

// A second press while the first is under way sends nothing again; the server would know it anyway.
for (const form of document.querySelectorAll("[data-report]")) {
  let sent = false;
  form.addEventListener("submit", (event) => {
    if (sent) event.preventDefault();
    sent = true;
    setTimeout(() => { sent = false; }, 5000);
  });
  window.addEventListener("pageshow", () => { sent = false; });
}
