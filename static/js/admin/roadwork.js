// The form of a road work: proposes the title while its parts are chosen, filters neighbourhoods.

const SHOWN = 3;

function joined(names, words) {
  const found = names.map((name) => name.trim()).filter(Boolean);
  if (found.length > SHOWN) return words.others.replace("%(names)s", found.slice(0, SHOWN).join(", "));
  if (found.length > 1) return words.and.replace("%(names)s", found.slice(0, -1).join(", ")).replace("%(last)s", found.at(-1));
  return found.join("");
}

function proposeTitles(picker) {
  const words = JSON.parse(picker.dataset.words);
  const title = document.querySelector("#id_title");
  const kind = document.querySelector("#id_kind");
  if (!title || !kind) return;
  const parts = () => {
    const areas = [...picker.querySelectorAll("input:checked")].map((box) => box.closest("label").textContent);
    const streets = [...document.querySelectorAll('input[name^="streets-"][name$="-name"]')]
      .filter((box) => box.offsetParent !== null || !box.closest(".deleted"))
      .filter((box) => document.querySelector(`[name="${box.name.replace(/-name$/, "-DELETE")}"]`)?.value !== "1")
      .map((box) => box.value);
    const where = [joined(areas, words), joined(streets, words)].filter(Boolean).join(", ");
    const label = kind.selectedOptions[0]?.textContent.toLocaleLowerCase("tr") || "";
    return where && label ? `${where}: ${label}` : where;
  };
  let last = title.value;
  const propose = (always) => {
    const proposed = parts();
    if (!proposed || proposed === title.value) return;
    // Words of the editor's own are never overwritten unasked.
    if (!always && title.value.trim() && title.value !== last) return;
    title.value = last = proposed;
    for (const name of ["keyup", "input", "change"]) title.dispatchEvent(new Event(name, { bubbles: true }));
  };
  const isNew = !title.value.trim() || title.value === parts();
  if (isNew) last = title.value;
  else last = null;
  document.addEventListener("change", (event) => {
    if (event.target === kind || picker.contains(event.target) || /^streets-\d+-name$/.test(event.target.name || "")) propose(false);
  });
  // The maps of the form move to the neighbourhood that was chosen.
  picker.addEventListener("change", ({ target }) => {
    const name = target.closest("label").textContent.trim();
    if (target.checked) document.dispatchEvent(new CustomEvent("geometry:look", { detail: { name } }));
  });
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: words.propose });
  button.className = "button button-small button-secondary roadwork-propose";
  button.addEventListener("click", () => propose(true));
  title.after(button);
}

function filterNeighbourhoods(picker) {
  const words = JSON.parse(picker.dataset.words);
  const fold = (text) => text.toLocaleLowerCase("tr").normalize("NFD").replace(/\p{M}/gu, "").replaceAll("ı", "i");
  const box = Object.assign(document.createElement("input"), { type: "search", placeholder: words.filter });
  box.setAttribute("aria-label", words.filter);
  box.className = "neighbourhood-filter";
  const choices = [...picker.children].filter((one) => one.querySelector("input"));
  const show = () => {
    const wanted = fold(box.value.trim());
    for (const one of choices) {
      one.hidden = Boolean(wanted) && !fold(one.textContent).includes(wanted) && !one.querySelector("input").checked;
    }
  };
  box.addEventListener("input", show);
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault(); // Enter would send the form.
    const visible = choices.filter((one) => !one.hidden && !one.querySelector("input").checked);
    if (visible.length !== 1) return;
    visible[0].querySelector("input").click();
    box.value = "";
    show();
  });
  picker.before(box);
}

// The announcement is made by the server, from what is typed so far.
function proposeAnnouncement(place) {
  const text = document.querySelector("#id_announcement");
  const form = place.closest("form");
  if (!text || !form) return;
  const button = (label) => Object.assign(document.createElement("button"), { type: "button", textContent: label, className: "button button-small button-secondary" });
  const show = button(place.dataset.show);
  const use = button(place.dataset.use);
  const shown = document.createElement("p");
  shown.className = "roadwork-text";
  use.hidden = true;
  show.addEventListener("click", async () => {
    const response = await fetch(place.dataset.proposal, { method: "POST", body: new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === "string")) });
    if (!response.ok) return;
    shown.textContent = (await response.json()).text;
    use.hidden = !shown.textContent;
  });
  use.addEventListener("click", () => {
    text.value = shown.textContent;
    for (const name of ["input", "change"]) text.dispatchEvent(new Event(name, { bubbles: true }));
    text.focus();
  });
  place.append(show, shown, use);
}

for (const place of document.querySelectorAll("[data-proposal]")) proposeAnnouncement(place);
for (const picker of document.querySelectorAll("div.neighbourhood-picker")) {
  filterNeighbourhoods(picker);
  proposeTitles(picker);
}
