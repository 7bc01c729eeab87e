// One page for each case: the same sections, tables, drawings and links as the other generators' pages.
import { readFileSync } from "node:fs";

const theme = JSON.parse(readFileSync("theme.json", "utf8"));
const words = theme.words;
const MONTHS = ["", "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"];
const ESCAPED = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

const e = (text) => (text ?? "").replace(/[&<>"']/g, (sign) => ESCAPED[sign]);
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);
const formatter = new Intl.NumberFormat("fr", { maximumFractionDigits: 2 });
const number = (text) => formatter.format(Number(text));
const each = (items, print) => items.map(print).join("");

function day(text) {
  const [year, month, date] = text.split("-");
  return [date && (date === "01" ? "1er" : String(Number(date))), month && MONTHS[Number(month)], year].filter(Boolean).join(" ");
}

function bars(id, title, rows, value, label) {
  const most = Math.max(1, ...rows.map((row) => Number(row[value])));
  return `<figure class="figure" id="graphique-${id}">
<figcaption>${title}</figcaption>
<div class="dessin"><svg class="graphique" role="img" aria-label="${title}. ${each(rows, (row) => `${e(row[label])}, ${number(row[value])} ; `)}" width="600" height="${44 * rows.length}" font-family="system-ui, sans-serif" font-size="15" fill="currentColor">
${each(rows, (row, n) => `<text y="${15 + 44 * n}">${e(row[label])} <tspan font-weight="600">${number(row[value])}</tspan></text>
<rect x="0" y="${22 + 44 * n}" width="${((100 * Number(row[value])) / most).toFixed(1)}%" height="14" fill="var(--q1, #0f5c5c)"/>
<line x1="0" x2="100%" y1="${40 + 44 * n}" y2="${40 + 44 * n}" stroke="var(--filet, #dcd7cb)"/>
`)}</svg></div>
<p class="limites">Une barre est un chiffre publié. Les barres ne sont pas reliées : les sources ne comptent pas toutes de la même façon. Chaque série a sa propre échelle et ne s’ajoute pas aux autres.</p>
<details class="donnees"><summary>Lire les données<span class="lecteur"> : ${title}</span></summary>
<div class="defile" role="region" tabindex="0" aria-label="${title}"><table><caption>${title}</caption>
<tbody>
${each(rows, (row) => `<tr><th scope="row">${e(row[label])}</th><td class="nombre">${number(row[value])}</td></tr>\n`)}</tbody></table></div></details>
</figure>
`;
}

function families(rows) {
  return Object.entries(words.categorie_partenaire)
    .map(([code, label]) => [label, rows.filter((row) => row.categorie === code)])
    .filter(([, own]) => own.length);
}

function dots(rows) {
  return `<figure class="figure" id="graphique-partenaires">
<figcaption>Les partenaires, famille par famille</figcaption>
<div class="dessin"><svg class="graphique" role="img" aria-label="Les partenaires, famille par famille" width="600" height="300" font-family="system-ui, sans-serif" font-size="15" fill="currentColor">
${each(families(rows), ([label, own], n) => `<text y="${15 + 53 * n}">${capital(label)} <tspan font-weight="600">${own.length}</tspan></text>
<line x1="5.5" x2="${5.6 + 16 * (own.length - 1)}" y1="${29 + 53 * n}" y2="${29 + 53 * n}" stroke="var(--q1, #0f5c5c)" stroke-width="11" stroke-linecap="round" stroke-dasharray="0 16"/>
`)}</svg></div>
<p class="limites">Un point est un organisme que nomme une source. Le nombre dit la présence, pas le poids.</p>
<details class="donnees"><summary>Lire les données<span class="lecteur"> : Les partenaires</span></summary>
<div class="defile" role="region" tabindex="0" aria-label="Les partenaires"><table><caption>Les partenaires, famille par famille</caption>
<thead><tr><th scope="col">Partenaire</th><th scope="col">Famille</th><th scope="col">Rôle</th></tr></thead>
<tbody>
${each(rows, (row) => `<tr><th scope="row">${e(row.nom)}</th><td>${capital(words.categorie_partenaire[row.categorie])}</td><td>${e(row.role)}</td></tr>\n`)}</tbody></table></div></details>
</figure>
`;
}

function series(rows) {
  const kinds = new Map();
  for (const row of rows) {
    const kind = `${capital(words.mesure[row.mesure])} ${words.perimetre[row.perimetre]}, en ${words.unite[row.unite]}, ${words.periode[row.periode]}`;
    kinds.set(kind, [...(kinds.get(kind) ?? []), row]);
  }
  return [...kinds];
}

const reserve = (row) => (row.precision === "exact" ? "" : `${words.precision[row.precision]} `);
const year = (row) => row.annee || "année non renseignée";

function section(id, title, rows, body) {
  return rows.length ? `<section id="${id}" class="volet">\n<h2>${title}</h2>\n${body()}</section>\n` : "";
}

export const data = {
  pagination: { data: "cas", size: 1, alias: "un" },
  permalink: (data) => `projets/${data.un.project.id}/index.html`,
};

export function render({ un }) {
  const { project, commune, department } = un;
  const rank = new Map(un.sources.map((source, n) => [source.id, n + 1]));
  const call = (row) => {
    const n = rank.get(row.id_source);
    const source = un.sources[n - 1];
    return `<sup class="appel"><a href="#source-${n}" title="${e(`${source.editeur}, « ${source.titre} », ${source.date || "sans date"}`)}"><span class="lecteur">Source </span>${n}</a></sup>`;
  };
  const url = `https://vitrine.example/projets/${project.id}/`;
  const report = e(`https://forge.example/vitrine/issues/new?template=corriger-un-chiffre.yml&title=${encodeURIComponent(`Erreur : ${project.nom}`)}&page=${encodeURIComponent(url)}`);
  const head = theme.head.replaceAll("@@titre@@", e(project.nom)).replaceAll("@@description@@", e(project.resume)).replaceAll("@@identifiant@@", project.id);
  return `${head}
<header class="fiche-tete">
<div class="fiche-titre">
<p class="surtitre"><a href="../../thematiques/${un.theme.code}/">${e(un.theme.libelle)}</a> · <a href="../../types/${un.type.code}/">${e(un.type.libelle)}</a></p>
<h1>${e(project.nom)}</h1>
<p class="chapo">${e(project.resume)}${call(project)}</p>
<dl class="reperes">
${commune ? `<div><dt>Où</dt><dd>${e(commune.nom)}, <a href="../../territoires/${department.code}/">${e(department.nom)}</a> <span class="precision">${e(project.territoire)}</span></dd></div>\n` : ""}<div><dt>Quand</dt><dd>${project.annee_debut ? `Depuis ${project.annee_debut}` : "Date de début non renseignée"}</dd></div>
${project.porteur ? `<div><dt>Porteur</dt><dd>${e(project.porteur)}</dd></div>\n` : ""}<div><dt>Situation</dt><dd>${capital(words.statut[project.statut])}</dd></div>
</dl>
</div>
${commune ? `<div class="fiche-carte">
${theme.bases[department.code]}<g transform="translate(${((commune.longitude - 2) * 60).toFixed(1)} ${((46.8 - commune.latitude) * 84).toFixed(1)})"><path transform="scale(1.2)" d="${theme.symbol}" stroke-linejoin="round" fill="var(--q7,#5d6470)" stroke="var(--papier,#fbfaf7)" stroke-width="1.4" paint-order="stroke"/></g>
</svg>
<p class="precision">${e(commune.nom)}, ${e(department.nom)}. Point : ${words.precision_lieu[project.precision_lieu]}. Fond de carte : ${e(theme.attribution)}</p>
</div>
` : ""}</header>
${un.emplois.length ? `<ul class="chiffres" aria-label="Principaux résultats">
${each(un.emplois.slice(0, 2), (row) => `<li><span class="chiffre"><b>${number(row.valeur)}</b> <span class="unite">${words.unite[row.unite]}</span></span>
<span class="quoi">${capital(words.mesure[row.mesure])}${call(row)}</span>
<span class="connu">${row.annee}, ${words.nature[row.nature]}</span></li>
`)}</ul>
` : ""}${section("deroule", "Le déroulé", un.etapes, () => `<ol class="frise">
${each(un.etapes.toSorted((a, b) => (a.date < b.date ? -1 : 1)), (row) => `<li><span class="date">${day(row.date)}</span> <span class="etape">${e(row.titre)}${call(row)}</span></li>\n`)}</ol>
`)}${section("emplois", "L’emploi", un.emplois, () => `${bars("emplois", "L’emploi au fil des années", un.emplois, "valeur", "annee")}<div class="defile" role="region" tabindex="0" aria-label="Chiffres d’emploi">
<table class="series">
<caption class="lecteur">Chiffres d’emploi</caption>
<thead><tr><th scope="col">Année</th><th scope="col">Nombre</th><th scope="col">Connu comme</th><th scope="col">Ce que dit la source</th></tr></thead>
${each(series(un.emplois), ([kind, rows]) => `<tbody>
<tr><th colspan="4" scope="rowgroup">${kind}</th></tr>
${each(rows, (row) => `<tr id="emplois-${row.annee}-${row.mesure}-${row.perimetre}-${row.periode}-${row.unite}-${row.valeur}"><th scope="row">${row.annee || "non renseignée"}</th>
<td class="valeur">${reserve(row)}${number(row.valeur)} ${words.unite[row.unite]}</td>
<td>${words.nature[row.nature]}</td>
<td>${e(row.note)}${call(row)}</td></tr>
`)}</tbody>
`)}</table>
</div>
`)}${section("resultats", "Les autres résultats", un.impacts, () => bars("impacts", "Les résultats", un.impacts, "valeur", "annee") + each(Object.entries(words.famille), ([family, label]) => {
    const rows = un.impacts.filter((row) => row.famille === family);
    return rows.length ? `<h3>${capital(label)}</h3>
<ul class="constats">
${each(rows, (row) => `<li><strong>${reserve(row)}${number(row.valeur)} ${e(row.unite)}</strong>
<span>${e(row.indicateur)}${call(row)}</span>
<span class="connu">${year(row)}, ${words.nature[row.nature]}${row.note ? ` · ${e(row.note)}` : ""}</span></li>
`)}</ul>
` : "";
  }))}${section("reussite", "Ce qui a fait réussir", un.facteurs, () => `<ul class="preuves">
${each(un.facteurs, (row) => `<li><strong><a href="../../criteres/#${row.critere}">${e(un.criteria.get(row.critere).libelle)}</a></strong> ${e(row.preuve)}${call(row)}</li>\n`)}</ul>
`)}${section("partenaires", "Les partenaires", un.partenaires, () => dots(un.partenaires) + each(families(un.partenaires), ([label, rows]) => `<h3>${capital(label)}</h3>
<ul class="partenaires">
${each(rows, (row) => `<li>${e(row.nom)}${row.role ? ` <span class="role">${e(row.role)}</span>` : ""}${call(row)}</li>\n`)}</ul>
`))}${section("argent", "L’argent", un.financements, () => `${bars("usages", "L’argent, usage par usage", un.financements, "montant_eur", "usage")}${bars("financeurs", "L’argent, financeur par financeur", un.financements, "montant_eur", "financeur")}<ul class="constats">
${each(un.financements, (row) => `<li><strong>${number(row.montant_eur)} €</strong>
<span>${e(row.financeur)}${call(row)}</span>
<span class="connu">${words.usage[row.usage]} · ${year(row)}, ${words.nature[row.nature]}</span></li>
`)}</ul>
`)}<section id="sources" class="volet">
<h2>Les sources</h2>
<ol class="sources">
${each(un.sources, (row, n) => `<li id="source-${n + 1}">${e(row.editeur)}, <a href="${e(row.url)}" rel="external"><cite>${e(row.titre)}</cite></a>, ${row.date ? day(row.date) : "sans date"}<span class="consultee"> (lue le ${day(row.consulte_le)})</span></li>\n`)}</ol>
</section>
<aside class="actions" aria-label="Utiliser cette fiche">
<details><summary>Citer cette fiche</summary><p>« ${e(project.nom)} », Vitrine – coopérations économiques territoriales en Auvergne-Rhône-Alpes, Licence Ouverte 2.0, ${url}</p></details>
<ul>
<li><a href="${report}">Signaler une erreur</a></li>
<li><a href="https://forge.example/vitrine/blob/main/data/projets.csv?plain=1">Modifier les données</a>
<details><summary>Par tableau</summary><ul>
${each(["emplois", "impacts", "financements", "partenaires", "etapes", "facteurs"], (table) => `<li><a href="https://forge.example/vitrine/blob/main/data/${table}.csv?plain=1">${table}.csv</a></li>\n`)}</ul></details></li>
</ul>
</aside>
<section id="proches" class="proches">
<h2>Des coopérations proches</h2>
<div class="cartes">
${each(un.close, (other) => `<article class="carte">
<p class="surtitre">${e(un.theme.libelle)}</p>
<h3><a href="../../projets/${other.project.id}/">${e(other.project.nom)}</a></h3>
${other.place ? `<p class="lieu">${e(other.place.nom)} (${e(other.department.nom)})</p>\n` : ""}${other.job ? `<p class="fait"><span class="chiffre"><b>${number(other.job.valeur)}</b> <span class="unite">${words.unite[other.job.unite]}</span></span> <span class="quoi">${capital(words.mesure[other.job.mesure])}</span> <span class="connu">${other.job.annee}, ${words.nature[other.job.nature]}</span></p>` : `<p class="fait manque">Résultats chiffrés non renseignés</p>`}
<p class="pourquoi">même thématique</p>
</article>
`)}</div>
</section>
${theme.foot}`;
}
