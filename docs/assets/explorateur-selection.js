// The selection: which cases pass the filters, how many each filter value would give, in which order.
// Pure functions over columns of numbers; builder/explorer/ writes the columns.
//
// Each row keeps one bit for each active filter that it fails. A row is selected when it fails none; a value of
// a facet is counted among the rows that fail nothing else; a filter is worth relaxing when rows fail it alone.

// What a state asks for, as a list of tests; `texte` is the Set of ranks that hold the words typed, or null.
function filtresActifs(colonnes, etat, texte) {
  const actifs = [];
  for (const [nom, valeurs] of Object.entries(etat.filtres)) {
    if (valeurs.size) actifs.push({ cle: nom, echoue: echecsDeFacette(colonnes.facettes[nom], valeurs) });
  }
  const { min, max } = etat.debut;
  if (min !== null || max !== null) {
    const debut = colonnes.debut;
    actifs.push({ cle: "debut", echoue: (ligne) => !entre(debut[ligne] || null, min, max) });
  }
  if (etat.emplois.genre >= 0 && (etat.emplois.min !== null || etat.emplois.max !== null)) {
    const valeurs = valeursDEmploi(colonnes, etat.emplois.genre);
    actifs.push({
      cle: "emplois",
      echoue: (ligne) => !entre(valeurs.get(ligne) ?? null, etat.emplois.min, etat.emplois.max),
    });
  }
  if (texte) actifs.push({ cle: "q", echoue: (ligne) => !texte.has(colonnes.rangs[ligne]) });
  return actifs;
}

// What is not known is in no range: it is not zero.
function entre(valeur, min, max) {
  return valeur !== null && (min === null || valeur >= min) && (max === null || valeur <= max);
}

function echecsDeFacette({ combinaisons, colonne }, valeurs) {
  const passe = combinaisons.map((codes) => codes.some((code) => valeurs.has(code)));
  return (ligne) => !passe[colonne[ligne]];
}

// The figures of a kind by row.
export function valeursDEmploi(colonnes, genre) {
  const colonne = colonnes.emplois[genre];
  colonne.parLigne ??= new Map(Array.from(colonne.lignes, (ligne, i) => [ligne, colonne.valeurs[i]]));
  return colonne.parLigne;
}

// The selection of a state: its rows in order, the counts of each facet; `relacher()` says what the selection
// would be without each filter in turn.
export function choisir(colonnes, etat, texte = null) {
  const actifs = filtresActifs(colonnes, etat, texte);
  const echecs = new Uint32Array(colonnes.nombre);
  actifs.forEach(({ echoue }, rang) => {
    const bit = 1 << rang;
    for (let ligne = 0; ligne < echecs.length; ligne++) if (echoue(ligne)) echecs[ligne] |= bit;
  });
  const bits = Object.fromEntries(actifs.map(({ cle }, rang) => [cle, 1 << rang]));
  const comptes = {};
  for (const [nom, facette] of Object.entries(colonnes.facettes)) {
    comptes[nom] = comptesDeFacette(facette, echecs, ~(bits[nom] ?? 0));
  }
  const lignesOu = (garde) => ordre(colonnes, etat).filter((ligne) => garde(echecs[ligne]));
  return {
    lignes: lignesOu((echec) => !echec),
    comptes,
    relacher: () => actifs.map(({ cle }) => ({ cle, lignes: lignesOu((echec) => echec === bits[cle]) })),
  };
}

function comptesDeFacette({ combinaisons, colonne }, echecs, garde) {
  const parCombinaison = new Uint32Array(combinaisons.length);
  for (let ligne = 0; ligne < echecs.length; ligne++) {
    if (!(echecs[ligne] & garde)) parCombinaison[colonne[ligne]]++;
  }
  const comptes = new Map();
  combinaisons.forEach((codes, numero) => {
    for (const code of codes) comptes.set(code, (comptes.get(code) ?? 0) + parCombinaison[numero]);
  });
  return comptes;
}

// Rows in the order asked for; each order is sorted once. Rows come by name, which sorting keeps for equals.
export function ordre(colonnes, etat) {
  const cle = etat.tri === "emplois" ? `emplois-${etat.emplois.genre}` : etat.tri;
  colonnes.ordres ??= {};
  colonnes.ordres[cle] ??= trier(colonnes, etat);
  return colonnes.ordres[cle];
}

function trier(colonnes, etat) {
  const lignes = Array.from({ length: colonnes.nombre }, (_, ligne) => ligne);
  const grandeur = {
    recent: (ligne) => colonnes.debut[ligne],
    documente: (ligne) => colonnes.documentation[ligne],
    emplois: (ligne) => valeursDEmploi(colonnes, etat.emplois.genre).get(ligne) ?? -1,
  }[etat.tri];
  return grandeur && !(etat.tri === "emplois" && etat.emplois.genre < 0)
    ? lignes.sort((a, b) => grandeur(b) - grandeur(a) || a - b)
    : lignes;
}
