// Notifications of this browser: shown only where the browser can, asked for only when the reader presses.

const box = document.querySelector("[data-push]");

function keyBytes(text) {
  const padded = text.replace(/-/g, "+").replace(/_/g, "/");
  return Uint8Array.from(atob(padded), (letter) => letter.charCodeAt(0));
}

async function start(form) {
  const status = box.querySelector("[data-push-status]");
  status.textContent = "";
  if ((await Notification.requestPermission()) !== "granted") {
    status.textContent = box.dataset.pushDenied;
    return;
  }
  await navigator.serviceWorker.register("/sw.js", { scope: "/" });
  const registration = await navigator.serviceWorker.ready;
  const subscription = await registration.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: keyBytes(box.dataset.push),
  });
  const data = new FormData(form);
  data.set("subscription", JSON.stringify(subscription));
  const response = await fetch(box.dataset.pushUrl, { method: "POST", body: data });
  const answer = await response.json();
  if (response.ok) window.location.assign(answer.url);
  else status.textContent = answer.error;
}

if (box && "serviceWorker" in navigator && "PushManager" in window && "Notification" in window) {
  const button = box.querySelector("[data-push-start]");
  button.addEventListener("click", async () => {
    button.disabled = true;
    await start(box.closest("form")).catch(() => {
      box.querySelector("[data-push-status]").textContent = box.dataset.pushDenied;
    });
    button.disabled = false;
  });
  box.hidden = false;
}
