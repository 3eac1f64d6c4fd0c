// Suggestions while typing, for every search box: a combobox as ARIA 1.2 describes it (input with
// `role=combobox`, a listbox below, the focus stays in the input). Enter without a chosen suggestion
// sends the form as ever; if the server does not answer, the box is what it was.

const LEAST = 2;
const PAUSE_MS = 120;
const MOST = 7;

let made = 0;

class Suggestions {
  constructor(form) {
    this.form = form;
    this.input = form.querySelector('input[type="search"]');
    this.items = [];
    this.options = [];
    this.meant = "";
    this.active = -1;
    this.asked = "";
    this.timer = 0;
    this.request = null;
    this.build(`suggestions-${(made += 1)}`);
    this.listen();
  }

  build(id) {
    this.list = document.createElement("ul");
    this.list.id = id;
    this.list.className = "suggestions";
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", this.form.dataset.suggestLabel);
    this.list.hidden = true;
    this.status = document.createElement("p");
    this.status.className = "visually-hidden";
    this.status.setAttribute("role", "status");
    this.form.append(this.list, this.status);
    const attributes = {
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": id,
    };
    for (const [name, value] of Object.entries(attributes)) this.input.setAttribute(name, value);
  }

  listen() {
    this.input.addEventListener("input", () => this.later());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.addEventListener("blur", () => this.close());
    // The focus stays in the input while a suggestion is pressed.
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) this.go(Number(option.dataset.at));
    });
  }

  later() {
    clearTimeout(this.timer);
    const words = this.input.value.trim();
    if (words.length < LEAST) {
      this.request?.abort();
      this.asked = "";
      this.close();
      return;
    }
    this.timer = setTimeout(() => this.ask(words), PAUSE_MS);
  }

  async ask(words) {
    if (words === this.asked) return;
    this.asked = words;
    this.request?.abort();
    this.request = new AbortController();
    const query = new URLSearchParams({ q: words, locale: document.documentElement.lang || "tr", limit: MOST });
    try {
      const answer = await fetch(`${this.form.dataset.suggest}?${query}`, { signal: this.request.signal });
      if (!answer.ok) throw new Error(answer.statusText);
      const { items, did_you_mean: meant } = await answer.json();
      if (document.activeElement === this.input) this.show(items, meant || "");
    } catch (error) {
      if (error.name !== "AbortError") this.close();
    }
  }

  show(items, meant) {
    this.items = items;
    this.meant = meant;
    this.active = -1;
    this.options = items.map((item, at) => this.option(item, at));
    // Where nothing has the words as typed: the words that the suggestions are for.
    const note = meant ? this.form.dataset.suggestMeant.replace("{words}", () => meant) : "";
    this.list.replaceChildren(...(note ? [this.note(note)] : []), ...this.options);
    this.input.removeAttribute("aria-activedescendant");
    this.open(items.length > 0);
    const words = items.length ? this.form.dataset.suggestCount : this.form.dataset.suggestNone;
    this.status.textContent = [note, words.replace("{n}", items.length)].filter(Boolean).join(". ");
  }

  // Read by the eye; those who listen are told by the status.
  note(text) {
    const note = document.createElement("li");
    note.className = "suggestions-meant";
    note.setAttribute("role", "presentation");
    note.setAttribute("aria-hidden", "true");
    note.textContent = text;
    return note;
  }

  option(item, at) {
    const option = document.createElement("li");
    option.id = `${this.list.id}-${at}`;
    option.dataset.at = at;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    const text = document.createElement("span");
    text.textContent = item.text;
    const kind = document.createElement("span");
    kind.className = "suggestion-kind";
    kind.textContent = item.kind_label;
    option.append(text, " ", kind);
    return option;
  }

  open(isOpen) {
    this.list.hidden = !isOpen;
    this.input.setAttribute("aria-expanded", String(isOpen));
  }

  close() {
    clearTimeout(this.timer);
    this.open(false);
    this.active = -1;
    this.input.removeAttribute("aria-activedescendant");
    this.status.textContent = "";
  }

  key(event) {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (this.list.hidden) {
        if (this.items.length && this.input.value.trim() === this.asked) this.show(this.items, this.meant);
        if (this.list.hidden) return;
      }
      event.preventDefault();
      this.move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && this.active >= 0 && !this.list.hidden) {
      event.preventDefault();
      this.go(this.active);
    } else if (event.key === "Escape" && !this.list.hidden) {
      event.preventDefault();
      this.close();
    }
  }

  // One step; beyond either end the choice is the typed words again.
  move(step) {
    const places = this.items.length + 1;
    this.active = ((this.active + 1 + step + places) % places) - 1;
    this.options.forEach((option, at) => {
      option.setAttribute("aria-selected", String(at === this.active));
    });
    const chosen = this.options[this.active];
    if (chosen) {
      this.input.setAttribute("aria-activedescendant", chosen.id);
      chosen.scrollIntoView({ block: "nearest" });
    } else this.input.removeAttribute("aria-activedescendant");
  }

  go(at) {
    const item = this.items[at];
    if (item) window.location.assign(item.url);
  }
}

// Makes the box of a form a combobox, once.
export function setUpSuggestions(form) {
  if (form.dataset.suggesting) return;
  form.dataset.suggesting = "yes";
  const suggestions = new Suggestions(form);
  // What was typed while this was fetched.
  if (suggestions.input.value !== suggestions.input.defaultValue) suggestions.later();
}
