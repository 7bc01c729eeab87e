"""Merging: the rows of a workbook and what others changed in the data since it was made.

The workbook says which rows it started from (`layout.BASE`). A row that it leaves as it was follows the data,
where somebody may have changed or removed it; so a workbook kept for a month undoes nobody's work.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from ..canonical import Cells, rewritten_rows
from ..changes import compare
from ..parse import Dataset, parse
from ..read import Row, Table
from ..records import TABLES, headers_of
from .layout import digest

Line = tuple[Row, Cells]  # a row as it was read, and in canonical form
# Added to the lines of rows that come from the data: in the merged table, a line tells where a row is from.
FROM_DATA = 10_000_000


@dataclass(frozen=True, slots=True)
class Merged:
    """The rows that a table would have, and those that both sides changed: in the workbook, in the data."""

    table: Table
    conflicts: tuple[tuple[Row, Row], ...] = ()
    replaced: int = 0  # rows that disappear, when nothing tells what the workbook started from


def merge(mine: Table, now: Table, base: Collection[str] | None) -> Merged:
    """`mine` comes from the workbook, `now` from the data; both have all their columns."""
    ours, others = _lines(mine), _lines(now)
    if base is None:
        gone = {cells for _, cells in others} - {cells for _, cells in ours}
        return Merged(mine, replaced=len(gone))
    sides = _Sides(ours, others, frozenset(base))
    added = [_in_columns_of(mine, row, cells) for row, cells in sides.added]
    rows = (*(row for row, _ in sides.kept), *added)
    return Merged(replace(mine, rows=rows), tuple(sides.conflicts(mine, now)))


def _lines(table: Table) -> list[Line]:
    """The rows of a table; what is beyond its last column counts too, so that it is not left out unseen."""
    width = len(table.header)
    rows = zip(table.rows, rewritten_rows(table), strict=True)
    return [(row, (*cells, *filter(str.strip, row.cells[width:]))) for row, cells in rows]


def _in_columns_of(mine: Table, row: Row, cells: Cells) -> Row:
    """A row of the data, in the order of the columns of the workbook."""
    by_header = dict(zip(headers_of(mine.name), cells, strict=True))
    return Row(FROM_DATA + row.line, row.number, tuple(by_header.get(header, "") for header in mine.header))


@dataclass(frozen=True)
class _Sides:
    """The rows of a table in the workbook and in the data, with the digests of those of the start."""

    mine: list[Line]
    theirs: list[Line]
    base: frozenset[str]

    @property
    def kept(self) -> list[Line]:
        """The rows of the workbook, but those of the start that are no longer in the data."""
        now = {cells for _, cells in self.theirs}
        return [line for line in self.mine if line[1] in now or digest(line[1]) not in self.base]

    @property
    def added(self) -> list[Line]:
        """The rows that others added to the data since the start, as they added or changed them."""
        return _new(self.theirs, self.mine, self.base)

    def conflicts(self, mine: Table, theirs: Table) -> Iterator[tuple[Row, Row]]:
        """The rows that both sides changed, each in its own way."""
        ours = {row.line: row for row, _ in _new(self.mine, self.theirs, self.base)}
        others = {row.line: row for row, _ in self.added}
        if not ours or not others:
            return
        before, after = _alone(theirs, others.values()), _alone(mine, ours.values())
        for change in compare(before, after).of(mine.name, "modified"):
            if self._both_lost_one or not change.touches(*TABLES[mine.name].unique):
                yield ours[change.after.line], others[change.before.line]

    @property
    def _both_lost_one(self) -> bool:
        """Whether a row of the start is now on neither side: without any, no row was changed twice."""
        return not self.base <= {digest(cells) for _, cells in (*self.mine, *self.theirs)}


def _alone(table: Table, rows: Iterable[Row]) -> Dataset:
    """Some rows of a table, as if there were nothing else."""
    empty = {name: Table(name, "") for name in TABLES}
    return parse({**empty, table.name: replace(table, rows=tuple(rows))})


def _new(lines: list[Line], others: list[Line], base: frozenset[str]) -> list[Line]:
    known = {cells for _, cells in others}
    return [line for line in lines if line[1] not in known and digest(line[1]) not in base]
