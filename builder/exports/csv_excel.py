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
from ..records import headers_of
from .csv_tables import safe_cells
from .published import PUBLISHED, path_of
from .readme import tables_of

ENDING = "-excel.csv"


def tables(catalog: Catalog) -> Iterator[Output]:
    """One CSV for Excel for each published table, its rows in the order of the open one."""
    for name in tables_of(catalog):
        make = partial(content_of, catalog, name)
        yield Output.later(path_of(name, ENDING), table_key(catalog, name), make, together=name)


def content_of(catalog: Catalog, name: str) -> bytes:
    """The bytes of the CSV of a table."""
    content = io.StringIO(newline="")
    writer = csv.writer(content, delimiter=";", lineterminator="\r\n")
    writer.writerow(headers_of(name))
    columns = zip(*sorted(safe_cells(catalog, name)), strict=True)  # none without rows
    numeric = map(holds_numbers, columns_of(PUBLISHED[name]))
    written = (map(_with_comma, cells) if n else cells for n, cells in zip(numeric, columns, strict=False))
    writer.writerows(zip(*written, strict=True))
    return content.getvalue().encode("utf-8-sig")


def _with_comma(number: str) -> str:
    return number.replace(".", ",")
