// French, as builder/text.py writes it; and elements, whose text is never HTML.

const NOMBRE = new Intl.NumberFormat("fr-FR", { maximumFractionDigits: 2 });
const FINE = "\u202f";
const INVARIABLES = new Set(["mois", "fois"]);

export function nombre(valeur) {
  return NOMBRE.format(valeur);
}

export function pluriel(compte, mot, plusieurs = `${mot}s`) {
  return `${nombre(compte)}\u00a0${Math.abs(compte) < 2 ? mot : plusieurs}`;
}

// The no-break spaces that French asks for, in a text typed with ordinary ones.
export function typo(texte) {
  return String(texte)
    .replace(/[ \u00a0\u202f]+([;:!?»%€])/g, `${FINE}$1`)
    .replace(/«[ \u00a0\u202f]+/g, `«${FINE}`)
    .replace(/(?<!\d)\d{1,3}([ \u00a0]\d{3})+(?!\d)/g, (milliers) => milliers.replace(/\s/g, FINE))
    .replaceAll("'", "’");
}

// A number with its reserve and its unit: « plus de 500 emplois ».
export function quantite(valeur, reserve, unite) {
  const espace = /^[€%]/.test(unite) ? FINE : "\u00a0";
  return `${reserve ? `${reserve} ` : ""}${nombre(Number(valeur))}${espace}${accorde(Number(valeur), unite)}`;
}

export function accorde(valeur, unite) {
  const [premier, ...suite] = unite.split(" ");
  const seul = Math.abs(valeur) < 2 && /^\p{L}+s$/u.test(premier) && !INVARIABLES.has(premier);
  return [seul ? premier.slice(0, -1) : premier, ...suite].join(" ");
}

// An element: `attributs` that are functions are listeners, true is an empty attribute, false and null are none.
export function element(nom, attributs = {}, ...enfants) {
  return remplir(document.createElement(nom), attributs, enfants);
}

export function svg(nom, attributs = {}, ...enfants) {
  return remplir(document.createElementNS("http://www.w3.org/2000/svg", nom), attributs, enfants);
}

function remplir(cree, attributs, enfants) {
  for (const [cle, valeur] of Object.entries(attributs)) {
    if (typeof valeur === "function") cree.addEventListener(cle, valeur);
    else if (valeur === true) cree.setAttribute(cle, "");
    else if (valeur !== false && valeur !== null && valeur !== undefined) cree.setAttribute(cle, valeur);
  }
  cree.append(...enfants.flat(Infinity).filter((enfant) => (enfant ?? false) !== false));
  return cree;
}
