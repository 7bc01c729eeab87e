"""The canonical form of a table: UTF-8, comma, LF, least quoting, sorted rows.

Whatever writes a CSV goes through here, so that two writers never disagree on a byte.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Any

from .columns import Column, columns_of
from .converters import Fault, to_decimal
from .records import TABLES, Record

Cells = tuple[str, ...]  # the canonical texts of a row, in the order of the file


def canonical_csv(name: str, rows: Iterable[Sequence[str]]) -> str:
    """The file of a table: its header, then its rows in the order of their texts."""
    text = io.StringIO(newline="")
    out = csv.writer(text, lineterminator="\n")
    out.writerow(column.header for column in columns_of(TABLES[name]))
    out.writerows(sorted(map(tuple, rows)))
    return text.getvalue()


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
