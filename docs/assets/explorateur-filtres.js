// The panel of filters: facets with counts, ranges. It is built once and then only updated, so that the focus
// never moves under somebody's fingers; a facet is filled when it is first opened. And the chips of the filters
// that are active, above the results.

import { button, element, NARROW, number, plural, sentence, typography } from "./ecrire.js";
import { filtersInWords, without } from "./explorateur-etat.js";
import { fold } from "./plier.js";

const LONG = 18; // from as many values, a facet has a field to look for one
const OPEN = 2; // facets open at first
const UNKNOWN =
  "Pour les autres, il n’est pas renseigné : ce n’est pas zéro. Quand deux sources se contredisent, " +
  "le plus bas est retenu.";

export class Filters {
  // `change(transformation, options)` asks for the state to come; `state()` is the present one.
  constructor(head, state, change) {
    Object.assign(this, { head, state, change });
    this.facets = head.facets.map((facet, rank) => this.facet(facet, rank < OPEN));
    this.start = this.range("Année de lancement", "start", { min: 1800, max: 2100, step: 1 });
    this.node = element(
      "div",
      { class: "x-filtres" },
      this.facets.map(({ node }) => node),
      group("Année de lancement", this.start.node),
      this.jobs(),
    );
  }

  // ------------------------------------------------------------ built once

  facet(facet, isOpen) {
    const title = element("span", {}, typography(facet.title));
    const mark = element("span", { class: "x-marque", hidden: true });
    const box = element("fieldset", {}, element("legend", { class: "lecteur" }, typography(facet.title)));
    const node = element("details", { class: "x-groupe", open: isOpen }, element("summary", {}, title, mark), box);
    const shown = { facet, node, mark, box, values: null };
    node.addEventListener("toggle", () => {
      if (node.open && !shown.values) {
        this.fill(shown);
        this.updateFacet(shown);
      }
    });
    if (isOpen) this.fill(shown);
    return shown;
  }

  fill(shown) {
    const { facet, box } = shown;
    shown.values = facet.values.map(([, words], number) => this.value(facet, number, words));
    if (facet.values.length >= LONG) box.append(lookup(shown));
    box.append(element("ul", {}, shown.values.map(({ item }) => item)));
  }

  value({ name }, number, words) {
    const choose = () =>
      this.change((state) => {
        const values = new Set(state.filters[name]);
        if (box.checked) values.add(number);
        else values.delete(number);
        return { ...state, filters: { ...state.filters, [name]: values } };
      });
    const box = element("input", { type: "checkbox", change: choose });
    const count = element("span", { class: "x-nombre" });
    const text = element("span", {}, typography(sentence(words)));
    const item = element("li", {}, element("label", {}, box, text, count));
    return { number, box, count, item, folded: fold(words) };
  }

  // The two bounds of a part of the state.
  range(title, part, { min, max, step }) {
    const field = (bound, words) =>
      element("input", {
        type: "number",
        class: "x-champ",
        inputmode: "decimal",
        min: String(min),
        max: max === null ? null : String(max),
        step: String(step),
        "aria-label": `${title}, ${words}`,
        input: ({ target }) => this.bind(part, bound, target.value),
      });
    const fields = { min: field("min", "au moins"), max: field("max", "au plus") };
    const node = element("p", { class: "x-bornes" }, "de ", fields.min, " à ", fields.max);
    return { node, fields };
  }

  bind(part, bound, text) {
    const value = text === "" ? null : Number(text);
    if (value !== null && !Number.isFinite(value)) return;
    if (part === "start" && value !== null && !/^\d{4}$/.test(text)) return; // a year being typed
    this.change((state) => ({ ...state, [part]: { ...state[part], [bound]: value } }), { typing: true });
  }

  jobs() {
    this.kind = element(
      "select",
      { class: "x-champ", change: () => this.change((state) => withKind(state, Number(this.kind.value))) },
      element("option", { value: "-1" }, "Choisir ce que l’on compte"),
      this.head.jobs.map(({ title, unit }, kind) =>
        element("option", { value: String(kind) }, typography(`${title} (${unit})`)),
      ),
    );
    this.jobsRange = this.range("Emplois", "jobs", { min: 0, max: null, step: "any" });
    this.unit = element("span", {});
    this.jobsRange.node.append(" ", this.unit);
    this.coverage = element("p", { class: "x-note" });
    const choice = element("label", { class: "x-choix" }, element("span", {}, "Ce que l’on compte"), this.kind);
    return group("Emplois", choice, this.jobsRange.node, this.coverage);
  }

  // ------------------------------------------------------------ at each change

  // What the state and the counts say, put on screen; nothing is built again.
  update(counts, columns) {
    this.counts = counts;
    for (const shown of this.facets) this.updateFacet(shown);
    updateRange(this.start.fields, this.state().start);
    this.updateJobs(columns);
  }

  updateFacet({ facet, mark, values }) {
    const chosen = this.state().filters[facet.name];
    mark.hidden = !chosen.size;
    mark.textContent = chosen.size ? plural(chosen.size, "choix", "choix") : "";
    const counts = this.counts?.[facet.name];
    for (const { number: rank, box, count, item } of values ?? []) {
      box.checked = chosen.has(rank);
      const found = counts?.get(rank) ?? 0;
      const text = counts ? number(found) : "";
      if (count.textContent !== text) count.textContent = text;
      item.classList.toggle("x-vide", Boolean(counts) && !found);
    }
  }

  updateJobs(columns) {
    const { jobs } = this.state();
    this.kind.value = String(jobs.kind);
    this.jobsRange.node.hidden = this.coverage.hidden = jobs.kind < 0;
    if (jobs.kind < 0) return;
    updateRange(this.jobsRange.fields, jobs);
    this.unit.textContent = this.head.jobs[jobs.kind].unit;
    const known = columns?.jobs[jobs.kind].rows.length ?? 0;
    const have = plural(known, "coopération a", "coopérations ont");
    const words = `${have} ce chiffre sur ${number(columns?.count ?? 0)}. ${UNKNOWN}`;
    this.coverage.textContent = columns ? typography(words) : "";
  }
}

function group(title, ...content) {
  return element("details", { class: "x-groupe" }, element("summary", {}, title), ...content);
}

// A field that leaves in a long facet the values that hold what is typed.
function lookup(shown) {
  return element("input", {
    type: "search",
    class: "x-champ",
    autocomplete: "off",
    maxlength: "100",
    "aria-label": `Chercher dans la liste\u202f: ${shown.facet.title}`,
    placeholder: "Chercher dans la liste",
    input: ({ target }) => {
      const wanted = fold(target.value.trim());
      for (const { item, folded } of shown.values) item.hidden = !folded.includes(wanted);
    },
    keydown: (event) => event.key === "Enter" && event.preventDefault(),
  });
}

// Bounds only mean something within a kind, and so does the order by jobs.
function withKind(state, kind) {
  const sort = kind < 0 && state.sort === "emplois" ? "nom" : state.sort;
  return { ...state, sort, jobs: { kind, min: null, max: null } };
}

function updateRange(fields, bounds) {
  for (const bound of ["min", "max"]) {
    const field = fields[bound];
    const value = field.value === "" ? null : Number(field.value);
    if (field !== document.activeElement && value !== bounds[bound]) field.value = bounds[bound] ?? "";
  }
}

export class Chips {
  // `fallback` takes the focus when no chip is left.
  constructor(explorer, fallback) {
    Object.assign(this, { explorer, fallback });
    this.node = element("ul", { class: "x-puces", "aria-label": "Filtres actifs" });
  }

  update() {
    const { state, head } = this.explorer;
    const filters = filtersInWords(state, head);
    const chips = filters.map((filter, rank) => element("li", {}, this.chip(filter, rank)));
    if (filters.length > 1) chips.push(element("li", {}, clearAllButton(this.explorer)));
    this.node.replaceChildren(...chips);
  }

  chip({ key, number: value, title, words }, rank) {
    const click = async () => {
      await this.explorer.change((state) => without(state, key, value));
      this.focusFrom(rank);
    };
    const name = `Retirer le filtre ${typography(title)}${NARROW}: ${typography(words)}`;
    const cross = element("span", { "aria-hidden": "true" }, "×");
    const attributes = { type: "button", class: "x-puce", "aria-label": name, click };
    return element("button", attributes, typography(words), cross);
  }

  // The focus goes to the chip that took the place of the one removed.
  focusFrom(rank) {
    const left = this.node.querySelectorAll(".x-puce");
    (left[Math.min(rank, left.length - 1)] ?? this.fallback).focus();
  }
}

export function clearAllButton(explorer) {
  return button("Tout effacer", () => explorer.clearAll());
}
