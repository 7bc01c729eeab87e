"""Every published table in one workbook to read, beside the one that editors fill in (`workbook.py`)."""

from __future__ import annotations

from collections.abc import Iterator

from ..catalog import Catalog
from ..keys import table_key
from ..output import Output
from .published import FOLDER, PUBLISHED
from .workbook import is_published

PATH = f"{FOLDER}/vitrine.xlsx"


def workbooks(catalog: Catalog) -> Iterator[Output]:
    """One workbook; none when it would be too large to be of use."""
    if is_published(catalog):
        yield Output.later(PATH, table_key(catalog, *PUBLISHED), lambda: content_of(catalog))


def content_of(catalog: Catalog) -> bytes:
    """The bytes of the workbook."""
    from ..workbook.reading import reading_workbook  # here, not above: it is slow to import

    return reading_workbook(catalog)
