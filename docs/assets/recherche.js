// The search field of the header: a combobox, as the ARIA Authoring Practices describe it. The focus never leaves
// the field; arrows go through the results, Enter opens one or all of them, Escape closes the list.

import { element } from "./ecrire.js";
import { entries, ready, search } from "./recherche-moteur.js";
import { counted, lines, nothing, remarks, told, withStyle } from "./recherche-resultats.js";

const SHOWN = { Projets: 6 }; // results shown of a group, fewer for the others
const SHOWN_OTHERWISE = 3;
const PAUSE = 60; // milliseconds without a key before the search is run
const SILENCE = 700; // …and before the results are told, so that each letter is not
const COMBOBOX = {
  role: "combobox",
  "aria-autocomplete": "list",
  "aria-controls": "chercher-liste",
  "aria-expanded": "false",
};
const KEYS = { ArrowDown: 1, ArrowUp: -1 };

class Field {
  constructor(form) {
    this.form = form;
    this.input = form.elements.q;
    this.list = element("div", { role: "listbox", id: "chercher-liste", "aria-label": "Résultats" });
    this.panel = element("div", { class: "chercher-resultats" }, this.list);
    this.panel.hidden = true;
    this.status = element("p", { class: "lecteur", role: "status" });
    this.asked = 0; // counts what is asked: an answer that comes after a later one is dropped
    this.options = [];
    this.active = -1;
    this.equip();
  }

  equip() {
    for (const [name, value] of Object.entries(COMBOBOX)) this.input.setAttribute(name, value);
    this.form.append(this.panel, this.status);
    this.input.addEventListener("input", () => this.later());
    this.input.addEventListener("focus", () => this.later());
    this.form.addEventListener("keydown", (event) => this.key(event));
    this.form.addEventListener("submit", (event) => this.submit(event));
    this.form.addEventListener("focusout", (event) => {
      if (!this.form.contains(event.relatedTarget)) this.close();
    });
    // A click in the panel keeps the focus in the field, so that the panel is still there when it lands.
    this.panel.addEventListener("mousedown", (event) => event.preventDefault());
    if (this.input.value.trim()) this.later();
  }

  later() {
    clearTimeout(this.pause);
    this.pause = setTimeout(() => this.run(), PAUSE);
  }

  async run() {
    const asked = (this.asked += 1);
    const query = this.input.value;
    if (!query.trim()) {
      this.close();
      return;
    }
    try {
      const found = await search(query);
      const groups = await Promise.all(found.groups.map((group) => this.entriesOf(group)));
      if (asked === this.asked && this.form.contains(document.activeElement)) this.show(found, groups);
    } catch {
      if (asked === this.asked) this.close(); // no network: the form still leads to the page
    }
  }

  async entriesOf({ label, numbers }) {
    const shown = await entries(numbers.slice(0, SHOWN[label] ?? SHOWN_OTHERWISE));
    return { label, shown, rest: numbers.length - shown.length };
  }

  show(found, groups) {
    this.options = [];
    this.list.replaceChildren(...groups.map((group, rank) => this.group(group, rank, found.marks)));
    if (found.total) this.list.append(this.everything(found.total));
    const said = remarks(found, this.input.value, groups.flatMap(({ shown }) => shown));
    const above = said.map((text) => element("p", { class: "remarque" }, text));
    this.panel.replaceChildren(...(found.total ? above : nothing(found)), this.list);
    this.panel.hidden = false;
    this.list.scrollTop = 0;
    this.list.hidden = !found.total;
    this.input.setAttribute("aria-expanded", String(found.total > 0));
    this.activate(-1);
    const answer = `${[...said, told(found)].join(" ")}. Flèche bas pour les parcourir.`;
    this.tell(found.total ? answer : this.panel.textContent);
  }

  group({ label, shown, rest }, rank, marks) {
    const id = `chercher-groupe-${rank}`;
    const more = rest ? ` (et ${rest} de plus)` : "";
    const title = element("div", { id, class: "titre", role: "presentation" }, `${label}${more}`);
    const options = shown.map((entry) => this.option(entry.url, ...lines(entry, marks)));
    return element("div", { role: "group", "aria-labelledby": id }, title, ...options);
  }

  everything(total) {
    const page = new URL(this.form.action);
    page.searchParams.set("q", this.input.value.trim());
    return this.option(page.href, `Voir ${total > 1 ? "les" : "le"} ${counted(total)} sur une page`);
  }

  option(href, ...content) {
    const id = `chercher-option-${this.options.length}`;
    const made = element("a", { role: "option", id, href, tabindex: "-1", "aria-selected": "false" }, ...content);
    this.options.push(made);
    return made;
  }

  tell(text) {
    clearTimeout(this.silence);
    this.silence = setTimeout(() => (this.status.textContent = text), SILENCE);
  }

  key(event) {
    if (event.key === "Escape") {
      this.escape(event);
    } else if (event.target === this.input && event.key in KEYS && !event.altKey && !event.shiftKey) {
      event.preventDefault();
      if (this.panel.hidden) this.run();
      else this.move(KEYS[event.key]);
    }
  }

  // The first press closes the list, the next one empties the field.
  escape(event) {
    if (this.panel.hidden) this.input.value = "";
    else event.preventDefault();
    this.input.focus();
    this.close();
  }

  // Past the last result comes the field itself, then the first result.
  move(step) {
    const places = this.options.length + 1;
    this.activate(((this.active + 1 + step + places) % places) - 1);
  }

  activate(number) {
    this.options[this.active]?.setAttribute("aria-selected", "false");
    this.active = number;
    const option = this.options[number];
    if (!option) {
      this.input.removeAttribute("aria-activedescendant");
      return;
    }
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", option.id);
  }

  submit(event) {
    const option = this.options[this.active];
    if (this.panel.hidden || !option) return;
    event.preventDefault();
    this.close();
    location.assign(option.href);
  }

  close() {
    clearTimeout(this.pause);
    clearTimeout(this.silence);
    this.asked += 1;
    this.panel.hidden = true;
    this.status.textContent = "";
    this.input.setAttribute("aria-expanded", "false");
    this.activate(-1);
  }
}

// Make the form of the header answer as somebody types.
export async function enliven(form) {
  ready();
  await withStyle();
  return new Field(form);
}
