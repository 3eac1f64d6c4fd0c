// The menu is plain <details>. This closes what was left open: on Escape (focus returns to what opened
// it), on a press elsewhere, and when focus moves on, so that a panel never hides the focused element.

const menu = document.querySelector("[data-menu]");
const groups = [...menu.querySelectorAll("details")];
const wide = window.matchMedia("(min-width: 62rem)");

function close(details, returnFocus = false) {
  if (!details?.open) return;
  details.open = false;
  if (returnFocus) details.querySelector("summary").focus();
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const inner = groups.find((group) => group.open && group.contains(document.activeElement));
  if (inner) close(inner, true);
  else if (menu.contains(document.activeElement)) close(menu, true);
});

document.addEventListener("pointerdown", (event) => {
  if (menu.contains(event.target)) {
    if (wide.matches) groups.filter((group) => !group.contains(event.target)).forEach((group) => close(group));
    return;
  }
  close(menu);
  if (wide.matches) groups.forEach((group) => close(group));
});

menu.addEventListener("focusout", (event) => {
  const next = event.relatedTarget;
  if (!next) return;
  if (wide.matches) groups.filter((group) => !group.contains(next)).forEach((group) => close(group));
  if (!menu.contains(next)) close(menu);
});
