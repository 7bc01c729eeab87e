// Cards and table of the selection: the same rows, drawn a page at a time.

import { element, nombre, quantite, typo } from "./explorateur-mots.js";

export const PAR_PAGE = 24;

// What the views need to know of the page that they are in.
export class Contexte {
  constructor({ tete, colonnes, racine, etat, comparer }) {
    Object.assign(this, { tete, colonnes, racine, etat, comparer });
  }

  valeurs(nom, ligne) {
    const { combinaisons, colonne } = this.colonnes.facettes[nom];
    const { valeurs } = this.tete.facettes.find((facette) => facette.nom === nom);
    return combinaisons[colonne[ligne]].map((numero) => valeurs[numero]);
  }

  mots(nom, ligne) {
    return this.valeurs(nom, ligne).map(([, mots]) => typo(mots)).join(", ");
  }

  lien(fiche) {
    return `${this.racine}projets/${encodeURIComponent(fiche.id)}/`;
  }

  // Where a case is, as templates/_macros.html says it.
  lieu(fiche) {
    if (!fiche.lieux) return typo(fiche.territoire ?? "Sans lieu précis");
    const [, commune, departement] = fiche.lieux[0];
    const { valeurs, numeros } = this.tete.facettes.find(({ nom }) => nom === "departement");
    return typo(`${commune} (${valeurs[numeros.get(departement)]?.[1] ?? departement})`);
  }

  // « plus de », empty for an exact figure.
  reserve([, precision]) {
    return precision === "exact" ? "" : this.tete.libelles.precision[precision];
  }

  // « 2015, déclaré ».
  connu([, , , annee, nature]) {
    return `${annee ?? "année non renseignée"}, ${this.tete.libelles.nature[nature]}`;
  }

  get genre() {
    return this.tete.emplois[this.etat.emplois.genre];
  }
}

export function fiches(contexte, lignes, contenus) {
  return element(
    "div",
    { class: "cartes" },
    lignes.map((ligne, rang) => fiche(contexte, ligne, contenus[rang])),
  );
}

function fiche(contexte, ligne, contenu) {
  const annees = contenu.annees ? ` · ${contenu.annees}` : "";
  return element(
    "article",
    { class: "carte" },
    element("p", { class: "surtitre" }, contexte.mots("thematique", ligne)),
    element("h3", {}, element("a", { href: contexte.lien(contenu) }, typo(contenu.nom))),
    element("p", { class: "lieu" }, `${contexte.lieu(contenu)}${annees}`),
    contexte.genre ? emploi(contexte, contenu) : fait(contenu.fait),
    choix(contexte, contenu),
  );
}

// The figure that a card shows by itself: reserve, number, unit, what it counts, when and how it is known.
function fait(ecrit) {
  if (!ecrit) return element("p", { class: "fait manque" }, "Résultats chiffrés non renseignés");
  const [reserve, valeur, unite, mots, connu] = ecrit;
  return chiffre({ reserve, valeur, unite, mots: typo(mots), connu });
}

function emploi(contexte, contenu) {
  const { genre } = contexte;
  const connu = contenu.emplois?.[genre.code];
  if (!connu) return element("p", { class: "fait manque" }, "Ce chiffre n’est pas renseigné");
  const texte = quantite(connu[0], "", genre.unite);
  const coupe = texte.indexOf("\u00a0");
  return chiffre({
    reserve: contexte.reserve(connu),
    valeur: texte.slice(0, coupe),
    unite: texte.slice(coupe + 1),
    mots: typo(genre.titre),
    connu: contexte.connu(connu),
  });
}

function chiffre({ reserve, valeur, unite, mots, connu }) {
  return element(
    "p",
    { class: "fait" },
    element(
      "span",
      { class: "chiffre" },
      reserve ? element("span", { class: "reserve" }, `${reserve} `) : null,
      element("b", {}, valeur),
      unite ? [/^[€%]/.test(unite) ? "\u202f" : " ", element("span", { class: "unite" }, unite)] : null,
    ),
    " ",
    element("span", { class: "quoi" }, mots),
    " ",
    element("span", { class: "connu" }, connu),
  );
}

function choix(contexte, contenu) {
  const coche = element("input", {
    type: "checkbox",
    "data-cas": contenu.id,
    change: () => contexte.comparer(contenu, coche),
  });
  coche.checked = contexte.etat.cas.includes(contenu.id);
  const nom = element("span", { class: "lecteur" }, ` ${typo(contenu.nom)}`);
  return element("label", { class: "x-choisir" }, coche, element("span", {}, "Comparer"), nom);
}

export function tableau(contexte, lignes, contenus) {
  const { genre } = contexte;
  const titres = ["Coopération", "Lieu", "Thématique", "Forme", "Situation", "Début"];
  return element(
    "div",
    { class: "defile", tabindex: "0", role: "region", "aria-label": "Tableau des coopérations" },
    element(
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
          titres.map((titre) => element("th", { scope: "col" }, titre)),
          genre ? element("th", { scope: "col" }, typo(`${genre.titre} (${genre.unite})`)) : null,
        ),
      ),
      element(
        "tbody",
        {},
        lignes.map((ligne, rang) => rangee(contexte, ligne, contenus[rang])),
      ),
    ),
  );
}

function rangee(contexte, ligne, contenu) {
  const { genre } = contexte;
  return element(
    "tr",
    {},
    element("td", {}, choix(contexte, contenu)),
    element("th", { scope: "row" }, element("a", { href: contexte.lien(contenu) }, typo(contenu.nom))),
    element("td", {}, contexte.lieu(contenu)),
    element("td", {}, contexte.mots("thematique", ligne)),
    element("td", {}, contexte.mots("type", ligne)),
    element("td", {}, contexte.mots("statut", ligne)),
    element("td", {}, contenu.debut ? String(contenu.debut) : "non renseigné"),
    genre ? celluleDEmploi(contexte, contenu.emplois?.[genre.code]) : null,
  );
}

function celluleDEmploi(contexte, connu) {
  if (!connu) return element("td", { class: "manque" }, "non renseigné");
  const source = element("a", { href: connu[5], rel: "external", title: typo(connu[6]) }, "source");
  const texte = quantite(connu[0], contexte.reserve(connu), contexte.genre.unite);
  return element("td", {}, texte, element("span", { class: "connu" }, ` (${contexte.connu(connu)}, `, source, ")"));
}

// Links to every page of the selection, and a button that adds the next one to what is shown.
export function pages(total, etat, adresseDe, suite) {
  const derniere = Math.ceil(total / PAR_PAGE);
  if (derniere < 2) return null;
  const [premiere, fin] = etat.pages;
  const proches = [...new Set([1, premiere - 1, premiere, fin, fin + 1, derniere])];
  const numeros = proches.filter((n) => n >= 1 && n <= derniere).sort((a, b) => a - b);
  const reste = Math.min(PAR_PAGE, total - fin * PAR_PAGE);
  const bouton = element("button", { type: "button", class: "bouton", click: suite }, `En montrer ${reste} de plus`);
  return element(
    "nav",
    { class: "pages", "aria-label": "Pages de la sélection" },
    reste > 0 ? bouton : null,
    element(
      "ul",
      {},
      numeros.map((numero, rang) => [
        rang && numero - numeros[rang - 1] > 1 ? element("li", { "aria-hidden": "true" }, "…") : null,
        element(
          "li",
          {},
          element(
            "a",
            {
              href: adresseDe(numero),
              "data-page": String(numero),
              "aria-current": numero >= premiere && numero <= fin ? "page" : null,
            },
            element("span", { class: "lecteur" }, "Page "),
            nombre(numero),
          ),
        ),
      ]),
    ),
  );
}
