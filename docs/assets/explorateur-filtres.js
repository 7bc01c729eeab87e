// The panel of filters: facets with counts, ranges. It is built once and then only updated, so that the focus
// never moves under somebody's fingers; a facet is filled when it is first opened.

import { fold } from "./plier.js";
import { element, nombre, pluriel, typo } from "./explorateur-mots.js";

const LONGUE = 18; // from as many values, a facet has a field to look for one
const OUVERTES = 2;
const INCONNU =
  "Pour les autres, il n’est pas renseigné : ce n’est pas zéro. Quand deux sources se contredisent, " +
  "le plus bas est retenu.";

export class Filtres {
  // `changer(transformation, options)` gives the state to come; `etat()` the present one.
  constructor(tete, etat, changer) {
    Object.assign(this, { tete, etat, changer });
    this.facettes = tete.facettes.map((facette, rang) => this.facette(facette, rang < OUVERTES));
    this.debut = this.bornes("Année de lancement", "debut", { min: 1800, max: 2100, pas: 1 });
    this.noeud = element(
      "div",
      { class: "x-filtres" },
      this.facettes.map(({ noeud }) => noeud),
      this.groupe("Année de lancement", this.debut.noeud),
      this.emplois(),
    );
  }

  groupe(titre, ...contenu) {
    return element("details", { class: "x-groupe" }, element("summary", {}, titre), ...contenu);
  }

  facette(facette, ouverte) {
    const titre = element("span", {}, typo(facette.titre));
    const marque = element("span", { class: "x-marque", hidden: true });
    const boite = element("fieldset", {}, element("legend", { class: "lecteur" }, typo(facette.titre)));
    const resume = element("summary", {}, titre, marque);
    const noeud = element("details", { class: "x-groupe", open: ouverte }, resume, boite);
    const vue = { facette, noeud, marque, boite, cases: null };
    noeud.addEventListener("toggle", () => {
      if (noeud.open && !vue.cases) {
        this.remplir(vue);
        this.mettreAJourFacette(vue);
      }
    });
    if (ouverte) this.remplir(vue);
    return vue;
  }

  remplir(vue) {
    const { facette, boite } = vue;
    vue.cases = facette.valeurs.map(([, mots], numero) => this.valeur(facette, numero, mots));
    if (facette.valeurs.length >= LONGUE) boite.append(this.chercher(vue));
    boite.append(element("ul", {}, vue.cases.map(({ ligne }) => ligne)));
  }

  valeur(facette, numero, mots) {
    const coche = element("input", {
      type: "checkbox",
      change: () =>
        this.changer((etat) => {
          const valeurs = new Set(etat.filtres[facette.nom]);
          if (coche.checked) valeurs.add(numero);
          else valeurs.delete(numero);
          return { ...etat, filtres: { ...etat.filtres, [facette.nom]: valeurs } };
        }),
    });
    const compte = element("span", { class: "x-nombre" });
    const texte = typo(mots.charAt(0).toUpperCase() + mots.slice(1));
    const ligne = element("li", {}, element("label", {}, coche, element("span", {}, texte), compte));
    return { numero, coche, compte, ligne, plie: fold(mots) };
  }

  chercher(vue) {
    const champ = element("input", {
      type: "search",
      class: "x-champ",
      autocomplete: "off",
      maxlength: "100",
      "aria-label": `Chercher dans la liste\u202f: ${vue.facette.titre}`,
      placeholder: "Chercher dans la liste",
      input: () => {
        const cherche = fold(champ.value.trim());
        for (const { ligne, plie } of vue.cases) ligne.hidden = !plie.includes(cherche);
      },
      keydown: (evenement) => evenement.key === "Enter" && evenement.preventDefault(),
    });
    return champ;
  }

  // Two bounds of a filter; `apres` comes in their line.
  bornes(titre, cle, { min, max, pas }) {
    const champ = (bord, mot) =>
      element("input", {
        type: "number",
        class: "x-champ",
        inputmode: "decimal",
        min: String(min),
        max: max === null ? null : String(max),
        step: String(pas),
        "aria-label": `${titre}, ${mot}`,
        input: (evenement) => this.borner(cle, bord, evenement.target.value),
      });
    const champs = { min: champ("min", "au moins"), max: champ("max", "au plus") };
    const noeud = element("p", { class: "x-bornes" }, "de ", champs.min, " à ", champs.max);
    return { noeud, champs };
  }

  borner(cle, bord, valeur) {
    const lu = valeur === "" ? null : Number(valeur);
    if (lu !== null && !Number.isFinite(lu)) return;
    if (cle === "debut" && lu !== null && !/^\d{4}$/.test(valeur)) return; // a year being typed
    this.changer((etat) => ({ ...etat, [cle]: { ...etat[cle], [bord]: lu } }), { frappe: true });
  }

  emplois() {
    this.genre = element(
      "select",
      {
        class: "x-champ",
        change: () =>
          this.changer((etat) => {
            const genre = Number(this.genre.value);
            const tri = genre < 0 && etat.tri === "emplois" ? "nom" : etat.tri;
            return { ...etat, tri, emplois: { genre, min: null, max: null } };
          }),
      },
      element("option", { value: "-1" }, "Choisir ce que l’on compte"),
      this.tete.emplois.map(({ titre, unite }, genre) =>
        element("option", { value: String(genre) }, typo(`${titre} (${unite})`)),
      ),
    );
    this.bornesEmplois = this.bornes("Emplois", "emplois", { min: 0, max: null, pas: "any" });
    this.unite = element("span", {});
    this.bornesEmplois.noeud.append(" ", this.unite);
    this.couverture = element("p", { class: "x-note" });
    const choix = element("label", { class: "x-choix" }, element("span", {}, "Ce que l’on compte"), this.genre);
    return this.groupe("Emplois", choix, this.bornesEmplois.noeud, this.couverture);
  }

  // What the state and the counts say, put on screen; nothing is built again.
  mettreAJour(comptes, colonnes) {
    this.comptes = comptes;
    for (const vue of this.facettes) this.mettreAJourFacette(vue);
    this.mettreAJourBornes(this.debut.champs, this.etat().debut);
    this.mettreAJourEmplois(colonnes);
  }

  mettreAJourFacette({ facette, marque, cases }) {
    const choisies = this.etat().filtres[facette.nom];
    marque.hidden = !choisies.size;
    marque.textContent = choisies.size ? pluriel(choisies.size, "choix", "choix") : "";
    const comptes = this.comptes?.[facette.nom];
    for (const { numero, coche, compte, ligne } of cases ?? []) {
      coche.checked = choisies.has(numero);
      const combien = comptes?.get(numero) ?? 0;
      const texte = comptes ? nombre(combien) : "";
      if (compte.textContent !== texte) compte.textContent = texte;
      ligne.classList.toggle("x-vide", Boolean(comptes) && !combien);
    }
  }

  mettreAJourBornes(champs, bornes) {
    for (const bord of ["min", "max"]) {
      const champ = champs[bord];
      const lu = champ.value === "" ? null : Number(champ.value);
      if (champ !== document.activeElement && lu !== bornes[bord]) champ.value = bornes[bord] ?? "";
    }
  }

  mettreAJourEmplois(colonnes) {
    const { emplois } = this.etat();
    this.genre.value = String(emplois.genre);
    this.bornesEmplois.noeud.hidden = this.couverture.hidden = emplois.genre < 0;
    if (emplois.genre < 0) return;
    this.mettreAJourBornes(this.bornesEmplois.champs, emplois);
    this.unite.textContent = this.tete.emplois[emplois.genre].unite;
    const connus = colonnes?.emplois[emplois.genre].lignes.length ?? 0;
    const ont = pluriel(connus, "coopération a", "coopérations ont");
    const mots = `${ont} ce chiffre sur ${nombre(colonnes?.nombre ?? 0)}. ${INCONNU}`;
    this.couverture.textContent = colonnes ? typo(mots) : "";
  }
}
