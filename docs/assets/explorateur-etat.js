// The state of the explorer and its address: everything that one sees can be shared, and comes back.
// Views, orders and the keys of filters have in the state the French names that they have in the address.

import { quoted } from "./ecrire.js";

export const VIEWS = ["fiches", "carte", "tableau"];
const SORTS = ["nom", "recent", "documente", "emplois"];
export const MOST_CASES = 4;
const LONGEST_TEXT = 200;
const MOST_IGNORED = 5;
export const MOST_PAGES = 10; // pages shown at once: what is on screen stays small
const PAUSE = 150; // ms between the last key and the answer

export function emptyState(head) {
  return {
    text: "",
    filters: Object.fromEntries(head.facets.map(({ name }) => [name, new Set()])),
    start: { min: null, max: null },
    jobs: { kind: -1, min: null, max: null },
    sort: "nom",
    view: "fiches",
    pages: [1, 1],
    cases: [],
  };
}

// The state that an address asks for, and the values that mean nothing here, as they were written.
export function readAddress(query, head) {
  const asked = new URLSearchParams(query);
  const state = emptyState(head);
  const ignored = [];
  for (const { name, numbers } of head.facets) {
    for (const code of valuesOf(asked, name)) {
      if (numbers.has(code)) state.filters[name].add(numbers.get(code));
      else ignored.push(code);
    }
  }
  state.text = (asked.get("q") ?? "").slice(0, LONGEST_TEXT);
  readStart(asked, state, ignored);
  readJobs(asked, state, ignored, head);
  state.view = oneOf(asked, "vue", VIEWS, ignored);
  state.sort = oneOf(asked, "tri", SORTS, ignored);
  if (state.sort === "emplois" && state.jobs.kind < 0) state.sort = "nom";
  readPages(asked, state);
  state.cases = valuesOf(asked, "cas").filter((id) => /^[a-z0-9-]{1,80}$/.test(id)).slice(0, MOST_CASES);
  return { state, ignored: [...new Set(ignored)].slice(0, MOST_IGNORED) };
}

function valuesOf(asked, name) {
  return [...new Set(asked.getAll(name).flatMap((value) => value.split(",")))].filter(Boolean);
}

function oneOf(asked, name, known, ignored) {
  const value = asked.get(name);
  if (value && !known.includes(value)) ignored.push(value);
  return known.includes(value) ? value : known[0];
}

function readStart(asked, state, ignored) {
  const value = asked.get("debut");
  const found = /^(\d{4})?-(\d{4})?$/.exec(value ?? "");
  if (found) state.start = { min: numberOrNull(found[1]), max: numberOrNull(found[2]) };
  else if (value) ignored.push(value);
}

function readJobs(asked, state, ignored, head) {
  const value = asked.get("emplois");
  const found = /^([a-z_-]+)(?::(\d{1,9}(?:\.\d+)?)?-(\d{1,9}(?:\.\d+)?)?)?$/.exec(value ?? "");
  const kind = found ? head.jobs.findIndex(({ code }) => code === found[1]) : -1;
  if (kind >= 0) state.jobs = { kind, min: numberOrNull(found[2]), max: numberOrNull(found[3]) };
  else if (value) ignored.push(value);
}

function readPages(asked, state) {
  const found = /^([1-9]\d{0,4})(?:-([1-9]\d{0,4}))?$/.exec(asked.get("page") ?? "");
  if (!found) return;
  const first = Number(found[1]);
  const last = Math.max(first, Number(found[2] ?? first));
  state.pages = [first, Math.min(last, first + MOST_PAGES - 1)];
}

function numberOrNull(text) {
  return text === undefined || text === "" ? null : Number(text);
}

// The address of a state, from its question mark; empty for the state that one first meets.
export function addressOf(state, head) {
  const pieces = [];
  const add = (name, codes) => pieces.push(`${name}=${codes.map(encodeURIComponent).join(",")}`);
  if (state.text.trim()) add("q", [state.text.trim()]);
  for (const { name, values } of head.facets) {
    const codes = [...state.filters[name]].sort((a, b) => a - b).map((number) => values[number][0]);
    if (codes.length) add(name, codes);
  }
  if (range(state.start)) pieces.push(`debut=${range(state.start)}`);
  if (state.jobs.kind >= 0) {
    const bounds = range(state.jobs);
    pieces.push(`emplois=${head.jobs[state.jobs.kind].code}${bounds ? `:${bounds}` : ""}`);
  }
  if (state.sort !== "nom") add("tri", [state.sort]);
  if (state.view !== "fiches") add("vue", [state.view]);
  if (state.pages[1] > 1) pieces.push(`page=${[...new Set(state.pages)].join("-")}`);
  if (state.cases.length) add("cas", state.cases);
  return pieces.length ? `?${pieces.join("&")}` : "";
}

function range({ min, max }) {
  return min === null && max === null ? "" : `${min ?? ""}-${max ?? ""}`;
}

// What a filter says in words: « Thématique : Mobilité », one entry for each value that can be taken away.
export function filtersInWords(state, head) {
  const said = [];
  if (state.text.trim()) said.push({ key: "q", title: "Mots", words: quoted(state.text.trim()) });
  for (const { name, title, values } of head.facets) {
    for (const number of state.filters[name]) said.push({ key: name, number, title, words: values[number][1] });
  }
  if (range(state.start)) said.push({ key: "debut", title: "Année de lancement", words: rangeInWords(state.start) });
  if (state.jobs.kind >= 0 && range(state.jobs)) {
    const { title, unit } = head.jobs[state.jobs.kind];
    said.push({ key: "emplois", title, words: `${rangeInWords(state.jobs)} ${unit}` });
  }
  return said;
}

// Years are among these numbers: nothing between their thousands.
function rangeInWords({ min, max }) {
  const written = (bound) => String(bound).replace(".", ",");
  if (min === null) return `${written(max)} au plus`;
  if (max === null) return `${written(min)} au moins`;
  return min === max ? written(min) : `de ${written(min)} à ${written(max)}`;
}

// The same state without one filter, or without one value of it; back to the first page.
export function without(state, key, number) {
  const copy = { ...state, filters: { ...state.filters }, pages: [1, 1] };
  if (key === "q") copy.text = "";
  else if (key === "debut") copy.start = { min: null, max: null };
  else if (key === "emplois") copy.jobs = { ...state.jobs, min: null, max: null };
  else copy.filters[key] = new Set([...state.filters[key]].filter((n) => number !== undefined && n !== number));
  return copy;
}

// Asks for changes of the state. Typing waits for the hand to stop; anything else is done at once, after what was
// still waiting.
export function delayed(change) {
  let timer;
  let held = null;
  const release = () => {
    clearTimeout(timer);
    const call = held;
    held = null;
    if (call) change(...call);
  };
  return (transformation, options = {}) => {
    if (!options.typing) {
      release();
      return change(transformation, options);
    }
    clearTimeout(timer);
    const before = held?.[0];
    held = [before ? (state) => transformation(before(state)) : transformation, options];
    timer = setTimeout(release, PAUSE);
    return undefined;
  };
}
