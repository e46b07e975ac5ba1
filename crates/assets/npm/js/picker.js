// Reference picker: a plain text input that takes references becomes a combobox (WAI-ARIA 1.2 list autocomplete).
// <div class="picker"><input data-picker="/api/v1/organisations" ...></div>. The value stays what the form sends
// without script: the reference, or with data-multiple several, separated by commas. The titles stand in .picker-chosen.

const WAIT_MS = 150; // after the last key; short enough to feel direct, long enough not to ask at each letter
const LIMIT = 8;
const SEPARATORS = /[,、，\s]+/;

let serial = 0;

class Picker {
  constructor(input) {
    this.input = input;
    this.items = [];
    this.active = -1;
    this.request = null;
    this.timer = 0;
    this.list = document.createElement("ul");
    this.list.className = "picker-list";
    this.list.id = `picker-${(serial += 1)}`;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", input.labels?.[0]?.textContent?.trim() ?? "");
    this.list.hidden = true;
    this.status = document.createElement("div");
    this.status.className = "visually-hidden";
    this.status.setAttribute("role", "status");
    input.after(this.list, this.status);
    for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", this.list.id], ["autocomplete", "off"]]) {
      input.setAttribute(name, value);
    }
    input.addEventListener("input", () => this.schedule());
    input.addEventListener("keydown", (event) => this.press(event));
    input.addEventListener("blur", () => this.close());
    // pointerdown comes before blur: the list must not close under the finger.
    this.list.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      const option = event.target.closest("[role=option]");
      if (option !== null) this.choose([...this.list.children].indexOf(option));
    });
  }

  /** The text to look for: all of it, or with data-multiple what follows the last separator. */
  query() {
    const parts = "multiple" in this.input.dataset ? this.input.value.split(/[,、，]/) : [this.input.value];
    return parts.at(-1).trim();
  }

  schedule() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.load(), WAIT_MS);
  }

  async load() {
    this.request?.abort();
    const query = this.query();
    if (query === "") return this.close();
    this.request = new AbortController();
    const url = new URL(this.input.dataset.picker, location.href);
    url.searchParams.set("q", query);
    url.searchParams.set("limit", String(LIMIT));
    try {
      const answer = await fetch(url, { headers: { accept: "application/json" }, signal: this.request.signal });
      if (!answer.ok) throw new Error(`status ${answer.status}`);
      const { items } = await answer.json();
      this.show(items.slice(0, LIMIT));
    } catch (error) {
      if (error.name === "AbortError") return;
      // The field works as plain text all the same; the person is told that the suggestions are missing.
      this.close();
      this.status.textContent = this.input.dataset.pickerFailed ?? "";
    }
  }

  show(items) {
    if (document.activeElement !== this.input) return;
    this.items = items;
    this.active = -1;
    this.list.replaceChildren(...items.map((item, index) => {
      const option = document.createElement("li");
      option.id = `${this.list.id}-${index}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      const title = document.createElement("span");
      title.textContent = item.title;
      const ref = document.createElement("span");
      ref.className = "ref";
      ref.textContent = item.ref;
      option.append(title, ref);
      return option;
    }));
    this.list.hidden = items.length === 0;
    this.input.setAttribute("aria-expanded", String(items.length > 0));
    this.input.removeAttribute("aria-activedescendant");
    this.status.textContent = (this.input.dataset.pickerFound ?? "{n}").replace("{n}", String(items.length));
  }

  close() {
    clearTimeout(this.timer);
    this.request?.abort();
    this.items = [];
    this.active = -1;
    this.list.hidden = true;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  press(event) {
    if (event.isComposing) return; // Enter and arrows belong to the kana-kanji conversion
    const open = !this.list.hidden;
    if (event.key === "ArrowDown" && !open) {
      event.preventDefault();
      this.load();
    } else if (open && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      this.move(event.key === "ArrowDown" ? 1 : -1);
    } else if (open && event.key === "Enter" && this.active >= 0) {
      event.preventDefault();
      this.choose(this.active);
    } else if (open && event.key === "Escape") {
      event.preventDefault();
      this.close();
    }
  }

  move(step) {
    const count = this.items.length;
    this.active = this.active < 0 && step < 0 ? count - 1 : (this.active + step + count) % count;
    for (const [index, option] of [...this.list.children].entries()) {
      option.setAttribute("aria-selected", String(index === this.active));
    }
    const option = this.list.children[this.active];
    this.input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  choose(index) {
    const item = this.items[index];
    if (item === undefined) return;
    const several = "multiple" in this.input.dataset;
    const kept = several ? this.input.value.split(SEPARATORS).filter(isReference) : [];
    this.input.value = several ? `${[...new Set([...kept, item.ref])].join(", ")}, ` : item.ref;
    this.describe(item, several);
    this.close();
    this.input.dispatchEvent(new Event("change", { bubbles: true }));
  }

  /** Shows the title that belongs to a chosen reference, where the server shows it too. */
  describe(item, several) {
    const chosen = this.input.closest(".control")?.querySelector(".picker-chosen");
    if (chosen === null || chosen === undefined) return;
    const text = `${item.title} (${item.ref})`;
    chosen.textContent = several && chosen.textContent.trim() !== "" ? `${chosen.textContent.trim()} · ${text}` : text;
  }
}

/** Short references are a kind and eight characters of Crockford's alphabet: need-7K3M9QXD. */
function isReference(text) {
  return /^[a-z][a-z-]*-[0-9a-hjkmnp-tv-z]{8}$/i.test(text);
}

export function startPickers(root) {
  const known = new WeakSet();
  root.addEventListener("focusin", (event) => {
    const input = event.target;
    if (!(input instanceof HTMLInputElement) || !("picker" in input.dataset) || known.has(input)) return;
    known.add(input);
    new Picker(input);
  });
}
