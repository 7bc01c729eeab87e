"""The open formats in which the data is published, one file each, in the order in which they are written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import chain

from ..catalog import Catalog
from ..output import Output
from . import (
    archive,
    csv_excel,
    csv_tables,
    datapackage,
    dcat,
    geojson,
    json_tables,
    ods,
    parquet,
    scdl,
    schemas,
    selections,
    totals,
    workbook,
    xlsx,
)

# The whole edition: what the page of downloads and the catalogue for harvesters list.
EXPORTS: tuple[Callable[[Catalog], Iterable[Output]], ...] = (
    csv_tables.tables,
    csv_excel.tables,
    json_tables.tables,
    parquet.tables,
    schemas.schemas,
    datapackage.package,
    geojson.places,
    scdl.tables,
    archive.archive,
    xlsx.workbooks,
    ods.workbooks,
    workbook.workbooks,
)
# What is made from it.
DERIVED: tuple[Callable[[Catalog], Iterator[Output]], ...] = (selections.files, totals.files)


@lru_cache(maxsize=1)  # asked by the page that says what each file weighs, then by the publication
def exported(catalog: Catalog) -> tuple[Output, ...]:
    """Every file of the whole edition."""
    return tuple(chain.from_iterable(export(catalog) for export in EXPORTS))


def derived(catalog: Catalog) -> Iterator[Output]:
    """Every other file of open data: parts of the edition, totals, catalogues for harvesters."""
    yield from chain.from_iterable(made(catalog) for made in DERIVED)
    yield from dcat.catalogues(catalog, exported(catalog))
