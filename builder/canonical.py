"""The canonical form of a table: UTF-8, comma, LF, least quoting, sorted rows.

Whatever writes a CSV goes through here, so that two writers never disagree on a byte.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Any

from .columns import Column, columns_of
from .converters import converter, to_decimal
from .errors import Fault
from .read import Row, Table
from .records import TABLES, Record

Cells = tuple[str, ...]  # the canonical texts of a row, in the order of the file


def canonical_csv(name: str, rows: Iterable[Sequence[str]]) -> str:
    """The file of a table: its header, then its rows in the order of their texts."""
    header = [column.header for column in columns_of(TABLES[name])]
    return "".join(f"{','.join(map(_quoted, row))}\n" for row in (header, *sorted(map(tuple, rows))))


# Every line end, where csv.writer only knows its own: a lone \r would come back as a new row.
_TO_QUOTE = re.compile(r'[",\r\n]')


def _quoted(cell: str) -> str:
    if not _TO_QUOTE.search(cell):
        return cell
    doubled = cell.replace('"', '""')
    return f'"{doubled}"'


def rewritten_rows(table: Table) -> list[Cells]:
    """The rows that people typed, in their order, each value in its one form; no value is lost.

    A cell that cannot be read is left exactly as it was typed. The table has all its columns, no cell beyond.
    """
    writers = [
        (table.header.index(column.header), _Rewriter(column)) for column in columns_of(TABLES[table.name])
    ]
    return [tuple(writer.cell(row, index) for index, writer in writers) for row in table.rows]


class _Rewriter:
    """What rewrites the cells of a column, each text once: codes, words and years come back on most rows."""

    def __init__(self, column: Column) -> None:
        self._column, self._read, self._write = column, converter(column), cell_writer(column)
        self._known: dict[str, str] = {"": ""}

    def cell(self, row: Row, index: int) -> str:
        typed = row.cells[index] if index < len(row.cells) else ""
        if typed not in self._known:
            self._known[typed] = self._written(typed)
        return self._known[typed]

    def _written(self, typed: str) -> str:
        if not typed.strip():
            return ""
        value = self._read(typed, self._column)
        return typed if isinstance(value, Fault) else self._write(value)


def canonical_rows(name: str, records: Iterable[Record]) -> list[Cells]:
    """The cells of some records of a table, sorted as the file has them."""
    writers = [(column.name, cell_writer(column)) for column in columns_of(TABLES[name])]
    return sorted(tuple(write(getattr(record, field)) for field, write in writers) for record in records)


def cell_writer(column: Column) -> Callable[[Any], str]:
    """What writes the values of a column; an empty cell is « non renseigné »."""
    if column.words:
        return lambda word: "" if word is None else str(word.value)
    write = (lambda value: _number(value, column)) if column.type is Decimal else str
    return lambda value: "" if value is None else write(value)


def _number(value: Decimal, column: Column) -> str:
    """Without exponent nor needless zeros: `2.50` is `2.5`, `1E+3` is `1000`.

    `1.234` is written `1.2340`: with three decimals, it would be refused as perhaps a thousand.
    """
    text = f"{value.normalize():f}"
    return f"{text}0" if isinstance(to_decimal(text, column), Fault) else text
