// Every CSV is read once; a case holds its own rows and the labels that it needs.
import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";

const read = (table) => parse(readFileSync(`tables/${table}.csv`), { columns: true, bom: true });
const by = (rows, key) => new Map(rows.map((row) => [row[key], row]));

function grouped(table) {
  const groups = new Map();
  for (const row of read(table)) {
    const group = groups.get(row.id_projet);
    if (group) group.push(row);
    else groups.set(row.id_projet, [row]);
  }
  return groups;
}

const TABLES = ["etapes", "emplois", "impacts", "partenaires", "financements", "facteurs"];

export default function () {
  const rows = Object.fromEntries(TABLES.map((table) => [table, grouped(table)]));
  const themes = by(read("thematiques"), "code");
  const types = by(read("types"), "code");
  const criteria = by(read("criteres"), "code");
  const sources = by(read("sources"), "id");
  const communes = by(read("geo/communes"), "code");
  const departments = by(read("geo/departements"), "code");
  const projects = read("projets");
  const ofTheme = new Map();
  for (const project of projects.toSorted((a, b) => (a.nom < b.nom ? -1 : 1))) {
    const close = ofTheme.get(project.thematique) ?? [];
    if (close.length < 4) close.push(project);
    ofTheme.set(project.thematique, close);
  }
  return projects.map((project) => {
    const own = Object.fromEntries(TABLES.map((table) => [table, rows[table].get(project.id) ?? []]));
    const used = new Set([project.id_source, ...TABLES.flatMap((table) => own[table].map((row) => row.id_source))]);
    const commune = communes.get(project.code_commune);
    return {
      project,
      ...own,
      theme: themes.get(project.thematique),
      type: types.get(project.type),
      criteria,
      commune,
      department: commune && departments.get(commune.departement),
      sources: [...used].map((id) => sources.get(id)),
      close: ofTheme.get(project.thematique).filter((other) => other !== project).slice(0, 3).map((other) => {
        const place = communes.get(other.code_commune);
        return { project: other, place, department: place && departments.get(place.departement), job: rows.emplois.get(other.id)?.[0] };
      }),
    };
  });
}
