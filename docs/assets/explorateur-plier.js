// Text without case, accents nor ligatures, as builder/text.py folds it.
export function plier(texte) {
  return texte
    .toLowerCase()
    .replace(/ß/g, "ss")
    .replace(/œ/g, "oe")
    .replace(/æ/g, "ae")
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]+/g, "");
}
