// What one does with a selection: download it, share it, show it elsewhere, print it.

import { button, element, number, quoted } from "./ecrire.js";
import { filtersInWords } from "./explorateur-etat.js";
import { download, FORMATS } from "./explorateur-export.js";

const MOST_EXPORTED = 20_000;
const SUBJECTS = ["departement", "thematique", "type"]; // what the embed kit knows, besides the whole territory
const COPY = "Copier le lien";

export class Footer {
  // `say` announces, `warn` writes above the results, `fail` says that files did not come.
  constructor(explorer, { say, warn, fail }) {
    Object.assign(this, { explorer, say, warn, fail });
    this.embed = element("a", { class: "x-lien" }, "Intégrer cette sélection");
    this.copy = button(COPY, () => this.copyAddress());
    const files = Object.entries(FORMATS).map(([key, { words }]) => button(words, () => this.export(key)));
    this.node = element(
      "div",
      { class: "x-pied" },
      element("p", {}, element("span", {}, "Télécharger la sélection\u202f: "), files),
      element("p", {}, this.copy, this.embed, button("Imprimer", () => explorer.print())),
    );
  }

  update() {
    this.node.hidden = !this.explorer.selection?.rows.length;
    const subject = this.subject();
    this.embed.hidden = !subject;
    if (subject) this.embed.href = `${this.explorer.section.dataset.integration}?sujet=${subject}`;
  }

  // The map of the embed kit that shows this very selection; empty when there is none: one then shares the link.
  subject() {
    const { state, head } = this.explorer;
    const filters = filtersInWords(state, head);
    if (!filters.length) return "cartes/region/";
    const [{ key, number: rank }] = filters;
    if (filters.length > 1 || !SUBJECTS.includes(key)) return "";
    const [code] = head.facets.find(({ name }) => name === key).values[rank];
    return code === "sans-lieu" ? "" : `cartes/${key}-${encodeURIComponent(code.toLowerCase())}/`;
  }

  async copyAddress() {
    const address = this.explorer.sharedAddress();
    try {
      await navigator.clipboard.writeText(address);
      this.confirm("Lien copié");
    } catch {
      prompt("Copiez ce lien", address);
    }
  }

  confirm(words) {
    this.copy.textContent = words;
    this.say(words);
    setTimeout(() => (this.copy.textContent = COPY), 2000);
  }

  async export(key) {
    const { context, selection, head } = this.explorer;
    const { type, ending, write } = FORMATS[key];
    if (selection.rows.length > MOST_EXPORTED) {
      const page = quoted("Télécharger les données");
      this.warn(`Au-delà de ${number(MOST_EXPORTED)} coopérations, prenez le fichier entier dans la page ${page}.`);
      return;
    }
    this.say("Préparation du fichier…");
    try {
      const rows = await this.explorer.wholeRows();
      download(`projets-${head.edition}${ending}`, type, write(rows, context));
      this.say("Fichier prêt.");
    } catch (error) {
      console.error(error);
      this.fail();
    }
  }
}
