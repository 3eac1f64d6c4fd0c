// On a Friday the noon prayer is the Friday prayer: the choice follows the day, and says so.
const FRIDAY = 5;
const form = document.querySelector("[data-edit-form]") ?? document;
const day = form.querySelector("#id_burial_date");
const prayer = form.querySelector("#id_prayer");

// The admin writes dates as 03.03.2026; ISO is taken too.
function weekdayOf(text) {
  const turkish = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text.trim());
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text.trim());
  const parts = turkish ? [turkish[3], turkish[2], turkish[1]] : iso?.slice(1);
  return parts ? new Date(Number(parts[0]), Number(parts[1]) - 1, Number(parts[2])).getDay() : null;
}

if (day && prayer) {
  const words = Object.fromEntries([...prayer.options].map((option) => [option.value, option.text]));
  const notice = document.createElement("p");
  notice.className = "help";
  notice.setAttribute("role", "status");
  prayer.after(notice);

  const follow = () => {
    const weekday = weekdayOf(day.value);
    if (weekday === null) return;
    const before = prayer.value;
    if (weekday === FRIDAY && before === "ogle") prayer.value = "cuma";
    else if (weekday !== FRIDAY && before === "cuma") prayer.value = "ogle";
    notice.textContent = prayer.value === before ? "" : `${words[before]} → ${words[prayer.value]}`;
    if (prayer.value !== before) prayer.dispatchEvent(new Event("input", { bubbles: true }));
  };
  day.addEventListener("change", follow);
  prayer.addEventListener("change", follow);
}
