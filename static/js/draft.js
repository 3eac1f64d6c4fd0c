// A half-filled form, kept in this browser until it is sent, for who has no account: nothing of it is
// sent anywhere. <form data-draft="name" data-draft-restored="…" data-draft-forget="…">; the page that
// says the form was sent has data-draft-sent="name".

const PREFIX = "draft:";
const DAYS = 7;
const WAIT = 400;
const SKIPPED = new Set(["hidden", "password", "file", "submit", "button"]);

function kept(name) {
  try {
    const found = JSON.parse(localStorage.getItem(PREFIX + name) || "null");
    return found && Date.now() - found.at < DAYS * 86_400_000 ? found.fields : null;
  } catch {
    return null;
  }
}

function keep(name, fields) {
  try {
    localStorage.setItem(PREFIX + name, JSON.stringify({ at: Date.now(), fields }));
  } catch {
    // Storage is refused or full: the form works as it would without this.
  }
}

export function forget(name) {
  try {
    localStorage.removeItem(PREFIX + name);
  } catch {
    // Nothing was kept, then.
  }
}

const fieldsOf = (form) =>
  [...form.elements].filter(
    (field) => field.name && !SKIPPED.has(field.type) && field.autocomplete !== "one-time-code",
  );

function read(form) {
  const found = {};
  for (const field of fieldsOf(form)) {
    if (field.type === "checkbox" || field.type === "radio") {
      if (field.checked) (found[field.name] ||= []).push(field.value);
    } else if (field.value) {
      found[field.name] = [field.value];
    }
  }
  return found;
}

// Only where nothing was typed or chosen yet: what the server sent back after an error comes first.
function fill(form, fields) {
  if (Object.keys(read(form)).some((name) => !fields[name])) return false;
  let changed = false;
  for (const field of fieldsOf(form)) {
    const values = fields[field.name];
    if (!values) continue;
    if (field.type === "checkbox" || field.type === "radio") {
      const checked = values.includes(field.value);
      changed ||= checked !== field.checked;
      field.checked = checked;
    } else if (!field.value && field.value !== values[0]) {
      field.value = values[0];
      changed = true;
    }
  }
  return changed;
}

function notice(form, name) {
  const box = document.createElement("div");
  box.className = "callout tone-info";
  box.setAttribute("role", "status");
  const text = document.createElement("p");
  text.textContent = form.dataset.draftRestored;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button-quiet";
  button.textContent = form.dataset.draftForget;
  button.addEventListener("click", () => {
    forget(name);
    form.reset();
    box.remove();
  });
  const body = document.createElement("div");
  body.className = "callout-body";
  body.append(text, button);
  box.append(body);
  form.before(box);
}

function setUp(form) {
  const name = form.dataset.draft;
  const fields = kept(name);
  if (fields && fill(form, fields)) notice(form, name);
  let timer = 0;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => keep(name, read(form)), WAIT);
  });
}

for (const sent of document.querySelectorAll("[data-draft-sent]")) forget(sent.dataset.draftSent);
for (const form of document.querySelectorAll("form[data-draft]")) setUp(form);
