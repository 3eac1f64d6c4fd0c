// “Use my position”: asked of the device only when the button is pressed, rounded before it goes anywhere.

const DIGITS = 3; // about 100 m

for (const form of document.querySelectorAll("[data-near]")) {
  const button = form.querySelector("[data-near-ask]");
  const status = form.querySelector("[data-near-status]");
  if (!("geolocation" in navigator) || !button) continue;
  button.hidden = false;
  button.addEventListener("click", () => {
    button.disabled = true;
    status.textContent = form.dataset.working;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const address = new URL(location.href);
        for (const name of ["yer", "sayfa", "sirala", "kutu"]) address.searchParams.delete(name);
        address.searchParams.set("konum", `${coords.latitude.toFixed(DIGITS)},${coords.longitude.toFixed(DIGITS)}`);
        location.assign(`${address.pathname}?${String(address.searchParams).replaceAll("%2C", ",")}`);
      },
      () => {
        button.disabled = false;
        status.textContent = form.dataset.denied;
      },
      { enableHighAccuracy: false, timeout: 15000, maximumAge: 60000 },
    );
  });
}
