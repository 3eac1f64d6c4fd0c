// Sends "Was this page useful?" without leaving the page. The server answers any 2xx.

export async function sendFeedback(form, submitter) {
  const status = form.querySelector("[data-feedback-status]");
  const buttons = [...form.querySelectorAll("button")];
  const body = new URLSearchParams(new FormData(form));
  if (submitter?.name) body.set(submitter.name, submitter.value);

  buttons.forEach((button) => button.setAttribute("aria-disabled", "true"));
  try {
    const response = await fetch(form.action, {
      method: "POST",
      body,
      headers: { "X-Requested-With": "fetch" },
      credentials: "same-origin",
    });
    if (!response.ok) throw new Error(`status ${response.status}`);
    status.textContent = form.dataset.thanks;
    status.tabIndex = -1;
    status.focus();
    form.querySelector("[role=group]").hidden = true;
    form.querySelector("[id=feedback-question]").hidden = true;
  } catch {
    status.textContent = form.dataset.failed;
    buttons.forEach((button) => button.removeAttribute("aria-disabled"));
  }
}
