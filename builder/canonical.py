"""The canonical form of a table: UTF-8, comma, LF, least quoting, sorted rows.

Whatever writes a CSV goes through here, so that two writers never disagree on a byte; that for Excel alone
(`exports/csv_excel.py`) has a form of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from functools import lru_cache
from operator import attrgetter
from typing import Any

from .columns import Column, Word, columns_of
from .converters import converter, to_decimal
from .errors import Fault
from .read import Table
from .records import TABLES, Record, headers_of

Cells = tuple[str, ...]  # the canonical texts of a row, in the order of the file


def canonical_csv(name: str, rows: Iterable[Sequence[str]]) -> str:
    """The file of a table: its header, then its rows in the order of their texts."""
    return csv_text((headers_of(name), *sorted(map(tuple, rows))))


def csv_text(rows: Iterable[Iterable[str]]) -> str:
    """A file of rows that are no table of data: their order is kept."""
    return "".join(f"{csv_line(row)}\n" for row in rows)


def csv_of_columns(header: Iterable[str], columns: Iterable[Sequence[str]]) -> str:
    """A file of some columns: that most hold nothing to quote is seen at once for all their cells."""
    lines = map(",".join, zip(*map(_quoted_column, columns), strict=True))
    return "\n".join((csv_line(header), *lines, ""))


def _quoted_column(cells: Sequence[str]) -> Sequence[str]:
    return [_quoted(cell) for cell in cells] if _TO_QUOTE.search("\0".join(cells)) else cells


def csv_line(cells: Iterable[str]) -> str:
    """A row as the files have it, without its line end."""
    return ",".join(map(_quoted, cells))


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
    return list(
        zip(*(_rewritten_column(table, column) for column in columns_of(TABLES[table.name])), strict=True)
    )


def _rewritten_column(table: Table, column: Column) -> list[str]:
    index, read, write = table.header.index(column.header), converter(column), cell_writer(column)

    @lru_cache(maxsize=10_000)  # codes, words and years come back on most rows
    def rewritten(typed: str) -> str:
        value = read(typed.strip(), column) if typed.strip() else None
        return typed if isinstance(value, Fault) else write(value)

    return [rewritten(row.cells[index]) if index < len(row.cells) else "" for row in table.rows]


def canonical_rows(name: str, records: Iterable[Record]) -> list[Cells]:
    """The cells of some records of a table, sorted as the file has them."""
    return sorted(canonical_cells(name, list(records)))


def canonical_cells(name: str, records: Sequence[Record]) -> list[Cells]:
    """The cells of some records of a table, in their order; column by column, which is quicker."""
    columns = (map(cell_writer(one), map(attrgetter(one.name), records)) for one in columns_of(TABLES[name]))
    return list(zip(*columns, strict=True))


def cell_writer(column: Column) -> Callable[[Any], str]:
    """What writes the values of a column; an empty cell is « non renseigné »."""
    if column.words:
        written: dict[Word | None, str] = {word: str(word.value) for word in column.words}
        return {**written, None: ""}.__getitem__
    if column.type is str:
        return lambda value: "" if value is None else value
    write = (lambda value: _number(value, column)) if column.type is Decimal else str
    return lru_cache(maxsize=10_000)(lambda value: "" if value is None else write(value))


def _number(value: Decimal, column: Column) -> str:
    """Without exponent nor needless zeros: `2.50` is `2.5`, `1E+3` is `1000`.

    `1.234` is written `1.2340`: with three decimals, it would be refused as perhaps a thousand.
    """
    text = f"{value.normalize():f}"
    return f"{text}0" if isinstance(to_decimal(text, column), Fault) else text
