"""The index: which entries hold a word, in files small enough to be fetched as somebody types.

Words that begin with the same three letters share a file, so that the beginning of a word needs one file.
The words of a letter are also listed alone, to find what somebody meant. The texts come by eight: a result
shows its sentence for a few kilobytes.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import chain, pairwise

from ..json_text import compact, row
from ..text import typography
from .entries import Entry, Recipe
from .words import words

TEXTS_A_FILE = 8
LETTERS = "abcdefghijklmnopqrstuvwxyz"
SHORTEST_CORRECTED = 4  # letters: in a shorter word, one error leaves too many guesses
MOST_TEXT = 4000  # characters shown of an entry, cut at a line; all its words are found
# How many files of words for how many entries at most: primes, for the letters to spread evenly.
BUCKETS = ((600, 13), (20_000, 127), (10_000_000, 1009))
_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

Postings = dict[str, list[int]]


def buckets_for(entries: int) -> int:
    """Over how many files the words of so many entries are spread."""
    return next(buckets for most, buckets in BUCKETS if entries <= most)


def bucket_of(word: str, among: int) -> int:
    """The file of a word; the browser finds it in the same way."""
    return int(word[:3], 36) % among


class Index:
    """The index of some entries, read from their recipes when the first file is asked for."""

    def __init__(self, recipes: Mapping[str, Sequence[Recipe]]) -> None:
        self._recipes = recipes
        self._in_order = list(chain.from_iterable(recipes.values()))
        self.count = len(self._in_order)
        self.buckets = buckets_for(self.count)

    @cached_property
    def entries(self) -> list[Entry]:
        """Every entry, group after group: its place is its number."""
        return [recipe() for recipe in self._in_order]

    @cached_property
    def parts(self) -> tuple[Postings, Postings, Postings]:
        """The entries whose title, note and text hold a word."""
        return (
            _postings(entry.title for entry in self.entries),
            _postings(entry.note for entry in self.entries),
            _postings(entry.text for entry in self.entries),
        )

    @cached_property
    def _by_bucket(self) -> Mapping[int, list[str]]:
        found: dict[int, list[str]] = defaultdict(list)
        for word in sorted(set().union(*self.parts)):
            found[bucket_of(word, self.buckets)].append(word)
        return found

    @cached_property
    def version(self) -> str:
        """Another one as soon as anything that is found or shown differs."""
        digest = hashlib.sha256()
        for entry in self.entries:
            digest.update(repr(entry).encode())
        return digest.hexdigest()[:12]

    def manifest(self) -> bytes:
        """What the browser reads first: where each group begins, and how files are cut."""
        starts, first = [], 0
        for label, recipes in self._recipes.items():
            starts.append([label, first])
            first += len(recipes)
        told = {
            "version": self.version,
            "entrees": self.count,
            "groupes": starts,
            "paniers": self.buckets,
            "textes_par_fichier": TEXTS_A_FILE,
        }
        return f"{row(told)}\n".encode()

    def bucket(self, number: int) -> bytes:
        """A file of words: `word titles notes texts`, one a line."""
        lines = (
            " ".join([word, *(packed(part.get(word, ())) for part in self.parts)])
            for word in self._by_bucket.get(number, ())
        )
        return "".join(f"{line}\n" for line in lines).encode()

    def vocabulary(self, letter: str) -> bytes:
        """The words that begin with a letter, without those that nobody would correct."""
        found = (word for words in self._by_bucket.values() for word in words if word[0] == letter)
        return "\n".join(sorted(word for word in found if len(word) >= SHORTEST_CORRECTED)).encode()

    def texts_file(self, number: int) -> bytes:
        """Some entries as the browser shows them: title, address, note, text."""
        first = number * TEXTS_A_FILE
        recipes = self._in_order[first : first + TEXTS_A_FILE]  # not all entries: their words may have stayed
        rows = [_shown(recipe()) for recipe in recipes]
        return f"{compact(rows)}\n".encode()


def _shown(entry: Entry) -> list[str]:
    """An entry as the browser shows it, with the spaces that French asks for."""
    title, note, text = map(typography, (entry.title, entry.note, _cut(entry.text)))
    return [title, entry.path, note, text]


def _cut(text: str) -> str:
    return text if len(text) <= MOST_TEXT else text[:MOST_TEXT].rpartition("\n")[0] or text[:MOST_TEXT]


def _postings(texts: Iterable[str]) -> Postings:
    found: Postings = defaultdict(list)
    for number, text in enumerate(texts):
        for word in set(words(text)):
            found[word].append(number)
    return dict(found)


def packed(numbers: Sequence[int]) -> str:
    """Growing numbers as text: the steps between them, five bits a character, the lowest first."""
    return "".join(map(_step, _steps(numbers)))


def _steps(numbers: Sequence[int]) -> Iterator[int]:
    yield from numbers[:1]
    yield from (after - before for before, after in pairwise(numbers))


@lru_cache(maxsize=100_000)
def _step(value: int) -> str:
    text = ""
    while value >= 32:
        text += _DIGITS[32 + value % 32]
        value //= 32
    return text + _DIGITS[value]
