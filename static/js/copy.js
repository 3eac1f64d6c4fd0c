// Copy buttons: hidden without scripts; the outcome is said in the button itself and read out.

for (const button of document.querySelectorAll("[data-copy]")) {
  const text = button.querySelector("span");
  const before = text.textContent;
  text.setAttribute("role", "status");
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
      text.textContent = button.dataset.copied;
    } catch {
      text.textContent = button.dataset.failed;
    }
    setTimeout(() => { text.textContent = before; }, 4000);
  });
}
