// /comparer/?cas=a,b,c,d: up to four cases side by side. A line only holds figures of the same kind; each one with
// its year, nature, reserve and source. Nothing is ranked, nothing is added.
// A case stays as its file has it: builder/explorer/comparison.py says what is where in its rows.

import { button, element, quantity, quoted, sentence, typography } from "./ecrire.js";
import { crc32 } from "./explorateur-empreinte.js";

const MOST_CASES = 4;
const MOST_NAMES = 8;
const EMPTY = "non renseigné";
const TARGET = "objectif";
const FAILURE = "La comparaison n’a pas pu être chargée. Vérifiez votre connexion, puis rechargez la page.";
const SUMS = "Sommes, une par une : les sources ne disent pas tout, elles ne s’ajoutent pas";

class Comparison {
  constructor(section) {
    this.section = section;
    this.words = JSON.parse(section.dataset.mots);
    this.files = Number(section.dataset.paquets);
    this.root = section.dataset.racine;
  }

  async show() {
    const asked = new URLSearchParams(location.search).get("cas") ?? "";
    const valid = asked.split(",").filter((id) => /^[a-z0-9-]{1,80}$/.test(id));
    const ids = [...new Set(valid)].slice(0, MOST_CASES);
    this.section.setAttribute("aria-busy", "true");
    try {
      const read = await Promise.all(ids.map((id) => this.read(id)));
      const cases = read.filter(Boolean);
      const lost = ids.filter((_, rank) => !read[rank]);
      const content = cases.length ? this.table(cases) : this.welcome();
      this.section.replaceChildren(...[notice(lost), content, this.next(cases)].filter(Boolean));
    } catch (error) {
      console.error(error);
      this.section.replaceChildren(element("p", { class: "limites", role: "alert" }, FAILURE));
    }
    this.section.removeAttribute("aria-busy");
  }

  async read(id) {
    const address = `${this.section.dataset.fichiers}comparer/${crc32(id) % this.files}.json`;
    const answer = await fetch(new URL(address, location.href));
    if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
    const cases = await answer.json();
    return Object.hasOwn(cases, id) ? { id, ...cases[id] } : null;
  }

  // ------------------------------------------------------------ around the table

  welcome() {
    const list = element("a", { href: `${this.root}projets/` }, "la liste des projets");
    const gesture = `, cochez ${quoted("Comparer")} sous chacune.`;
    return element("p", {}, "Choisissez d’abord deux à quatre coopérations\u202f: dans ", list, gesture);
  }

  next(cases) {
    const ids = cases.map(({ id }) => id).join(",");
    return element(
      "p",
      { class: "comparer-suite" },
      element("a", { href: `${this.root}projets/${ids ? `?cas=${ids}` : ""}` }, "Changer les coopérations"),
      cases.length ? button("Imprimer", () => print(), "bouton") : null,
    );
  }

  // ------------------------------------------------------------ the table

  table(cases) {
    return element(
      "div",
      { class: "defile", tabindex: "0", role: "region", "aria-label": "Coopérations côte à côte" },
      element(
        "table",
        { class: "comparer", style: `--cas: ${cases.length}` },
        element("caption", { class: "lecteur" }, "Coopérations côte à côte, une ligne par sorte d’information"),
        element("thead", {}, element("tr", {}, element("td", {}), cases.map((one) => this.heading(one, cases)))),
        part("En bref", cases, this.inShort()),
        part("Emplois", cases, this.jobs(cases)),
        part("Autres résultats", cases, this.impacts(cases)),
        part("Argent connu", cases, this.fundings()),
        part("Partenaires", cases, this.partners(cases)),
        part("Facteurs de réussite observés", cases, this.successFactors(cases)),
      ),
    );
  }

  heading(one, cases) {
    const others = cases.filter(({ id }) => id !== one.id).map(({ id }) => id).join(",");
    const name = typography(one.nom);
    return element(
      "th",
      { scope: "col" },
      element("a", { href: `${this.root}projets/${encodeURIComponent(one.id)}/` }, name),
      element("a", { class: "retirer", href: `?cas=${others}`, "aria-label": `Retirer ${name}` }, "retirer"),
    );
  }

  inShort() {
    const place = ([commune, department, precision]) => typography(`${commune} (${department}), ${precision}`);
    return [
      { title: "Résumé", cell: (one) => typography(one.resume) },
      { title: "Lieux", cell: (one) => one.lieux.map(place) },
      { title: "Thématique", cell: (one) => typography(one.thematique) },
      { title: "Forme", cell: (one) => typography(one.type) },
      { title: "Situation", cell: (one) => typography(one.statut) },
      { title: "Années", cell: (one) => one.annees },
      { title: "Porteur", cell: (one) => typography(one.porteur) },
    ];
  }

  // A line for each measure, perimeter, period and unit that a case has; targets apart.
  jobs(cases) {
    const kinds = aligned(cases, (one) => one.emplois, jobKind, (row) => this.jobTitle(row));
    return kinds.map(({ title, key }) => ({
      title,
      cell: (one) => {
        const rows = one.emplois.filter((row) => jobKind(row) === key);
        return latest(rows, 6).map(([, , , unit, ...known]) => this.figure(one, this.words.unite[unit], known));
      },
    }));
  }

  jobTitle([measure, perimeter, period, unit, , , , nature]) {
    const { words } = this;
    const what = `${sentence(words.mesure[measure])} ${words.perimetre[perimeter]}, ${words.periode[period]}`;
    return `${what}, en ${words.unite[unit]}${targetMark(nature)}`;
  }

  impacts(cases) {
    const titleOf = (row) => `${row[1]}${targetMark(row[6])}`;
    return aligned(cases, (one) => one.impacts, impactKind, titleOf).map(({ title, key }) => ({
      title,
      cell: (one) => {
        const rows = one.impacts.filter((row) => impactKind(row) === key);
        return latest(rows, 5).map(([, , unit, ...known]) => this.figure(one, unit, known));
      },
    }));
  }

  fundings() {
    return [{ title: SUMS, cell: (one) => firstOf(one.argent.map((row) => this.sum(one, row))) }];
  }

  partners(cases) {
    const categories = Object.entries(this.words.partenaire);
    const present = categories.filter(([code]) => cases.some((one) => one.partenaires.some(([c]) => c === code)));
    return present.map(([code, words]) => ({
      title: sentence(words),
      cell: (one) => {
        const rows = one.partenaires.filter(([category]) => category === code);
        return firstOf(rows.map(([, name, source]) => phrase(one, name, source)));
      },
    }));
  }

  successFactors(cases) {
    const label = ([words]) => words;
    return aligned(cases, (one) => one.facteurs, label, label).map(({ title, key }) => ({
      title,
      cell: (one) => {
        const rows = one.facteurs.filter(([words]) => words === key);
        return rows.map(([, evidence, source]) => phrase(one, evidence, source));
      },
    }));
  }

  // ------------------------------------------------------------ what a cell holds

  figure(one, unit, [value, precision, year, nature, source]) {
    const reserve = precision === "exact" ? "" : this.words.precision[precision];
    const amount = element("b", {}, quantity(value, reserve, unit));
    return element("span", {}, amount, this.howKnown(one, year, nature, source));
  }

  sum(one, [funder, category, amount, use, year, nature, source]) {
    const words = ` ${typography(funder)} (${this.words.financeur[category]}), ${this.words.usage[use]}`;
    const written = element("b", {}, quantity(amount, "", "€"));
    return element("span", {}, written, words, this.howKnown(one, year, nature, source));
  }

  howKnown(one, year, nature, source) {
    const known = `${year ?? "année non renseignée"}, ${this.words.nature[nature]}`;
    return element("span", { class: "connu" }, ` ${known}, `, sourceLink(one, source));
  }
}

// What an address asked in vain.
function notice(lost) {
  if (!lost.length) return null;
  const words = `Ce lien demande aussi ${lost.map(quoted).join(", ")}, qui n’existe pas ici, ou plus.`;
  return element("p", { class: "avis", role: "status" }, words);
}

// A part of the table: lines as {title, cell(case)}; a word when no case has any.
function part(title, cases, lines) {
  const rows = lines.map((line) =>
    element(
      "tr",
      {},
      element("th", { scope: "row" }, typography(line.title)),
      cases.map((one) => cellOf(line.cell(one))),
    ),
  );
  const colspan = String(cases.length + 1);
  const nothing = element("td", { colspan, class: "manque" }, "Rien de renseigné pour ces coopérations.");
  return element(
    "tbody",
    {},
    element("tr", { class: "partie" }, element("th", { colspan, scope: "colgroup" }, title)),
    rows.length ? rows : element("tr", {}, nothing),
  );
}

function cellOf(content) {
  const pieces = [content].flat().filter(Boolean);
  if (!pieces.length) return element("td", { class: "manque" }, EMPTY);
  if (pieces.length === 1) return element("td", {}, pieces);
  return element("td", {}, element("ul", {}, pieces.map((piece) => element("li", {}, piece))));
}

function phrase(one, words, source) {
  return element("span", {}, typography(words), element("span", { class: "connu" }, " ", sourceLink(one, source)));
}

// Who publishes the source; the whole citation is the title of the link.
function sourceLink(one, rank) {
  const [citation, url] = one.sources[rank];
  const link = { href: url, rel: "external", title: typography(citation) };
  return element("a", link, typography(citation.split(", «")[0]));
}

const targetMark = (nature) => (nature === TARGET ? " (objectif)" : "");
const jobKind = (row) => [...row.slice(0, 4), row[7] === TARGET].join("/");
const impactKind = (row) => [row[0], row[1], row[2], row[6] === TARGET].join("/");

// The kinds of rows that some cases have, each once; those that several share come first.
function aligned(cases, read, keyOf, titleOf) {
  const kinds = new Map();
  cases.forEach((one, rank) => {
    for (const row of read(one)) {
      const key = keyOf(row);
      if (!kinds.has(key)) kinds.set(key, { key, title: titleOf(row), among: new Set() });
      kinds.get(key).among.add(rank);
    }
  });
  return [...kinds.values()].sort((a, b) => b.among.size - a.among.size);
}

// The rows of the latest year: several when sources disagree, and all of them are shown.
function latest(rows, rankOfYear) {
  const year = Math.max(...rows.map((row) => row[rankOfYear] ?? 0));
  return rows.filter((row) => (row[rankOfYear] ?? 0) === year);
}

function firstOf(pieces) {
  const rest = pieces.length - MOST_NAMES;
  return rest > 0 ? [...pieces.slice(0, MOST_NAMES), `et ${rest} de plus, dans la fiche`] : pieces;
}

const section = document.querySelector(".comparateur");
if (section) new Comparison(section).show();
