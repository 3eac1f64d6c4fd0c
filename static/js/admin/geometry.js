// Draws a line or a point on a map beside each GeoJSON text box of the admin.
// The text box stays the truth: what is drawn is written there, what is pasted there is drawn.
(() => {
  const read = (text) => {
    try {
      let value = JSON.parse(text);
      if (value.type === "FeatureCollection") value = value.features[0];
      if (value.type === "Feature") value = value.geometry;
      if (value.type === "Point") return [[value.coordinates]];
      if (value.type === "LineString") return [value.coordinates];
      if (value.type === "MultiLineString") return value.coordinates;
    } catch { /* not finished yet: the server says what is wrong */ }
    return null;
  };
  const write = (lines) => {
    const full = lines.filter((line) => line.length);
    if (!full.length) return "";
    if (full.length === 1 && full[0].length === 1) return JSON.stringify({ type: "Point", coordinates: full[0][0] });
    if (full.length === 1) return JSON.stringify({ type: "LineString", coordinates: full[0] });
    return JSON.stringify({ type: "MultiLineString", coordinates: full });
  };
  const round = (number) => Math.round(number * 1e6) / 1e6;

  const enhance = (box) => {
    if (box.dataset.drawn || typeof L === "undefined") return;
    box.dataset.drawn = "1";
    const tools = document.createElement("div");
    tools.className = "geometry-tools";
    const place = document.createElement("div");
    place.className = "geometry-map";
    const hint = document.createElement("span");
    hint.textContent = box.dataset.hint;
    const button = (text, act) => {
      const made = document.createElement("button");
      made.type = "button";
      made.className = "button button-small button-secondary";
      made.textContent = text;
      made.addEventListener("click", act);
      tools.append(made);
    };
    box.before(tools, place);
    const [west, south, east, north] = box.dataset.bounds.split(",").map(Number);
    const map = L.map(place).fitBounds([[south, west], [north, east]]);
    if (box.dataset.tiles) L.tileLayer(box.dataset.tiles, { attribution: box.dataset.attribution, maxZoom: 19 }).addTo(map);
    else L.rectangle([[south, west], [north, east]], { weight: 1, fill: false }).addTo(map);
    const layer = L.layerGroup().addTo(map);
    let lines = read(box.value) || [[]];

    const draw = () => {
      layer.clearLayers();
      lines.forEach((line, row) => {
        const points = line.map(([lng, lat]) => [lat, lng]);
        if (points.length > 1) L.polyline(points, { color: "#b3541e", weight: 5 }).addTo(layer);
        points.forEach((point, at) => {
          L.marker(point, { draggable: true, keyboard: true, icon: L.divIcon({ className: "leaflet-div-icon", iconSize: [14, 14] }) })
            .on("dragend", (event) => {
              const spot = event.target.getLatLng();
              lines[row][at] = [round(spot.lng), round(spot.lat)];
              keep();
            })
            .addTo(layer);
        });
      });
    };
    const keep = () => {
      box.value = write(lines);
      box.dispatchEvent(new Event("change", { bubbles: true }));
      draw();
    };
    map.on("click", ({ latlng }) => {
      lines[lines.length - 1].push([round(latlng.lng), round(latlng.lat)]);
      keep();
    });
    button(box.dataset.undo, () => { lines[lines.length - 1].pop(); keep(); });
    button(box.dataset.clear, () => { lines = [[]]; keep(); });
    tools.append(hint);
    box.addEventListener("input", () => { const found = read(box.value); if (found) { lines = found; draw(); } });
    const fit = () => {
      map.invalidateSize();
      const points = lines.flat().map(([lng, lat]) => [lat, lng]);
      if (points.length) map.fitBounds(points, { maxZoom: 16, padding: [30, 30] });
      else map.setView([(south + north) / 2, (west + east) / 2], 11);
    };
    new IntersectionObserver((seen) => { if (seen.some((one) => one.isIntersecting)) fit(); }).observe(place);
    draw();
  };
  const enhanceAll = () => document.querySelectorAll("textarea[data-geometry]").forEach((box) => { if (!box.id.includes("__prefix__")) enhance(box); });
  document.addEventListener("DOMContentLoaded", () => {
    enhanceAll();
    // Rows are added to the form later on.
    new MutationObserver(enhanceAll).observe(document.body, { childList: true, subtree: true });
  });
})();
