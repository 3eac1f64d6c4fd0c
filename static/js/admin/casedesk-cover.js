// Rectangles drawn on a photo; the text box below stays the truth, and is all there is without this.

const frame = document.querySelector("[data-casedesk-cover]");
const box = document.querySelector("#casedesk-rectangles");
const SVG = "http://www.w3.org/2000/svg";
const WHOLE = 1000;

if (frame && box) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", `0 0 ${WHOLE} ${WHOLE}`);
  svg.setAttribute("preserveAspectRatio", "none");
  svg.setAttribute("aria-hidden", "true");
  frame.append(svg);
  const hint = Object.assign(document.createElement("p"), { textContent: frame.dataset.hint });
  const undo = Object.assign(document.createElement("button"), { type: "button", className: "button button-secondary", textContent: frame.dataset.undo });
  frame.after(hint, undo);

  const read = () => box.value.split("\n").map((line) => line.split(",").map(Number)).filter((one) => one.length === 4 && one.every(Number.isFinite));
  const write = (rows) => { box.value = rows.map((row) => row.join(",")).join("\n"); draw(); };
  const rectangle = ([x, y, width, height]) => {
    const node = document.createElementNS(SVG, "rect");
    Object.entries({ x, y, width, height }).forEach(([name, value]) => node.setAttribute(name, value));
    return node;
  };
  const draw = (extra) => svg.replaceChildren(...[...read(), ...(extra ? [extra] : [])].map(rectangle));
  const at = (event) => {
    const area = svg.getBoundingClientRect();
    const part = (value, size) => Math.round(Math.min(Math.max(value / size, 0), 1) * WHOLE);
    return [part(event.clientX - area.left, area.width), part(event.clientY - area.top, area.height)];
  };
  const between = ([ax, ay], [bx, by]) => [Math.min(ax, bx), Math.min(ay, by), Math.abs(ax - bx), Math.abs(ay - by)];

  let start = null;
  svg.addEventListener("pointerdown", (event) => { start = at(event); svg.setPointerCapture(event.pointerId); event.preventDefault(); });
  svg.addEventListener("pointermove", (event) => { if (start) draw(between(start, at(event))); });
  svg.addEventListener("pointerup", (event) => {
    if (!start) return;
    const made = between(start, at(event));
    start = null;
    if (made[2] > 3 && made[3] > 3) write([...read(), made]);
    else draw();
  });
  undo.addEventListener("click", () => write(read().slice(0, -1)));
  box.addEventListener("input", () => draw());
  draw();
}
