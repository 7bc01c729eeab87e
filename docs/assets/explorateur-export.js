// The selection as files: CSV for everyone, CSV for a French Excel, GeoJSON. Made in the browser, from the same
// rows as the screen; a text that a spreadsheet would run as a formula is neutralised.

const FORMULE = /^[=+\-@\t\r]/;
const BOM = "\ufeff";

export const FORMATS = {
  csv: { mots: "CSV", type: "text/csv;charset=utf-8", fin: ".csv", ecrire: (l, c) => csv(l, c, ",", "\n", ".") },
  excel: {
    mots: "CSV pour Excel",
    type: "text/csv;charset=utf-8",
    fin: "-excel.csv",
    ecrire: (l, c) => BOM + csv(l, c, ";", "\r\n", ","),
  },
  geojson: { mots: "GeoJSON", type: "application/geo+json", fin: ".geojson", ecrire: geojson },
};

// `lignes` are the rows of the selection with their cards: [{ligne, fiche}].
export function csv(lignes, contexte, separateur, fin, virgule) {
  const colonnes = [...COLONNES, ...(contexte.genre ? colonnesDEmploi(contexte.genre) : [])];
  const rangees = lignes.map((une) => colonnes.map(({ lire }) => cellule(lire(une, contexte), virgule)));
  return [colonnes.map(({ nom }) => nom), ...rangees]
    .map((rangee) => rangee.map((texte) => proteger(texte, separateur)).join(separateur) + fin)
    .join("");
}

function cellule(valeur, virgule) {
  if (valeur === null || valeur === undefined) return "";
  if (typeof valeur === "number") return String(valeur).replace(".", virgule);
  return FORMULE.test(valeur) ? `'${valeur}` : valeur;
}

function proteger(texte, separateur) {
  return texte.includes(separateur) || /["\r\n]/.test(texte) ? `"${texte.replaceAll('"', '""')}"` : texte;
}

const codes = (nom) => ({ ligne }, contexte) => contexte.valeurs(nom, ligne).map(([code]) => code).join(" ");
const mots = (nom) => ({ ligne }, contexte) => contexte.valeurs(nom, ligne).map(([, texte]) => texte).join(", ");
const lieux = (rang) => ({ fiche }) => [...new Set((fiche.lieux ?? []).map((lieu) => lieu[rang]))].join(" ");

const COLONNES = [
  { nom: "id", lire: ({ fiche }) => fiche.id },
  { nom: "nom", lire: ({ fiche }) => fiche.nom },
  { nom: "type", lire: codes("type") },
  { nom: "type_libelle", lire: mots("type") },
  { nom: "thematique", lire: codes("thematique") },
  { nom: "thematique_libelle", lire: mots("thematique") },
  { nom: "statut", lire: codes("statut") },
  { nom: "code_commune", lire: lieux(0) },
  { nom: "commune", lire: ({ fiche }) => (fiche.lieux ?? []).map((lieu) => lieu[1]).join(", ") },
  { nom: "departement", lire: lieux(2) },
  { nom: "epci", lire: mots("epci") },
  { nom: "precision_lieu", lire: ({ fiche }) => fiche.precision },
  { nom: "territoire", lire: ({ fiche }) => fiche.territoire },
  { nom: "annee_debut", lire: ({ fiche }) => fiche.debut },
  { nom: "annee_fin", lire: ({ fiche }) => fiche.fin },
  { nom: "porteur", lire: ({ fiche }) => fiche.porteur },
  { nom: "site_web", lire: ({ fiche }) => fiche.site },
  { nom: "resume", lire: ({ fiche }) => fiche.resume },
  { nom: "source", lire: ({ fiche }) => fiche.source[1] },
  { nom: "source_url", lire: ({ fiche }) => fiche.source[0] },
  { nom: "page", lire: ({ fiche }, { tete }) => `${tete.site}projets/${fiche.id}/` },
  { nom: "donnees_au", lire: (_, { tete }) => tete.edition },
];

// The figure of the kind chosen comes whole: with its reserve, year, nature and source.
function colonnesDEmploi({ code }) {
  const champ = (rang) => ({ fiche }) => fiche.emplois?.[code]?.[rang] ?? null;
  return [
    { nom: "emplois_genre", lire: ({ fiche }) => (fiche.emplois?.[code] ? code : null) },
    { nom: "emplois_valeur", lire: (une) => (champ(0)(une) === null ? null : Number(champ(0)(une))) },
    { nom: "emplois_precision", lire: champ(1) },
    { nom: "emplois_annee", lire: champ(3) },
    { nom: "emplois_nature", lire: champ(4) },
    { nom: "emplois_source", lire: champ(6) },
    { nom: "emplois_source_url", lire: champ(5) },
  ];
}

// One feature for each place, as donnees/projets.geojson has it; cases without place have no geometry.
export function geojson(lignes, contexte) {
  const { tete } = contexte;
  return `${JSON.stringify(
    {
      type: "FeatureCollection",
      name: "selection",
      edition: tete.edition,
      mention: tete.mention,
      attribution: tete.attribution,
      avertissement: tete.avertissement,
      features: lignes.flatMap((une) => entites(une, contexte)),
    },
    null,
    1,
  )}\n`;
}

function entites({ ligne, fiche }, contexte) {
  return (fiche.lieux ?? [null]).map((lieu, rang) => ({
    type: "Feature",
    id: `${fiche.id}/${rang + 1}`,
    geometry: lieu && { type: "Point", coordinates: [lieu[4], lieu[5]] },
    properties: { ...proprietes(ligne, fiche, contexte), ...duLieu(lieu, fiche) },
  }));
}

function proprietes(ligne, fiche, contexte) {
  const [[type, type_libelle]] = contexte.valeurs("type", ligne);
  const [[thematique, thematique_libelle]] = contexte.valeurs("thematique", ligne);
  const [[statut]] = contexte.valeurs("statut", ligne);
  return {
    id_projet: fiche.id,
    nom: fiche.nom,
    type,
    type_libelle,
    thematique,
    thematique_libelle,
    statut,
    annee_debut: fiche.debut ?? null,
    annee_fin: fiche.fin ?? null,
    page: `${contexte.tete.site}projets/${fiche.id}/`,
  };
}

function duLieu(lieu, fiche) {
  const [code_commune, commune, departement, epci, , , precision_lieu, libelle, point] = lieu ?? [];
  return {
    lieu: libelle || null,
    code_commune: code_commune ?? null,
    commune: commune ?? null,
    departement: departement ?? null,
    epci: epci || null,
    precision_lieu: precision_lieu ?? fiche.precision,
    point: point ?? null,
  };
}

// A file given to the reader, without any server.
export function telecharger(nom, type, texte) {
  const lien = document.createElement("a");
  lien.href = URL.createObjectURL(new Blob([texte], { type }));
  lien.download = nom;
  lien.click();
  setTimeout(() => URL.revokeObjectURL(lien.href), 10_000);
}
