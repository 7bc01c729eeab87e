// The map view: the map, its key, and beside it the list of the cases of a place or of the whole selection.

import { Carte } from "./explorateur-carte.js";
import { element, nombre, pluriel, typo } from "./explorateur-mots.js";

const EN_LISTE = 24;

export class Lieux {
  constructor(explorateur) {
    this.explorateur = explorateur;
    this.voisins = element("div", { class: "x-voisins", "aria-live": "polite" });
  }

  async montrer(lignes) {
    const { fichiers, tete, contexte } = this.explorateur;
    const fond = await fichiers.lire("fond.svg");
    this.carte ??= new Carte({ fond, tete, choisir: (...choix) => this.lister(...choix) });
    this.carte.mettreAJour(contexte, lignes);
    await this.lister(lignes, "Dans la sélection");
    const note = element("p", { class: "limites" }, this.note(lignes), " ", this.enGrand());
    return [
      element("a", { class: "lecteur passer", href: "#x-apres-carte" }, "Passer la carte"),
      element(
        "div",
        { class: "x-deux" },
        element("div", {}, this.carte.noeud, this.carte.legende, note),
        this.voisins,
      ),
      element("span", { id: "x-apres-carte", tabindex: "-1" }),
    ];
  }

  note(lignes) {
    const { combinaisons, colonne } = this.explorateur.colonnes.lieux;
    const perdues = lignes.filter((ligne) => !combinaisons[colonne[ligne]].length).length;
    const point = "Chaque point est celui de la commune, jamais une adresse.";
    const creux = "Symbole creux\u202f: position approchée.";
    const reste = `${pluriel(perdues, "coopération")} sans lieu précis\u202f: dans les fiches et le tableau.`;
    return [point, creux, perdues ? reste : ""].join(" ");
  }

  // The interactive map of this very selection, when the site has one.
  enGrand() {
    const { cadre, section } = this.explorateur;
    const sujet = cadre.pied.sujet();
    return sujet ? element("a", { href: section.dataset.racine + sujet }, "Ouvrir la carte interactive") : null;
  }

  async lister(lignes, titre) {
    const { contexte } = this.explorateur;
    const montrees = lignes.slice(0, EN_LISTE);
    const contenus = await this.explorateur.contenus(montrees);
    const reste = lignes.length - montrees.length;
    const suite = `et ${nombre(reste)} de plus, dans les fiches et le tableau.`;
    this.voisins.replaceChildren(
      element("h3", {}, typo(titre)),
      element("p", { class: "lieu" }, pluriel(lignes.length, "coopération")),
      element("ul", {}, contenus.map((contenu) => entree(contexte, contenu))),
      reste ? element("p", { class: "limites" }, suite) : "",
    );
  }
}

function entree(contexte, contenu) {
  return element(
    "li",
    {},
    element("a", { href: contexte.lien(contenu) }, typo(contenu.nom)),
    element("span", { class: "lieu" }, contexte.lieu(contenu)),
  );
}
