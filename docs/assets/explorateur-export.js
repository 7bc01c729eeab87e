// The selection as files: CSV for everyone, CSV for a French Excel, GeoJSON. Made in the browser, from the same
// rows as the screen; a text that a spreadsheet would run as a formula is neutralised.
// `rows` are those of the selection with their cards, [{row, card}]; columns and properties have the French names
// that the files of the site have.

const FORMULA = /^[=+\-@\t\r]/;
const BYTE_ORDER_MARK = "\ufeff";

export const FORMATS = {
  csv: {
    words: "CSV",
    type: "text/csv;charset=utf-8",
    ending: ".csv",
    write: (rows, context) => csv(rows, context, ",", "\n", "."),
  },
  excel: {
    words: "CSV pour Excel",
    type: "text/csv;charset=utf-8",
    ending: "-excel.csv",
    write: (rows, context) => BYTE_ORDER_MARK + csv(rows, context, ";", "\r\n", ","),
  },
  geojson: { words: "GeoJSON", type: "application/geo+json", ending: ".geojson", write: geojson },
};

// ---------------------------------------------------------------- CSV

export function csv(rows, context, separator, lineEnd, decimalMark) {
  const columns = [...COLUMNS, ...(context.kind ? jobColumns(context.kind) : [])];
  const lines = rows.map((row) => columns.map(({ read }) => cell(read(row, context), decimalMark)));
  return [columns.map(({ name }) => name), ...lines]
    .map((line) => line.map((text) => enclosed(text, separator)).join(separator) + lineEnd)
    .join("");
}

function cell(value, decimalMark) {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return String(value).replace(".", decimalMark);
  return FORMULA.test(value) ? `'${value}` : value;
}

function enclosed(text, separator) {
  return text.includes(separator) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const codes = (name) => ({ row }, context) => context.values(name, row).map(([code]) => code).join(" ");
const words = (name) => ({ row }, context) => context.values(name, row).map(([, text]) => text).join(", ");
const places = (rank) => ({ card }) => [...new Set((card.lieux ?? []).map((place) => place[rank]))].join(" ");

const COLUMNS = [
  { name: "id", read: ({ card }) => card.id },
  { name: "nom", read: ({ card }) => card.nom },
  { name: "type", read: codes("type") },
  { name: "type_libelle", read: words("type") },
  { name: "thematique", read: codes("thematique") },
  { name: "thematique_libelle", read: words("thematique") },
  { name: "statut", read: codes("statut") },
  { name: "code_commune", read: places(0) },
  { name: "commune", read: ({ card }) => (card.lieux ?? []).map((place) => place[1]).join(", ") },
  { name: "departement", read: places(2) },
  { name: "epci", read: words("epci") },
  { name: "precision_lieu", read: ({ card }) => card.precision },
  { name: "territoire", read: ({ card }) => card.territoire },
  { name: "annee_debut", read: ({ card }) => card.debut },
  { name: "annee_fin", read: ({ card }) => card.fin },
  { name: "porteur", read: ({ card }) => card.porteur },
  { name: "site_web", read: ({ card }) => card.site },
  { name: "resume", read: ({ card }) => card.resume },
  { name: "source", read: ({ card }) => card.source[1] },
  { name: "source_url", read: ({ card }) => card.source[0] },
  { name: "page", read: ({ card }, { head }) => `${head.site}projets/${card.id}/` },
  { name: "donnees_au", read: (_, { head }) => head.edition },
];

// The figure of the kind chosen comes whole: with its reserve, year, nature and source.
function jobColumns({ code }) {
  const field = (rank) => ({ card }) => card.emplois?.[code]?.[rank] ?? null;
  return [
    { name: "emplois_genre", read: ({ card }) => (card.emplois?.[code] ? code : null) },
    { name: "emplois_valeur", read: (row) => (field(0)(row) === null ? null : Number(field(0)(row))) },
    { name: "emplois_precision", read: field(1) },
    { name: "emplois_annee", read: field(3) },
    { name: "emplois_nature", read: field(4) },
    { name: "emplois_source", read: field(6) },
    { name: "emplois_source_url", read: field(5) },
  ];
}

// ---------------------------------------------------------------- GeoJSON

// One feature for each place, as donnees/projets.geojson has it; cases without place have no geometry.
function geojson(rows, context) {
  const { edition, mention, attribution, warning } = context.head;
  const collection = {
    type: "FeatureCollection",
    name: "selection",
    edition,
    mention,
    attribution,
    avertissement: warning,
    features: rows.flatMap((row) => features(row, context)),
  };
  return `${JSON.stringify(collection, null, 1)}\n`;
}

function features({ row, card }, context) {
  return (card.lieux ?? [null]).map((place, rank) => ({
    type: "Feature",
    id: `${card.id}/${rank + 1}`,
    geometry: place && { type: "Point", coordinates: [place[4], place[5]] },
    properties: { ...propertiesOfCase(row, card, context), ...propertiesOfPlace(place, card) },
  }));
}

function propertiesOfCase(row, card, context) {
  const [[type, typeLabel]] = context.values("type", row);
  const [[theme, themeLabel]] = context.values("thematique", row);
  const [[status]] = context.values("statut", row);
  return {
    id_projet: card.id,
    nom: card.nom,
    type,
    type_libelle: typeLabel,
    thematique: theme,
    thematique_libelle: themeLabel,
    statut: status,
    annee_debut: card.debut ?? null,
    annee_fin: card.fin ?? null,
    page: `${context.head.site}projets/${card.id}/`,
  };
}

function propertiesOfPlace(place, card) {
  const [code, commune, department, epci, , , precision, label, point] = place ?? [];
  return {
    lieu: label || null,
    code_commune: code ?? null,
    commune: commune ?? null,
    departement: department ?? null,
    epci: epci || null,
    precision_lieu: precision ?? card.precision,
    point: point ?? null,
  };
}

// ---------------------------------------------------------------- giving it

// A file given to the reader, without any server.
export function download(name, type, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
