// What the explorer loads, and only when it is needed: the index, then cards, words and the base map.
// The names that the files of builder/explorer/ give to their head and their columns are read here, once, into
// those of the code. A card stays as its file has it (builder/explorer/bundles.py): there may be thousands.

import { crc32 } from "./explorateur-empreinte.js";
import { words } from "./plier.js";

const MOST_WORDS = 10; // a query of ten thousand characters asks for no more files than one of ten words

export class Files {
  constructor(base) {
    this.base = base;
    this.known = new Map();
  }

  // The index is asked again at each visit; what it numbers is kept for as long as its version stands.
  async open() {
    const file = await this.read("index.json", { cache: "no-cache" });
    this.head = headOf(file);
    if (file.colonnes) this.columns = decoded(file.colonnes, this.head);
    return this.head;
  }

  read(path, options) {
    if (!this.known.has(path)) {
      const suffix = this.head ? `?v=${this.head.version}` : "";
      const reading = fetch(`${this.base}${path}${suffix}`, options).then((answer) => {
        if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
        return path.endsWith(".svg") ? answer.text() : answer.json();
      });
      reading.catch(() => this.known.delete(path)); // a network that came back deserves another try
      this.known.set(path, reading);
    }
    return this.known.get(path);
  }

  // The columns that a state needs; null when they are cut by département and none is chosen.
  async columnsFor(state) {
    if (!this.head.parts) return this.columns;
    const { name, values } = this.head.facets.find((facet) => facet.name === "departement");
    const codes = [...state.filters[name]].sort((a, b) => a - b).map((number) => values[number][0]);
    if (!codes.length) return null;
    const key = codes.join();
    if (this.keyOfParts !== key) {
      const known = new Set(this.head.parts.map(([code]) => code));
      const files = codes.filter((code) => known.has(code)).map((code) => `partie-${code.toLowerCase()}.json`);
      const parts = await Promise.all(files.map((file) => this.read(file)));
      this.columns = joined(parts.map((part) => decoded(part, this.head)), this.head);
      this.keyOfParts = key;
    }
    return this.columns;
  }

  // The cards of some ranks, in their order.
  async cards(ranks) {
    const { bundle } = this.head;
    const numbers = [...new Set(ranks.map((rank) => Math.floor(rank / bundle)))];
    const bundles = new Map(
      await Promise.all(numbers.map(async (n) => [n, await this.read(`fiches/${n}.json`)])),
    );
    return ranks.map((rank) => bundles.get(Math.floor(rank / bundle))[rank % bundle]);
  }

  // The ranks of the cases that hold, for each word typed, a word that begins with it; null without word.
  async ranksOfText(text) {
    const typed = [...new Set(words(text))].slice(0, MOST_WORDS);
    if (!typed.length) return null;
    const lists = await Promise.all(typed.map((word) => this.ranksOfWord(word)));
    return lists.reduce((kept, list) => new Set([...kept].filter((rank) => list.has(rank))));
  }

  async ranksOfWord(word) {
    const file = await this.read(`mots/${crc32(word.slice(0, 2)) % this.head.wordFiles}.json`);
    const ranks = new Set();
    for (const [whole, steps] of Object.entries(file)) {
      if (whole.startsWith(word)) for (const rank of sums(steps)) ranks.add(rank);
    }
    return ranks;
  }
}

// ---------------------------------------------------------------- from the names of the files

function headOf(file) {
  const { version, edition, site, mention, attribution } = file;
  return {
    version,
    edition,
    site,
    mention,
    attribution,
    warning: file.avertissement,
    count: file.nombre,
    bundle: file.paquet,
    wordFiles: file.mots,
    facets: file.facettes.map(facetOf),
    jobs: file.emplois.map(({ code, titre, unite }) => ({ code, title: titre, unit: unite })),
    labels: file.libelles,
    map: { width: file.carte.largeur, height: file.carte.hauteur },
    symbols: file.symboles,
    parts: file.parties,
    totals: file.totaux,
  };
}

// `values` are [code, words]; `numbers` tell where each code is among them.
function facetOf({ nom, titre, valeurs }) {
  const numbers = new Map(valeurs.map(([code], number) => [code, number]));
  return { name: nom, title: titre, values: valeurs, numbers };
}

// Distances from each to the next, back to positions.
function sums(steps) {
  let rank = 0;
  return Int32Array.from(steps, (step) => (rank += step));
}

function decoded(file, head) {
  const count = file.debut.length;
  const facets = {};
  for (const { name } of head.facets) facets[name] = combined(file.facettes[name]);
  return {
    count,
    ranks: file.rangs ? sums(file.rangs) : Int32Array.from({ length: count }, (_, rank) => rank),
    facets,
    start: Int32Array.from(file.debut),
    documentation: Int32Array.from(file.documentation),
    communes: file.communes,
    places: combined(file.lieux),
    jobs: file.emplois.map(([steps, values]) => ({ rows: sums(steps), values })),
  };
}

function combined({ combinaisons, colonne }) {
  return { combinations: combinaisons, column: Int32Array.from(colonne) };
}

// ---------------------------------------------------------------- columns cut by département

// Parts put together: a case that is in several départements counts once.
function joined(parts, head) {
  const rows = joinedRows(parts);
  const fromEach = (read) => Int32Array.from(rows, ({ part, row }) => read(parts[part])[row]);
  const places = new Map(rows.map(({ part, row }, rank) => [`${part}/${row}`, rank]));
  const facets = {};
  for (const { name } of head.facets) facets[name] = joinedCombinations(parts, rows, (part) => part.facets[name]);
  const before = parts.map((_, i) => parts.slice(0, i).reduce((sum, part) => sum + part.communes.length, 0));
  return {
    count: rows.length,
    ranks: fromEach((part) => part.ranks),
    facets,
    start: fromEach((part) => part.start),
    documentation: fromEach((part) => part.documentation),
    communes: parts.flatMap((part) => part.communes),
    places: joinedCombinations(parts, rows, (part) => part.places, before.map((count) => 2 * count)),
    jobs: head.jobs.map((_, kind) => joinedJobs(parts, places, kind)),
  };
}

function joinedRows(parts) {
  const byRank = new Map();
  parts.forEach(({ ranks }, part) => {
    ranks.forEach((rank, row) => {
      if (!byRank.has(rank)) byRank.set(rank, { part, row, rank });
    });
  });
  return [...byRank.values()].sort((a, b) => a.rank - b.rank);
}

function joinedCombinations(parts, rows, read, shifts = parts.map(() => 0)) {
  const before = parts.map((_, i) => parts.slice(0, i).reduce((n, part) => n + read(part).combinations.length, 0));
  return {
    combinations: parts.flatMap((part, i) =>
      read(part).combinations.map((codes) => codes.map((code) => code + shifts[i])),
    ),
    column: Int32Array.from(rows, ({ part, row }) => read(parts[part]).column[row] + before[part]),
  };
}

// `places` tell which row of the whole `part/row` has become.
function joinedJobs(parts, places, kind) {
  const pairs = parts.flatMap(({ jobs }, part) =>
    Array.from(jobs[kind].rows, (row, i) => [places.get(`${part}/${row}`), jobs[kind].values[i]]),
  );
  const kept = pairs.filter(([row]) => row !== undefined).sort((a, b) => a[0] - b[0]);
  return { rows: Int32Array.from(kept, ([row]) => row), values: kept.map(([, value]) => value) };
}
