// Points of the queue on a map. The list has the same cases; without Leaflet the map stays away.

const box = document.querySelector("[data-casedesk-map]");

function popup(point, page) {
  const node = document.createElement("div");
  const link = document.createElement("a");
  link.href = page.replace("REFERENCE", point.reference);
  link.textContent = point.title;
  node.append(link, document.createElement("br"), `${point.reference} · ${point.status} · ${point.left}`);
  return node;
}

if (box && window.L) {
  const { tiles, attribution, bounds, page, points, zoomIn, zoomOut } = JSON.parse(box.dataset.casedeskMap);
  const L = window.L;
  const map = L.map(box, { preferCanvas: points.length > 300, zoomControl: false });
  L.control.zoom({ zoomInTitle: zoomIn, zoomOutTitle: zoomOut }).addTo(map);
  L.tileLayer(tiles, { attribution, maxZoom: 19 }).addTo(map);
  const style = getComputedStyle(box);
  const colour = (tone) => style.getPropertyValue(`--tone-${tone}`).trim() || "#444";
  const marks = points.map((point) =>
    L.circleMarker(point.at, { radius: 8, weight: 2, color: "#fff", fillColor: colour(point.tone), fillOpacity: 1 })
      .bindPopup(() => popup(point, page)));
  const group = L.featureGroup(marks).addTo(map);
  if (marks.length) map.fitBounds(group.getBounds(), { padding: [30, 30], maxZoom: 17 });
  else map.fitBounds([[bounds[1], bounds[0]], [bounds[3], bounds[2]]]);
}
