"""Cutting: the bytes of a CSV → its rows of cells, whatever the spreadsheet did to delimiters and quotes."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, zip_longest
from typing import NamedTuple

from .decoding import Refusal, lines_of

DELIMITERS = (",", ";", "\t")
RECOGNISED = 2  # names without which a row is no header: one alone may be a word of the data (« mesure »)
MOST_SHARED = 10_000  # texts: more would take the memory that sharing saves
HEADER_WITHIN = 10  # rows among which the header is sought, to say that it is not the first
_HEAD = 1000  # lines, blank ones too
_WORD = re.compile(r"\w")
_SEPARATOR_HINT = re.compile(r"\A\"?sep=.\"?(?=[\r\n]|$)", re.IGNORECASE)


class Row(NamedTuple):
    """A row of a CSV: its first physical line, its number in a spreadsheet, its cells in order."""

    line: int
    number: int
    cells: tuple[str, ...]

    def cell(self, index: int) -> str:
        """The text of a cell without the spaces around it; empty when the row is too short to hold it."""
        return self.cells[index].strip() if index < len(self.cells) else ""


def by_column(rows: Sequence[Row]) -> list[tuple[str, ...]]:
    """The cells of some rows, column by column; a row that is too short has empty ones.

    What reads a column at a time takes a third of the time that it takes cell by cell.
    """
    return list(zip_longest(*(row.cells for row in rows), fillvalue=""))


@dataclass(frozen=True, slots=True)
class Text:
    """The bytes of a CSV, and what it takes to cut them."""

    raw: bytes
    encoding: str
    delimiter: str

    def rows(self) -> Iterator[Row]:
        """The rows that hold something, without blank cells at their end; Refusal when quotes go wrong."""
        reader = csv.reader(_lines(self.raw, self.encoding), delimiter=self.delimiter, strict=True)
        start, shared = 1, dict[str, str]()
        try:
            for number, cells in enumerate(reader, 1):
                while cells and not cells[-1].strip():
                    cells.pop()
                if cells:
                    yield Row(start, number, _shared(cells, shared))
                start = reader.line_num + 1
        except csv.Error:
            what = "les guillemets droits ne vont pas par deux, à partir de cette ligne."
            fix = 'Fermez celui qui est ouvert, ou doublez-le ("") s’il fait partie du texte.'
            raise Refusal("guillemet", what, fix, start) from None


def _shared(cells: list[str], known: dict[str, str]) -> tuple[str, ...]:
    """The cells, each text that came early kept once: codes, words and years come back on most rows."""
    share = known.setdefault if len(known) < MOST_SHARED else known.get
    return tuple(map(share, cells, cells))


def cut(raw: bytes, encoding: str, expected: Sequence[str]) -> tuple[Text, list[Row]]:
    """How a file is cut, and its rows, the header first; Refusal when they make no table."""
    text = Text(raw, encoding, _delimiter(raw, encoding, expected))
    rows = text.rows()
    first = list(islice(rows, HEADER_WITHIN))
    _refuse_misplaced_header(first, expected)
    return text, [*first, *rows]


def _lines(raw: bytes, encoding: str) -> Iterator[str]:
    """The lines of a file, but for the hint about the delimiter that Excel may leave on the first one."""
    lines = lines_of(raw, encoding)
    yield _SEPARATOR_HINT.sub("", next(lines, "").lstrip("\ufeff"), count=1)
    yield from lines


def _delimiter(raw: bytes, encoding: str, expected: Sequence[str]) -> str:
    """The delimiter that finds the most expected headers: texts full of commas cannot fool it."""
    first = list(islice(filter(_WORD.search, islice(_lines(raw, encoding), _HEAD)), HEADER_WITHIN))
    return max(
        DELIMITERS,
        key=lambda delimiter: max((_known(line.split(delimiter), expected) for line in first), default=0),
    )


def _known(cells: Sequence[str], expected: Sequence[str]) -> int:
    """How many of the expected headers some cells hold."""
    return len(set(expected) & {cell.strip('" \ufeff\r\n').casefold() for cell in cells})


def _refuse_misplaced_header(rows: Sequence[Row], expected: Sequence[str]) -> None:
    if not any(_WORD.search(cell) for row in rows for cell in row.cells):
        fix = f"Première ligne attendue : {','.join(expected)}."
        raise Refusal("fichier-vide", "le fichier est vide.", fix)
    known = [_known(row.cells, expected) for row in rows]
    best = known.index(max(known))
    if known[best] < RECOGNISED:
        what = "la première ligne ne porte pas les noms des colonnes."
        raise Refusal("en-tete-absent", what, f"Remettez-la : {','.join(expected)}.", rows[0].line)
    if best:
        what = f"les noms des colonnes sont à la ligne {rows[best].line}, et pas à la première."
        fix = "Effacez ce qui est au-dessus : titre ou cellules fusionnées."
        raise Refusal("en-tete-deplace", what, fix, rows[best].line)
