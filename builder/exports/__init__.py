"""The open formats in which the data is published, one file each, in the order in which they are written."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..catalog import Catalog
from ..output import Output
from . import csv_tables, workbook

EXPORTS: tuple[Callable[[Catalog], Iterator[Output]], ...] = (csv_tables.tables, workbook.workbooks)
