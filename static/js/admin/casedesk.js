// Keys of the queue: j and k walk, x marks, / searches. Enter opens, for the focus is on the link.

const typing = (target) => target.closest("input, select, textarea, [contenteditable]");
const links = [...document.querySelectorAll("[data-open]")];

function walk(step) {
  const here = links.indexOf(document.activeElement.closest("[data-row]")?.querySelector("[data-open]"));
  const next = here < 0 ? (step > 0 ? 0 : links.length - 1) : here + step;
  links[Math.min(Math.max(next, 0), links.length - 1)]?.focus();
}

const KEYS = {
  j: () => walk(1),
  k: () => walk(-1),
  x: () => document.activeElement.closest("[data-row]")?.querySelector("input[type=checkbox]")?.click(),
  "/": () => document.querySelector(".casedesk-search input")?.focus(),
};

document.addEventListener("keydown", (event) => {
  const act = KEYS[event.key];
  const isBox = event.target.matches?.("input[type=checkbox]");
  if (!act || event.ctrlKey || event.metaKey || event.altKey || (typing(event.target) && !isBox)) return;
  event.preventDefault();
  act();
});
