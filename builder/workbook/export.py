"""The workbook that editors fill in: a sheet for each table, with lists, notes and locked headers.

The same data gives the same bytes: nothing in it comes from the clock.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from typing import Any

import xlsxwriter

from ..canonical import canonical_rows
from ..columns import Column, columns_of, holds_numbers
from ..config import Settings
from ..errors import BuilderError
from ..parse import Dataset
from ..records import CURATED
from . import guide
from .layout import BASE, COMMUNES, GUIDE, WORDS, digest
from .looks import Looks
from .notes import message, note
from .rules import WordLists, rule

LAST_ROW = 1_048_575  # of a sheet, counted from 0
NARROWEST, WIDEST = 10, 60  # in characters
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
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    book.set_properties(
        {
            "title": f"{settings.site_name} : le classeur des données",
            "comments": f"Données au {edition.isoformat()}. Licence : {settings.licence.nom}.",
            "created": datetime.combine(edition, time()),
        }
    )
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
        self._guide(settings, edition)
        for name in CURATED:
            self._table(name)
        self._reading_sheet(WORDS, self.lists.header, self.lists.rows, (30, 24, 32, 70))
        communes = sorted((c.name, c.code, c.postal_codes) for c in self.dataset.records["communes"])
        self._reading_sheet(COMMUNES, ("nom", "code", "codes_postaux"), communes, (36, 10, 40))
        self._base()

    # ------------------------------------------------------------------ tables

    def _table(self, name: str) -> None:
        sheet = self.book.add_worksheet(name)
        columns, rows = columns_of(CURATED[name]), self.rows[name]
        for index, column in enumerate(columns):
            self._column(sheet, index, column, [row[index] for row in rows])
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, max(len(rows), 1), len(columns) - 1)
        _printed(sheet)
        sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{LAST_ROW + 1}"})
        sheet.set_row(0, 24, self.looks.beyond_headers())
        sheet.protect("", dict.fromkeys(ALLOWED, True))
        sheet.dim_colmax = len(columns) - 1  # else writing walks through 16,384 columns for each row

    def _column(self, sheet: Any, index: int, column: Column, cells: Sequence[str]) -> None:
        look = self.looks.cells(column)
        sheet.set_column(index, index, _width(column, cells), look)
        _sure(sheet.write_string(0, index, column.header, self.looks.header(column)))
        text = note(column)
        sheet.write_comment(0, index, text, {"x_scale": 2.2, "y_scale": 0.35 * (text.count("\n") + 3)})
        for number, cell in enumerate(cells, 1):
            if cell and holds_numbers(column):
                _sure(sheet.write_number(number, index, float(cell), look))
            elif cell:
                _sure(sheet.write_string(number, index, cell, look))
        if found := rule(column, message(column, self.dataset), self.lists):
            _sure(sheet.data_validation(1, index, LAST_ROW, index, found))

    # ------------------------------------------------------------------ other sheets

    def _guide(self, settings: Settings, edition: date) -> None:
        sheet = self.book.add_worksheet(GUIDE)
        sheet.hide_gridlines(2)
        _printed(sheet)
        sheet.set_column(0, 0, 18)
        sheet.set_column(1, 1, 100)
        plain, bold = self.looks.read(), self.looks.read(bold=True)
        heads = {guide.TITLE: self.looks.title(), guide.HEADING: self.looks.heading()}
        for number, (look, text, aside) in enumerate(guide.lines(settings, edition)):
            if look in heads:
                sheet.merge_range(number, 0, number, 1, "", heads[look])
                sheet.set_row(number, 30)
            _sure(sheet.write_string(number, 0, text, heads.get(look, bold)))
            if aside:
                _sure(sheet.write_string(number, 1, aside, plain))
        sheet.protect()

    def _reading_sheet(
        self, name: str, header: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[int]
    ) -> None:
        sheet = self.book.add_worksheet(name)
        bold, plain = self.looks.read(bold=True), self.looks.read()
        for index, width in enumerate(widths):
            sheet.set_column(index, index, width)
        for number, row in enumerate([header, *rows]):
            for index, text in enumerate(row):
                _sure(sheet.write_string(number, index, text, plain if number else bold))
        sheet.freeze_panes(1, 0)
        sheet.protect("", {"autofilter": True, "format_columns": True})

    def _base(self) -> None:
        """Which rows the workbook was made from, so that its return undoes nobody else's changes."""
        sheet = self.book.add_worksheet(BASE)
        for index, name in enumerate(CURATED):
            for number, text in enumerate([name, *map(digest, self.rows[name])]):
                _sure(sheet.write_string(number, index, text))
        sheet.protect()
        sheet.hide()


def _printed(sheet: Any) -> None:
    """On paper: as many pages as rows need, never cut between two columns."""
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _width(column: Column, cells: Sequence[str]) -> int:
    """Wide enough for the header with its filter button and for most of what is below."""
    longest = max(map(len, cells), default=0)
    return min(max(len(column.header) + 4, longest + 2, NARROWEST), WIDEST)


def _sure(code: int) -> None:
    """XlsxWriter says with a number, and no more, that it left something out."""
    if code:
        raise BuilderError("Un tableur ne peut pas tout contenir : une table ou une cellule est trop longue.")
