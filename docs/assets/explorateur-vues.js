// Cards and table of the selection: the same rows, drawn a page at a time.

import { button, element, NARROW, NO_BREAK, number, quantity, typography } from "./ecrire.js";

export const BY_PAGE = 24;
const NOT_KNOWN = "non renseigné";

// What the views need to know of the page that they are in.
export class Context {
  constructor({ head, columns, root, state, compare }) {
    Object.assign(this, { head, columns, root, state, compare });
  }

  // The values of a facet that a row has, as [code, words].
  values(name, row) {
    const { combinations, column } = this.columns.facets[name];
    const { values } = this.head.facets.find((facet) => facet.name === name);
    return combinations[column[row]].map((number) => values[number]);
  }

  words(name, row) {
    return this.values(name, row).map(([, words]) => typography(words)).join(", ");
  }

  link(card) {
    return `${this.root}projets/${encodeURIComponent(card.id)}/`;
  }

  // Where a case is, as templates/_macros.html says it.
  place(card) {
    if (!card.lieux) return typography(card.territoire ?? "Sans lieu précis");
    const [, commune, department] = card.lieux[0];
    const { values, numbers } = this.head.facets.find(({ name }) => name === "departement");
    return typography(`${commune} (${values[numbers.get(department)]?.[1] ?? department})`);
  }

  // « plus de », empty for an exact figure.
  reserve([, precision]) {
    return precision === "exact" ? "" : this.head.labels.precision[precision];
  }

  // « 2015, déclaré ».
  howKnown([, , , year, nature]) {
    return `${year ?? "année non renseignée"}, ${this.head.labels.nature[nature]}`;
  }

  // The kind of jobs that was chosen.
  get kind() {
    return this.head.jobs[this.state.jobs.kind];
  }
}

// ---------------------------------------------------------------- cards

export function cardList(context, rows, cards) {
  const made = rows.map((row, rank) => cardOf(context, row, cards[rank]));
  return element("div", { class: "cartes" }, made);
}

function cardOf(context, row, card) {
  const years = card.annees ? ` · ${card.annees}` : "";
  return element(
    "article",
    { class: "carte" },
    element("p", { class: "surtitre" }, context.words("thematique", row)),
    element("h3", {}, element("a", { href: context.link(card) }, typography(card.nom))),
    element("p", { class: "lieu" }, `${context.place(card)}${years}`),
    context.kind ? jobFigure(context, card) : ownFigure(card.fait),
    choice(context, card),
  );
}

// The figure that a card shows by itself: reserve, number, unit, what it counts, when and how it is known.
function ownFigure(written) {
  if (!written) return element("p", { class: "fait manque" }, "Résultats chiffrés non renseignés");
  const [reserve, value, unit, words, known] = written;
  return figure({ reserve, value, unit, words: typography(words), known });
}

function jobFigure(context, card) {
  const { kind } = context;
  const job = card.emplois?.[kind.code];
  if (!job) return element("p", { class: "fait manque" }, "Ce chiffre n’est pas renseigné");
  const text = quantity(job[0], "", kind.unit);
  const cut = text.indexOf(NO_BREAK);
  return figure({
    reserve: context.reserve(job),
    value: text.slice(0, cut),
    unit: text.slice(cut + 1),
    words: typography(kind.title),
    known: context.howKnown(job),
  });
}

function figure({ reserve, value, unit, words, known }) {
  return element(
    "p",
    { class: "fait" },
    element(
      "span",
      { class: "chiffre" },
      reserve ? element("span", { class: "reserve" }, `${reserve} `) : null,
      element("b", {}, value),
      unit ? [/^[€%]/.test(unit) ? NARROW : " ", element("span", { class: "unite" }, unit)] : null,
    ),
    " ",
    element("span", { class: "quoi" }, words),
    " ",
    element("span", { class: "connu" }, known),
  );
}

function choice(context, card) {
  const compare = ({ target }) => context.compare(card, target);
  const box = element("input", { type: "checkbox", "data-cas": card.id, change: compare });
  box.checked = context.state.cases.includes(card.id);
  const name = element("span", { class: "lecteur" }, ` ${typography(card.nom)}`);
  return element("label", { class: "x-choisir" }, box, element("span", {}, "Comparer"), name);
}

// ---------------------------------------------------------------- table

export function table(context, rows, cards) {
  const { kind } = context;
  const titles = ["Coopération", "Lieu", "Thématique", "Forme", "Situation", "Début"];
  if (kind) titles.push(typography(`${kind.title} (${kind.unit})`));
  const made = element(
    "table",
    { class: "x-tableau" },
    element("caption", { class: "lecteur" }, "Les coopérations choisies"),
    element(
      "thead",
      {},
      element(
        "tr",
        {},
        element("td", {}, element("span", { class: "lecteur" }, "Comparer")),
        titles.map((title) => element("th", { scope: "col" }, title)),
      ),
    ),
    element("tbody", {}, rows.map((row, rank) => tableRow(context, row, cards[rank]))),
  );
  const region = { class: "defile", tabindex: "0", role: "region", "aria-label": "Tableau des coopérations" };
  return element("div", region, made);
}

function tableRow(context, row, card) {
  const { kind } = context;
  return element(
    "tr",
    {},
    element("td", {}, choice(context, card)),
    element("th", { scope: "row" }, element("a", { href: context.link(card) }, typography(card.nom))),
    element("td", {}, context.place(card)),
    element("td", {}, context.words("thematique", row)),
    element("td", {}, context.words("type", row)),
    element("td", {}, context.words("statut", row)),
    element("td", {}, card.debut ? String(card.debut) : NOT_KNOWN),
    kind ? jobCell(context, card.emplois?.[kind.code]) : null,
  );
}

function jobCell(context, job) {
  if (!job) return element("td", { class: "manque" }, NOT_KNOWN);
  const source = element("a", { href: job[5], rel: "external", title: typography(job[6]) }, "source");
  const text = quantity(job[0], context.reserve(job), context.kind.unit);
  return element("td", {}, text, element("span", { class: "connu" }, ` (${context.howKnown(job)}, `, source, ")"));
}

// ---------------------------------------------------------------- where to begin

// The départements that have cases, for who must choose one first.
export function departmentList(head, totals, change) {
  const name = "departement";
  const { values } = head.facets.find((facet) => facet.name === name);
  const choose = (value) => (state) => ({ ...state, filters: { ...state.filters, [name]: new Set([value]) } });
  const items = values.map(([, words], value) => {
    const label = [typography(words), number(totals[name][value])];
    return element("li", {}, button(label, () => change(choose(value)), "x-puce"));
  });
  return element("ul", { class: "x-puces" }, items.filter((_, value) => totals[name][value]));
}

// ---------------------------------------------------------------- pages

// Links to every page of the selection, and a button that adds the next one to what is shown.
export function pageLinks(total, [first, end], addressOfPage, more) {
  const last = Math.ceil(total / BY_PAGE);
  if (last < 2) return null;
  const rest = Math.min(BY_PAGE, total - end * BY_PAGE);
  const near = [...new Set([1, first - 1, first, end, end + 1, last])];
  const numbers = near.filter((n) => n >= 1 && n <= last).sort((a, b) => a - b);
  const isShown = (n) => n >= first && n <= end;
  const items = numbers.map((n, rank) => [
    rank && n - numbers[rank - 1] > 1 ? element("li", { "aria-hidden": "true" }, "…") : null,
    element("li", {}, pageLink(n, addressOfPage(n), isShown(n))),
  ]);
  return element(
    "nav",
    { class: "pages", "aria-label": "Pages de la sélection" },
    rest > 0 ? button(`En montrer ${rest} de plus`, more, "bouton") : null,
    element("ul", {}, items),
  );
}

function pageLink(n, href, isShown) {
  return element(
    "a",
    { href, "data-page": String(n), "aria-current": isShown ? "page" : null },
    element("span", { class: "lecteur" }, "Page "),
    number(n),
  );
}
