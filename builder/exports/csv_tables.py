"""Every table as a CSV of open data, in canonical form.

Cells are written from the records, so that what people typed (decimal commas, French dates, thousands kept
apart) comes out in one form. A text that a spreadsheet would run as a formula is neutralised.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from ..canonical import canonical_csv, canonical_rows
from ..catalog import Catalog
from ..columns import columns_of
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
    safe = [_safe if column.type is str else str for column in columns_of(PUBLISHED[name])]
    cells = canonical_rows(name, rows)
    return canonical_csv(
        name, ([make(cell) for make, cell in zip(safe, row, strict=True)] for row in cells)
    ).encode()


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
