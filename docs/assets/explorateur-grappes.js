// Where things go on the map of the selection: pure geometry, in units of the drawing.
// `unite` is how many of them a pixel is worth.

// Communes of some rows: [{x, y, noms, lignes, creux}], the most numerous first.
export function communesDe(colonnes, lignes) {
  const parCommune = new Map();
  for (const ligne of lignes) {
    for (const lieu of colonnes.lieux.combinaisons[colonnes.lieux.colonne[ligne]]) {
      const numero = lieu >> 1;
      if (!parCommune.has(numero)) {
        const [nom, x, y] = colonnes.communes[numero];
        parCommune.set(numero, { x, y, noms: [nom], lignes: [], creux: true });
      }
      const commune = parCommune.get(numero);
      if (commune.lignes.at(-1) !== ligne) commune.lignes.push(ligne);
      commune.creux &&= lieu % 2 === 1;
    }
  }
  return [...parCommune.values()].sort((a, b) => b.lignes.length - a.lignes.length || a.x - b.x || a.y - b.y);
}

// Communes put together when they are closer than `ecart`; the largest gather the others.
export function grappes(communes, ecart) {
  const cases = new Map();
  const trouvees = [];
  for (const commune of communes) {
    const [cx, cy] = [Math.floor(commune.x / ecart), Math.floor(commune.y / ecart)];
    const proche = voisines(cases, cx, cy).find((g) => Math.hypot(g.x - commune.x, g.y - commune.y) < ecart);
    if (proche) proche.communes.push(commune);
    else {
      const grappe = { x: commune.x, y: commune.y, communes: [commune] };
      trouvees.push(grappe);
      cases.set(`${cx}/${cy}`, [...(cases.get(`${cx}/${cy}`) ?? []), grappe]);
    }
  }
  for (const grappe of trouvees) grappe.lignes = lignesDe(grappe);
  return trouvees;
}

function voisines(cases, cx, cy) {
  const proches = [];
  for (let dx = -1; dx <= 1; dx++) {
    for (let dy = -1; dy <= 1; dy++) proches.push(...(cases.get(`${cx + dx}/${cy + dy}`) ?? []));
  }
  return proches;
}

function lignesDe({ communes }) {
  if (communes.length === 1) return communes[0].lignes;
  return [...new Set(communes.flatMap(({ lignes }) => lignes))];
}

// In pixels: it grows with the count, which is always written.
export function rayon(compte) {
  return compte === 1 ? 8 : Math.min(22, 11 + 1.6 * Math.log2(compte));
}

const HAUT = 13; // pixels, the size of a name

// Where the name of a town may go when a disc covers it.
export function placesAutour(disques, nom, unite) {
  const genant = disques.find((disque) => couvre(disque, boite(nom.place, nom.large, unite)));
  if (!genant) return [];
  const { x, y, r } = genant;
  const ecart = r + 4 * unite;
  const bas = 4 * unite; // from the middle of a name to its base line
  return [
    { x: x + ecart, y: y + bas, ancre: "start" },
    { x: x - ecart, y: y + bas, ancre: "end" },
    { x, y: y + ecart + 9 * unite, ancre: "middle" },
    { x, y: y - ecart, ancre: "middle" },
  ];
}

export function boite({ x, y, ancre }, large, unite) {
  const part = { start: 0, middle: 0.5, end: 1 }[ancre];
  return { x: x - part * large * unite, y: y - 0.8 * HAUT * unite, width: large * unite, height: HAUT * unite };
}

export function couvre({ x, y, r }, prise) {
  const dx = x - Math.max(prise.x, Math.min(x, prise.x + prise.width));
  const dy = y - Math.max(prise.y, Math.min(y, prise.y + prise.height));
  return dx * dx + dy * dy < r * r;
}
