// What one does with a selection: download it, share it, show it elsewhere, print it.

import { filtresEnMots } from "./explorateur-etat.js";
import { FORMATS, telecharger } from "./explorateur-export.js";
import { element, nombre } from "./explorateur-mots.js";

const EXPORT_AU_PLUS = 20_000;
const SUJETS = ["departement", "thematique", "type"]; // what the embed kit knows, besides the whole territory

export class Pied {
  // `dire` announces, `prevenir` writes above the results, `panne` says that files did not come.
  constructor(explorateur, { dire, prevenir, panne }) {
    Object.assign(this, { explorateur, dire, prevenir, panne });
    const bouton = (mots, click) => element("button", { type: "button", class: "x-lien", click }, mots);
    this.integrer = element("a", { class: "x-lien" }, "Intégrer cette sélection");
    this.copier = bouton("Copier le lien", () => this.copierLAdresse());
    const fichiers = Object.entries(FORMATS).map(([cle, { mots }]) => bouton(mots, () => this.exporter(cle)));
    this.noeud = element(
      "div",
      { class: "x-pied" },
      element("p", {}, element("span", {}, "Télécharger la sélection\u202f: "), fichiers),
      element("p", {}, this.copier, this.integrer, bouton("Imprimer", () => explorateur.imprimer())),
    );
  }

  mettreAJour() {
    this.noeud.hidden = !this.explorateur.selection?.lignes.length;
    const sujet = this.sujet();
    this.integrer.hidden = !sujet;
    if (sujet) this.integrer.href = `${this.explorateur.section.dataset.integration}?sujet=${sujet}`;
  }

  // The map of the embed kit that shows this very selection; empty when there is none: one then shares the link.
  sujet() {
    const { etat, tete } = this.explorateur;
    const filtres = filtresEnMots(etat, tete);
    if (!filtres.length) return "cartes/region/";
    const [{ cle, numero }] = filtres;
    if (filtres.length > 1 || !SUJETS.includes(cle)) return "";
    const [code] = tete.facettes.find(({ nom }) => nom === cle).valeurs[numero];
    return code === "sans-lieu" ? "" : `cartes/${cle}-${encodeURIComponent(code.toLowerCase())}/`;
  }

  async copierLAdresse() {
    const adresse = this.explorateur.adressePartageable();
    try {
      await navigator.clipboard.writeText(adresse);
      this.confirmer("Lien copié");
    } catch {
      prompt("Copiez ce lien", adresse);
    }
  }

  confirmer(mots) {
    this.copier.textContent = mots;
    this.dire(mots);
    setTimeout(() => (this.copier.textContent = "Copier le lien"), 2000);
  }

  async exporter(cle) {
    const { contexte, selection, tete } = this.explorateur;
    const { type, fin, ecrire } = FORMATS[cle];
    if (selection.lignes.length > EXPORT_AU_PLUS) {
      const page = "«\u202fTélécharger les données\u202f»";
      this.prevenir(
        `Au-delà de ${nombre(EXPORT_AU_PLUS)} coopérations, prenez le fichier entier dans la page ${page}.`,
      );
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
}
