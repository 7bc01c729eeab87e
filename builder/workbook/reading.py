"""The workbook that anybody reads: typed cells, a dictionary, the licence. It asks and locks nothing.

The same sheets make the OpenDocument one (`exports/ods.py`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from ..catalog import Catalog
from ..columns import Column, columns_of
from ..descriptions import form
from ..exports import readme
from ..exports.published import PUBLISHED, cells_of
from ..records import CURATED
from ..wording import spaced
from .guide import HEADING, TEXT, TITLE, Line
from .layout import GUIDE, WORDS
from .looks import Looks
from .rules import WordLists
from .sheets import opened, print_wide, sure, write_column, write_guide, write_texts

DICTIONARY = "Dictionnaire"
HEADER = ("tableau", "colonne", "libelle", "definition", "forme", "exemple")
WIDTHS = (16, 18, 24, 60, 50, 30)


def reading_workbook(catalog: Catalog) -> bytes:
    """The .xlsx file: a readme with the licence, a sheet for each table, the dictionary, the words."""
    book, content = opened("les données", catalog.settings, catalog.edition)
    looks = Looks(book)
    names = readme.tables_of(catalog)
    write_guide(book, looks, GUIDE, guide(catalog))
    for name in names:
        _table(book, looks, catalog, name)
    write_texts(book, looks, DICTIONARY, HEADER, tuple(dictionary(names)), WIDTHS)
    words = word_lists(names)
    write_texts(book, looks, WORDS, words.header, words.rows, (30, 24, 32, 70))
    book.close()
    return content.getvalue()


def guide(catalog: Catalog) -> Iterator[Line]:
    """The lines of the first sheet: what the data is, its licence, its limits, its tables."""
    yield TITLE, readme.title(catalog), ""
    for heading, said in readme.parts(catalog):
        yield HEADING, heading, ""
        yield from ((TEXT, "", line) for line in said)


def _table(book: Any, looks: Looks, catalog: Catalog, name: str) -> None:
    sheet = book.add_worksheet(name)
    columns, rows = columns_of(PUBLISHED[name]), cells_of(catalog, name)
    for index, column in enumerate(columns):
        cells = [row[index] for row in rows]
        write_column(sheet, index, column, cells, looks)
        if column.type is date:
            _date(sheet, index, cells, looks)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, max(len(rows), 1), len(columns) - 1)
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})  # codes keep their zeros
    print_wide(sheet)


def _date(sheet: Any, index: int, cells: Sequence[str], looks: Looks) -> None:
    """Days become dates that sort and subtract; a spreadsheet has none before 1900, which stay texts."""
    look = looks.read(num_format="yyyy-mm-dd")
    for number, cell in enumerate(cells, 1):
        if cell >= "1900-03-01":
            sure(sheet.write_datetime(number, index, date.fromisoformat(cell), look))


def dictionary(names: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """What the dictionary of the site says of some tables, a row for each column."""
    for name in names:
        for column in columns_of(PUBLISHED[name]):
            yield name, column.header, *map(spaced, _said(column))


def _said(column: Column) -> tuple[str, ...]:
    return column.label, column.definition, form(column), column.example


def word_lists(names: Iterable[str]) -> WordLists:
    """The controlled words that some tables use."""
    return WordLists(CURATED[name] for name in names if name in CURATED)
