// The map view: the map, its key, and beside it the list of the cases of a place or of the whole selection.

import { element, number, plural, typography } from "./ecrire.js";
import { SelectionMap } from "./explorateur-carte.js";

const LISTED = 24;

export class MapView {
  constructor(explorer) {
    this.explorer = explorer;
    this.list = element("div", { class: "x-voisins", "aria-live": "polite" });
  }

  async show(rows) {
    const { files, head, context } = this.explorer;
    const baseMap = await files.read("fond.svg");
    this.map ??= new SelectionMap({ baseMap, head, choose: (...choice) => this.showList(...choice) });
    this.map.update(context, rows);
    await this.showList(rows, "Dans la sélection");
    const note = element("p", { class: "limites" }, this.note(rows), " ", this.largeMap());
    return [
      element("a", { class: "lecteur passer", href: "#x-apres-carte" }, "Passer la carte"),
      element("div", { class: "x-deux" }, element("div", {}, this.map.node, this.map.key, note), this.list),
      element("span", { id: "x-apres-carte", tabindex: "-1" }),
    ];
  }

  note(rows) {
    const { combinations, column } = this.explorer.columns.places;
    const lost = rows.filter((row) => !combinations[column[row]].length).length;
    const point = "Chaque point est celui de la commune, jamais une adresse.";
    const hollow = "Symbole creux\u202f: position approchée.";
    const rest = `${plural(lost, "coopération")} sans lieu précis\u202f: dans les fiches et le tableau.`;
    return [point, hollow, lost ? rest : ""].join(" ");
  }

  // The interactive map of this very selection, when the site has one.
  largeMap() {
    const { frame, section } = this.explorer;
    const subject = frame.footer.subject();
    return subject ? element("a", { href: section.dataset.racine + subject }, "Ouvrir la carte interactive") : null;
  }

  async showList(rows, title) {
    const { context } = this.explorer;
    const cards = await this.explorer.cards(rows.slice(0, LISTED));
    const rest = rows.length - cards.length;
    const more = `et ${number(rest)} de plus, dans les fiches et le tableau.`;
    this.list.replaceChildren(
      element("h3", {}, typography(title)),
      element("p", { class: "lieu" }, plural(rows.length, "coopération")),
      element("ul", {}, cards.map((card) => entry(context, card))),
      rest ? element("p", { class: "limites" }, more) : "",
    );
  }
}

function entry(context, card) {
  return element(
    "li",
    {},
    element("a", { href: context.link(card) }, typography(card.nom)),
    element("span", { class: "lieu" }, context.place(card)),
  );
}
