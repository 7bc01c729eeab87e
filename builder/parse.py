"""Parsing: Table → records, and every cell that cannot become a value, as a Problem.

This is the only place where text becomes a typed value. Rows that hold a fault give no record, so that
what follows can trust the types; their raw cells still count as keys and references.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from .columns import Column, columns_of
from .converters import converter, empty_cell
from .errors import Fault, Place, Problem
from .read import Row, Table
from .records import TABLES, Record

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
        return {name: frozenset(_first_column(name, table)) - {""} for name, table in self.tables.items()}

    @cached_property
    def _rows(self) -> Mapping[tuple[str, int], Row]:
        return {(name, row.line): row for name, table in self.tables.items() for row in table.rows}

    def place(self, record: Record, header: str) -> Place:
        """The cell that a field of a record was read from, by its header."""
        name = _TABLE_OF[type(record)]
        table = self.tables[name]
        return place(table, self._rows[name, record.line], table.header.index(header))


@dataclass(frozen=True, slots=True)
class _Reader:
    """A column, its converter, and where the file has it."""

    column: Column
    index: int
    values: dict[str, Any]  # by text, once each: codes, words and years come back on most rows

    def value(self, row: Row) -> Any:
        """The value of the cell, None when it may be empty and is, or the Fault that it holds."""
        text = row.cell(self.index)
        if text not in self.values:
            self.values[text] = converter(self.column)(text, self.column)
        return self.values[text]


def _reader(column: Column, index: int) -> _Reader:
    return _Reader(column, index, {"": empty_cell(column) if column.required else None})


def parse(tables: Mapping[str, Table]) -> Dataset:
    """Every table as records; never raises on what people typed."""
    records: dict[str, tuple[Any, ...]] = {}
    problems: list[Problem] = []
    for name, table in tables.items():
        records[name] = tuple(_records(TABLES[name], table, problems.append))
    return Dataset(tables, records, tuple(problems))


def _records(record: type[Record], table: Table, report: Callable[[Problem], None]) -> Iterator[Record]:
    readers = [
        _reader(column, table.header.index(column.header))
        for column in columns_of(record)
        if column.header in table.header
    ]
    if len(readers) < len(columns_of(record)):
        return  # a missing column is one problem (checks/headers.py), not one for each row
    for row in table.rows_in_shape:
        values = {reader.column.name: reader.value(row) for reader in readers}
        faults = [
            Problem(value.rule, place(table, row, reader.index), value.what, value.fix)
            for reader, value in zip(readers, values.values(), strict=True)
            if isinstance(value, Fault)
        ]
        for problem in _telling(faults):
            report(problem)
        if not faults:
            yield record(line=row.line, **values)


def _telling(faults: list[Problem]) -> list[Problem]:
    """The faults worth saying: of a row of totals, only that it is one."""
    return [fault for fault in faults if fault.rule == "ligne-de-total"] or faults


def _first_column(name: str, table: Table) -> Iterator[str]:
    header = columns_of(TABLES[name])[0].header
    if header in table.header:
        index = table.header.index(header)
        yield from (row.cell(index) for row in table.rows)


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
