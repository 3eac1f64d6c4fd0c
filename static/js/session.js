// Says that a session is about to end, while there is time; what is filled in stays on the page.
// Without it the session ends as well, and a form that is sent afterwards is kept by the server.

const dialog = document.querySelector("[data-session]");
const { state, warn } = dialog.dataset;
const text = dialog.querySelector("[data-session-text]");
const go = dialog.querySelector("[data-session-go]");
const over = dialog.querySelector("[data-session-over]");
let ends = performance.now() + Number(dialog.dataset.seconds) * 1000;
let timer = 0;

function plan() {
  clearTimeout(timer);
  const left = (ends - performance.now()) / 1000;
  if (left <= 0) finish();
  else if (left <= Number(warn)) ask(left);
  else timer = setTimeout(check, Math.min(left - Number(warn), 3600) * 1000);
}

// Another tab may have kept the session alive meanwhile: the server knows.
// A sign-in elsewhere has made a new token: the forms of this page take it over.
async function check() {
  try {
    const answer = await fetch(state, { headers: { Accept: "application/json" } });
    const { seconds, token } = await answer.json();
    ends = performance.now() + seconds * 1000;
    if (token) for (const field of document.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = token;
  } catch {
    // No network: the clock goes on as it was.
  }
  plan();
}

function ask(left) {
  text.textContent = dialog.dataset.words.replace("{n}", Math.max(1, Math.ceil(left / 60)));
  over.hidden = true;
  go.hidden = false;
  if (!dialog.open) dialog.showModal();
  timer = setTimeout(check, Math.min(left, 30) * 1000);
}

function finish() {
  text.textContent = dialog.dataset.ended;
  go.hidden = true;
  over.hidden = false;
  if (!dialog.open) dialog.showModal();
}

go.addEventListener("click", async () => {
  const form = new FormData(dialog.querySelector("form"));
  try {
    const answer = await fetch(state, { method: "POST", body: form });
    ends = performance.now() + (await answer.json()).seconds * 1000;
  } catch {
    return;
  }
  dialog.close();
  plan();
});
for (const button of dialog.querySelectorAll("[data-session-close]")) {
  button.addEventListener("click", () => {
    dialog.close();
    check();
  });
}
plan();
