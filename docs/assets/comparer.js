// /comparer/?cas=a,b,c,d: up to four cases side by side. A line only holds figures of the same kind; each one with
// its year, nature, reserve and source. Nothing is ranked, nothing is added.

import { crc32 } from "./explorateur-empreinte.js";
import { element, quantite, typo } from "./explorateur-mots.js";

const CAS_AU_PLUS = 4;
const NOMS_AU_PLUS = 8;
const VIDE = "non renseigné";
const PANNE = "La comparaison n’a pas pu être chargée. Vérifiez votre connexion, puis rechargez la page.";
const SOMMES = "Sommes, une par une : les sources ne disent pas tout, elles ne s’ajoutent pas";

class Comparateur {
  constructor(section) {
    this.section = section;
    this.mots = JSON.parse(section.dataset.mots);
    this.paquets = Number(section.dataset.paquets);
    this.racine = section.dataset.racine;
  }

  async montrer() {
    const demandes = new URLSearchParams(location.search).get("cas") ?? "";
    const valables = demandes.split(",").filter((id) => /^[a-z0-9-]{1,80}$/.test(id));
    const ids = [...new Set(valables)].slice(0, CAS_AU_PLUS);
    this.section.setAttribute("aria-busy", "true");
    try {
      const lus = await Promise.all(ids.map((id) => this.lire(id)));
      const cas = lus.filter(Boolean);
      const perdus = ids.filter((_, rang) => !lus[rang]);
      const contenu = cas.length ? this.tableau(cas) : this.accueil();
      this.section.replaceChildren(...[this.avis(perdus), contenu, this.suite(cas)].filter(Boolean));
    } catch (erreur) {
      console.error(erreur);
      this.section.replaceChildren(element("p", { class: "limites", role: "alert" }, PANNE));
    }
    this.section.removeAttribute("aria-busy");
  }

  async lire(id) {
    const adresse = `${this.section.dataset.fichiers}comparer/${crc32(id) % this.paquets}.json`;
    const reponse = await fetch(new URL(adresse, location.href));
    if (!reponse.ok) throw new Error(`${adresse}: ${reponse.status}`);
    const cas = await reponse.json();
    return Object.hasOwn(cas, id) ? { id, ...cas[id] } : null;
  }

  avis(perdus) {
    if (!perdus.length) return null;
    const noms = perdus.map((id) => `«\u202f${id}\u202f»`).join(", ");
    const mots = `Ce lien demande aussi ${noms}, qui n’existe pas ici, ou plus.`;
    return element("p", { class: "avis", role: "status" }, mots);
  }

  accueil() {
    const liste = element("a", { href: `${this.racine}projets/` }, "la liste des projets");
    const geste = ", cochez «\u202fComparer\u202f» sous chacune.";
    return element("p", {}, "Choisissez d’abord deux à quatre coopérations\u202f: dans ", liste, geste);
  }

  suite(cas) {
    const ids = cas.map(({ id }) => id).join(",");
    return element(
      "p",
      { class: "comparer-suite" },
      element("a", { href: `${this.racine}projets/${ids ? `?cas=${ids}` : ""}` }, "Changer les coopérations"),
      cas.length ? element("button", { type: "button", class: "bouton", click: () => print() }, "Imprimer") : null,
    );
  }

  tableau(cas) {
    return element(
      "div",
      { class: "defile", tabindex: "0", role: "region", "aria-label": "Coopérations côte à côte" },
      element(
        "table",
        { class: "comparer", style: `--cas: ${cas.length}` },
        element("caption", { class: "lecteur" }, "Coopérations côte à côte, une ligne par sorte d’information"),
        element("thead", {}, element("tr", {}, element("td", {}), cas.map((un) => this.entete(un, cas)))),
        this.corps("En bref", cas, this.enBref()),
        this.corps("Emplois", cas, this.emplois(cas)),
        this.corps("Autres résultats", cas, this.resultats(cas)),
        this.corps("Argent connu", cas, this.argent()),
        this.corps("Partenaires", cas, this.partenaires(cas)),
        this.corps("Facteurs de réussite observés", cas, this.facteurs(cas)),
      ),
    );
  }

  entete(un, cas) {
    const autres = cas.filter(({ id }) => id !== un.id).map(({ id }) => id).join(",");
    return element(
      "th",
      { scope: "col" },
      element("a", { href: `${this.racine}projets/${encodeURIComponent(un.id)}/` }, typo(un.nom)),
      element("a", { class: "retirer", href: `?cas=${autres}`, "aria-label": `Retirer ${typo(un.nom)}` }, "retirer"),
    );
  }

  // A part of the table: lines as {titre, cellule(cas)}; nothing when no case has any.
  corps(titre, cas, lignes) {
    const rangees = lignes.map((ligne) =>
      element(
        "tr",
        {},
        element("th", { scope: "row" }, typo(ligne.titre)),
        cas.map((un) => this.cellule(ligne.cellule(un))),
      ),
    );
    const toutes = String(cas.length + 1);
    const rien = "Rien de renseigné pour ces coopérations.";
    const vide = element("tr", {}, element("td", { colspan: toutes, class: "manque" }, rien));
    return element(
      "tbody",
      {},
      element("tr", { class: "partie" }, element("th", { colspan: toutes, scope: "colgroup" }, titre)),
      rangees.length ? rangees : vide,
    );
  }

  cellule(contenu) {
    const morceaux = [contenu].flat().filter(Boolean);
    if (!morceaux.length) return element("td", { class: "manque" }, VIDE);
    if (morceaux.length === 1) return element("td", {}, morceaux);
    return element("td", {}, element("ul", {}, morceaux.map((morceau) => element("li", {}, morceau))));
  }

  enBref() {
    const lieu = ([commune, departement, precision]) => typo(`${commune} (${departement}), ${precision}`);
    return [
      { titre: "Résumé", cellule: (un) => typo(un.resume) },
      { titre: "Lieux", cellule: (un) => un.lieux.map(lieu) },
      { titre: "Thématique", cellule: (un) => typo(un.thematique) },
      { titre: "Forme", cellule: (un) => typo(un.type) },
      { titre: "Situation", cellule: (un) => typo(un.statut) },
      { titre: "Années", cellule: (un) => un.annees },
      { titre: "Porteur", cellule: (un) => typo(un.porteur) },
    ];
  }

  // A line for each measure, perimeter, period and unit that a case has; targets apart.
  emplois(cas) {
    const genres = alignees(cas, (un) => un.emplois, genreDEmploi, (ligne) => this.titreDEmploi(ligne));
    return genres.map(({ titre, cle }) => ({
      titre,
      cellule: (un) => {
        const lignes = un.emplois.filter((ligne) => genreDEmploi(ligne) === cle);
        return derniers(lignes, 6).map(([, , , unite, ...connu]) => this.chiffre(un, this.mots.unite[unite], connu));
      },
    }));
  }

  titreDEmploi([mesure, perimetre, periode, unite, , , , nature]) {
    const { mots } = this;
    const objectif = nature === "objectif" ? " (objectif)" : "";
    return `${majuscule(mots.mesure[mesure])} ${mots.perimetre[perimetre]}, ${mots.periode[periode]}, en ${mots.unite[unite]}${objectif}`;
  }

  resultats(cas) {
    const objectif = ([, , , , , , nature]) => (nature === "objectif" ? " (objectif)" : "");
    const titreDe = (ligne) => `${ligne[1]}${objectif(ligne)}`;
    return alignees(cas, (un) => un.impacts, genreDeResultat, titreDe).map(({ titre, cle }) => ({
      titre,
      cellule: (un) => {
        const lignes = un.impacts.filter((ligne) => genreDeResultat(ligne) === cle);
        return derniers(lignes, 5).map(([, , unite, ...connu]) => this.chiffre(un, unite, connu));
      },
    }));
  }

  chiffre(un, unite, [valeur, precision, annee, nature, source]) {
    const reserve = precision === "exact" ? "" : this.mots.precision[precision];
    return element(
      "span",
      {},
      element("b", {}, quantite(valeur, reserve, unite)),
      this.connu(un, annee, nature, source),
    );
  }

  connu(un, annee, nature, source) {
    const quand = `${annee ?? "année non renseignée"}, ${this.mots.nature[nature]}`;
    return element("span", { class: "connu" }, ` ${quand}, `, this.source(un, source));
  }

  source(un, rang) {
    const [citation, url] = un.sources[rang];
    return element("a", { href: url, rel: "external", title: typo(citation) }, typo(citation.split(", «")[0]));
  }

  argent() {
    return [{ titre: SOMMES, cellule: (un) => premiers(un.argent.map((ligne) => this.somme(un, ligne))) }];
  }

  somme(un, [financeur, categorie, montant, usage, annee, nature, source]) {
    const mots = ` ${typo(financeur)} (${this.mots.financeur[categorie]}), ${this.mots.usage[usage]}`;
    const combien = element("b", {}, quantite(montant, "", "€"));
    return element("span", {}, combien, mots, this.connu(un, annee, nature, source));
  }

  partenaires(cas) {
    const categories = Object.entries(this.mots.partenaire);
    const presentes = categories.filter(([code]) => cas.some((un) => un.partenaires.some(([c]) => c === code)));
    return presentes.map(([code, mots]) => ({
      titre: majuscule(mots),
      cellule: (un) => {
        const lignes = un.partenaires.filter(([categorie]) => categorie === code);
        return premiers(lignes.map(([, nom, source]) => this.phrase(un, nom, source)));
      },
    }));
  }

  facteurs(cas) {
    const libelle = ([mots]) => mots;
    return alignees(cas, (un) => un.facteurs, libelle, libelle).map(({ titre, cle }) => ({
      titre,
      cellule: (un) => {
        const lignes = un.facteurs.filter(([mots]) => mots === cle);
        return lignes.map(([, preuve, source]) => this.phrase(un, preuve, source));
      },
    }));
  }

  phrase(un, mots, source) {
    return element("span", {}, typo(mots), element("span", { class: "connu" }, " ", this.source(un, source)));
  }
}

const genreDEmploi = (ligne) => [...ligne.slice(0, 4), ligne[7] === "objectif"].join("/");
const genreDeResultat = (ligne) => [ligne[0], ligne[1], ligne[2], ligne[6] === "objectif"].join("/");

// The kinds of rows that some cases have, each once; those that several share come first.
function alignees(cas, lire, cleDe, titreDe) {
  const genres = new Map();
  cas.forEach((un, rang) => {
    for (const ligne of lire(un)) {
      const cle = cleDe(ligne);
      if (!genres.has(cle)) genres.set(cle, { cle, titre: titreDe(ligne), chez: new Set() });
      genres.get(cle).chez.add(rang);
    }
  });
  return [...genres.values()].sort((a, b) => b.chez.size - a.chez.size);
}

// The rows of the latest year: several when sources disagree, and all of them are shown.
function derniers(lignes, rangAnnee) {
  const annee = Math.max(...lignes.map((ligne) => ligne[rangAnnee] ?? 0));
  return lignes.filter((ligne) => (ligne[rangAnnee] ?? 0) === annee);
}

function premiers(morceaux) {
  const reste = morceaux.length - NOMS_AU_PLUS;
  return reste > 0 ? [...morceaux.slice(0, NOMS_AU_PLUS), `et ${reste} de plus, dans la fiche`] : morceaux;
}

function majuscule(mots) {
  return mots.charAt(0).toUpperCase() + mots.slice(1);
}

const section = document.querySelector(".comparateur");
if (section) new Comparateur(section).montrer();
