// While a citizen speaks: topic, questions and what is known at the place follow what is typed.
// The same page answers; only its parts are exchanged. Without this, a button does it.

const form = document.querySelector("[data-casedesk-intake]");
const WATCHED = ["words", "category", "neighbourhood", "street", "text"];
let asked = 0;

async function follow() {
  const mine = ++asked;
  const body = new FormData(form);
  body.delete("dosya");
  body.set("goster", "1");
  const answer = await fetch(location.pathname, { method: "POST", body, credentials: "same-origin" });
  if (!answer.ok || mine !== asked) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  form.querySelectorAll("[data-part]").forEach((part) => {
    const fresh = page.querySelector(`[data-part="${part.dataset.part}"]`);
    if (fresh && !part.contains(document.activeElement)) part.replaceChildren(...fresh.childNodes);
  });
  const topic = page.querySelector("[name=category]");
  if (topic && !form.elements.category.value) form.elements.category.value = topic.value;
}

if (form) {
  form.elements.words.focus();
  form.addEventListener("change", (event) => {
    if (WATCHED.includes(event.target.name)) follow().catch(() => {});
  });
  form.addEventListener("click", (event) => {
    const pick = event.target.closest("[name=konu-sec]");
    if (!pick) return;
    event.preventDefault();
    form.elements.category.value = pick.value;
    form.elements.text.focus();
    follow().catch(() => {});
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit(form.querySelector("[data-main]"));
    } else if (event.key === "Enter" && event.target.name === "words") {
      event.preventDefault();
      follow().catch(() => {});
    }
  });
}
