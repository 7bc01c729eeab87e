"""What the export and the import agree on: the names of the sheets, which columns hold numbers or dates."""

from __future__ import annotations

import hashlib
from datetime import date

from ..canonical import Cells
from ..columns import Column, PartialDate

GUIDE = "Lisez-moi"
WORDS = "Listes"
COMMUNES = "Communes"
BASE = "Repères"  # hidden: the digests of the rows that the workbook was made from
OURS = (GUIDE, WORDS, COMMUNES, BASE)  # sheets that are not tables and are not read back, but for the digests


def holds_dates(column: Column) -> bool:
    """Whether a column holds dates, which are texts in the workbook: a spreadsheet knows no partial date."""
    return column.type in (date, PartialDate)


def digest(cells: Cells) -> str:
    """The short name of a row in canonical form: two rows that differ have different names."""
    return hashlib.sha256("\x1f".join(cells).encode()).hexdigest()[:16]
