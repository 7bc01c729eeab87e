"""Comparing: two versions of the tables → the rows added, removed and modified, wherever they stand.

A renamed identifier is found first in its own table, then followed everywhere: the rows that name it did not
change. What readers cannot see (an apostrophe, a space that the site corrects) is no change either.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ..columns import Column, columns_of
from ..parse import Dataset
from ..records import TABLES, Record, headers_of
from ..text import typography
from .keys import Key, figure_keys_of, identifier_of, keys_of

# Tables whose identifiers others name come before those that name them.
REFERRED = ("departements", "epci", "communes", "thematiques", "types", "criteres", "sources", "projets")
MOST_PAIRS = 10_000  # beyond, rows that look alike are paired in order rather than by likeness


@dataclass(frozen=True, slots=True)
class Change:
    """A row that differs: `before` is None when it was added, `after` when it was removed."""

    table: str
    before: Any
    after: Any
    columns: tuple[Column, ...] = ()  # of a modified row: those whose values differ

    @property
    def row(self) -> Any:
        """The row as it is now or, once removed, as it was."""
        return self.before if self.after is None else self.after

    @property
    def kind(self) -> str:
        """`added`, `removed` or `modified`."""
        if self.before is None:
            return "added"
        return "removed" if self.after is None else "modified"

    def touches(self, *headers: str) -> bool:
        """Whether a modified row differs in one of these columns."""
        return any(column.header in headers for column in self.columns)


@dataclass(frozen=True, slots=True)
class Changes:
    """Two versions of the tables and the rows that differ; a table that could not be compared has none."""

    before: Dataset
    after: Dataset
    rows: Mapping[str, tuple[Change, ...]]  # every table

    def __iter__(self) -> Iterator[Change]:
        for changes in self.rows.values():
            yield from changes

    def of(self, table: str, kind: str) -> tuple[Change, ...]:
        """The rows of a table that were added, removed or modified."""
        return tuple(change for change in self.rows[table] if change.kind == kind)


def compare(before: Dataset, after: Dataset) -> Changes:
    """What differs between two versions; both must come from `parse`."""
    rows: dict[str, tuple[Change, ...]] = {}
    renamed: dict[str, dict[str, str]] = {}
    for name in (*REFERRED, *(name for name in TABLES if name not in REFERRED)):
        pairs = list(_pairs(name, before, after, renamed)) if _comparable(name, before, after) else []
        rows[name] = tuple(_changes(name, pairs))
        renamed[name] = _renamed(name, pairs)
    return Changes(before, after, {name: rows[name] for name in TABLES})


def _comparable(name: str, *datasets: Dataset) -> bool:
    return all(has_records(dataset, name) for dataset in datasets)


def has_records(dataset: Dataset, name: str) -> bool:
    """Whether the rows of a table could become records: a file that is not there simply has none."""
    table = dataset.tables[name]
    absent = any(problem.rule == "fichier-absent" for problem in table.problems)
    return absent or set(headers_of(name)) <= set(table.header)


# ------------------------------------------------------------------ rows


@dataclass(frozen=True, slots=True)
class _Row:
    record: Record
    values: Mapping[str, Any]  # by header, as they are compared

    def key(self, headers: Key) -> tuple[Any, ...]:
        return tuple(self.values[header] for header in headers)

    @property
    def order(self) -> list[str]:
        return [str(value) for value in self.values.values()]


Pair = tuple[_Row | None, _Row | None]


def _pairs(
    name: str, before: Dataset, after: Dataset, renamed: Mapping[str, Mapping[str, str]]
) -> Iterator[Pair]:
    """The rows that differ, each with what it became, and with None when nothing did."""
    columns = columns_of(TABLES[name])
    _, old, new = _twins(columns, before.records[name], after.records[name])
    yield from _paired(name, [_row(record, columns, renamed) for record in old], new, keys_of(name))


def became(
    name: str, before: Iterable[Record], after: Iterable[Record]
) -> Iterator[tuple[Record, Record | None]]:
    """Each figure of a former version of a table, and what it became; None when it was removed."""
    columns = columns_of(TABLES[name])
    twins, old, new = _twins(columns, before, after)
    yield from twins
    for row, now in _paired(name, [_row(record, columns, {}) for record in old], new, figure_keys_of(name)):
        if row:
            yield row.record, now.record if now else None


def _paired(name: str, olds: list[_Row], new: Iterable[Record], keys: Iterable[Key]) -> Iterator[Pair]:
    """Pairs of rows that have the same key, the first key first, then each row that is left alone."""
    news = [_row(record, columns_of(TABLES[name]), {}) for record in new]
    for headers in keys:
        found, olds, news = _matched(olds, news, headers)
        yield from found
    yield from ((row, None) for row in olds)
    yield from ((None, row) for row in news)


def _twins(
    columns: tuple[Column, ...], old: Iterable[Record], new: Iterable[Record]
) -> tuple[list[tuple[Record, Record]], list[Record], list[Record]]:
    """The records that have an exact twin in the other version, then the others of each version.

    These are few, so that what follows may be thorough.
    """
    waiting: dict[tuple[Any, ...], list[Record]] = defaultdict(list)
    for record in old:
        waiting[_cells(record, columns)].append(record)
    twins, left = [], []
    for record in new:
        if same := waiting.get(_cells(record, columns)):
            twins.append((same.pop(), record))
        else:
            left.append(record)
    return twins, [record for records in waiting.values() for record in records], left


def _cells(record: Record, columns: tuple[Column, ...]) -> tuple[Any, ...]:
    return tuple(getattr(record, column.name) for column in columns)


def _row(record: Record, columns: tuple[Column, ...], renamed: Mapping[str, Mapping[str, str]]) -> _Row:
    return _Row(
        record, {column.header: _value(getattr(record, column.name), column, renamed) for column in columns}
    )


def _value(value: Any, column: Column, renamed: Mapping[str, Mapping[str, str]]) -> Any:
    """What a cell says: an identifier under its present name, a text as the site prints it."""
    if column.references:
        return renamed.get(column.references, {}).get(value, value)
    return typography(value) if column.type is str and not column.kind and value else value


# ------------------------------------------------------------------ pairs


def _matched(olds: list[_Row], news: list[_Row], headers: Key) -> tuple[list[Pair], list[_Row], list[_Row]]:
    """The rows that have the same key, in pairs, then those left alone on each side."""
    sides: dict[tuple[Any, ...], tuple[list[_Row], list[_Row]]] = defaultdict(lambda: ([], []))
    for side, rows in enumerate((olds, news)):
        for row in rows:
            sides[row.key(headers)][side].append(row)
    pairs = [pair for old, new in sides.values() if old and new for pair in _nearest(old, new)]
    paired = {id(row) for pair in pairs for row in pair}
    return (
        list(pairs),
        [row for row in olds if id(row) not in paired],
        [row for row in news if id(row) not in paired],
    )


def _nearest(olds: list[_Row], news: list[_Row]) -> Iterator[Pair]:
    """Pairs of rows, those that share most cells first; the same pairs whichever version comes first."""
    olds, news = (sorted(rows, key=lambda row: row.order) for rows in (olds, news))
    if len(olds) * len(news) > MOST_PAIRS:
        yield from zip(olds, news, strict=False)
        return
    # Two pairs of equal rank (i + j) have no row in common, so their order does not matter.
    ranked = sorted(
        (-_shared(old, new), i + j, i, j) for i, old in enumerate(olds) for j, new in enumerate(news)
    )
    free, other_free = set(range(len(olds))), set(range(len(news)))
    for _, _, i, j in ranked:
        if i in free and j in other_free:
            free.remove(i)
            other_free.remove(j)
            yield olds[i], news[j]


def _shared(old: _Row, new: _Row) -> int:
    return sum(old.values[header] == new.values[header] for header in old.values)


def _changes(name: str, pairs: Iterable[Pair]) -> Iterator[Change]:
    """The pairs that differ, in the order of their cells: moved lines change nothing."""
    for old, new in sorted(pairs, key=_order):
        if not old or not new:
            yield Change(name, old and old.record, new and new.record)
        elif differing := _differing(name, old, new):
            yield Change(name, old.record, new.record, differing)


def _order(pair: Pair) -> list[str]:
    row = pair[1] or pair[0]
    return row.order if row else []


def _differing(name: str, old: _Row, new: _Row) -> tuple[Column, ...]:
    return tuple(
        column
        for column in columns_of(TABLES[name])
        if old.values[column.header] != new.values[column.header]
    )


def _renamed(name: str, pairs: Iterable[Pair]) -> dict[str, str]:
    """The identifiers of a table that changed: old → new."""
    header = identifier_of(name)
    if not header:
        return {}
    both = ((old.values[header], new.values[header]) for old, new in pairs if old and new)
    return {before: after for before, after in both if before != after}
