// How results are shown and told, in the field of the header as in the page /recherche/. All text is set as text:
// what was typed, or written in the data, never becomes HTML.

import { element, NARROW, plural, quoted } from "./ecrire.js";
import { fold } from "./plier.js";
import { excerpt, marked } from "./recherche-moteur.js";

const LINKS = [
  ["projets/", "Tous les projets"],
  ["territoires/", "Les territoires"],
  ["thematiques/", "Les thématiques"],
  ["recherche/", "La liste de tout ce que l’on peut trouver"],
];

function pieces(found) {
  return found.map(([text, isMarked]) => (isMarked ? element("mark", {}, text) : text));
}

// A result: its name, where or what it is, the sentence that answers.
export function lines(entry, marks) {
  return [
    element("strong", {}, pieces(marked(entry.title, marks))),
    element("span", { class: "lieu" }, pieces(marked(entry.note, marks))),
    element("span", { class: "phrase" }, pieces(excerpt(entry, marks))),
  ];
}

export function counted(number) {
  return plural(number, "résultat");
}

// « 12 résultats : 8 dans Projets, 4 dans Pages »
export function told(found) {
  if (!found.total) return "Aucun résultat";
  const groups = found.groups.map(({ label, numbers }) => `${numbers.length} dans ${label}`);
  return `${counted(found.total)}${NARROW}: ${groups.join(", ")}`;
}

// A word as the results write it, with its accents.
function spelt(word, shown) {
  for (const { title, note, text } of shown) {
    const found = `${title} ${note} ${text}`.match(/[\p{L}\p{M}]+/gu) ?? [];
    const same = found.find((other) => fold(other) === word);
    if (same) return same.toLowerCase();
  }
  return word;
}

// What the search did that was not asked: other words tried, entries that do not hold every word.
export function remarks(found, query, shown) {
  const typed = [{ title: query, note: "", text: "" }];
  const said = found.corrected.map(({ word, marks }) => {
    const others = marks.map((mark) => quoted(spelt(mark, shown)));
    return `Rien pour ${quoted(spelt(word, typed))}${NARROW}: voici ce qui répond à ${others.join(" ou ")}.`;
  });
  if (found.partial) said.push(`Rien ne répond à tous ces mots à la fois${NARROW}: voici ce qui s’en approche.`);
  return said;
}

// What to do when nothing answers.
export function nothing(found) {
  const typed = found.words.length > 0;
  const advice = typed ? "Rien ne répond à cette recherche." : "Écrivez un mot, ou le début d’un mot.";
  const link = ([path, label]) => element("a", { href: new URL(`../${path}`, import.meta.url).href }, label);
  return [
    element("p", {}, typed ? `${advice} Essayez un mot plus court ou plus général, ou parcourez${NARROW}:` : advice),
    element("ul", {}, LINKS.map((one) => element("li", {}, link(one)))),
  ];
}

// The style sheet of the results, asked for with them.
export function withStyle() {
  const href = new URL("recherche.css", import.meta.url).href;
  const link = element("link", { rel: "stylesheet", href });
  return new Promise((resolve) => {
    link.addEventListener("load", resolve);
    link.addEventListener("error", resolve);
    document.head.append(link);
  });
}
