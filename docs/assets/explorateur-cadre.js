// The frame of the explorer: field, order, views, panel of filters, chips, count, comparison, what is announced.

import { CAS_AU_PLUS, filtresEnMots, sans, VUES } from "./explorateur-etat.js";
import { Filtres } from "./explorateur-filtres.js";
import { element, nombre, pluriel, typo } from "./explorateur-mots.js";
import { Pied } from "./explorateur-pied.js";

const ATTENTE = 150; // ms between the last key and the answer
const ANNONCE = 400; // ms before a count is announced: those in between are not worth hearing
const LARGE = "(width >= 64rem)";
const CITE_AU_PLUS = 60; // letters of what an address asked in vain
const LES_VUES = { fiches: "Fiches", carte: "Carte", tableau: "Tableau" };
const LES_TRIS = { nom: "Nom", recent: "Les plus récentes", documente: "Les mieux documentées" };
const TROP =
  "Elles sont trop nombreuses pour être chargées d’un coup\u202f: choisissez d’abord un ou plusieurs " +
  "départements. La liste complète reste ci-dessous.";
const PANNE = "Une partie des données n’a pas pu être chargée. Vérifiez votre connexion, puis réessayez.";

export class Cadre {
  constructor(explorateur) {
    this.explorateur = explorateur;
    this.changer = retarder((...demande) => explorateur.changer(...demande));
    this.filtres = new Filtres(explorateur.tete, () => explorateur.etat, this.changer);
    this.annonce = element("p", { class: "lecteur", role: "status" });
    this.avis = element("div", { class: "x-avis", role: "status" });
    this.compte = element("h2", { class: "x-compte", tabindex: "-1" });
    this.puces = element("ul", { class: "x-puces", "aria-label": "Filtres actifs" });
    this.contenu = element("div", { class: "x-contenu", click: (evenement) => this.allerALaPage(evenement) });
    this.pied = new Pied(explorateur, {
      dire: (mots) => this.dire(mots),
      prevenir: (mots) => this.prevenir(mots),
      panne: () => this.panne(),
    });
    const parties = [this.avis, this.compte, this.puces, this.contenu, this.pied.noeud];
    const resultats = element("div", { class: "x-resultats" }, parties);
    this.colonne = element("aside", { class: "x-colonne", "aria-label": "Filtres" });
    this.dialogue = this.construireDialogue();
    this.noeud = element(
      "div",
      { class: "x-cadre" },
      this.construireBarre(),
      element("div", { class: "x-corps" }, this.colonne, resultats),
      this.dialogue,
      this.construirePlateau(),
      this.annonce,
    );
    this.placerLePanneau();
  }

  // ------------------------------------------------------------ built once

  construireDialogue() {
    return element("dialog", {
      class: "x-dialogue",
      "aria-label": "Filtres",
      click: ({ target }) => target === this.dialogue && this.dialogue.close(), // beside the panel
    });
  }

  // The panel stands in a column on wide screens, in a dialog elsewhere: the same nodes, moved.
  placerLePanneau() {
    const panneau = this.construirePanneau();
    const large = matchMedia(LARGE);
    const ranger = () => {
      if (large.matches && this.dialogue.open) this.dialogue.close();
      (large.matches ? this.colonne : this.dialogue).append(panneau);
    };
    large.addEventListener("change", ranger);
    ranger();
  }

  construirePanneau() {
    const fermer = () => this.dialogue.close();
    this.voir = element("button", { type: "button", class: "bouton x-plein", click: fermer });
    const croix = { type: "button", class: "x-fermer", "aria-label": "Fermer les filtres", click: fermer };
    return element(
      "div",
      { class: "x-panneau" },
      element(
        "div",
        { class: "x-titre" },
        element("h2", {}, "Filtrer"),
        this.toutEffacer(),
        element("button", croix, "×"),
      ),
      this.filtres.noeud,
      element("div", { class: "x-valider" }, this.voir),
    );
  }

  toutEffacer() {
    const click = () => this.explorateur.toutEffacer();
    return element("button", { type: "button", class: "x-lien", click }, "Tout effacer");
  }

  construireBarre() {
    this.champ = element("input", {
      type: "search",
      class: "x-champ",
      maxlength: "200",
      autocomplete: "off",
      placeholder: "laine, tiers-lieu, Saint-Étienne…",
      input: ({ target }) => this.changer((etat) => ({ ...etat, texte: target.value }), { frappe: true }),
    });
    this.tri = element("select", {
      class: "x-champ",
      change: () => this.changer((etat) => ({ ...etat, tri: this.tri.value })),
    });
    this.vues = VUES.map((vue) => this.boutonDeVue(vue));
    const ouvrir = { type: "button", class: "bouton x-ouvrir", click: () => this.dialogue.showModal() };
    this.ouvrir = element("button", ouvrir, "Filtres");
    return element(
      "form",
      { class: "x-barre", role: "search", submit: (evenement) => evenement.preventDefault() },
      element("label", { class: "x-recherche" }, element("span", {}, "Chercher un projet"), this.champ),
      element("label", { class: "x-tri" }, element("span", {}, "Trier"), this.tri),
      element("div", { class: "x-vues", role: "group", "aria-label": "Voir la sélection en" }, this.vues),
      this.ouvrir,
    );
  }

  boutonDeVue(vue) {
    const click = () => this.changer((etat) => ({ ...etat, vue }));
    return element("button", { type: "button", "data-vue": vue, click }, LES_VUES[vue]);
  }

  construirePlateau() {
    this.casChoisis = element("span", {});
    this.lienComparer = element("a", { class: "bouton x-plein" }, "Comparer");
    const vider = () => {
      this.explorateur.choisirCas([]);
      this.compte.focus();
    };
    this.plateau = element(
      "div",
      { class: "x-plateau", hidden: true, role: "region", "aria-label": "Comparaison" },
      this.casChoisis,
      this.lienComparer,
      element("button", { type: "button", class: "x-lien", click: vider }, "Vider"),
    );
    return this.plateau;
  }

  // ------------------------------------------------------------ at each change

  // Everything that follows from the state and its selection, but the view itself.
  mettreAJour() {
    const { etat, selection, colonnes, tete } = this.explorateur;
    const total = selection.lignes.length;
    this.filtres.mettreAJour(selection.comptes, colonnes);
    const sur = filtresEnMots(etat, tete).length ? ` sur ${nombre(tete.nombre)}` : "";
    this.compte.textContent = `${pluriel(total, "coopération")}${sur}`;
    this.voir.textContent = total > 1 ? `Voir les ${pluriel(total, "coopération")}` : "Aucune coopération";
    if (total === 1) this.voir.textContent = "Voir la coopération";
    this.mettreAJourAutour();
    this.dire(this.compte.textContent);
  }

  mettreAJourAutour() {
    this.mettreAJourBarre();
    this.mettreAJourPuces();
    this.mettreAJourComparaison();
    this.pied.mettreAJour();
  }

  mettreAJourBarre() {
    const { etat, tete } = this.explorateur;
    this.mettreAJourTris(etat, tete);
    if (document.activeElement !== this.champ) this.champ.value = etat.texte;
    for (const bouton of this.vues) {
      bouton.setAttribute("aria-pressed", String(bouton.dataset.vue === etat.vue));
    }
    const actifs = filtresEnMots(etat, tete).filter(({ cle }) => cle !== "q").length;
    this.ouvrir.textContent = actifs ? `Filtres (${actifs})` : "Filtres";
  }

  // Jobs only sort within the kind that was chosen.
  mettreAJourTris(etat, tete) {
    const genre = tete.emplois[etat.emplois.genre];
    if (this.tri.dataset.genre !== String(etat.emplois.genre)) {
      const tris = { ...LES_TRIS, ...(genre ? { emplois: typo(`${genre.titre}, du plus au moins`) } : {}) };
      this.tri.replaceChildren(...Object.entries(tris).map(([value, mots]) => element("option", { value }, mots)));
      this.tri.dataset.genre = String(etat.emplois.genre);
    }
    this.tri.value = etat.tri;
  }

  mettreAJourPuces() {
    const { etat, tete } = this.explorateur;
    const filtres = filtresEnMots(etat, tete);
    const puces = filtres.map((filtre, rang) => element("li", {}, this.puce(filtre, rang)));
    if (filtres.length > 1) puces.push(element("li", {}, this.toutEffacer()));
    this.puces.replaceChildren(...puces);
  }

  puce({ cle, numero, titre, mots }, rang) {
    const click = async () => {
      await this.explorateur.changer((etat) => sans(etat, cle, numero));
      this.apresPuce(rang);
    };
    const nom = `Retirer le filtre ${typo(titre)}\u202f: ${typo(mots)}`;
    const croix = element("span", { "aria-hidden": "true" }, "×");
    return element("button", { type: "button", class: "x-puce", "aria-label": nom, click }, typo(mots), croix);
  }

  // The focus goes to the chip that took the place of the one removed, else to the count.
  apresPuce(rang) {
    const restantes = this.puces.querySelectorAll(".x-puce");
    (restantes[Math.min(rang, restantes.length - 1)] ?? this.compte).focus();
  }

  mettreAJourComparaison() {
    const { etat, section } = this.explorateur;
    const { cas } = etat;
    this.plateau.hidden = !cas.length;
    const choisies = pluriel(cas.length, "coopération choisie", "coopérations choisies");
    this.casChoisis.textContent = `${choisies} sur ${CAS_AU_PLUS}`;
    this.lienComparer.href = `${section.dataset.comparaison}?cas=${cas.join(",")}`;
    for (const coche of this.contenu.querySelectorAll("input[data-cas]")) {
      coche.checked = cas.includes(coche.dataset.cas);
    }
  }

  // The nodes of a view take the place of the former ones, which stay until then; a focus that was among them
  // goes to the count.
  async montrer(vue, aJour) {
    this.contenu.setAttribute("aria-busy", "true");
    try {
      const noeuds = [await vue].flat().filter(Boolean);
      if (!aJour()) return;
      const perdu = this.contenu.contains(document.activeElement);
      this.contenu.replaceChildren(...noeuds);
      if (perdu) this.compte.focus({ preventScroll: true });
    } finally {
      if (aJour()) this.contenu.removeAttribute("aria-busy");
    }
  }

  // Too many cases for one index: the counts of the whole, until a département is chosen.
  attendre(totaux) {
    const comptes = Object.entries(totaux).map(([nom, liste]) => [nom, new Map(liste.entries())]);
    this.filtres.mettreAJour(Object.fromEntries(comptes), null);
    this.mettreAJourAutour();
    this.compte.textContent = pluriel(this.explorateur.tete.nombre, "coopération");
    this.voir.textContent = "Fermer";
    this.contenu.replaceChildren(element("p", { class: "x-attente" }, TROP), this.entrees(totaux));
  }

  // The départements that have cases, to begin with.
  entrees(totaux) {
    const nom = "departement";
    const { valeurs } = this.explorateur.tete.facettes.find((facette) => facette.nom === nom);
    const entrer = (numero) => (etat) => ({ ...etat, filtres: { ...etat.filtres, [nom]: new Set([numero]) } });
    const bouton = ([, mots], numero) => {
      const click = () => this.changer(entrer(numero));
      return element("button", { type: "button", class: "x-puce", click }, typo(mots), nombre(totaux[nom][numero]));
    };
    const boutons = valeurs.map(bouton).filter((_, numero) => totaux[nom][numero]);
    return element("ul", { class: "x-puces" }, boutons.map((un) => element("li", {}, un)));
  }

  // ------------------------------------------------------------ pages, focus, words

  allerALaPage(evenement) {
    const lien = evenement.target.closest?.("a[data-page]");
    if (!lien || evenement.ctrlKey || evenement.metaKey || evenement.shiftKey) return;
    evenement.preventDefault();
    this.explorateur.allerALaPage(Number(lien.dataset.page));
    this.compte.focus({ preventScroll: true });
    this.compte.scrollIntoView({ block: "start" });
  }

  liens() {
    return [...this.contenu.querySelectorAll(".carte h3 a, .x-tableau tbody th a")];
  }

  // What an address asked in vain, quoted and cut.
  ignorer(valeurs) {
    if (!valeurs.length) return this.avis.replaceChildren();
    const court = (texte) => (texte.length > CITE_AU_PLUS ? `${texte.slice(0, CITE_AU_PLUS - 1)}…` : texte);
    const mots = valeurs.map((valeur) => `«\u202f${court(valeur)}\u202f»`).join(", ");
    const suite =
      valeurs.length > 1
        ? "qui n’existent pas ici, ou plus\u202f: ces filtres ont été laissés de côté."
        : "qui n’existe pas ici, ou plus\u202f: ce filtre a été laissé de côté.";
    return this.prevenir(`Ce lien demande ${mots}, ${suite}`);
  }

  prevenir(mots) {
    this.avis.replaceChildren(element("p", {}, mots));
  }

  panne() {
    this.prevenir(PANNE);
  }

  dire(mots) {
    clearTimeout(this.aDire);
    this.aDire = setTimeout(() => (this.annonce.textContent = mots), ANNONCE);
  }
}

// Typing waits for the hand to stop; anything else is done at once, after what was still waiting.
function retarder(changer) {
  let attente;
  let retenu = null;
  const lacher = () => {
    clearTimeout(attente);
    const appel = retenu;
    retenu = null;
    if (appel) changer(...appel);
  };
  return (transformation, options = {}) => {
    if (!options.frappe) {
      lacher();
      return changer(transformation, options);
    }
    clearTimeout(attente);
    const avant = retenu?.[0];
    retenu = [avant ? (etat) => transformation(avant(etat)) : transformation, options];
    attente = setTimeout(lacher, ATTENTE);
    return undefined;
  };
}
