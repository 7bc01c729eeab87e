"""Which tables are published, where, and their rows as every format writes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache
from itertools import compress
from operator import itemgetter

from ..canonical import Cells, canonical_cells
from ..catalog import Catalog
from ..columns import Column, columns_of, holds_numbers
from ..records import CURATED, GEOGRAPHIC, Record

FOLDER = "donnees"
# Communes are left out: a large official table that its publisher keeps better than we would.
PUBLISHED: dict[str, type[Record]] = CURATED | {name: GEOGRAPHIC[name] for name in ("departements", "epci")}
Value = str | int | float | None


def path_of(name: str, ending: str = ".csv") -> str:
    """Where a file of a table is, relative to the site: `donnees/projets-excel.csv`."""
    return f"{FOLDER}/{PUBLISHED[name].file.removesuffix('.csv')}{ending}"


def cells_of(catalog: Catalog, name: str) -> list[Cells]:
    """The rows of a table as canonical texts, in the order in which every format gives them."""
    records, rows = written(catalog.whole or catalog, name)
    return rows if not catalog.whole else list(compress(rows, held(catalog, name, records)))


@lru_cache(maxsize=2 * len(PUBLISHED))  # each format asks, each part of the data too
def written(catalog: Catalog, name: str) -> tuple[list[Record], list[Cells]]:
    """The records of a table and their canonical texts, both in the order of these texts."""
    records = catalog.dataset.records[name]
    cells = sorted(zip(canonical_cells(name, records), records, strict=True), key=itemgetter(0))
    return [record for _, record in cells], [row for row, _ in cells]


def held(catalog: Catalog, name: str, records: Iterable[Record]) -> Iterator[bool]:
    """Whether a part of the data holds each of some records of the whole."""
    own = set(map(id, catalog.dataset.records[name]))  # the same objects: quicker than comparing fields
    return (id(record) in own for record in records)


def typed_rows(catalog: Catalog, name: str) -> list[dict[str, Value]]:
    """The rows of a table by header: numbers are numbers, dates ISO texts, None is « non renseigné »."""
    columns = columns_of(PUBLISHED[name])
    return [
        {column.header: value(column, cell) for column, cell in zip(columns, row, strict=True)}
        for row in cells_of(catalog, name)
    ]


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
