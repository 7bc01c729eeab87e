"""The rule behind every total: a series is not a sum, each kind of figure counts once, by its latest row."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache, wraps
from typing import Protocol, TypeVar

from ..catalog import CaseStudy


class Row(Protocol):
    """A row that belongs to a case and may have a year."""

    @property
    def project_id(self) -> str:
        """The case."""

    @property
    def year(self) -> int | None:
        """The year of the figure, None when no source says it."""

    @property
    def line(self) -> int:
        """Where the row stands in its file."""


R = TypeVar("R", bound=Row)
T = TypeVar("T")
Kind = Callable[[R], Hashable]
Value = Callable[[R], Decimal]
SETS = 256  # the territory, its départements, themes and types, and some more
_KEPT: list[Callable[[], None]] = []  # how to empty what is kept


def asked_again(
    function: Callable[[tuple[CaseStudy, ...]], T],
) -> Callable[[Iterable[CaseStudy]], T]:
    """The same function, its values kept: pages, charts, totals and the API ask the same of the same cases.

    Of single cases, which are many and each asked for at once, only the last ones.
    """
    of_one, of_many = lru_cache(maxsize=2)(function), lru_cache(maxsize=SETS)(function)
    _KEPT.append(of_many.cache_clear)

    @wraps(function)
    def asked(studies: Iterable[CaseStudy]) -> T:
        chosen = tuple(studies)
        return of_many(chosen) if len(chosen) > 1 else of_one(chosen)

    return asked


def forget_sets() -> None:
    """Let go of the cases of a catalogue that another one replaces, and of what was said of sets of them."""
    for empty in _KEPT:
        empty()


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many cases a figure speaks of, among how many."""

    known: int
    among: int

    @property
    def complete(self) -> bool:
        """Whether no case is left out."""
        return self.known == self.among


def latest(rows: Iterable[R], kind: Kind[R], value: Value[R]) -> list[R]:
    """One row for each kind: the latest, the lowest when the latest ones disagree; a row without year only
    where no row has one. In the order in which the kinds were met."""
    taken: dict[Hashable, R] = {}
    for row in rows:
        key = kind(row)
        if key not in taken or _order(row, value) < _order(taken[key], value):
            taken[key] = row
    return list(taken.values())


def _order(row: R, value: Value[R]) -> tuple[int, Decimal, int]:
    return -(row.year or 0), value(row), row.line


def disagreements(rows: Iterable[R], taken: Iterable[R], kind: Kind[R], value: Value[R]) -> tuple[str, ...]:
    """Projects for which another value stands for the very year that was taken (or, like it, for no year)."""
    values = {(kind(row), row.year): value(row) for row in taken}
    differing = (row for row in rows if values.get((kind(row), row.year), value(row)) != value(row))
    return tuple(sorted({row.project_id for row in differing}))


def superseded(rows: Iterable[R], taken: Iterable[R], kind: Kind[R]) -> int:
    """How many rows speak of another year than the row that was taken in their stead."""
    years = {kind(row): row.year for row in taken}
    return sum(row.year != years[kind(row)] for row in rows)


def years_of(rows: Iterable[Row]) -> tuple[int, int] | None:
    """First and last year of some rows, None when no row has a year."""
    known = [row.year for row in rows if row.year]
    return (min(known), max(known)) if known else None


def project_of(row: Row) -> str:
    """The case of a row, as the kind of a figure that each case gives once."""
    return row.project_id
