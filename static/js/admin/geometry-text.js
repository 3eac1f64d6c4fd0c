// The boxes beside a map: GeoJSON text, or two numbers, as lines of [longitude, latitude].

const isPosition = (one) => Array.isArray(one) && one.slice(0, 2).length === 2 && one.slice(0, 2).every(Number.isFinite);

/** Lines of positions in GeoJSON text; [] for an empty text, null for what cannot be drawn. */
function readGeometry(text) {
  if (!text.trim()) return [];
  const lines = [];
  const take = (value) => {
    if (value?.type === "FeatureCollection") value.features.forEach(take);
    else if (value?.type === "Feature") take(value.geometry);
    else if (value?.type === "Point") lines.push([value.coordinates]);
    else if (value?.type === "LineString") lines.push(value.coordinates);
    else if (value?.type === "MultiLineString") lines.push(...value.coordinates);
    else throw new TypeError("no line or point");
  };
  try {
    take(JSON.parse(text));
  } catch {
    return null;
  }
  const whole = lines.length && lines.every((line) => Array.isArray(line) && line.every(isPosition));
  return whole ? lines.map((line) => line.map(([lng, lat]) => [lng, lat])) : null;
}

/** The GeoJSON text of lines; one single position is a point. */
function writeGeometry(lines) {
  const full = lines.filter((line) => line.length);
  const long = full.filter((line) => line.length > 1);
  if (!full.length) return "";
  if (!long.length) return JSON.stringify({ type: "Point", coordinates: full[0][0] });
  if (full.length === 1) return JSON.stringify({ type: "LineString", coordinates: full[0] });
  return JSON.stringify({ type: "MultiLineString", coordinates: full });
}

export class TextBox {
  constructor(element) { this.boxes = [element]; }

  get element() { return this.boxes[0]; }

  read() { return readGeometry(this.element.value); }

  write(lines) { this.element.value = writeGeometry(lines); }
}

export class TwoNumbers {
  constructor(lat) {
    let around = lat.parentElement;
    while (around && !around.querySelector('[data-point-part="lng"]')) around = around.parentElement;
    this.boxes = [lat, around.querySelector('[data-point-part="lng"]')];
  }

  get element() { return this.boxes[0]; }

  read() {
    // Maps give both numbers at once: "38.7402, 35.4881" pasted into one box fills the two.
    const pair = /^\s*(-?\d+\.\d+)[\s,;]+(-?\d+\.\d+)\s*$/.exec(this.element.value);
    if (pair) [this.boxes[0].value, this.boxes[1].value] = pair.slice(1);
    const texts = this.boxes.map((box) => box.value.trim().replace(",", "."));
    if (texts.every((text) => !text)) return [];
    const [lat, lng] = texts.map(Number);
    return texts.every(Boolean) && Number.isFinite(lat) && Number.isFinite(lng) ? [[[lng, lat]]] : null;
  }

  write(lines) {
    const [lng, lat] = lines[0]?.[0] || ["", ""];
    [this.boxes[0].value, this.boxes[1].value] = [lat, lng].map(String);
  }
}
