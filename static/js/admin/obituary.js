// The form of an obituary: on a Friday the noon prayer is the Friday prayer, so the choice follows the
// day, and says so; the computed time of the prayer is proposed beside the clock time, one press takes
// it. What was typed is never overwritten.
const FRIDAY = 5;
const form = document.querySelector("[data-edit-form]") ?? document;
const day = form.querySelector("#id_burial_date");
const prayer = form.querySelector("#id_prayer");
const clock = form.querySelector("#id_prayer_time");

// The admin writes dates as 03.03.2026; ISO is taken too. Returns 2026-03-03 or null.
function isoOf(text) {
  const turkish = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text.trim());
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text.trim());
  const parts = turkish ? [turkish[3], turkish[2], turkish[1]] : iso?.slice(1);
  return parts ? parts.map((part) => part.padStart(2, "0")).join("-") : null;
}

if (day && prayer) {
  const words = Object.fromEntries([...prayer.options].map((option) => [option.value, option.text]));
  const notice = document.createElement("p");
  notice.className = "help";
  notice.setAttribute("role", "status");
  prayer.after(notice);

  const follow = () => {
    const iso = isoOf(day.value);
    if (iso === null) return;
    const weekday = new Date(`${iso}T12:00:00`).getDay();
    const before = prayer.value;
    if (weekday === FRIDAY && before === "ogle") prayer.value = "cuma";
    else if (weekday !== FRIDAY && before === "cuma") prayer.value = "ogle";
    notice.textContent = prayer.value === before ? "" : `${words[before]} → ${words[prayer.value]}`;
    if (prayer.value !== before) prayer.dispatchEvent(new Event("input", { bubbles: true }));
  };
  day.addEventListener("change", follow);
  prayer.addEventListener("change", follow);
}

if (day && prayer && clock?.dataset.times) {
  const proposal = document.createElement("button");
  proposal.type = "button";
  proposal.className = "button button-small button-secondary";
  proposal.hidden = true;
  clock.after(proposal);
  proposal.addEventListener("click", () => {
    clock.value = proposal.dataset.time;
    clock.dispatchEvent(new Event("input", { bubbles: true }));
    clock.dispatchEvent(new Event("change", { bubbles: true }));
    proposal.hidden = true;
    clock.focus();
  });

  const times = new Map();
  const timesOf = async (iso) => {
    if (!times.has(iso)) {
      const answer = await fetch(clock.dataset.times.replace("0001-01-01", iso));
      times.set(iso, answer.ok ? await answer.json() : {});
    }
    return times.get(iso);
  };
  const propose = async () => {
    const iso = isoOf(day.value);
    let time = "";
    try {
      time = iso ? (await timesOf(iso))[prayer.value] ?? "" : "";
    } catch {
      // Without the proposal the form works as before.
    }
    proposal.hidden = !time || clock.value === time;
    proposal.dataset.time = time;
    proposal.textContent = clock.dataset.use.replace("00:00", time);
  };
  for (const field of [day, prayer, clock]) field.addEventListener("change", propose);
  propose();
}
