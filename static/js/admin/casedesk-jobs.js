// The crew's pages: the order from where the phone is, and forms that outlive a bad line.

const near = document.querySelector("[data-near]");
if (near && navigator.geolocation) {
  near.hidden = false;
  near.addEventListener("submit", (event) => {
    event.preventDefault();
    navigator.geolocation.getCurrentPosition(({ coords }) => {
      near.elements.enlem.value = coords.latitude.toFixed(5);
      near.elements.boylam.value = coords.longitude.toFixed(5);
      near.submit();
    }, () => { near.querySelector("[data-said]").textContent = near.querySelector("[data-said]").dataset.wrong; }, { timeout: 15000 });
  });
}

// The form stays on the page, photo and all, until the server has answered. Its key makes a second
// sending the same as the first.
const steady = document.querySelector("[data-steady]");
if (steady) {
  const said = steady.querySelector("[data-said]");
  let busy = false;
  let waiting = null;
  const say = (text) => { said.hidden = false; said.textContent = text; };
  const send = async (button) => {
    if (busy) return;
    busy = true;
    waiting = null;
    say(steady.dataset.sending);
    try {
      const body = new FormData(steady, button);
      const answer = await fetch(steady.action, { method: "POST", body, headers: { "X-Steady": "1" } });
      if (answer.redirected) { say(steady.dataset.out); return; }
      if (answer.status >= 500) throw new Error(String(answer.status));
      if (answer.headers.get("Content-Type")?.includes("json")) {
        window.location.assign((await answer.json()).next);
        return;
      }
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const wrong = page.querySelector("[role=alert]");
      steady.parentNode.querySelectorAll("[role=alert]").forEach((old) => old.remove());
      said.hidden = true;
      if (wrong) { steady.before(wrong); wrong.focus(); }
    } catch {
      waiting = button;
      say(steady.dataset.lost);
    } finally {
      busy = false;
    }
  };
  steady.addEventListener("submit", (event) => { event.preventDefault(); send(event.submitter); });
  window.addEventListener("online", () => { if (waiting) send(waiting); });
  window.addEventListener("beforeunload", (event) => { if (waiting || busy) event.preventDefault(); });
}
