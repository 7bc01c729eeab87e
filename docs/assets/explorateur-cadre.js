// The frame of the explorer: field, views, panel of filters, chips, count, what one does with a selection.

import { CAS_AU_PLUS, filtresEnMots, sans, VUES } from "./explorateur-etat.js";
import { Carte } from "./explorateur-carte.js";
import { FORMATS, telecharger } from "./explorateur-export.js";
import { Filtres } from "./explorateur-filtres.js";
import { element, nombre, pluriel, typo } from "./explorateur-mots.js";

const ATTENTE = 150; // ms between the last key and the answer
const LARGE = "(width >= 64rem)";
const LES_VUES = { fiches: "Fiches", carte: "Carte", tableau: "Tableau" };
const LES_TRIS = { nom: "Nom", recent: "Les plus récentes", documente: "Les mieux documentées" };
const EXPORT_AU_PLUS = 20_000;

export class Cadre {
  constructor(explorateur) {
    this.explorateur = explorateur;
    const changer = retarder((...arguments_) => explorateur.changer(...arguments_));
    this.filtres = new Filtres(explorateur.tete, () => explorateur.etat, changer);
    this.annonce = element("p", { class: "lecteur", role: "status" });
    this.avis = element("div", { class: "x-avis", role: "status" });
    this.compte = element("h2", { class: "x-compte", tabindex: "-1" });
    this.puces = element("ul", { class: "x-puces", "aria-label": "Filtres actifs" });
    this.contenu = element("div", { class: "x-contenu" });
    this.contenu.addEventListener("click", (evenement) => this.page(evenement));
    this.panneau = this.construirePanneau();
    this.colonne = element("aside", { class: "x-colonne", "aria-label": "Filtres" });
    this.dialogue = element("dialog", { class: "x-dialogue", "aria-label": "Filtres" });
    this.dialogue.addEventListener("click", (evenement) => evenement.target === this.dialogue && this.dialogue.close());
    this.noeud = element(
      "div",
      { class: "x-cadre" },
      this.barre(changer),
      element("div", { class: "x-corps" }, this.colonne, this.resultats()),
      this.dialogue,
      this.comparaison(),
      this.annonce,
    );
    this.placer();
  }

  // The panel stands in a column on wide screens, in a dialog elsewhere: the same nodes, moved.
  placer() {
    const large = matchMedia(LARGE);
    const ranger = () => {
      if (large.matches && this.dialogue.open) this.dialogue.close();
      (large.matches ? this.colonne : this.dialogue).append(this.panneau);
    };
    large.addEventListener("change", ranger);
    ranger();
  }

  construirePanneau() {
    this.voir = element("button", { type: "button", class: "bouton x-plein", click: () => this.dialogue.close() });
    const effacer = element("button", { type: "button", class: "x-lien", click: () => this.explorateur.toutEffacer() }, "Tout effacer");
    const fermer = element("button", { type: "button", class: "x-fermer", "aria-label": "Fermer les filtres", click: () => this.dialogue.close() }, "×");
    return element(
      "div",
      { class: "x-panneau" },
      element("div", { class: "x-titre" }, element("h2", {}, "Filtrer"), effacer, fermer),
      this.filtres.noeud,
      element("div", { class: "x-valider" }, this.voir),
    );
  }

  barre(changer) {
    this.champ = element("input", {
      type: "search",
      class: "x-champ",
      maxlength: "200",
      autocomplete: "off",
      placeholder: "laine, tiers-lieu, Saint-Étienne…",
      input: (evenement) => changer((etat) => ({ ...etat, texte: evenement.target.value }), { frappe: true }),
    });
    this.tri = element("select", {
      class: "x-champ",
      change: () => changer((etat) => ({ ...etat, tri: this.tri.value })),
    });
    this.ouvrir = element("button", { type: "button", class: "bouton x-ouvrir", click: () => this.dialogue.showModal() }, "Filtres");
    return element(
      "form",
      { class: "x-barre", role: "search", submit: (evenement) => evenement.preventDefault() },
      element("label", { class: "x-recherche" }, element("span", {}, "Chercher un projet"), this.champ),
      element("label", { class: "x-tri" }, element("span", {}, "Trier"), this.tri),
      element("div", { class: "x-vues", role: "group", "aria-label": "Voir la sélection en" }, this.boutonsDeVue()),
      this.ouvrir,
    );
  }

  boutonsDeVue() {
    this.vues = VUES.map((vue) =>
      element("button", { type: "button", "data-vue": vue, click: () => this.explorateur.changer((etat) => ({ ...etat, vue })) }, LES_VUES[vue]),
    );
    return this.vues;
  }

  resultats() {
    return element("div", { class: "x-resultats" }, this.avis, this.compte, this.puces, this.contenu, this.pied());
  }

  pied() {
    this.integrer = element("a", { class: "x-lien" }, "Intégrer cette sélection");
    this.copier = element("button", { type: "button", class: "x-lien", click: () => this.copierLAdresse() }, "Copier le lien");
    this.imprimer = element("button", { type: "button", class: "x-lien", click: () => this.explorateur.imprimer() }, "Imprimer");
    const exporter = Object.entries(FORMATS).map(([cle, { mots }]) =>
      element("button", { type: "button", class: "x-lien", click: () => this.exporter(cle) }, mots),
    );
    return element(
      "div",
      { class: "x-pied" },
      element("p", {}, element("span", {}, "Télécharger la sélection\u202f: "), exporter),
      element("p", {}, this.copier, this.integrer, this.imprimer),
    );
  }

  comparaison() {
    this.casChoisis = element("span", {});
    this.lienComparer = element("a", { class: "bouton x-plein" }, "Comparer");
    const vider = element("button", { type: "button", class: "x-lien", click: () => this.vider() }, "Vider");
    this.plateau = element("div", { class: "x-plateau", hidden: true, role: "region", "aria-label": "Comparaison" }, this.casChoisis, this.lienComparer, vider);
    return this.plateau;
  }

  // Everything that follows from the state and its selection, but the view itself.
  mettreAJour() {
    const { etat, selection, colonnes, tete } = this.explorateur;
    const total = selection.lignes.length;
    this.filtres.mettreAJour(selection.comptes, colonnes);
    const filtree = filtresEnMots(etat, tete).length > 0;
    this.compte.textContent = filtree ? `${pluriel(total, "coopération")} sur ${nombre(tete.nombre)}` : pluriel(total, "coopération");
    this.voir.textContent = total ? `Voir ${total > 1 ? "les " : "la "}${pluriel(total, "coopération")}`.replace(/la 1\u00a0/, "la ") : "Aucune coopération";
    this.mettreAJourBarre();
    this.mettreAJourPuces();
    this.mettreAJourComparaison();
    this.mettreAJourPied();
    this.dire(this.compte.textContent);
  }

  mettreAJourBarre() {
    const { etat, tete } = this.explorateur;
    const genre = tete.emplois[etat.emplois.genre];
    const tris = { ...LES_TRIS, ...(genre ? { emplois: typo(`${genre.titre}, du plus au moins`) } : {}) };
    if (this.tri.dataset.genre !== String(etat.emplois.genre)) {
      this.tri.replaceChildren(...Object.entries(tris).map(([value, mots]) => element("option", { value }, mots)));
      this.tri.dataset.genre = String(etat.emplois.genre);
    }
    this.tri.value = etat.tri;
    if (document.activeElement !== this.champ) this.champ.value = etat.texte;
    for (const bouton of this.vues) bouton.setAttribute("aria-pressed", String(bouton.dataset.vue === etat.vue));
    const actifs = filtresEnMots(etat, tete).filter(({ cle }) => cle !== "q").length;
    this.ouvrir.textContent = actifs ? `Filtres (${actifs})` : "Filtres";
  }

  mettreAJourPuces() {
    const { etat, tete } = this.explorateur;
    const mots = filtresEnMots(etat, tete);
    this.puces.replaceChildren(...mots.map((mot, rang) => element("li", {}, this.puce(mot, rang))));
    if (mots.length > 1) {
      const effacer = element("button", { type: "button", class: "x-lien", click: () => this.explorateur.toutEffacer() }, "Tout effacer");
      this.puces.append(element("li", {}, effacer));
    }
  }

  puce({ cle, numero, titre, mots }, rang) {
    return element(
      "button",
      {
        type: "button",
        class: "x-puce",
        "aria-label": `Retirer le filtre ${typo(titre)}\u202f: ${typo(mots)}`,
        click: () => {
          this.explorateur.changer((etat) => sans(etat, cle, numero)).then(() => this.apresPuce(rang));
        },
      },
      typo(mots),
      element("span", { "aria-hidden": "true" }, "×"),
    );
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
    this.casChoisis.textContent = `${pluriel(cas.length, "coopération choisie", "coopérations choisies")} sur ${CAS_AU_PLUS}`;
    this.lienComparer.href = `${section.dataset.comparaison}?cas=${cas.join(",")}`;
    for (const coche of this.contenu.querySelectorAll("input[data-cas]")) coche.checked = cas.includes(coche.dataset.cas);
  }

  vider() {
    this.explorateur.choisirCas([]);
    this.compte.focus();
  }

  mettreAJourPied() {
    const { selection } = this.explorateur;
    this.noeud.querySelector(".x-pied").hidden = !selection.lignes.length;
    const sujet = this.sujetAIntegrer();
    this.integrer.hidden = !sujet;
    if (sujet) this.integrer.href = sujet;
  }

  // The embed kit knows the whole territory, and one département, theme or type; else the link is what one shares.
  sujetAIntegrer() {
    const { etat, tete, section } = this.explorateur;
    const mots = filtresEnMots(etat, tete);
    const base = section.dataset.integration;
    if (!mots.length) return `${base}?sujet=cartes/region/`;
    if (mots.length > 1 || !["departement", "thematique", "type"].includes(mots[0].cle)) return "";
    const { valeurs } = tete.facettes.find(({ nom }) => nom === mots[0].cle);
    const [code] = valeurs[mots[0].numero];
    return code === "sans-lieu" ? "" : `${base}?sujet=cartes/${mots[0].cle}-${encodeURIComponent(code.toLowerCase())}/`;
  }

  async copierLAdresse() {
    const adresse = this.explorateur.adressePartageable();
    try {
      await navigator.clipboard.writeText(adresse);
      this.confirmer(this.copier, "Lien copié");
    } catch {
      prompt("Copiez ce lien", adresse);
    }
  }

  confirmer(bouton, mots) {
    const avant = bouton.textContent;
    bouton.textContent = mots;
    this.dire(mots);
    setTimeout(() => (bouton.textContent = avant), 2000);
  }

  async exporter(cle) {
    const { contexte, selection, tete } = this.explorateur;
    const { type, fin, ecrire } = FORMATS[cle];
    if (selection.lignes.length > EXPORT_AU_PLUS) {
      this.prevenir(`Au-delà de ${nombre(EXPORT_AU_PLUS)} coopérations, prenez le fichier entier dans la page «\u202fTélécharger les données\u202f».`);
      return;
    }
    this.dire("Préparation du fichier…");
    try {
      const lignes = await this.explorateur.lignesCompletes();
      telecharger(`projets-${tete.edition}${fin}`, type, ecrire(lignes, contexte));
      this.dire("Fichier prêt.");
    } catch (erreur) {
      console.error(erreur);
      this.panne();
    }
  }

  // The nodes of a view take the place of the former ones, which stay until then.
  async montrer(vue, aJour) {
    this.contenu.setAttribute("aria-busy", "true");
    try {
      const noeuds = [await vue].flat().filter(Boolean);
      if (aJour()) this.contenu.replaceChildren(...noeuds);
    } finally {
      if (aJour()) this.contenu.removeAttribute("aria-busy");
    }
  }

  async carte(lignes) {
    const { explorateur } = this;
    const fond = await explorateur.fichiers.lire("fond.svg");
    this.laCarte ??= new Carte({ fond, tete: explorateur.tete, choisir: (...choix) => this.listerLieu(...choix) });
    this.voisins = element("div", { class: "x-voisins", "aria-live": "polite" });
    this.laCarte.mettreAJour(explorateur.contexte, lignes);
    await this.lister(lignes, "Dans la sélection");
    const sansLieu = lignes.filter((ligne) => !explorateur.colonnes.lieux.combinaisons[explorateur.colonnes.lieux.colonne[ligne]].length);
    const note = [
      "Chaque point est celui de la commune, jamais une adresse. Symbole creux\u202f: position approchée.",
      sansLieu.length ? ` ${pluriel(sansLieu.length, "coopération")} sans lieu précis\u202f: dans les fiches et le tableau.` : "",
    ].join("");
    return [
      element("a", { class: "lecteur passer", href: "#x-apres-carte" }, "Passer la carte"),
      element("div", { class: "x-deux" }, element("div", {}, this.laCarte.noeud, this.laCarte.legende, element("p", { class: "limites" }, note)), this.voisins),
      element("span", { id: "x-apres-carte", tabindex: "-1" }),
    ];
  }

  async listerLieu(lignes, lieu) {
    await this.lister(lignes, lieu);
  }

  async lister(lignes, titre) {
    const liste = await this.explorateur.listeDeLaCarte(lignes);
    const compte = element("p", { class: "lieu" }, pluriel(lignes.length, "coopération"));
    this.voisins.replaceChildren(element("h3", {}, typo(titre)), compte, ...liste.filter(Boolean));
  }

  page(evenement) {
    const lien = evenement.target.closest?.("a[data-page]");
    if (!lien || evenement.ctrlKey || evenement.metaKey || evenement.shiftKey) return;
    evenement.preventDefault();
    this.explorateur.allerALaPage(Number(lien.dataset.page));
  }

  liens() {
    return [...this.contenu.querySelectorAll(".carte h3 a, .x-tableau tbody th a")];
  }

  auDebut() {
    this.compte.focus({ preventScroll: true });
    this.compte.scrollIntoView({ block: "start" });
  }

  attendre(totaux) {
    const comptes = Object.fromEntries(Object.entries(totaux).map(([nom, liste]) => [nom, new Map(liste.entries())]));
    const { tete } = this.explorateur;
    this.filtres.mettreAJour(comptes, null);
    this.mettreAJourBarre();
    this.mettreAJourPuces();
    this.mettreAJourComparaison();
    this.compte.textContent = pluriel(tete.nombre, "coopération");
    this.voir.textContent = "Fermer";
    this.noeud.querySelector(".x-pied").hidden = true;
    this.contenu.replaceChildren(
      element("p", { class: "x-attente" }, "Elles sont trop nombreuses pour être chargées d’un coup\u202f: choisissez d’abord un ou plusieurs départements. La liste complète reste ci-dessous."),
    );
  }

  ignorer(valeurs) {
    if (!valeurs.length) return this.avis.replaceChildren();
    const mots = valeurs.map((valeur) => `«\u202f${valeur.length > 60 ? `${valeur.slice(0, 59)}…` : valeur}\u202f»`).join(", ");
    const plusieurs = valeurs.length > 1;
    this.avis.replaceChildren(
      element("p", {}, plusieurs ? `Ce lien demande ${mots}, qui n’existent pas ici, ou plus\u202f: ces filtres ont été laissés de côté.` : `Ce lien demande ${mots}, qui n’existe pas ici, ou plus\u202f: ce filtre a été laissé de côté.`),
    );
  }

  prevenir(mots) {
    this.avis.replaceChildren(element("p", {}, mots));
  }

  panne() {
    this.prevenir("Une partie des données n’a pas pu être chargée. Vérifiez votre connexion, puis réessayez.");
  }

  dire(mots) {
    clearTimeout(this.aDire);
    this.aDire = setTimeout(() => (this.annonce.textContent = mots), 400);
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
