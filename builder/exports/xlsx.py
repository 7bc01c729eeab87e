"""Every published table in one workbook to read, beside the one that editors fill in (`workbook.py`)."""

from __future__ import annotations

from collections.abc import Iterator

from ..catalog import Catalog
from ..output import Output
from .published import FOLDER
from .workbook import is_published

PATH = f"{FOLDER}/vitrine.xlsx"


def workbooks(catalog: Catalog) -> Iterator[Output]:
    """One workbook; none when it would be too large to be of use."""
    if is_published(catalog):
        from ..workbook.reading import reading_workbook  # here, not above: it is slow to import

        yield Output(PATH, reading_workbook(catalog))
