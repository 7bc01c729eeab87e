"""Parsing: Table → records, and every cell that cannot become a value, as a Problem.

This is the only place where text becomes a typed value. Rows that hold a fault give no record, so that
what follows can trust the types; their raw cells still count as keys and references.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from .columns import Column, Fault, columns_of, converter
from .errors import Place, Problem
from .read import Row, Table
from .records import TABLES, Record


@dataclass(frozen=True)
class Dataset:
    """All tables, the records they hold and the cells that could not be read."""

    tables: Mapping[str, Table]
    records: Mapping[str, tuple[Any, ...]]
    problems: tuple[Problem, ...]

    @cached_property
    def keys(self) -> Mapping[str, frozenset[str]]:
        """For each table, the values of its first column as typed: what a reference may name."""
        return {name: frozenset(_first_column(name, table)) for name, table in self.tables.items()}


def parse(tables: Mapping[str, Table]) -> Dataset:
    """Every table as records; never raises on what people typed."""
    records: dict[str, tuple[Any, ...]] = {}
    problems: list[Problem] = []
    for name, table in tables.items():
        records[name] = tuple(_records(TABLES[name], table, problems.append))
    return Dataset(tables, records, tuple(problems))


def _records(record: type[Record], table: Table, report: Callable[[Problem], None]) -> Iterator[Record]:
    readers = [
        (column, converter(column), table.header.index(column.header))
        for column in columns_of(record)
        if column.header in table.header
    ]
    if len(readers) < len(columns_of(record)):
        return  # a missing column is one problem (checks/headers.py), not one for each row
    for row in table.rows:
        values, faulty = {"line": row.line}, False
        for column, convert, index in readers:
            value = _value(row, index, column, convert)
            if isinstance(value, Fault):
                report(Problem(value.rule, place(table, row, index), value.what, value.fix))
                faulty = True
            else:
                values[column.name] = value
        if not faulty:
            yield record(**values)


def _value(row: Row, index: int, column: Column, convert: Callable[[str, Column], Any]) -> Any:
    text = row.cells[index] if index < len(row.cells) else ""
    if text.strip():
        return convert(text, column)
    if column.required:
        return Fault(
            "cellule-vide",
            "la cellule est vide.",
            f"Écrivez par exemple « {column.example} ».",
        )
    return None


def _first_column(name: str, table: Table) -> Iterator[str]:
    header = columns_of(TABLES[name])[0].header
    if header in table.header:
        index = table.header.index(header)
        yield from (row.cells[index].strip() for row in table.rows if index < len(row.cells))


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
