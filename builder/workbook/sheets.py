"""Pieces of sheets, for the workbook that editors fill in and for the one that anybody reads."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from typing import Any

import xlsxwriter

from ..columns import Column, holds_numbers
from ..config import Settings
from ..errors import BuilderError
from .guide import HEADING, TITLE, Line
from .looks import Looks

NARROWEST, WIDEST = 10, 60  # in characters


def opened(title: str, settings: Settings, edition: date) -> tuple[Any, io.BytesIO]:
    """A workbook to write in, and where its bytes are once it is closed: none comes from the clock."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    book.set_properties(
        {
            "title": f"{settings.site_name} : {title}",
            "comments": f"Données au {edition.isoformat()}. Licence : {settings.licence.nom}.",
            "created": datetime.combine(edition, time()),
        }
    )
    return book, content


def write_guide(book: Any, looks: Looks, name: str, lines: Iterable[Line]) -> Any:
    """A sheet of sentences under headings, in two columns."""
    sheet = book.add_worksheet(name)
    sheet.hide_gridlines(2)
    print_wide(sheet)
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, 100)
    plain, bold = looks.read(), looks.read(bold=True)
    heads = {TITLE: looks.title(), HEADING: looks.heading()}
    for number, (look, text, aside) in enumerate(lines):
        if look in heads:
            sheet.merge_range(number, 0, number, 1, "", heads[look])
            sheet.set_row(number, 30)
        sure(sheet.write_string(number, 0, text, heads.get(look, bold)))
        if aside:
            sure(sheet.write_string(number, 1, aside, plain))
    return sheet


def write_texts(
    book: Any,
    looks: Looks,
    name: str,
    header: Sequence[str],
    rows: Iterable[Sequence[str]],
    widths: Sequence[int],
) -> Any:
    """A sheet of texts under a header that stays in sight."""
    sheet = book.add_worksheet(name)
    bold, plain = looks.read(bold=True), looks.read()
    for index, width in enumerate(widths):
        sheet.set_column(index, index, width)
    for number, row in enumerate([header, *rows]):
        for index, text in enumerate(row):
            sure(sheet.write_string(number, index, text, plain if number else bold))
    sheet.freeze_panes(1, 0)
    return sheet


def write_column(sheet: Any, index: int, column: Column, cells: Sequence[str], looks: Looks) -> None:
    """A header, and canonical cells under it: numbers are numbers, the rest is text, never a formula."""
    look = looks.cells(column)
    sheet.set_column(index, index, _width(column, cells), look)
    sure(sheet.write_string(0, index, column.header, looks.header(column)))
    for number, cell in enumerate(cells, 1):
        if cell and holds_numbers(column):
            sure(sheet.write_number(number, index, float(cell), look))
        elif cell:
            sure(sheet.write_string(number, index, cell, look))


def print_wide(sheet: Any) -> None:
    """On paper: as many pages as rows need, never cut between two columns."""
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _width(column: Column, cells: Sequence[str]) -> int:
    """Wide enough for the header with its filter button and for most of what is below."""
    longest = max(map(len, cells), default=0)
    return min(max(len(column.header) + 4, longest + 2, NARROWEST), WIDEST)


def sure(code: int) -> None:
    """XlsxWriter says with a number, and no more, that it left something out."""
    if code:
        raise BuilderError("Un tableur ne peut pas tout contenir : une table ou une cellule est trop longue.")
