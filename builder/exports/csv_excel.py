"""Every table as a CSV that a French Excel opens with a double click.

Semicolons, decimal commas, CRLF, and a byte order mark so that accents are read. Never a `sep=` line: Excel
then ignores the mark. What it still does (01 becomes 1, 2014-10 a day) only a workbook avoids.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from functools import partial

from ..catalog import Catalog
from ..columns import columns_of, holds_numbers
from ..keys import table_key
from ..output import Output
from .csv_tables import safe_cells
from .published import PUBLISHED, path_of
from .readme import tables_of

ENDING = "-excel.csv"


def tables(catalog: Catalog) -> Iterator[Output]:
    """One CSV for Excel for each published table, its rows in the order of the open one."""
    for name in tables_of(catalog):
        make = partial(content_of, catalog, name)
        yield Output.later(path_of(name, ENDING), table_key(catalog, name), make)


def content_of(catalog: Catalog, name: str) -> bytes:
    """The bytes of the CSV of a table."""
    columns = columns_of(PUBLISHED[name])
    numeric = [holds_numbers(column) for column in columns]
    content = io.StringIO(newline="")
    writer = csv.writer(content, delimiter=";", lineterminator="\r\n")
    writer.writerow(column.header for column in columns)
    for row in sorted(safe_cells(catalog, name)):
        writer.writerow(c.replace(".", ",") if n else c for c, n in zip(row, numeric, strict=True))
    return content.getvalue().encode("utf-8-sig")
