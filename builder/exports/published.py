"""Which tables are published, where, and their rows as every format writes them."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from ..canonical import Cells, canonical_rows
from ..catalog import Catalog
from ..columns import Column, holds_numbers
from ..records import CURATED, GEOGRAPHIC, Record

FOLDER = "donnees"
# Communes are left out: a large official table that its publisher keeps better than we would.
PUBLISHED: dict[str, type[Record]] = CURATED | {name: GEOGRAPHIC[name] for name in ("departements", "epci")}
Value = str | int | float | None


def path_of(name: str, ending: str = ".csv") -> str:
    """Where a file of a table is, relative to the site: `donnees/projets-excel.csv`."""
    return f"{FOLDER}/{PUBLISHED[name].file.removesuffix('.csv')}{ending}"


@lru_cache(maxsize=len(PUBLISHED))  # each format asks
def cells_of(catalog: Catalog, name: str) -> list[Cells]:
    """The rows of a table as canonical texts, in the order in which every format gives them."""
    return canonical_rows(name, catalog.dataset.records[name])


def value(column: Column, cell: str) -> Value:
    """The value of a canonical cell; a number without decimals is whole."""
    if not cell:
        return None
    if not holds_numbers(column):
        return cell
    exact = Decimal(cell)
    return int(exact) if exact == exact.to_integral_value() else float(exact)


def holds_free_text(column: Column) -> bool:
    """Whether a column holds what people wrote, which a spreadsheet might run."""
    return column.type is str
