"""Parsing: Table → records, and every cell that cannot become a value, as a Problem.

This is the only place where text becomes a typed value. Rows that hold a fault give no record, so that
what follows can trust the types; their raw cells still count as keys and references.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache
from itertools import repeat
from typing import Any, TypeVar

from .columns import Column, columns_of
from .converters import TOTAL, TOTAL_CURE, converter, empty_cell, is_total
from .cutting import by_column
from .errors import MOST_PROBLEMS, Fault, Place, Problem
from .read import Row, Table
from .records import TABLES, Record

BATCH = 5_000  # rows read together: a table full of faults is left after the first ones
MOST_KNOWN = 10_000  # values kept for a column: those that come back come early
_TABLE_OF = {record: name for name, record in TABLES.items()}


@dataclass(frozen=True)
class Dataset:
    """All tables, the records they hold and the cells that could not be read."""

    tables: Mapping[str, Table]
    records: Mapping[str, tuple[Any, ...]]
    problems: tuple[Problem, ...]

    @cached_property
    def keys(self) -> Mapping[str, frozenset[str]]:
        """For each table, the values of its first column as typed: what a reference may name."""
        return {name: _keys(table) for name, table in self.tables.items()}

    @cached_property
    def _rows(self) -> Mapping[tuple[str, int], Row]:
        return {(name, row.line): row for name, table in self.tables.items() for row in table.rows}

    def place(self, record: Record, header: str) -> Place:
        """The cell that a field of a record was read from, by its header."""
        name = _TABLE_OF[type(record)]
        table = self.tables[name]
        return place(table, self._rows[name, record.line], table.header.index(header))


@dataclass(frozen=True, slots=True)
class CellReader:
    """A column, its converter, and where the file has it."""

    column: Column
    index: int
    convert: Callable[[str, Column], Any]
    known: dict[str, Any]  # by text: codes, words and years come back on most rows

    def values(self, texts: Sequence[str]) -> list[Any]:
        """The value of each cell, None when it may be empty and is, or the Fault that it holds."""
        known = self.known
        new = {text: self._read(text) for text in set(texts).difference(known)}
        if len(known) < MOST_KNOWN:
            known.update(new)
        else:
            known = known | new
        return list(map(known.__getitem__, texts))

    def _read(self, text: str) -> Any:
        typed = text.strip()
        return self.convert(typed, self.column) if typed else self.known[""]


def readers(table: Table) -> list[CellReader]:
    """The readers of the columns that a table has, in the order of its record."""
    return [
        CellReader(
            column,
            table.header.index(column.header),
            converter(column),
            {"": empty_cell(column) if column.required else None},
        )
        for column in columns_of(TABLES[table.name])
        if column.header in table.header
    ]


def parse(tables: Mapping[str, Table]) -> Dataset:
    """Every table as records; never raises on what people typed.

    A table with thousands of faults is not read to its end: `checks` say only the first ones.
    """
    records: dict[str, tuple[Any, ...]] = {}
    problems: list[Problem] = []
    for name, table in tables.items():
        records[name], found = _parsed(table)
        problems += found
    return Dataset(tables, records, tuple(problems))


@lru_cache(maxsize=len(TABLES))  # a server parses again only the table that changed
def _parsed(table: Table) -> tuple[tuple[Record, ...], list[Problem]]:
    problems: list[Problem] = []
    return tuple(_records(table, problems)), problems


def _records(table: Table, problems: list[Problem]) -> Iterator[Record]:
    record = TABLES[table.name]
    columns = readers(table)
    if len(columns) < len(columns_of(record)):
        return  # a missing column is one problem (checks/headers.py), not one for each row
    names = [reader.column.name for reader in columns]
    for rows, by_reader in _batches(table, columns):
        faulty = _faulty(by_reader)
        for number in sorted(faulty):
            values = [values[number] for values in by_reader]
            problems += _problems(table, rows[number], columns, values)
            if len(problems) > MOST_PROBLEMS:
                return
        lines = [row.line for row in rows]
        yield from filled(record, ["line", *names], [_but(faulty, c) for c in (lines, *by_reader)])


def _faulty(by_reader: Iterable[Sequence[Any]]) -> set[int]:
    """Which rows of a batch hold a fault; most batches hold none, which their types tell at once."""
    return {
        number
        for values in by_reader
        if Fault in set(map(type, values))
        for number, value in enumerate(values)
        if type(value) is Fault
    }


def _but(left_out: Container[int], values: Sequence[Any]) -> Sequence[Any]:
    return [v for n, v in enumerate(values) if n not in left_out] if left_out else values


R = TypeVar("R", bound=Record)


def filled(record: type[R], names: Sequence[str], columns: Sequence[Sequence[Any]]) -> list[R]:
    """Records made a field at a time, every field being given.

    Frozen records fill themselves field by field, in Python, each with a call: this takes a quarter of it.
    """
    made = list(map(object.__new__, repeat(record, len(columns[0]))))
    for name, values in zip(names, columns, strict=True):
        deque(map(getattr(record, name).__set__, made, values), maxlen=0)
    return made


def rows_with_values(table: Table, columns: Sequence[CellReader]) -> Iterator[tuple[Row, tuple[Any, ...]]]:
    """Each row that is in shape, with the values of some columns."""
    for rows, by_reader in _batches(table, columns):
        yield from zip(rows, zip(*by_reader, strict=True), strict=True)


def _batches(table: Table, columns: Sequence[CellReader]) -> Iterator[tuple[Sequence[Row], list[list[Any]]]]:
    """Rows in shape, many at once, with the values of some columns, column by column, which is faster."""
    for start in range(0, len(table.rows_in_shape), BATCH):
        rows = table.rows_in_shape[start : start + BATCH]
        cells = dict(enumerate(by_column(rows)))
        empty = ("",) * len(rows)  # the last columns, when no row fills them
        yield rows, [reader.values(cells.get(reader.index, empty)) for reader in columns]


def _problems(table: Table, row: Row, columns: Sequence[CellReader], values: Sequence[Any]) -> list[Problem]:
    """The faults worth saying: of a row of totals, only that it is one."""
    faults = [
        (reader, value) for reader, value in zip(columns, values, strict=True) if isinstance(value, Fault)
    ]
    totals = [(reader, value) for reader, value in faults if value.rule == TOTAL]
    if not totals and _is_sum(row, columns, values):
        totals = [
            (columns[0], Fault(TOTAL, "cette ligne n’a que des nombres : on dirait un total.", TOTAL_CURE))
        ]
    return [
        Problem(fault.rule, place(table, row, reader.index), fault.what, fault.fix)
        for reader, fault in totals or faults
    ]


def _is_sum(row: Row, columns: Sequence[CellReader], values: Sequence[Any]) -> bool:
    """Whether a row says nothing but numbers, or the word « total », and of nothing."""
    filled = [(row.cell(reader.index), value) for reader, value in zip(columns, values, strict=True)]
    said = [isinstance(value, int | float | Decimal) or is_total(text) for text, value in filled if text]
    return not filled[0][0] and bool(said) and all(said)


@lru_cache(maxsize=len(TABLES))
def _keys(table: Table) -> frozenset[str]:
    """What the first column of a table holds."""
    header = columns_of(TABLES[table.name])[0].header
    if header not in table.header:
        return frozenset()
    index = table.header.index(header)
    return frozenset(row.cell(index) for row in table.rows) - {""}


def place(table: Table, row: Row, index: int) -> Place:
    """The place of a cell, named as the spreadsheet names it."""
    header = table.header[index] if index < len(table.header) else ""
    return Place(table.path, row.line, f"{column_letter(index)}{row.number}", header)


def column_letter(index: int) -> str:
    """The spreadsheet's name of a column: 0 is A, 26 is AA."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
