// The state of the explorer and its address: everything that one sees can be shared, and comes back.

export const VUES = ["fiches", "carte", "tableau"];
export const TRIS = ["nom", "recent", "documente", "emplois"];
export const CAS_AU_PLUS = 4;
const TEXTE_AU_PLUS = 200;
const IGNORES_AU_PLUS = 5;
export const PAGES_AU_PLUS = 10; // pages shown at once: what is on screen stays small

export function etatVide(tete) {
  return {
    texte: "",
    filtres: Object.fromEntries(tete.facettes.map(({ nom }) => [nom, new Set()])),
    debut: { min: null, max: null },
    emplois: { genre: -1, min: null, max: null },
    tri: "nom",
    vue: "fiches",
    pages: [1, 1],
    cas: [],
  };
}

// The state that an address asks for, and the values that mean nothing here, as they were written.
export function lireAdresse(recherche, tete) {
  const demande = new URLSearchParams(recherche);
  const etat = etatVide(tete);
  const ignores = [];
  for (const { nom, numeros } of tete.facettes) {
    for (const code of valeurs(demande, nom)) {
      if (numeros.has(code)) etat.filtres[nom].add(numeros.get(code));
      else ignores.push(code);
    }
  }
  etat.texte = (demande.get("q") ?? "").slice(0, TEXTE_AU_PLUS);
  lireDebut(demande, etat, ignores);
  lireEmplois(demande, etat, ignores, tete);
  etat.vue = parmi(demande, "vue", VUES, ignores);
  etat.tri = parmi(demande, "tri", TRIS, ignores);
  if (etat.tri === "emplois" && etat.emplois.genre < 0) etat.tri = "nom";
  lirePages(demande, etat);
  etat.cas = valeurs(demande, "cas").filter((id) => /^[a-z0-9-]{1,80}$/.test(id)).slice(0, CAS_AU_PLUS);
  return { etat, ignores: [...new Set(ignores)].slice(0, IGNORES_AU_PLUS) };
}

function valeurs(demande, nom) {
  return [...new Set(demande.getAll(nom).flatMap((valeur) => valeur.split(",")))].filter(Boolean);
}

function parmi(demande, nom, connus, ignores) {
  const valeur = demande.get(nom);
  if (valeur && !connus.includes(valeur)) ignores.push(valeur);
  return connus.includes(valeur) ? valeur : connus[0];
}

function lireDebut(demande, etat, ignores) {
  const valeur = demande.get("debut");
  const trouve = /^(\d{4})?-(\d{4})?$/.exec(valeur ?? "");
  if (trouve) etat.debut = { min: nombre(trouve[1]), max: nombre(trouve[2]) };
  else if (valeur) ignores.push(valeur);
}

function lireEmplois(demande, etat, ignores, tete) {
  const valeur = demande.get("emplois");
  const trouve = /^([a-z_-]+)(?::(\d{1,9}(?:\.\d+)?)?-(\d{1,9}(?:\.\d+)?)?)?$/.exec(valeur ?? "");
  const genre = trouve ? tete.emplois.findIndex(({ code }) => code === trouve[1]) : -1;
  if (genre >= 0) etat.emplois = { genre, min: nombre(trouve[2]), max: nombre(trouve[3]) };
  else if (valeur) ignores.push(valeur);
}

function lirePages(demande, etat) {
  const trouve = /^([1-9]\d{0,4})(?:-([1-9]\d{0,4}))?$/.exec(demande.get("page") ?? "");
  if (!trouve) return;
  const premiere = Number(trouve[1]);
  const derniere = Math.max(premiere, Number(trouve[2] ?? premiere));
  etat.pages = [premiere, Math.min(derniere, premiere + PAGES_AU_PLUS - 1)];
}

function nombre(texte) {
  return texte === undefined || texte === "" ? null : Number(texte);
}

// The address of a state, from its question mark; empty for the state that one first meets.
export function adresse(etat, tete) {
  const morceaux = [];
  const ajouter = (nom, codes) => morceaux.push(`${nom}=${codes.map(encodeURIComponent).join(",")}`);
  if (etat.texte.trim()) ajouter("q", [etat.texte.trim()]);
  for (const { nom, valeurs } of tete.facettes) {
    const codes = [...etat.filtres[nom]].sort((a, b) => a - b).map((numero) => valeurs[numero][0]);
    if (codes.length) ajouter(nom, codes);
  }
  if (borne(etat.debut)) morceaux.push(`debut=${borne(etat.debut)}`);
  if (etat.emplois.genre >= 0) {
    const bornes = borne(etat.emplois);
    morceaux.push(`emplois=${tete.emplois[etat.emplois.genre].code}${bornes ? `:${bornes}` : ""}`);
  }
  if (etat.tri !== "nom") ajouter("tri", [etat.tri]);
  if (etat.vue !== "fiches") ajouter("vue", [etat.vue]);
  if (etat.pages[1] > 1) morceaux.push(`page=${[...new Set(etat.pages)].join("-")}`);
  if (etat.cas.length) ajouter("cas", etat.cas);
  return morceaux.length ? `?${morceaux.join("&")}` : "";
}

function borne({ min, max }) {
  return min === null && max === null ? "" : `${min ?? ""}-${max ?? ""}`;
}

// What a filter says in words: « Thématique : Mobilité », one entry for each value that can be taken away.
export function filtresEnMots(etat, tete) {
  const mots = [];
  if (etat.texte.trim()) mots.push({ cle: "q", titre: "Mots", mots: `«\u202f${etat.texte.trim()}\u202f»` });
  for (const { nom, titre, valeurs } of tete.facettes) {
    for (const numero of etat.filtres[nom]) mots.push({ cle: nom, numero, titre, mots: valeurs[numero][1] });
  }
  if (borne(etat.debut)) mots.push({ cle: "debut", titre: "Année de lancement", mots: bornesEnMots(etat.debut) });
  if (etat.emplois.genre >= 0 && borne(etat.emplois)) {
    const { titre, unite } = tete.emplois[etat.emplois.genre];
    mots.push({ cle: "emplois", titre, mots: `${bornesEnMots(etat.emplois)} ${unite}` });
  }
  return mots;
}

function bornesEnMots({ min, max }) {
  const format = (n) => String(n).replace(".", ",");
  if (min === null) return `${format(max)} au plus`;
  if (max === null) return `${format(min)} au moins`;
  return min === max ? format(min) : `de ${format(min)} à ${format(max)}`;
}

// The same state without one filter, or without one value of it; back to the first page.
export function sans(etat, cle, numero) {
  const copie = { ...etat, filtres: { ...etat.filtres }, pages: [1, 1] };
  if (cle === "q") copie.texte = "";
  else if (cle === "debut") copie.debut = { min: null, max: null };
  else if (cle === "emplois") copie.emplois = { ...etat.emplois, min: null, max: null };
  else copie.filtres[cle] = new Set([...etat.filtres[cle]].filter((n) => numero !== undefined && n !== numero));
  return copie;
}
