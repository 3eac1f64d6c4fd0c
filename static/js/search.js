// Tells the site which result was opened, so that good ones rise: the page and the words, nothing
// about the reader. The address of a result is never changed for it.

const results = document.querySelector("[data-clicks]");

function opened(event) {
  const link = event.target.closest?.("a[data-hit]");
  // Other buttons than the first (1 is the wheel: a new tab) open menus.
  if (!link || event.button > 1) return;
  const sent = new URLSearchParams({ q: results.dataset.words, page: link.dataset.hit });
  navigator.sendBeacon?.(results.dataset.clicks, sent);
}

results.addEventListener("click", opened);
results.addEventListener("auxclick", opened);
