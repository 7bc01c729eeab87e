"""The workbook that editors fill in, for those who have no Vitrine to make it with."""

from __future__ import annotations

from collections.abc import Iterator

from ..catalog import Catalog
from ..keys import table_key
from ..output import Output
from ..records import CURATED, TABLES
from .published import FOLDER

PATH = f"{FOLDER}/classeur.xlsx"
MOST_ROWS = 20_000  # beyond, it takes longer to make than the site, and to open than anyone waits


def workbooks(catalog: Catalog) -> Iterator[Output]:
    """One workbook with every table that people curate; none when it would be too large to be of use."""
    if is_published(catalog):
        yield Output.later(PATH, table_key(catalog, *TABLES), lambda: _content(catalog))


def _content(catalog: Catalog) -> bytes:
    from ..workbook.export import workbook  # here, not above: it is slow to import

    return workbook(catalog.dataset, catalog.settings, catalog.edition)


def is_published(catalog: Catalog) -> bool:
    """Whether there are few enough rows for a workbook."""
    return sum(len(catalog.dataset.records[name]) for name in CURATED) <= MOST_ROWS
