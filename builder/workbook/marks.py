"""Marks: what a spreadsheet shows and its plain values hide: errors, percentages, dates without day.

The library that reads values gives an empty cell for `#REF!`, 0.25 for `25 %` and the first of March for
« mars 2019 ».
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum, auto
from itertools import chain
from xml.etree import ElementTree

MOST_CELLS = 1_000_000  # of a sheet, from A1 to its last one: what is read in seconds
# Read in a few seconds; a real workbook of ours has a hundredth of it.
MOST_BYTES = 100_000_000

Element = ElementTree.Element
Corner = tuple[int, int]  # row and column, from 0


class Kind(Enum):
    """What a mark warns of."""

    ERROR = auto()
    PERCENT = auto()
    BOOLEAN = auto()
    DURATION = auto()
    TAB = auto()
    YEAR = auto()  # a date that shows its year only
    MONTH = auto()  # a date that shows its month and its year
    NO_YEAR = auto()  # a date whose year the spreadsheet made up


@dataclass(frozen=True, slots=True)
class Mark:
    """A warning on a cell; `shown` is what the spreadsheet shows there, when it is known."""

    kind: Kind
    shown: str = ""


@dataclass(slots=True)
class Marks:
    """What is to be known of a sheet before its values are read."""

    cells: dict[Corner, Mark] = field(default_factory=dict)
    merged: list[tuple[Corner, Corner]] = field(default_factory=list)
    last: Corner = (-1, -1)  # the last row and the last column that hold something

    def fill(self, row: int, column: int) -> None:
        """Note that a cell holds something."""
        self.last = max(self.last[0], row), max(self.last[1], column)

    @property
    def too_large(self) -> bool:
        """Whether reading the sheet would take all the memory, most often for one stray cell far away."""
        return (self.last[0] + 1) * (self.last[1] + 1) > MOST_CELLS


def parts_shown(year: bool, month: bool, day: bool) -> Kind | None:
    """The mark of a date that shows these parts; None when it shows all or nothing that helps."""
    if day or month:
        if not year:
            return Kind.NO_YEAR
        return None if day else Kind.MONTH
    return Kind.YEAR if year else None


_WORDS = re.compile(r"[^\W_]+")


def date_mark(value: date | datetime, shown: str) -> Mark | None:
    """The mark of a date by the text that shows it: « avr. 19 » tells no day, « 5 mars » no year."""
    words = _WORDS.findall(shown)
    years = {f"{value.year}", f"{value.year % 100:02d}"}
    if len(words) >= 3 or not words:
        return None
    year = any(word in years for word in words)
    kind = parts_shown(year, month=len(words) == 2, day=not year)
    return Mark(kind, shown) if kind else None


def local(name: str) -> str:
    """The name of an element or an attribute without its namespace."""
    return name.rpartition("}")[2]


def attributes(element: Element) -> dict[str, str]:
    """The attributes of an element by their local names."""
    return {local(name): value for name, value in element.items()}


def events(source: Iterable[tuple[str, Element]]) -> Iterator[tuple[str, str, Element]]:
    """Parsing events with local names."""
    return ((event, local(element.tag), element) for event, element in source)


def text_of(element: Element) -> str:
    """All the text in an element."""
    return "".join(chain(element.itertext()))
