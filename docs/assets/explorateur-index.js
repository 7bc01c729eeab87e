// What the explorer loads, and only when it is needed: the index, then cards, words and the base map.

import { crc32 } from "./explorateur-empreinte.js";
import { words } from "./plier.js";

const MOTS_AU_PLUS = 10; // a query of ten thousand characters asks for no more files than one of ten words

export class Fichiers {
  constructor(base) {
    this.base = base;
    this.lus = new Map();
  }

  // The index is asked again at each visit; what it numbers is kept for as long as its version stands.
  async ouvrir() {
    this.tete = await this.lire("index.json", { cache: "no-cache" });
    for (const facette of this.tete.facettes) {
      facette.numeros = new Map(facette.valeurs.map(([code], numero) => [code, numero]));
    }
    if (this.tete.colonnes) this.colonnes = decoder(this.tete.colonnes, this.tete);
    return this.tete;
  }

  lire(chemin, options) {
    if (!this.lus.has(chemin)) {
      const suffixe = this.tete ? `?v=${this.tete.version}` : "";
      const lecture = fetch(`${this.base}${chemin}${suffixe}`, options).then((reponse) => {
        if (!reponse.ok) throw new Error(`${chemin}: ${reponse.status}`);
        return chemin.endsWith(".svg") ? reponse.text() : reponse.json();
      });
      lecture.catch(() => this.lus.delete(chemin)); // a network that came back deserves another try
      this.lus.set(chemin, lecture);
    }
    return this.lus.get(chemin);
  }

  // The columns that a state needs; null when they are cut by département and none is chosen.
  async colonnesPour(etat) {
    if (!this.tete.parties) return this.colonnes;
    const facette = this.tete.facettes.find(({ nom }) => nom === "departement");
    const codes = [...etat.filtres.departement].sort((a, b) => a - b).map((numero) => facette.valeurs[numero][0]);
    if (!codes.length) return null;
    const cle = codes.join();
    if (this.cleDesParties !== cle) {
      const connus = new Set(this.tete.parties.map(([code]) => code));
      const fichiers = codes.filter((code) => connus.has(code)).map((code) => `partie-${code.toLowerCase()}.json`);
      const parties = await Promise.all(fichiers.map((fichier) => this.lire(fichier)));
      this.colonnes = reunir(parties.map((partie) => decoder(partie, this.tete)), this.tete);
      this.cleDesParties = cle;
    }
    return this.colonnes;
  }

  // The cards of some ranks, in their order.
  async fiches(rangs) {
    const { paquet } = this.tete;
    const numeros = [...new Set(rangs.map((rang) => Math.floor(rang / paquet)))];
    const paquets = new Map(
      await Promise.all(numeros.map(async (n) => [n, await this.lire(`fiches/${n}.json`)])),
    );
    return rangs.map((rang) => paquets.get(Math.floor(rang / paquet))[rang % paquet]);
  }

  // The ranks of the cases that hold, for each word typed, a word that begins with it; null without word.
  async rangsDuTexte(texte) {
    const mots = motsDe(texte);
    if (!mots.length) return null;
    const listes = await Promise.all(mots.map((mot) => this.rangsDuMot(mot)));
    return listes.reduce((gardes, liste) => new Set([...gardes].filter((rang) => liste.has(rang))));
  }

  async rangsDuMot(mot) {
    const mots = await this.lire(`mots/${crc32(mot.slice(0, 2)) % this.tete.mots}.json`);
    const rangs = new Set();
    for (const [entier, pas] of Object.entries(mots)) {
      if (entier.startsWith(mot)) for (const rang of cumuls(pas)) rangs.add(rang);
    }
    return rangs;
  }
}

function motsDe(texte) {
  return [...new Set(words(texte))].slice(0, MOTS_AU_PLUS);
}

// Distances from each to the next, back to positions.
function cumuls(pas) {
  let rang = 0;
  return Int32Array.from(pas, (ecart) => (rang += ecart));
}

function decoder(brutes, tete) {
  const nombre = brutes.debut.length;
  const facettes = {};
  for (const { nom } of tete.facettes) facettes[nom] = typees(brutes.facettes[nom]);
  return {
    nombre,
    rangs: brutes.rangs ? cumuls(brutes.rangs) : Int32Array.from({ length: nombre }, (_, rang) => rang),
    facettes,
    debut: Int32Array.from(brutes.debut),
    documentation: Int32Array.from(brutes.documentation),
    communes: brutes.communes,
    lieux: typees(brutes.lieux),
    emplois: brutes.emplois.map(([pas, valeurs]) => ({ lignes: cumuls(pas), valeurs })),
  };
}

function typees({ combinaisons, colonne }) {
  return { combinaisons, colonne: Int32Array.from(colonne) };
}

// Parts put together: a case that is in several départements counts once.
export function reunir(parties, tete) {
  const lignes = lignesReunies(parties);
  const deChaque = (lire) => Int32Array.from(lignes, ({ partie, ligne }) => lire(parties[partie])[ligne]);
  const nouvelles = new Map(lignes.map(({ partie, ligne }, rang) => [`${partie}/${ligne}`, rang]));
  const facettes = {};
  for (const { nom } of tete.facettes) facettes[nom] = combinaisonsReunies(parties, lignes, (p) => p.facettes[nom]);
  const avant = parties.map((_, i) => parties.slice(0, i).reduce((somme, p) => somme + p.communes.length, 0));
  return {
    nombre: lignes.length,
    rangs: deChaque((partie) => partie.rangs),
    facettes,
    debut: deChaque((partie) => partie.debut),
    documentation: deChaque((partie) => partie.documentation),
    communes: parties.flatMap((partie) => partie.communes),
    lieux: combinaisonsReunies(parties, lignes, (p) => p.lieux, avant.map((nombre) => 2 * nombre)),
    emplois: tete.emplois.map((_, genre) => emploisReunis(parties, nouvelles, genre)),
  };
}

function lignesReunies(parties) {
  const parRang = new Map();
  parties.forEach(({ rangs }, partie) => {
    rangs.forEach((rang, ligne) => {
      if (!parRang.has(rang)) parRang.set(rang, { partie, ligne, rang });
    });
  });
  return [...parRang.values()].sort((a, b) => a.rang - b.rang);
}

function combinaisonsReunies(parties, lignes, lire, decalages = parties.map(() => 0)) {
  const avant = parties.map((_, i) => parties.slice(0, i).reduce((n, p) => n + lire(p).combinaisons.length, 0));
  return {
    combinaisons: parties.flatMap((p, i) => lire(p).combinaisons.map((codes) => codes.map((c) => c + decalages[i]))),
    colonne: Int32Array.from(lignes, ({ partie, ligne }) => lire(parties[partie]).colonne[ligne] + avant[partie]),
  };
}

function emploisReunis(parties, nouvelles, genre) {
  const paires = parties.flatMap(({ emplois }, partie) =>
    Array.from(emplois[genre].lignes, (ligne, i) => [nouvelles.get(`${partie}/${ligne}`), emplois[genre].valeurs[i]]),
  );
  const gardees = paires.filter(([ligne]) => ligne !== undefined).sort((a, b) => a[0] - b[0]);
  return { lignes: Int32Array.from(gardees, ([ligne]) => ligne), valeurs: gardees.map(([, valeur]) => valeur) };
}
