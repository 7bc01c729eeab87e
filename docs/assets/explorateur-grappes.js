// Where things go on the map of the selection: pure geometry, in units of the drawing.
// `unit` is how many of them a pixel is worth.

// Communes of some rows: [{x, y, names, rows, hollow}], the most numerous first.
export function communesOf(columns, rows) {
  const byNumber = new Map();
  for (const row of rows) {
    for (const place of columns.places.combinations[columns.places.column[row]]) {
      const number = place >> 1;
      if (!byNumber.has(number)) {
        const [name, x, y] = columns.communes[number];
        byNumber.set(number, { x, y, names: [name], rows: [], hollow: true });
      }
      const commune = byNumber.get(number);
      if (commune.rows.at(-1) !== row) commune.rows.push(row);
      commune.hollow &&= place % 2 === 1;
    }
  }
  return [...byNumber.values()].sort((a, b) => b.rows.length - a.rows.length || a.x - b.x || a.y - b.y);
}

// Communes put together when they are closer than `gap`; the largest gather the others.
export function clusters(communes, gap) {
  const cells = new Map();
  const found = [];
  for (const commune of communes) {
    const [cx, cy] = [Math.floor(commune.x / gap), Math.floor(commune.y / gap)];
    const near = around(cells, cx, cy).find((one) => Math.hypot(one.x - commune.x, one.y - commune.y) < gap);
    if (near) near.communes.push(commune);
    else {
      const cluster = { x: commune.x, y: commune.y, communes: [commune] };
      found.push(cluster);
      cells.set(`${cx}/${cy}`, [...(cells.get(`${cx}/${cy}`) ?? []), cluster]);
    }
  }
  for (const cluster of found) cluster.rows = rowsOf(cluster);
  return found;
}

function around(cells, cx, cy) {
  const near = [];
  for (let dx = -1; dx <= 1; dx++) {
    for (let dy = -1; dy <= 1; dy++) near.push(...(cells.get(`${cx + dx}/${cy + dy}`) ?? []));
  }
  return near;
}

function rowsOf({ communes }) {
  if (communes.length === 1) return communes[0].rows;
  return [...new Set(communes.flatMap(({ rows }) => rows))];
}

// In pixels: it grows with the count, which is always written.
export function radius(count) {
  return count === 1 ? 8 : Math.min(22, 11 + 1.6 * Math.log2(count));
}

const LINE = 13; // pixels, the size of a name

// Where the name of a town may go when a disc covers it.
export function placesAround(discs, name, unit) {
  const covering = discs.find((disc) => covers(disc, box(name.place, name.width, unit)));
  if (!covering) return [];
  const { x, y, r } = covering;
  const gap = r + 4 * unit;
  const drop = 4 * unit; // from the middle of a name to its base line
  return [
    { x: x + gap, y: y + drop, anchor: "start" },
    { x: x - gap, y: y + drop, anchor: "end" },
    { x, y: y + gap + 9 * unit, anchor: "middle" },
    { x, y: y - gap, anchor: "middle" },
  ];
}

export function box({ x, y, anchor }, width, unit) {
  const share = { start: 0, middle: 0.5, end: 1 }[anchor];
  return { x: x - share * width * unit, y: y - 0.8 * LINE * unit, width: width * unit, height: LINE * unit };
}

export function covers({ x, y, r }, taken) {
  const dx = x - Math.max(taken.x, Math.min(x, taken.x + taken.width));
  const dy = y - Math.max(taken.y, Math.min(y, taken.y + taken.height));
  return dx * dx + dy * dy < r * r;
}
