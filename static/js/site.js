// Entry: puts the reader's colour choice in place before the first paint, then loads what the page uses.
// Every page works without it.

const root = document.documentElement;
const KEY = "theme";

function storedTheme() {
  try {
    return localStorage.getItem(KEY) || "";
  } catch {
    return "";
  }
}

function applyTheme(theme) {
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  else delete root.dataset.theme;
}

applyTheme(storedTheme());

function setUpThemeChoice(group) {
  const buttons = [...group.querySelectorAll("button")];
  const show = (theme) => {
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.value === theme));
  };
  group.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    applyTheme(button.value);
    show(button.value);
    try {
      if (button.value) localStorage.setItem(KEY, button.value);
      else localStorage.removeItem(KEY);
    } catch {
      // Storage is refused: the choice holds for this page only.
    }
  });
  show(root.dataset.theme || "");
  group.hidden = false;
}

// The menu is plain <details>. This closes what was left open: on Escape (focus returns to what opened
// it), on a press elsewhere, and when focus moves on, so that a panel never hides the focused element.
// It stands here, not in a file of its own: every page has the menu, and a file is a request.
function setUpMenu(menu) {
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
}

// A module runs before the document is complete when it blocks rendering, after it otherwise.
function whenReady(run) {
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", run, { once: true });
  else run();
}

whenReady(() => {
  const has = (selector) => document.querySelector(selector) !== null;

  document.querySelectorAll("[data-theme-choice]").forEach(setUpThemeChoice);
  document.querySelectorAll("[data-print]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  });
  document.querySelector("[data-focus]")?.focus();

  document.querySelectorAll("[data-menu]").forEach(setUpMenu);
  if (has("[data-feedback]")) document.addEventListener("submit", lazyFeedback, { capture: true });
  if (has("[data-copy]")) import("./copy.js");
  if (has("[data-filter]")) import("./filter.js");
  if (has("[data-map]")) import("./map.js");
  if (has("[data-clicks]")) import("./search.js");
  document.querySelectorAll("[data-suggest]").forEach((form) => {
    const wake = () => import("./suggest.js").then(({ setUpSuggestions }) => setUpSuggestions(form));
    form.addEventListener("focusin", wake, { once: true });
    if (form.contains(document.activeElement)) wake();
  });
  if (has("[data-near]")) import("./near.js");
  if (has("[data-draft], [data-draft-sent]")) import("./draft.js");
  if (has("[data-offline-kept], [data-offline-list]")) import("./offline.js");
});

// The feedback form is at the foot of every page and rarely used: its code is fetched on first use.
async function lazyFeedback(event) {
  const form = event.target;
  // After “No” the server's page asks what was missing, so that answer is sent the plain way.
  if (!form.matches("[data-feedback]") || event.submitter?.value === "no") return;
  event.preventDefault();
  try {
    const { sendFeedback } = await import("./feedback.js");
    await sendFeedback(form, event.submitter);
  } catch {
    // No module, no fetch: send the form the plain way, with the answer that was pressed.
    const answer = document.createElement("input");
    answer.type = "hidden";
    answer.name = event.submitter?.name || "useful";
    answer.value = event.submitter?.value || "";
    form.append(answer);
    form.submit();
  }
}
