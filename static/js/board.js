// A board renews itself each minute. Only its rows are exchanged, so that a reader's focus stays, and
// when the network is gone the last known rows stay too.

const SECONDS = 60;

document.querySelector(".board-renews").hidden = false;
setInterval(async () => {
  try {
    const answer = await fetch(location.href, { cache: "no-cache" });
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const part of ["header", "main", "footer time"]) {
      document.querySelector(part).replaceChildren(...fresh.querySelector(part).childNodes);
    }
    const copy = document.querySelector("[data-copy]");
    if (copy) copy.dataset.copy = fresh.querySelector("[data-copy]").dataset.copy;
  } catch {
    // Offline: what is shown stays.
  }
}, SECONDS * 1000);
