// A map to draw on beside the GeoJSON text boxes and coordinate boxes of the admin.
// The boxes stay the truth: what is drawn is written there, what is typed there is drawn.

import { TextBox, TwoNumbers } from "./geometry-text.js";

const { Controller } = window.StimulusModule;
const STEP = 8; // pixels a point moves with an arrow key
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const TOUCH = 28;

const round = (number) => Math.round(number * 1e6) / 1e6;
const fill = (text, values) => text.replace(/%\((\w+)\)s/g, (_all, name) => values[name]);

let orientation;
function neighbourhoods(url) {
  orientation ??= fetch(url).then((answer) => (answer.ok ? answer.json() : { names: [] })).catch(() => ({ names: [] }));
  return orientation;
}

class GeometryController extends Controller {
  static values = { options: Object };

  connect() {
    const { bounds, modes, words } = this.optionsValue;
    this.words = words;
    this.modes = modes;
    this.store = this.element.dataset.pointPart ? new TwoNumbers(this.element) : new TextBox(this.element);
    this.past = [];
    this.chosen = null;
    this.frame = document.createElement("div");
    this.frame.className = "geometry";
    (this.element.closest("[data-geometry-place], .w-field-row, .w-field__input") || this.element).before(this.frame);
    this.status = Object.assign(document.createElement("p"), { className: "geometry-status" });
    this.status.setAttribute("role", "status");
    this.frame.append(this.status);
    if (typeof window.L === "undefined") { this.status.textContent = words.noMap; return; }
    this.lines = this.store.read() || [];
    this.mode = modes.includes("line") && !(this.lines.length && this.lines.every((line) => line.length === 1)) ? "line" : "point";
    this.box = window.L.latLngBounds([bounds[1], bounds[0]], [bounds[3], bounds[2]]);
    this.drawTools();
    this.drawMap();
    this.listener = () => this.typed();
    this.store.boxes.forEach((box) => box.addEventListener("input", this.listener));
    this.looker = ({ detail }) => this.look(detail.name);
    document.addEventListener("geometry:look", this.looker);
    this.draw();
  }

  disconnect() {
    this.store.boxes.forEach((box) => box.removeEventListener("input", this.listener));
    document.removeEventListener("geometry:look", this.looker);
    this.watcher?.disconnect();
    this.map?.remove();
    this.frame.remove();
  }

  drawTools() {
    this.buttons = {};
    const tools = Object.assign(document.createElement("div"), { className: "geometry-tools" });
    const button = (name, act) => {
      const made = Object.assign(document.createElement("button"), { type: "button", textContent: this.words[name] });
      made.className = "button button-small button-secondary";
      made.addEventListener("click", act);
      tools.append(made);
      this.buttons[name] = made;
    };
    if (this.modes.length > 1) {
      button("line", () => this.setMode("line"));
      button("point", () => this.setMode("point"));
    }
    if (this.modes.includes("line")) button("part", () => this.startPart());
    button("centre", () => this.add(this.map.getCenter()));
    button("undo", () => this.undo());
    button("remove", () => this.remove());
    button("clear", () => this.change(() => { this.lines = []; this.chosen = null; }));
    const hint = Object.assign(document.createElement("p"), { className: "geometry-hint" });
    hint.textContent = this.modes.includes("line") ? this.words.hint : this.words.hintPoint;
    this.frame.prepend(hint, tools);
  }

  drawMap() {
    const { L } = window;
    const { tiles, attribution, names } = this.optionsValue;
    const place = Object.assign(document.createElement("div"), { className: "geometry-map" });
    place.setAttribute("role", "application");
    place.setAttribute("aria-label", this.words.map);
    this.frame.insertBefore(place, this.status);
    this.map = L.map(place, { scrollWheelZoom: false, zoomControl: false, zoomAnimation: false, doubleClickZoom: false });
    this.map.attributionControl.setPrefix(false);
    L.control.zoom({ zoomInTitle: this.words.zoomIn, zoomOutTitle: this.words.zoomOut }).addTo(this.map);
    this.map.setView(this.box.getCenter(), 11);
    if (tiles) L.tileLayer(tiles, { attribution, maxZoom: 19 }).addTo(this.map);
    else this.drawNames(names);
    this.layer = L.layerGroup().addTo(this.map);
    this.map.on("click", ({ latlng }) => this.add(latlng));
    this.map.on("focus", () => this.map.scrollWheelZoom.enable()).on("blur", () => this.map.scrollWheelZoom.disable());
    // In a closed tab of the form the map has no size yet.
    this.watcher = new ResizeObserver(() => {
      const wasHidden = !this.map.getSize().x;
      this.map.invalidateSize();
      if (place.offsetWidth && (wasHidden || !this.fitted)) this.fit();
    });
    this.watcher.observe(place);
  }

  async drawNames(url) {
    const { names } = await neighbourhoods(url);
    const { L } = window;
    const spots = names.map(([name, lng, lat]) => {
      const spot = L.circleMarker([lat, lng], { radius: 3, interactive: false, className: "geometry-name-dot" });
      return spot.bindTooltip(name, { permanent: true, direction: "right", className: "geometry-name" });
    });
    if (!spots.length || !this.map) return;
    const group = L.featureGroup(spots).addTo(this.map);
    this.home ??= group.getBounds();
    // Names would cover each other from far away.
    const show = () => this.frame.classList.toggle("geometry-far", this.map.getZoom() < 13);
    this.map.on("zoomend", show);
    show();
    if (!this.lines.length) this.fit();
  }

  fit(closest = 12) {
    this.fitted = true;
    const points = this.lines.flat().map(([lng, lat]) => [lat, lng]);
    if (points.length) this.map.fitBounds(points, { maxZoom: 16, padding: [32, 32], animate: false });
    else if (this.home) this.map.fitBounds(this.home, { maxZoom: closest, animate: false });
  }

  /** Shows a neighbourhood the form has just chosen, as long as nothing is drawn. */
  async look(name) {
    const { names } = await neighbourhoods(this.optionsValue.names);
    const found = names.find((row) => row[0] === name);
    if (found && !this.lines.flat().length) {
      this.home = window.L.latLng(found[2], found[1]).toBounds(1600);
      this.fit(16);
    }
  }

  setMode(mode) {
    if (mode === this.mode) return;
    this.change(() => {
      this.mode = mode;
      if (mode === "point") this.lines = this.lines.flat().slice(0, 1).map((one) => [one]);
    });
  }

  startPart() {
    if (this.lines.at(-1)?.length) this.lines.push([]);
    this.chosen = null;
    this.setMode("line");
    this.draw();
  }

  add({ lat, lng }) {
    const position = [round(lng), round(lat)];
    this.change(() => {
      if (this.mode === "point") this.lines = [[position]];
      else if (this.lines.length) this.lines.at(-1).push(position);
      else this.lines = [[position]];
      this.chosen = [this.lines.length - 1, this.lines.at(-1).length - 1];
    });
  }

  insert(row, { lat, lng }) {
    const { L } = window;
    const spot = this.map.latLngToLayerPoint([lat, lng]);
    const pixels = this.lines[row].map((one) => this.map.latLngToLayerPoint([one[1], one[0]]));
    const far = pixels.slice(1).map((next, at) => L.LineUtil.pointToSegmentDistance(spot, pixels[at], next));
    const at = far.indexOf(Math.min(...far)) + 1;
    this.change(() => {
      this.lines[row].splice(at, 0, [round(lng), round(lat)]);
      this.chosen = [row, at];
    });
  }

  remove() {
    if (!this.chosen) return;
    const [row, at] = this.chosen;
    this.change(() => {
      this.lines[row].splice(at, 1);
      if (!this.lines[row].length) this.lines.splice(row, 1);
      this.chosen = this.lines[row]?.length ? [row, Math.max(0, at - 1)] : null;
    });
  }

  undo() {
    if (!this.past.length) return;
    [this.lines, this.mode] = JSON.parse(this.past.pop());
    this.chosen = null;
    this.keep();
  }

  change(act) {
    this.past.push(JSON.stringify([this.lines, this.mode]));
    act();
    this.keep();
  }

  keep() {
    this.store.write(this.lines);
    // The admin watches for changes that are not saved yet.
    this.store.boxes.forEach((box) => box.dispatchEvent(new Event("change", { bubbles: true })));
    this.draw();
  }

  typed() {
    const found = this.store.read();
    if (found === null) { this.say(this.words.wrong, true); return; }
    this.past.push(JSON.stringify([this.lines, this.mode]));
    this.lines = found;
    if (found.length) this.mode = this.modes.includes("line") && found.some((line) => line.length > 1) ? "line" : "point";
    this.chosen = null;
    this.draw();
    this.fit();
  }

  draw() {
    const { L } = window;
    this.layer.clearLayers();
    this.lines.forEach((line, row) => {
      if (line.length > 1) {
        const points = line.map(([lng, lat]) => [lat, lng]);
        L.polyline(points, { className: "geometry-line" }).addTo(this.layer)
          .on("click", (event) => { L.DomEvent.stop(event); this.insert(row, event.latlng); });
      }
      line.forEach((_position, at) => this.drawVertex(row, at));
    });
    for (const mode of this.modes) this.buttons[mode]?.setAttribute("aria-pressed", String(mode === this.mode));
    this.buttons.undo.disabled = !this.past.length;
    this.buttons.remove.disabled = !this.chosen;
    this.buttons.clear.disabled = !this.lines.length;
    if (this.buttons.part) this.buttons.part.disabled = this.mode !== "line" || !((this.lines.at(-1)?.length || 0) > 1);
    this.summarise();
  }

  drawVertex(row, at) {
    const { L } = window;
    const [lng, lat] = this.lines[row][at];
    const isChosen = this.chosen?.[0] === row && this.chosen[1] === at;
    const name = fill(this.words.vertex, { number: at + 1, points: this.lines[row].length });
    const icon = L.divIcon({ className: `geometry-vertex${isChosen ? " is-chosen" : ""}`, iconSize: [TOUCH, TOUCH] });
    const marker = L.marker([lat, lng], { draggable: true, icon, title: name, alt: name }).addTo(this.layer);
    const move = (latlng) => this.change(() => {
      this.lines[row][at] = [round(latlng.lng), round(latlng.lat)];
      this.chosen = [row, at];
    });
    marker.on("dragend", () => move(marker.getLatLng()));
    marker.on("click", () => { this.chosen = [row, at]; this.draw(); this.focusChosen(); });
    marker.getElement().addEventListener("keydown", (event) => {
      if (ARROWS[event.key]) {
        const [x, y] = ARROWS[event.key];
        move(this.map.layerPointToLatLng(this.map.latLngToLayerPoint([lat, lng]).add([x * STEP, y * STEP])));
      } else if (event.key === "Delete" || event.key === "Backspace") {
        this.chosen = [row, at];
        this.remove();
      } else return;
      event.preventDefault();
      event.stopPropagation();
      this.focusChosen();
    });
  }

  focusChosen() {
    (this.frame.querySelector(".geometry-vertex.is-chosen") || this.map.getContainer()).focus({ preventScroll: true });
  }

  summarise() {
    const points = this.lines.flat();
    if (!points.length) { this.say(this.words.empty); return; }
    if (points.some(([lng, lat]) => !this.box.contains([lat, lng]))) { this.say(this.words.far, true); return; }
    if (points.length === 1) { this.say(this.words.onePoint); return; }
    const metres = this.lines.reduce((sum, line) => sum + line.slice(1).reduce(
      (part, [lng, lat], at) => part + this.map.distance([line[at][1], line[at][0]], [lat, lng]), 0), 0);
    this.say(fill(this.words.length, { points: points.length, metres: Math.round(metres).toLocaleString(document.documentElement.lang) }));
  }

  say(text, wrong = false) {
    this.status.textContent = text;
    this.status.classList.toggle("is-wrong", wrong);
  }
}

window.wagtail.app.register("geometry", GeometryController);
