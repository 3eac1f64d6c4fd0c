// After a step that went wrong, or a letter shown, the reader is led there.

const target = document.querySelector(".casedesk-step .casedesk-wrong, .casedesk-letter h3");
if (target) {
  target.focus({ preventScroll: true });
  target.scrollIntoView({ block: "center" });
}

// One press sends a form once.
document.querySelectorAll(".casedesk-form").forEach((form) => {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "1";
    window.addEventListener("pageshow", () => delete form.dataset.sent, { once: true });
  });
});
