// The map of the selection: the site's own base map, and over it one symbol a commune, or a counted disc where
// symbols would touch. Everything on it is in the list beside it, which is its accessible twin.

import { boite, communesDe, couvre, grappes, placesAutour, rayon } from "./explorateur-grappes.js";
import { element, nombre, pluriel, svg, typo } from "./explorateur-mots.js";

const ECART = 46; // pixels between two symbols, at least
const ZOOM_AU_PLUS = 24;
const MARGE = 0.12; // of the width, around what one zooms to
const PAS = 1.6;
const GLISSE = 0.2; // of the view, for an arrow key

export class Carte {
  // `choisir(lignes, titre)` shows some rows in the list beside the map.
  constructor({ fond, tete, choisir }) {
    Object.assign(this, { tete, choisir });
    this.dessin = document.importNode(new DOMParser().parseFromString(fond, "image/svg+xml").documentElement, true);
    this.dessin.setAttribute("aria-label", "Carte de la sélection");
    this.dessin.removeAttribute("aria-describedby");
    this.dessin.querySelector("desc")?.remove();
    this.reperes = svg("g", { class: "x-reperes" });
    this.dessin.append(this.reperes);
    const { largeur, hauteur } = tete.carte;
    this.tout = this.vue = { x: 0, y: 0, largeur, hauteur };
    this.noms = [...this.dessin.querySelectorAll(".noms text")].map((texte) => ({
      texte,
      place: {
        x: Number(texte.getAttribute("x")),
        y: Number(texte.getAttribute("y")),
        ancre: texte.getAttribute("text-anchor") ?? "start",
      },
    }));
    this.noeud = element("div", { class: "x-carte dessin" }, this.dessin, this.boutons());
    this.legende = element("ul", { class: "x-legende" });
    this.dessin.addEventListener("keydown", (evenement) => this.touche(evenement));
    this.glisser();
    new ResizeObserver(() => this.dessiner()).observe(this.noeud);
  }

  boutons() {
    const bouton = (texte, mots, click) =>
      element("button", { type: "button", "aria-label": mots, title: mots, click }, texte);
    return element(
      "div",
      { class: "x-zoom" },
      bouton("+", "Agrandir la carte", () => this.zoomer(1 / PAS)),
      bouton("−", "Réduire la carte", () => this.zoomer(PAS)),
      bouton("⤢", "Voir toute la carte", () => this.montrer(this.tout)),
    );
  }

  mettreAJour(contexte, lignes) {
    this.contexte = contexte;
    this.communes = communesDe(contexte.colonnes, lignes);
    this.dessiner();
  }

  zoomer(facteur) {
    const { x, y, largeur, hauteur } = this.vue;
    const l = largeur * facteur;
    const h = hauteur * facteur;
    this.montrer({ x: x + (largeur - l) / 2, y: y + (hauteur - h) / 2, largeur: l, hauteur: h });
  }

  // A part of the map, kept within its edges and in its proportions.
  montrer({ x, y, largeur }) {
    const { tout } = this;
    const l = Math.min(tout.largeur, Math.max(tout.largeur / ZOOM_AU_PLUS, largeur));
    const h = (l * tout.hauteur) / tout.largeur;
    const dans = (valeur, fin) => Math.max(0, Math.min(valeur, fin));
    this.vue = { x: dans(x, tout.largeur - l), y: dans(y, tout.hauteur - h), largeur: l, hauteur: h };
    this.cadrer();
    this.attente ??= requestAnimationFrame(() => setTimeout(() => this.dessiner())); // once a frame, after it
  }

  entourer(communes) {
    const { tout } = this;
    const bornes = (valeurs) => [Math.min(...valeurs), Math.max(...valeurs)];
    const [gauche, droite] = bornes(communes.map(({ x }) => x));
    const [haut, bas] = bornes(communes.map(({ y }) => y));
    const large = Math.max(droite - gauche, ((bas - haut) * tout.largeur) / tout.hauteur) * (1 + 2 * MARGE);
    const l = Math.max(large, tout.largeur / ZOOM_AU_PLUS);
    const h = (l * tout.hauteur) / tout.largeur;
    this.montrer({ x: (gauche + droite - l) / 2, y: (haut + bas - h) / 2, largeur: l });
  }

  // The part of the map in the frame; gives how much of the drawing is in a pixel.
  cadrer() {
    const { x, y, largeur, hauteur } = this.vue;
    this.dessin.setAttribute("viewBox", `${x} ${y} ${largeur} ${hauteur}`);
    const unite = largeur / (this.noeud.clientWidth || this.tout.largeur);
    this.noeud.style.setProperty("--unite", String(unite));
    this.noeud.classList.toggle("x-zoomee", largeur < this.tout.largeur);
    return unite;
  }

  dessiner() {
    this.attente = null;
    const { x, y, largeur, hauteur } = this.vue;
    const unite = this.cadrer();
    if (!this.communes || !this.noeud.clientWidth) return; // not in the page yet: nothing can be measured
    const dedans = ({ x: cx, y: cy }) =>
      cx >= x - 1 && cx <= x + largeur + 1 && cy >= y - 1 && cy <= y + hauteur + 1;
    const visibles = grappes(this.communes, ECART * unite).filter(dedans);
    const actif = document.activeElement?.dataset?.cle;
    this.reperes.replaceChildren(...visibles.map((grappe) => this.repere(grappe, unite)));
    this.degagerLesNoms(visibles, unite);
    this.expliquer(visibles);
    if (actif) [...this.reperes.children].find(({ dataset }) => dataset.cle === actif)?.focus();
  }

  // The name of a town that a disc covers goes beside the disc, under or above it, or away.
  degagerLesNoms(visibles, unite) {
    const disques = visibles.map(({ x, y, lignes }) => ({ x, y, r: rayon(lignes.length) * unite }));
    for (const nom of this.noms) {
      nom.large ??= nom.texte.getComputedTextLength() / unite; // in pixels, the same at every zoom
      const essais = [nom.place, ...placesAutour(disques, nom, unite)];
      const place = essais.find((essai) => this.libre(essai, nom, disques, unite));
      nom.texte.style.display = place ? "" : "none";
      if (place) placer(nom.texte, place);
    }
  }

  // Whether a name fits there: under no disc, and whole.
  libre(place, nom, disques, unite) {
    const { x, largeur } = this.vue;
    const prise = boite(place, nom.large, unite);
    const coupe = (bord) => prise.x < bord && prise.x + prise.width > bord;
    return !coupe(x) && !coupe(x + largeur) && !disques.some((disque) => couvre(disque, prise));
  }

  // The key of the symbols that stand alone on the map.
  expliquer(visibles) {
    const seules = visibles.map(({ lignes }) => lignes).filter(({ length }) => length === 1);
    const themes = new Map(seules.map(([ligne]) => this.contexte.valeurs("thematique", ligne)[0]));
    this.legende.replaceChildren(
      ...[...themes].map(([code, mots]) => {
        const [d, fill] = this.tete.symboles[code];
        const cadre = { viewBox: "-10 -10 20 20", width: "16", height: "16", "aria-hidden": "true" };
        const dessin = svg("svg", cadre, svg("path", { d, fill }));
        return element("li", {}, dessin, typo(mots));
      }),
    );
  }

  repere(grappe, unite) {
    const { lignes } = grappe;
    const lieu = enMots(grappe.communes);
    const seule = grappe.communes.length === 1;
    const suite = seule ? "" : ". Agrandir la carte";
    const mots = `${typo(lieu)}\u202f: ${pluriel(lignes.length, "coopération")}${suite}`;
    const agir = () => this.agir(grappe, lignes, lieu);
    return svg(
      "g",
      {
        class: "x-repere",
        role: "button",
        tabindex: "0",
        "aria-label": mots,
        "data-cle": `${grappe.x}/${grappe.y}`,
        transform: `translate(${grappe.x} ${grappe.y}) scale(${unite})`,
        click: agir,
        keydown: (evenement) => {
          if (evenement.key !== "Enter" && evenement.key !== " ") return;
          evenement.preventDefault();
          agir();
        },
      },
      svg("title", {}, mots),
      svg("circle", { class: "x-cible", r: "22" }),
      ...(lignes.length === 1 ? [this.symbole(lignes[0], grappe.communes[0].creux)] : disque(lignes.length)),
    );
  }

  symbole(ligne, creux) {
    const [[code]] = this.contexte.valeurs("thematique", ligne);
    const [trace, couleur] = this.tete.symboles[code];
    return svg("path", {
      d: trace,
      fill: creux ? "var(--papier)" : couleur,
      stroke: creux ? couleur : "var(--papier)",
      "stroke-width": creux ? "2.2" : "1.2",
    });
  }

  // A disc of several communes opens; a commune shows its cases in the list.
  agir(grappe, lignes, lieu) {
    this.choisir(lignes, lieu);
    const etendue = new Set(grappe.communes.map(({ x, y }) => `${x}/${y}`)).size;
    if (etendue > 1 && this.vue.largeur > this.tout.largeur / ZOOM_AU_PLUS) this.entourer(grappe.communes);
  }

  touche(evenement) {
    const pas = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[evenement.key];
    if (!pas || this.vue.largeur >= this.tout.largeur) return;
    evenement.preventDefault();
    const { x, y, largeur, hauteur } = this.vue;
    this.montrer({ ...this.vue, x: x + pas[0] * GLISSE * largeur, y: y + pas[1] * GLISSE * hauteur });
  }

  // Drags a map that is larger than its frame; a finger on the whole map still scrolls the page.
  glisser() {
    let prise = null;
    this.dessin.addEventListener("pointerdown", (evenement) => {
      const { pointerId: id, clientX: x, clientY: y } = evenement;
      if (this.vue.largeur < this.tout.largeur) prise = { id, x, y, vue: this.vue };
    });
    this.dessin.addEventListener("pointermove", (evenement) => {
      if (!prise || prise.id !== evenement.pointerId) return;
      const [dx, dy] = [evenement.clientX - prise.x, evenement.clientY - prise.y];
      if (!prise.loin && Math.hypot(dx, dy) < 5) return;
      if (!prise.loin) this.dessin.setPointerCapture(prise.id);
      prise.loin = true;
      const unite = prise.vue.largeur / this.noeud.clientWidth;
      this.montrer({ ...prise.vue, x: prise.vue.x - dx * unite, y: prise.vue.y - dy * unite });
    });
    for (const fin of ["pointerup", "pointercancel"]) this.dessin.addEventListener(fin, () => (prise = null));
  }
}

function enMots(communes) {
  const [premiere] = communes;
  return communes.length === 1 ? premiere.noms[0] : `Autour de ${premiere.noms[0]}`;
}

function placer(texte, { x, y, ancre }) {
  texte.setAttribute("x", x);
  texte.setAttribute("y", y);
  texte.setAttribute("text-anchor", ancre);
}

function disque(compte) {
  return [
    svg("circle", { class: "x-disque", r: rayon(compte).toFixed(1) }),
    svg("text", { "text-anchor": "middle", "dominant-baseline": "central" }, nombre(compte)),
  ];
}
