// What several modules write pages with: French, as builder/text.py and builder/wording.py write it; and elements,
// whose text is never HTML. The scripts that are not modules (carte.js, graphique.js, vitrine.js) cannot ask for it.

const NUMBER = new Intl.NumberFormat("fr-FR", { maximumFractionDigits: 2 });
export const NARROW = "\u202f";
export const NO_BREAK = "\u00a0";
const INVARIABLE = new Set(["mois", "fois"]);

export function number(value) {
  return NUMBER.format(value);
}

export function plural(count, one, several = `${one}s`) {
  return `${number(count)}${NO_BREAK}${Math.abs(count) < 2 ? one : several}`;
}

// « ainsi »
export function quoted(text) {
  return `«${NARROW}${text}${NARROW}»`;
}

// A text that somebody wrote, cut when it is long.
export function shortened(text, most = 60) {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

// With a capital: words that begin a line.
export function sentence(words) {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

// The no-break spaces that French asks for, in a text typed with ordinary ones.
export function typography(text) {
  return String(text)
    .replace(/[ \u00a0\u202f]+([;:!?»%€])/g, `${NARROW}$1`)
    .replace(/«[ \u00a0\u202f]+/g, `«${NARROW}`)
    .replace(/(?<!\d)\d{1,3}([ \u00a0]\d{3})+(?!\d)/g, (thousands) => thousands.replace(/\s/g, NARROW))
    .replaceAll("'", "’");
}

// What goes between a number and its unit.
function spaceBefore(unit) {
  return /^[€%]/.test(unit) ? NARROW : NO_BREAK;
}

// A number with its reserve and its unit: « plus de 500 emplois ».
export function quantity(value, reserve, unit) {
  const amount = Number(value);
  return `${reserve ? `${reserve} ` : ""}${number(amount)}${spaceBefore(unit)}${unitFor(amount, unit)}`;
}

function unitFor(value, unit) {
  const [first, ...rest] = unit.split(" ");
  const alone = Math.abs(value) < 2 && /^\p{L}+s$/u.test(first) && !INVARIABLE.has(first);
  return [alone ? first.slice(0, -1) : first, ...rest].join(" ");
}

// An element: attributes that are functions are listeners, true is an empty attribute, false and null are none;
// children may be in lists, and those that are false or null are left out.
export function element(name, attributes = {}, ...children) {
  return filled(document.createElement(name), attributes, children);
}

export function svg(name, attributes = {}, ...children) {
  return filled(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children);
}

function filled(made, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(key, value);
    else if (value === true) made.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...children.flat(Infinity).filter((child) => (child ?? false) !== false));
  return made;
}

export function button(words, click, className = "x-lien") {
  return element("button", { type: "button", class: className, click }, words);
}
