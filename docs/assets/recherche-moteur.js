// The search engine of the site. It asks for the small files that builder/search makes: those of the words that
// are typed, those of the texts that are shown. Nothing here touches the page.

import { words } from "./plier.js";

const FOLDER = new URL("../recherche/", import.meta.url);
const MOST_TYPED = 300; // characters; what comes after is not read
const MOST_WORDS = 8;
const LONGEST_WORD = 40;
const SHORTEST_BEGINNING = 3; // letters: a shorter word is looked for whole
const MOST_MEANT = 3; // words tried for one that nothing holds
// Letters that French ears confuse at the beginning of a word.
const CONFUSED = {
  a: "h", c: "kqs", e: "h", f: "p", g: "j", i: "hy", j: "g", k: "cq", o: "h", p: "f", q: "ck", s: "cz", u: "h",
  v: "w", w: "v", y: "ih", z: "s",
};
const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const VALUES = new Map([...DIGITS].map((digit, value) => [digit, value]));

// ---- files, each asked for once

const files = new Map();

function once(name, ask) {
  if (!files.has(name)) {
    const answer = ask();
    answer.catch(() => files.delete(name)); // asked again next time
    files.set(name, answer);
  }
  return files.get(name);
}

async function ask(address, options) {
  const answer = await fetch(address, options);
  if (!answer.ok) throw new Error(`${address} : ${answer.status}`);
  return answer;
}

// `no-cache`: asked again of the host, which most often answers that it has not changed.
function manifest() {
  return once("", async () => (await ask(new URL("index.json", FOLDER), { cache: "no-cache" })).json());
}

// Ask for what every search needs, before anything is typed.
export function ready() {
  manifest().catch(() => {}); // asked again, and told, by the first search
}

function file(name) {
  return once(name, async () => {
    const { version } = await manifest();
    return (await ask(new URL(`${name}?v=${version}`, FOLDER))).text();
  });
}

// ---- words

// Growing numbers from the steps between them, five bits a character, the lowest first.
function unpacked(text) {
  const numbers = [];
  let last = 0;
  let step = 0;
  let weight = 1;
  for (const digit of text) {
    const value = VALUES.get(digit);
    step += (value % 32) * weight;
    weight *= 32;
    if (value < 32) {
      numbers.push((last += step));
      step = 0;
      weight = 1;
    }
  }
  return numbers;
}

// « emplois » is found by « emploi », and the other way round.
function stem(word) {
  return word.length > 3 && /[sx]$/.test(word) ? word.slice(0, -1) : word;
}

function isWhole(known, word) {
  const root = stem(word);
  return known === word || known === root || known === `${root}s` || known === `${root}x`;
}

// The lines `word titles notes texts` of the words that begin with one, or are it when it is very short.
async function known(word) {
  const { paniers: buckets } = await manifest();
  const lines = `\n${await file(`mots/${parseInt(word.slice(0, 3), 36) % buckets}.txt`)}`;
  const beginning = word.length < SHORTEST_BEGINNING ? `\n${word} ` : `\n${stem(word)}`;
  const first = lines.indexOf(beginning);
  if (first < 0) return [];
  let end = first;
  while (lines.startsWith(beginning, end)) end = lines.indexOf("\n", end + 1);
  return lines.slice(first + 1, end).split("\n").map((line) => line.split(" "));
}

// How well each entry answers a word: a title counts more than a note, a note more than a text, and a whole word
// more than a beginning.
async function scores(word) {
  const found = new Map();
  const add = (packed, score) => {
    for (const number of unpacked(packed)) found.set(number, Math.max(score, found.get(number) ?? 0));
  };
  for (const [other, titles, notes, texts] of await known(word)) {
    const likeness = isWhole(other, word) ? 2 : word.length / other.length;
    add(titles, 4 * likeness);
    add(notes, 2 * likeness);
    add(texts, likeness);
  }
  return found;
}

// ---- typing errors

// How many letters to change, add, drop or swap; half a letter more when `word` goes on after what was typed.
function distance(typed, word, most) {
  const length = Math.min(word.length, typed.length + most);
  let before = [];
  let row = Array.from({ length: typed.length + 1 }, (_, i) => i);
  let beginning = typed.length;
  for (let j = 1; j <= length; j += 1) {
    const next = [j];
    for (let i = 1; i <= typed.length; i += 1) {
      const change = row[i - 1] + (typed[i - 1] === word[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && typed[i - 1] === word[j - 2] && typed[i - 2] === word[j - 1];
      next[i] = Math.min(next[i - 1] + 1, row[i] + 1, change, swapped ? before[i - 2] + 1 : Infinity);
    }
    [before, row] = [row, next];
    beginning = Math.min(beginning, row[typed.length]);
  }
  return Math.min(length === word.length ? row[typed.length] : Infinity, beginning + 0.5);
}

function tolerated(word) {
  if (word.length < 4) return 0;
  return word.length < 8 ? 1 : 2;
}

async function nearest(typed, letters) {
  const most = tolerated(typed);
  const lists = await Promise.all(letters.map((letter) => file(`vocabulaire/${letter}.txt`)));
  const near = lists
    .flatMap((list) => list.split("\n"))
    .map((word) => [distance(typed, word, most), Math.abs(word.length - typed.length), word])
    .filter(([errors]) => errors <= most + 0.5)
    .sort((a, b) => a[0] - b[0] || a[1] - b[1] || (a[2] < b[2] ? -1 : 1));
  return near.filter(([errors]) => errors === near[0][0]).slice(0, MOST_MEANT).map(([, , word]) => word);
}

// The words that somebody meant who typed one that nothing holds.
async function meant(typed) {
  const isLetter = (letter) => letter >= "a" && letter <= "z";
  if (!tolerated(typed) || !isLetter(typed[0])) return [];
  const near = await nearest(typed, [typed[0]]);
  if (near.length) return near;
  const others = new Set([...typed[1], ...(CONFUSED[typed[0]] ?? "")].filter(isLetter));
  others.delete(typed[0]);
  return nearest(typed, [...others]);
}

// ---- answers

async function answers(word) {
  const found = await scores(word);
  if (found.size) return { word, found, marks: [word] };
  const others = await meant(word);
  for (const other of others) {
    for (const [number, score] of await scores(other)) {
      found.set(number, Math.max(score / 2, found.get(number) ?? 0));
    }
  }
  return { word, found, marks: others, corrected: others.length > 0 };
}

function weighed(answered, total) {
  const sums = new Map();
  for (const { found } of answered) {
    const rarity = Math.log(1 + total / found.size);
    for (const [number, score] of found) {
      const sum = sums.get(number) ?? { words: 0, score: 0 };
      sums.set(number, { words: sum.words + 1, score: sum.score + score * rarity });
    }
  }
  return [...sums].map(([number, sum]) => ({ number, ...sum }));
}

function grouped(ranked, groups) {
  const found = new Map();
  for (const { number } of ranked) {
    const group = groups.findLastIndex(([, first]) => first <= number);
    if (!found.has(group)) found.set(group, { label: groups[group][0], numbers: [] });
    found.get(group).numbers.push(number);
  }
  return [...found.values()];
}

// What answers a query: groups, the best one first, of entry numbers, the best ones first. `corrected` lists
// the words taken for others, `partial` says that no entry holds them all, `marks` are the words to mark.
export async function search(query) {
  const asked = [...new Set(words(query.slice(0, MOST_TYPED)).map((word) => word.slice(0, LONGEST_WORD)))];
  const { entrees: total, groupes: groups } = await manifest();
  const answered = await Promise.all(asked.slice(0, MOST_WORDS).map(answers));
  const held = answered.filter(({ found }) => found.size);
  const all = weighed(held, total);
  const whole = all.filter((entry) => entry.words === answered.length);
  const most = Math.max(0, ...all.map((entry) => entry.words));
  const kept = whole.length ? whole : all.filter((entry) => entry.words === most);
  kept.sort((a, b) => b.score - a.score || a.number - b.number);
  return {
    words: asked,
    groups: grouped(kept, groups),
    total: kept.length,
    partial: kept.length > 0 && !whole.length,
    corrected: answered.filter((answer) => answer.corrected).map(({ word, marks }) => ({ word, marks })),
    marks: answered.flatMap(({ marks }) => marks),
  };
}

// The entries of some numbers, in the same order: title, address, note, text.
export async function entries(numbers) {
  const { textes_par_fichier: size } = await manifest();
  return Promise.all(
    numbers.map(async (number) => {
      const rows = JSON.parse(await file(`textes/${Math.floor(number / size)}.json`));
      const [title, path, note, text] = rows[number % size];
      return { title, url: new URL(`../${path}`, FOLDER).href, note, text };
    }),
  );
}

// ---- sentences

const WORD = /[\p{L}\p{N}\p{M}]+/gu;
const SENTENCE_END = /\n|(?<=[.!?…])\s+(?=\p{Lu})/u;

function holds(word, mark) {
  const root = stem(mark);
  return words(word).some((other) =>
    mark.length < SHORTEST_BEGINNING ? other === mark : other.startsWith(root),
  );
}

// A text in pieces, each with whether it is to be marked.
export function marked(text, marks) {
  const pieces = [];
  let end = 0;
  for (const { 0: word, index } of text.matchAll(WORD)) {
    if (!marks.some((mark) => holds(word, mark))) continue;
    if (index > end) pieces.push([text.slice(end, index), false]);
    pieces.push([word, true]);
    end = index + word.length;
  }
  if (end < text.length) pieces.push([text.slice(end), false]);
  return pieces;
}

// Whether a text holds every word that is looked for.
function holdsAll(text, marks) {
  const found = text.match(WORD) ?? [];
  return marks.every((mark) => found.some((word) => holds(word, mark)));
}

// The sentence of an entry that holds most of the words, cut around the first of them. When its title and note
// already hold them all, its first sentence says more.
export function excerpt({ title, note, text }, marks, most = 170) {
  const sentences = text.split(SENTENCE_END);
  if (holdsAll(`${title} ${note}`, marks)) return marked(cutAround(sentences[0], marks, most), marks);
  let [best, highest] = ["", -1];
  for (const sentence of sentences) {
    const inside = sentence.match(WORD) ?? [];
    const count = marks.filter((mark) => inside.some((word) => holds(word, mark))).length;
    if (count > highest) [best, highest] = [sentence, count];
  }
  return marked(cutAround(best, marks, most), marks);
}

function cutAround(sentence, marks, most) {
  if (sentence.length <= most) return sentence;
  const first = marked(sentence, marks);
  const at = first[0]?.[1] ? 0 : first.length > 1 ? first[0][0].length : 0;
  const start = at < most * 0.6 ? 0 : sentence.indexOf(" ", at - Math.round(most * 0.4)) + 1;
  const end = start + most >= sentence.length ? sentence.length : sentence.lastIndexOf(" ", start + most);
  const cut = sentence.slice(start, end > start ? end : start + most);
  return `${start ? "… " : ""}${cut}${end < sentence.length ? " …" : ""}`;
}
