// The embed kit: choose a subject, a form, a version; see it; copy it.
// It reads the codes where who has no JavaScript reads them: the page of each scope, the files of each subject.

import { element, NARROW, number, plural } from "./ecrire.js";
import { fold } from "./plier.js";

const form = document.querySelector(".kit");
const root = new URL(form.dataset.racine, location.href);
const field = (name) => form.elements[name];
const plain = (text) => fold(text).replaceAll("’", "'");

// ---------------------------------------------------------------- what there is to choose

// The links of the page: one for each scope, in groups.
const groups = [...document.querySelectorAll(".sujets [data-groupe]")].map((group) => ({
  name: group.dataset.groupe,
  scopes: [...group.querySelectorAll("a")].map((a) => ({ name: a.textContent, address: a.href })),
}));

function showScopes() {
  const words = plain(field("cherche").value).split(/\s+/).filter(Boolean);
  const kept = field("portee").value;
  let count = 0;
  field("portee").replaceChildren();
  for (const { name, scopes } of groups) {
    const found = scopes.filter((scope) => words.every((word) => plain(`${scope.name} ${name}`).includes(word)));
    if (!found.length) continue;
    const options = found.map((scope) => new Option(scope.name, scope.address, false, scope.address === kept));
    field("portee").append(element("optgroup", { label: name }, options));
    count += found.length;
  }
  document.getElementById("kit-trouves").textContent = plural(count, "réponse");
  if (field("portee").selectedIndex < 0 && count) field("portee").selectedIndex = 0;
}

const pages = new Map();

function sectionsOf(address) {
  if (!pages.has(address)) pages.set(address, read(address));
  return pages.get(address);
}

async function read(address) {
  const text = await (await fetch(address)).text();
  return [...new DOMParser().parseFromString(text, "text/html").querySelectorAll("[data-sujet]")];
}

let sections = [];
const section = () => sections.find((one) => one.dataset.sujet === field("sujet").value);
const KINDS = { carte: "Cartes", graphique: "Graphiques", chiffre: "Chiffres clés" };

async function showSubjects(wanted = "") {
  sections = await sectionsOf(field("portee").value);
  field("sujet").replaceChildren();
  for (const [kind, name] of Object.entries(KINDS)) {
    const found = sections.filter((one) => one.dataset.genre === kind);
    if (!found.length) continue;
    const options = found.map((one) => new Option(one.dataset.titre, one.dataset.sujet));
    field("sujet").append(element("optgroup", { label: name }, options));
  }
  if (sections.some((one) => one.dataset.sujet === wanted)) field("sujet").value = wanted;
  await showVersions();
}

async function showVersions() {
  const editions = [...section().querySelectorAll('[data-langue="web"][data-edition]')];
  const live = field("version").options[0];
  field("version").replaceChildren(
    live,
    ...editions.map(({ dataset }) => new Option(`Figée\u202f: édition ${dataset.edition}`, dataset.edition)),
  );
  await show();
}

// ---------------------------------------------------------------- the codes

function printed(language) {
  const edition = field("version").value;
  const which = edition ? `[data-edition="${edition}"]` : ":not([data-edition])";
  return section().querySelector(`[data-langue="${language}"]${which}`)?.value.trim() ?? "";
}

async function file(name) {
  return (await fetch(new URL(field("sujet").value + name, root))).text();
}

const CODES = {
  web() {
    const width = field("taille").value;
    const code = printed("web");
    if (!width) return code;
    return code.replace(/ width="\d+"/, ` width="${width}"`).replace(/max-width:\d+px/, `max-width:${width}px`);
  },
  async courriel() {
    if (field("version").value) return printed("courriel");
    return (await file("courriel.html")).match(/<table[^]*<\/table>/)[0];
  },
  markdown: () => printed("markdown"),
  wordpress: () => printed("wordpress"),
  papier: () => printed("wordpress"),
};
// Addresses of the site in a code, and where they lead from this copy of it: a preview shows what is here.
const site = document.querySelector('link[rel="canonical"]')?.href.replace(/integrer\/$/, "") ?? root.href;
const here = (code) => code.replaceAll(site, root.href);

async function show() {
  const language = field("langue").value;
  const code = await CODES[language]();
  field("code").value = code;
  form.querySelector(".taille").hidden = language !== "web";
  form.querySelector(".sans-images").hidden = language !== "courriel";
  form.querySelector('[data-copie="riche"]').hidden = language !== "courriel";
  form.querySelector(".dit").textContent = "";
  form.querySelector(".apercu").replaceChildren(...preview(language, code));
  showFiles(language);
  await showWeight(language, code);
}

function preview(language, code) {
  if (language === "papier") {
    const src = new URL(`${field("sujet").value}qr.svg`, root);
    return [element("img", { src, alt: `Code QR qui mène à ${printed("wordpress")}` })];
  }
  if (language === "courriel") return [mail(here(code))];
  const shown = new DOMParser().parseFromString(here(printed("web")), "text/html").querySelector("iframe");
  if (language === "web" && field("taille").value) shown.style.maxWidth = `${field("taille").value}px`;
  return [document.importNode(shown, true)];
}

function mail(code) {
  const isBare = field("sans-images").checked;
  return element("iframe", {
    title: "Le bloc de courriel",
    sandbox: "allow-same-origin", // to measure it: no script runs in it
    srcdoc: isBare ? code.replace(/(<img [^>]*?)src="[^"]*"/g, "$1") : code,
    load: ({ target }) => {
      target.style.height = `${target.contentDocument.documentElement.scrollHeight}px`;
    },
  });
}

const kilobytes = (bytes) => `${number(Math.round(bytes / 100) / 10)}${NARROW}ko`;

async function showWeight(language, code) {
  const words = [];
  if (language === "courriel") {
    words.push(`Bloc\u202f: ${kilobytes(new TextEncoder().encode(code).length)}`);
    const picture = here(code).match(/<img src="([^"]+)"/)?.[1];
    if (picture) words.push(`image\u202f: ${kilobytes((await (await fetch(picture)).blob()).size)}`);
  }
  form.querySelector(".poids").textContent = words.join(", ");
}

const FILES = {
  courriel: {
    "courriel.html": "Le bloc (.html)",
    "courriel.eml": "Un message (.eml)",
    "courriel.txt": "Le texte (.txt)",
  },
  papier: { "qr.svg": "Le code QR (.svg)" },
};

function showFiles(language) {
  const files = field("version").value ? {} : (FILES[language] ?? {});
  const items = Object.entries(files).map(([name, words]) => {
    const href = new URL(field("sujet").value + name, root);
    return element("li", {}, element("a", { href, download: name }, words));
  });
  form.querySelector(".fichiers").replaceChildren(...items);
}

// ---------------------------------------------------------------- copying

async function richCopy() {
  const text = field("version").value ? printed("texte") : await file("courriel.txt");
  const as = (type, content) => ({ [type]: new Blob([content], { type }) });
  const item = { ...as("text/html", field("code").value), ...as("text/plain", text) };
  await navigator.clipboard.write([new ClipboardItem(item)]);
}

async function copy(button) {
  const told = form.querySelector(".dit");
  try {
    if (button.dataset.copie === "riche") await richCopy();
    else await navigator.clipboard.writeText(field("code").value);
    told.textContent = "Copié.";
  } catch {
    field("code").select();
    told.textContent = "Votre navigateur refuse la copie\u202f: le code est sélectionné, copiez-le avec Ctrl + C.";
  }
}

// ---------------------------------------------------------------- start

const scopeOf = (subject) => subject.split("/")[1] ?? "";

async function start() {
  const wanted = new URLSearchParams(location.search).get("sujet") ?? "";
  showScopes();
  const address = new URL(`integrer/${scopeOf(wanted)}/`, root).href;
  const known = [...field("portee").options].some((option) => option.value === address);
  field("portee").value = known ? address : field("portee").options[0].value;
  form.hidden = false;
  await showSubjects(wanted);
}

form.addEventListener("submit", (event) => event.preventDefault());
field("cherche").addEventListener("input", () => {
  showScopes();
  if (field("portee").value) showSubjects(field("sujet").value);
});
field("portee").addEventListener("change", () => showSubjects());
field("sujet").addEventListener("change", showVersions);
for (const name of ["version", "taille", "sans-images"]) field(name).addEventListener("change", show);
for (const radio of form.querySelectorAll("[name=langue]")) radio.addEventListener("change", show);
for (const button of form.querySelectorAll("[data-copie]")) button.addEventListener("click", () => copy(button));
start();
