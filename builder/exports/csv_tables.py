"""Every table as a CSV of open data, in canonical form.

Cells are written from the records, so that what people typed (decimal commas, French dates, thousands kept
apart) comes out in one form. A text that a spreadsheet would run as a formula is neutralised.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache, partial

from ..canonical import Cells, canonical_csv
from ..catalog import Catalog
from ..columns import columns_of
from ..keys import table_key
from ..output import Output
from .published import PUBLISHED, cells_of, holds_free_text, path_of
from .readme import tables_of

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")  # https://owasp.org/www-community/attacks/CSV_Injection


def tables(catalog: Catalog) -> Iterator[Output]:
    """One CSV for each published table."""
    for name in tables_of(catalog):
        yield Output.later(path_of(name), table_key(catalog, name), partial(content_of, catalog, name))


@lru_cache(maxsize=2 * len(PUBLISHED))  # described and archived as well as published
def content_of(catalog: Catalog, name: str) -> bytes:
    """The bytes of the CSV of a table."""
    return canonical_csv(name, safe_cells(catalog, name)).encode()


def safe_cells(catalog: Catalog, name: str) -> list[Cells]:
    """The rows of a table as texts of which a spreadsheet runs none."""
    return safe_rows(name, cells_of(catalog, name))


def safe_rows(name: str, rows: Iterable[Cells]) -> list[Cells]:
    """The same for some canonical rows of a table."""
    writers = [safe if holds_free_text(column) else str for column in columns_of(PUBLISHED[name])]
    return [tuple(write(cell) for write, cell in zip(writers, row, strict=True)) for row in rows]


def safe(text: str) -> str:
    """A text that a spreadsheet shows and does not run."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
