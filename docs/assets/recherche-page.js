// The page /recherche/: all that answers `?q=`, group by group, above the complete list.

import { element, quoted, shortened } from "./ecrire.js";
import { entries, search } from "./recherche-moteur.js";
import { counted, lines, nothing, remarks } from "./recherche-resultats.js";

const AT_ONCE = 10; // results of a group shown first, and at each demand

function item(entry, marks) {
  const [title, note, sentence] = lines(entry, marks);
  return element("li", {}, element("a", { href: entry.url }, ...title.childNodes), note, sentence);
}

async function section({ label, numbers }, marks) {
  const list = element("ol", {});
  const more = element("button", { type: "button" });
  const show = async () => {
    const start = list.childElementCount;
    const shown = await entries(numbers.slice(start, start + AT_ONCE));
    list.append(...shown.map((entry) => item(entry, marks)));
    const rest = numbers.length - list.childElementCount;
    more.textContent = `Voir la suite (${counted(rest)}) dans ${label}`;
    more.hidden = !rest;
    return { first: list.children[start], shown };
  };
  more.addEventListener("click", async () => (await show()).first?.querySelector("a").focus());
  const { shown } = await show();
  const title = element("h3", {}, `${label} (${numbers.length})`);
  return { shown, node: element("section", {}, title, list, more) };
}

async function answer(place, status, query) {
  const found = await search(query);
  const sections = await Promise.all(found.groups.map((group) => section(group, found.marks)));
  const said = remarks(found, query, sections.flatMap(({ shown }) => shown));
  const count = found.total ? counted(found.total) : "Aucun résultat";
  status.textContent = count;
  place.append(
    element("h2", {}, `${count} pour ${quoted(shortened(query))}`),
    ...said.map((text) => element("p", {}, text)),
    ...(found.total ? sections.map(({ node }) => node) : nothing(found)),
  );
}

const query = new URLSearchParams(location.search).get("q")?.trim();
if (query) {
  const before = document.querySelector("article > h2");
  const place = element("section", { class: "trouvailles", "aria-label": "Résultats de la recherche" });
  const status = element("p", { class: "lecteur", role: "status" });
  place.append(status);
  before.before(place);
  document.querySelector("#chercher").value = query.slice(0, 300);
  answer(place, status, query).catch(() => {
    place.append(element("p", {}, "La recherche n’a pas pu se faire. Voici la liste complète."));
  });
}
