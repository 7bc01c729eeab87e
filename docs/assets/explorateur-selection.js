// The selection: which cases pass the filters, how many each filter value would give, in which order.
// Pure functions over columns of numbers; builder/explorer/ writes the columns.
//
// Each row keeps one bit for each active filter that it fails. A row is selected when it fails none; a value of
// a facet is counted among the rows that fail nothing else; a filter is worth relaxing when rows fail it alone.

// What a state asks for, as a list of tests; `text` is the Set of ranks that hold the words typed, or null.
function activeFilters(columns, state, text) {
  const active = [];
  for (const [name, values] of Object.entries(state.filters)) {
    if (values.size) active.push({ key: name, fails: facetTest(columns.facets[name], values) });
  }
  const { start, jobs } = state;
  if (start.min !== null || start.max !== null) {
    active.push({ key: "debut", fails: (row) => !within(columns.start[row] || null, start) });
  }
  if (jobs.kind >= 0 && (jobs.min !== null || jobs.max !== null)) {
    const values = jobsByRow(columns, jobs.kind);
    active.push({ key: "emplois", fails: (row) => !within(values.get(row) ?? null, jobs) });
  }
  if (text) active.push({ key: "q", fails: (row) => !text.has(columns.ranks[row]) });
  return active;
}

// What is not known is in no range: it is not zero.
function within(value, { min, max }) {
  return value !== null && (min === null || value >= min) && (max === null || value <= max);
}

function facetTest({ combinations, column }, values) {
  const passes = combinations.map((codes) => codes.some((code) => values.has(code)));
  return (row) => !passes[column[row]];
}

// The figures of a kind by row.
function jobsByRow(columns, kind) {
  const jobs = columns.jobs[kind];
  jobs.byRow ??= new Map(Array.from(jobs.rows, (row, i) => [row, jobs.values[i]]));
  return jobs.byRow;
}

// The selection of a state: its rows in order, the counts of each facet; `relaxed()` says what the selection
// would be without each filter in turn.
export function select(columns, state, text = null) {
  const active = activeFilters(columns, state, text);
  const failures = new Uint32Array(columns.count);
  active.forEach(({ fails }, rank) => {
    const bit = 1 << rank;
    for (let row = 0; row < failures.length; row++) if (fails(row)) failures[row] |= bit;
  });
  const bits = Object.fromEntries(active.map(({ key }, rank) => [key, 1 << rank]));
  const counts = {};
  for (const [name, facet] of Object.entries(columns.facets)) {
    counts[name] = facetCounts(facet, failures, ~(bits[name] ?? 0));
  }
  const rowsWhere = (keeps) => ordered(columns, state).filter((row) => keeps(failures[row]));
  return {
    rows: rowsWhere((failed) => !failed),
    counts,
    relaxed: () => active.map(({ key }) => ({ key, rows: rowsWhere((failed) => failed === bits[key]) })),
  };
}

function facetCounts({ combinations, column }, failures, mask) {
  const byCombination = new Uint32Array(combinations.length);
  for (let row = 0; row < failures.length; row++) {
    if (!(failures[row] & mask)) byCombination[column[row]]++;
  }
  const counts = new Map();
  combinations.forEach((codes, number) => {
    for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + byCombination[number]);
  });
  return counts;
}

// Rows in the order asked for; each order is sorted once. Rows come by name, which sorting keeps for equals.
function ordered(columns, state) {
  const key = state.sort === "emplois" ? `emplois-${state.jobs.kind}` : state.sort;
  columns.orders ??= {};
  columns.orders[key] ??= sorted(columns, state);
  return columns.orders[key];
}

function sorted(columns, { sort, jobs }) {
  const rows = Array.from({ length: columns.count }, (_, row) => row);
  const size = {
    recent: (row) => columns.start[row],
    documente: (row) => columns.documentation[row],
    emplois: (row) => jobsByRow(columns, jobs.kind).get(row) ?? -1,
  }[sort];
  return size && !(sort === "emplois" && jobs.kind < 0)
    ? rows.sort((a, b) => size(b) - size(a) || a - b)
    : rows;
}
