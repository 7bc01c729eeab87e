"""The workbook that editors fill in: a sheet for each table, with lists, notes and locked headers.

The same data gives the same bytes: nothing in it comes from the clock.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from ..canonical import canonical_rows
from ..columns import Column, columns_of
from ..config import Settings
from ..parse import Dataset
from ..records import CURATED
from . import guide
from .layout import BASE, COMMUNES, GUIDE, WORDS, digest
from .looks import Looks
from .notes import message, note
from .rules import WordLists, rule
from .sheets import opened, print_wide, sure, write_column, write_guide, write_texts

LAST_ROW = 1_048_575  # of a sheet, counted from 0
# What an editor may do in a protected sheet, beside changing the cells that are not locked.
ALLOWED = (
    "format_cells",
    "format_columns",
    "format_rows",
    "insert_rows",
    "delete_rows",
    "sort",
    "autofilter",
)


def workbook(dataset: Dataset, settings: Settings, edition: date) -> bytes:
    """The .xlsx file of a dataset without errors; BuilderError if a sheet cannot hold what it should."""
    book, content = opened("le classeur des données", settings, edition)
    _Workbook(book, dataset).fill(settings, edition)
    book.close()
    return content.getvalue()


class _Workbook:
    """A workbook being written: its formats, and where its lists are."""

    def __init__(self, book: Any, dataset: Dataset) -> None:
        self.book = book
        self.dataset = dataset
        self.looks = Looks(book)
        self.rows = {name: canonical_rows(name, dataset.records[name]) for name in CURATED}
        self.lists = WordLists(CURATED.values())

    def fill(self, settings: Settings, edition: date) -> None:
        write_guide(self.book, self.looks, GUIDE, guide.lines(settings, edition)).protect()
        for name in CURATED:
            self._table(name)
        self._reading_sheet(WORDS, self.lists.header, self.lists.rows, (30, 24, 32, 70))
        communes = sorted((c.name, c.code, c.postal_codes) for c in self.dataset.records["communes"])
        self._reading_sheet(COMMUNES, ("nom", "code", "codes_postaux"), communes, (36, 10, 40))
        self._base()

    def _table(self, name: str) -> None:
        sheet = self.book.add_worksheet(name)
        columns, rows = columns_of(CURATED[name]), self.rows[name]
        for index, column in enumerate(columns):
            write_column(sheet, index, column, [row[index] for row in rows], self.looks)
            self._help(sheet, index, column)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, max(len(rows), 1), len(columns) - 1)
        print_wide(sheet)
        sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{LAST_ROW + 1}"})
        sheet.set_row(0, 24, self.looks.beyond_headers())
        sheet.protect("", dict.fromkeys(ALLOWED, True))
        sheet.dim_colmax = len(columns) - 1  # else writing walks through 16,384 columns for each row

    def _help(self, sheet: Any, index: int, column: Column) -> None:
        text = note(column)
        sheet.write_comment(0, index, text, {"x_scale": 2.2, "y_scale": 0.35 * (text.count("\n") + 3)})
        if found := rule(column, message(column, self.dataset), self.lists):
            sure(sheet.data_validation(1, index, LAST_ROW, index, found))

    def _reading_sheet(
        self, name: str, header: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int]
    ) -> None:
        sheet = write_texts(self.book, self.looks, name, header, rows, widths)
        sheet.protect("", {"autofilter": True, "format_columns": True})

    def _base(self) -> None:
        """Which rows the workbook was made from, so that its return undoes nobody else's changes."""
        sheet = self.book.add_worksheet(BASE)
        for index, name in enumerate(CURATED):
            for number, text in enumerate([name, *map(digest, self.rows[name])]):
                sure(sheet.write_string(number, index, text))
        sheet.protect()
        sheet.hide()
