// The explorer of /projets/. The page holds the complete list; this puts filters, views, export and comparison in
// its place, once the index is there. Nothing is loaded before somebody comes near it or the browser is idle.

import { Cadre } from "./explorateur-cadre.js";
import { adresse, CAS_AU_PLUS, etatVide, filtresEnMots, lireAdresse, PAGES_AU_PLUS, sans } from "./explorateur-etat.js";
import { Fichiers } from "./explorateur-index.js";
import { Lieux } from "./explorateur-lieux.js";
import { element, pluriel, typo } from "./explorateur-mots.js";
import { choisir } from "./explorateur-selection.js";
import { Contexte, fiches, PAR_PAGE, pages, tableau } from "./explorateur-vues.js";

const PROCHES = 6; // cases shown when nothing fits every filter
const A_IMPRIMER = 500;
const SANS_FILTRES = "Les filtres n’ont pas pu être chargés. La liste complète est ci-dessous.";
const RIEN =
  "Aucune coopération ne répond à ces filtres, même en en retirant un. Retirez-en plusieurs, ou effacez tout.";

class Explorateur {
  constructor(section) {
    this.section = section;
    this.liste = section.querySelector(".explorateur-liste");
    this.fichiers = new Fichiers(new URL(section.dataset.fichiers, location.href).href);
    this.passage = 0; // counts what is asked for: an answer that comes after a later one is dropped
  }

  async demarrer() {
    if (this.demarre) return;
    this.demarre = true;
    this.section.setAttribute("aria-busy", "true");
    try {
      this.tete = await this.fichiers.ouvrir();
      this.cadre = new Cadre(this);
      this.lieux = new Lieux(this);
      await this.depuisLAdresse(); // shown once it is whole: nothing jumps
      this.section.prepend(this.cadre.noeud);
      this.section.classList.add("explorateur-actif");
      addEventListener("popstate", () => this.depuisLAdresse());
    } catch (erreur) {
      console.error(erreur);
      this.section.prepend(element("p", { class: "limites", role: "status" }, SANS_FILTRES));
    }
    this.section.removeAttribute("aria-busy");
  }

  depuisLAdresse() {
    const { etat, ignores } = lireAdresse(location.search, this.tete);
    this.etat = etat;
    this.cadre.ignorer(ignores);
    return this.rendre();
  }

  // The state becomes what `transformation` makes of it; typing replaces the address instead of adding to it.
  changer(transformation, { frappe = false, page = false } = {}) {
    const suivant = transformation(this.etat);
    this.etat = page ? suivant : { ...suivant, pages: [1, 1] };
    const cible = location.pathname + adresse(this.etat, this.tete);
    if (frappe && this.frappait) history.replaceState(null, "", cible);
    else history.pushState(null, "", cible);
    this.frappait = frappe;
    this.cadre.ignorer([]);
    return this.rendre();
  }

  adresseDe(etat) {
    return location.pathname + adresse(etat, this.tete);
  }

  adressePartageable() {
    return location.origin + this.adresseDe({ ...this.etat, pages: [1, 1], cas: [] });
  }

  // The filters and counts at once, then the cards when they have come.
  async rendre() {
    const passage = ++this.passage;
    const aJour = () => passage === this.passage;
    await peindre();
    if (!aJour()) return;
    try {
      const [colonnes, texte] = await Promise.all([
        this.fichiers.colonnesPour(this.etat),
        this.fichiers.rangsDuTexte(this.etat.texte),
      ]);
      if (!aJour()) return;
      if (!colonnes) return this.attendreUnDepartement();
      this.section.classList.remove("explorateur-attend");
      this.colonnes = colonnes;
      this.selection = choisir(colonnes, this.etat, texte);
      this.bornerLesPages();
      const { racine } = this.section.dataset;
      this.contexte = new Contexte({ ...this, racine, comparer: (...choix) => this.comparer(...choix) });
      this.cadre.mettreAJour();
      await this.cadre.montrer(this.vue(), aJour);
    } catch (erreur) {
      console.error(erreur);
      if (aJour()) this.cadre.panne();
    }
  }

  // Columns cut by département: counts of the whole, and a word about what to choose first.
  attendreUnDepartement() {
    this.section.classList.add("explorateur-attend");
    this.colonnes = this.selection = null;
    this.cadre.attendre(this.tete.totaux);
  }

  bornerLesPages() {
    const derniere = Math.max(1, Math.ceil(this.selection.lignes.length / PAR_PAGE));
    const [premiere, fin] = this.etat.pages;
    if (fin > derniere) this.etat = { ...this.etat, pages: [Math.min(premiere, derniere), derniere] };
  }

  // The content of the current view, as a promise of nodes.
  async vue() {
    const { lignes } = this.selection;
    if (!lignes.length) return this.proches();
    if (this.etat.vue === "carte") return this.lieux.montrer(lignes);
    const [premiere, fin] = this.etat.pages;
    const montrees = lignes.slice((premiere - 1) * PAR_PAGE, fin * PAR_PAGE);
    const contenus = await this.contenus(montrees);
    const dessiner = this.etat.vue === "tableau" ? tableau : fiches;
    const adresseDe = (n) => this.adresseDe({ ...this.etat, pages: [n, n] });
    return [
      dessiner(this.contexte, montrees, contenus),
      pages(lignes.length, this.etat, adresseDe, () => this.suite()),
    ];
  }

  contenus(lignes) {
    return this.fichiers.fiches(lignes.map((ligne) => this.colonnes.rangs[ligne]));
  }

  // One page more under those shown; beyond some, the next page alone.
  async suite() {
    const [premiere, fin] = this.etat.pages;
    const pleine = fin - premiere + 1 >= PAGES_AU_PLUS;
    const avant = pleine ? 0 : this.cadre.liens().length;
    const pages = [pleine ? fin + 1 : premiere, fin + 1];
    await this.changer((etat) => ({ ...etat, pages }), { page: true });
    this.cadre.liens()[avant]?.focus();
  }

  allerALaPage(numero) {
    this.changer((etat) => ({ ...etat, pages: [numero, numero] }), { page: true });
  }

  // Nothing fits: what each filter hides by itself, and the nearest cases.
  async proches() {
    const relaches = this.selection
      .relacher()
      .filter(({ lignes }) => lignes.length)
      .sort((a, b) => b.lignes.length - a.lignes.length);
    const mots = filtresEnMots(this.etat, this.tete);
    const nom = (cle) => {
      const noms = mots.filter((mot) => mot.cle === cle).map((mot) => typo(mot.mots)).join(", ");
      return cle === "q" ? noms : `«\u202f${noms}\u202f»`;
    };
    if (!relaches.length) return element("p", { class: "manque" }, RIEN);
    const proposer = ({ cle, lignes }) => {
      const click = () => this.changer((etat) => sans(etat, cle));
      const bouton = element("button", { type: "button", class: "bouton", click }, `Sans ${nom(cle)}`);
      return element("li", {}, bouton, ` ${pluriel(lignes.length, "coopération")}`);
    };
    const plusProches = relaches[0].lignes.slice(0, PROCHES);
    return [
      element("p", {}, "Aucune coopération ne répond à tous ces filtres. En retirer un suffit\u202f:"),
      element("ul", { class: "x-relaches" }, relaches.map(proposer)),
      element("h3", {}, `Les plus proches, sans ${nom(relaches[0].cle)}`),
      fiches(this.contexte, plusProches, await this.contenus(plusProches)),
    ];
  }

  comparer(contenu, coche) {
    const { cas } = this.etat;
    if (coche.checked && cas.length >= CAS_AU_PLUS) {
      coche.checked = false;
      this.cadre.dire(`${CAS_AU_PLUS} coopérations au plus\u202f: retirez-en une d’abord.`);
      return;
    }
    const suivants = coche.checked ? [...cas, contenu.id] : cas.filter((id) => id !== contenu.id);
    this.choisirCas(suivants);
  }

  // Choosing what to compare changes neither the selection nor what is drawn of it.
  choisirCas(cas) {
    this.etat = { ...this.etat, cas };
    history.replaceState(null, "", this.adresseDe(this.etat));
    if (this.contexte) this.contexte.etat = this.etat;
    this.cadre.mettreAJourComparaison();
  }

  toutEffacer() {
    const { vue, cas } = this.etat;
    this.changer(() => ({ ...etatVide(this.tete), vue, cas }));
  }

  // The whole selection with its cards, in order.
  async lignesCompletes(auPlus = Infinity) {
    const lignes = this.selection.lignes.slice(0, auPlus);
    const contenus = await this.contenus(lignes);
    return lignes.map((ligne, rang) => ({ ligne, fiche: contenus[rang] }));
  }

  async imprimer() {
    const lignes = await this.lignesCompletes(A_IMPRIMER);
    const reste = this.selection.lignes.length - lignes.length;
    const autres = pluriel(reste, "autre coopération", "autres coopérations");
    const suite = `${autres}\u202f: le fichier CSV les donne toutes.`;
    const fiches = lignes.map(({ fiche }) => fiche);
    const feuille = element(
      "div",
      { class: "x-feuille" },
      tableau(this.contexte, lignes.map(({ ligne }) => ligne), fiches),
      reste ? element("p", {}, suite) : null,
    );
    this.section.append(feuille);
    document.documentElement.classList.add("x-imprime");
    addEventListener(
      "afterprint",
      () => {
        feuille.remove();
        document.documentElement.classList.remove("x-imprime");
      },
      { once: true },
    );
    print();
  }
}

// What was touched is painted before anything is worked out.
function peindre() {
  return new Promise((suite) => requestAnimationFrame(() => setTimeout(suite)));
}

const section = document.querySelector(".explorateur");
if (section) {
  const explorateur = new Explorateur(section);
  const demarrer = () => explorateur.demarrer();
  for (const geste of ["pointerdown", "focusin"]) section.addEventListener(geste, demarrer, { once: true });
  if (location.search) demarrer();
  else if ("requestIdleCallback" in window) requestIdleCallback(demarrer, { timeout: 1500 });
  else setTimeout(demarrer, 200);
}
