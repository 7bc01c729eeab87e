// How words are compared: without case, accents nor ligatures. The same rules as builder/search/words.py, to the
// letter: what is typed here is looked up in what was folded there.

const ABBREVIATIONS = { st: "saint", ste: "sainte", sts: "saints", stes: "saintes" };

// Words that most French sentences hold: they find nothing in particular.
export const EMPTY_WORDS = new Set(
  (
    "au aux avec ce ces cet cette dans de des du elle elles en est et il ils la le les leur leurs mais ne on " +
    "ou par pas plus pour qu que qui sa se ses son sont sur un une"
  ).split(" "),
);

// « Œuvre d’Équipement » → « oeuvre d’equipement »
export function fold(text) {
  const small = text.toLowerCase().replaceAll("ß", "ss").replaceAll("œ", "oe").replaceAll("æ", "ae");
  return small.normalize("NFKD").replace(/[\u0300-\u036f]+/g, "");
}

// « L’Isère, St-Étienne » → ["isere", "saint", "etienne"]: no empty word, no single letter.
export function words(text) {
  const found = fold(text).match(/[a-z0-9]+/g) ?? [];
  return found
    .filter((word) => word.length > 1 && !EMPTY_WORDS.has(word))
    .map((word) => (Object.hasOwn(ABBREVIATIONS, word) ? ABBREVIATIONS[word] : word));
}
