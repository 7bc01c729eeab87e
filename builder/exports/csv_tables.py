"""Every table as a CSV of open data, in canonical form: UTF-8, comma, LF, rows sorted by their cells.

Cells are written from the records, so that what people typed (decimal commas, French dates, thousands kept
apart) comes out in one form. A text that a spreadsheet would run as a formula is neutralised.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import lru_cache
from typing import Any

from ..catalog import Catalog
from ..columns import Column, columns_of
from ..output import Output
from ..records import CURATED, GEOGRAPHIC, Record

FOLDER = "donnees"
# Communes are left out: a large official table that its publisher keeps better than we would.
PUBLISHED: dict[str, type[Record]] = CURATED | {name: GEOGRAPHIC[name] for name in ("departements", "epci")}
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")  # https://owasp.org/www-community/attacks/CSV_Injection


def tables(catalog: Catalog) -> Iterator[Output]:
    """One CSV for each published table."""
    for name in PUBLISHED:
        yield Output(path_of(name), content_of(catalog, name))


def path_of(name: str) -> str:
    """Where the CSV of a table is, relative to the site: `donnees/projets.csv`."""
    return f"{FOLDER}/{PUBLISHED[name].file}"


def content_of(catalog: Catalog, name: str) -> bytes:
    """The bytes of the CSV of a table."""
    return _csv(name, catalog.dataset.records[name])


@lru_cache(maxsize=2 * len(PUBLISHED))  # asked by the export, then by the page that gives the sizes
def _csv(name: str, rows: tuple[Record, ...]) -> bytes:
    columns = columns_of(PUBLISHED[name])
    writers = [(column.name, cell_writer(column)) for column in columns]
    text = io.StringIO(newline="")
    out = csv.writer(text, lineterminator="\n")
    out.writerow(column.header for column in columns)
    out.writerows(sorted([write(getattr(row, field)) for field, write in writers] for row in rows))
    return text.getvalue().encode()


def cell_writer(column: Column) -> Callable[[Any], str]:
    """What writes the values of a column; an empty cell is « non renseigné »."""
    if column.words:
        return lambda word: "" if word is None else str(word.value)
    write = _number if column.type is Decimal else _text if column.type is str else str
    return lambda value: "" if value is None else write(value)


def _number(value: Decimal) -> str:
    """Without exponent nor needless zeros: `2.50` is `2.5`, `1E+3` is `1000`."""
    return f"{value.normalize():f}"


def _text(value: str) -> str:
    return f"'{value}" if value.startswith(FORMULA_STARTS) else value
