"""The workbook that anybody reads: typed cells, a dictionary, the licence. It asks and locks nothing.

The same sheets make the OpenDocument one (`exports/ods.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from ..catalog import Catalog
from ..columns import Column, columns_of, holds_numbers
from ..config import Settings
from ..descriptions import form
from ..exports import readme
from ..exports.published import PUBLISHED, cells_of
from ..records import CURATED
from ..wording import spaced
from .filling import FIRST_DAY, day, entries_of, filled, letters, looks_of, number, packed, row, text
from .guide import HEADING, TEXT, TITLE, Line
from .layout import GUIDE, WORDS
from .looks import Looks
from .rules import WordLists
from .sheets import opened, print_wide, sure, width_of, write_column, write_guide, write_texts

DICTIONARY = "Dictionnaire"
HEADER = ("tableau", "colonne", "libelle", "definition", "forme", "exemple")
WIDTHS = (16, 18, 24, 60, 50, 30)
BOOK, SHEET = "xl/workbook.xml", "xl/worksheets/sheet{}.xml"
HIGH = ' ht="30" customHeight="1"'
_COL = '<col min="{0}" max="{0}" width="{1}.7109375" style="{2}" customWidth="1"/>'
_COLS, _FILTER = re.compile("<cols>.*</cols>"), re.compile("<autoFilter [^>]*/>")
_MERGED = re.compile("<mergeCells .*</mergeCells>")


def reading_workbook(catalog: Catalog) -> bytes:
    """The .xlsx file: a readme with the licence, a sheet for each table, the dictionary, the words."""
    names = readme.tables_of(catalog)
    entries = dict(_blank(names, catalog.settings, catalog.edition))
    entries[SHEET.format(1)] = _guide(entries[SHEET.format(1)], tuple(guide(catalog)))
    for place, name in enumerate(names, 2):
        rows = cells_of(catalog, name)
        entries[SHEET.format(place)] = _table(entries[SHEET.format(place)], columns_of(PUBLISHED[name]), rows)
        filtered = re.compile(rf"(>{name}!\$A\$1:\$[A-Z]+\$)\d+")
        entries[BOOK] = filtered.sub(rf"\g<1>{max(len(rows), 1) + 1}", entries[BOOK])
    return packed(entries)


def guide(catalog: Catalog) -> Iterator[Line]:
    """The lines of the first sheet: what the data is, its licence, its limits, its tables."""
    yield TITLE, readme.title(catalog), ""
    for heading, said in readme.parts(catalog):
        yield HEADING, heading, ""
        yield from ((TEXT, "", line) for line in said)


# ------------------------------------------------------------------ the blank workbook


@lru_cache(maxsize=64)
def _blank(names: Sequence[str], settings: Settings, edition: date) -> Mapping[str, str]:
    """The workbook of some tables with their dictionary and their words, a sample of each look elsewhere."""
    book, content = opened("les données", settings, edition)
    looks = Looks(book)
    write_guide(book, looks, GUIDE, ((TITLE, "a", ""), (HEADING, "a", ""), (TEXT, "a", "a")))
    for name in names:
        _sample(book, looks, name)
    words, told = word_lists(names), tuple(dictionary(names))
    write_texts(book, looks, DICTIONARY, HEADER, told[:1], WIDTHS)
    write_texts(book, looks, WORDS, words.header, [words.header], (30, 24, 32, 70))
    book.close()
    entries = entries_of(content.getvalue())
    for place, header, rows in ((2, HEADER, told), (3, words.header, words.rows)):
        path = SHEET.format(len(names) + place)
        entries[path] = _texts(entries[path], (header, *rows))
    return entries


def _sample(book: Any, looks: Looks, name: str) -> None:
    """The sheet of a table: its header, a cell as it usually looks, then one that is a day if it may be."""
    sheet = book.add_worksheet(name)
    columns = columns_of(PUBLISHED[name])
    for index, column in enumerate(columns):
        write_column(sheet, index, column, ("1", "1"), looks)
        if column.type is date:
            sure(sheet.write_datetime(2, index, date(2000, 1, 1), looks.read(num_format="yyyy-mm-dd")))
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, 1, len(columns) - 1)
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})  # codes keep their zeros
    print_wide(sheet)


# ------------------------------------------------------------------ what differs in each


def _guide(sheet: str, lines: Sequence[Line]) -> str:
    looks = looks_of(sheet)
    heads = {TITLE: looks["A1"], HEADING: looks["A2"]}
    rows, merged = [], []
    for place, (look, said, aside) in enumerate(lines, 1):
        if head := heads.get(look):
            merged.append(f'<mergeCell ref="A{place}:B{place}"/>')
            cells, high = (text(head, said), text(head, "")), HIGH
        else:
            cells, high = (text(looks["A3"], said), text(looks["B3"], aside)), ""
        rows.append(row(place, cells, high))
    whole = f'<mergeCells count="{len(merged)}">{"".join(merged)}</mergeCells>'
    return _MERGED.sub(whole, filled(sheet, rows, 2))


def _table(sheet: str, columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> str:
    """The rows of a table: a number is a number, a day a day, the rest is text."""
    looks = looks_of(sheet)
    found, widths = [], []
    for index, column in enumerate(columns):
        head, plain, of_day = (looks[f"{letters(index)}{place}"] for place in (1, 2, 3))
        cells = [line[index] for line in rows]
        found.append([text(head, column.header), *(_cell(column, cell, plain, of_day) for cell in cells)])
        widths.append(_COL.format(index + 1, width_of(column, cells), plain))
    lines = [row(place, cells) for place, cells in enumerate(zip(*found, strict=True), 1)]
    extent = f'<autoFilter ref="A1:{letters(len(columns) - 1)}{max(len(rows), 1) + 1}"/>'
    return _COLS.sub(
        f"<cols>{''.join(widths)}</cols>", _FILTER.sub(extent, filled(sheet, lines, len(columns)))
    )


def _cell(column: Column, cell: str, plain: str, of_day: str) -> str:
    if not cell:
        return ""
    if holds_numbers(column):
        return number(plain, cell)
    if column.type is date and cell >= FIRST_DAY:
        return day(of_day, cell)
    return text(plain, cell)


def _texts(sheet: str, rows: Sequence[Sequence[str]]) -> str:
    looks = looks_of(sheet)
    lines = (
        row(place, (text(looks["A2" if place > 1 else "A1"], said) for said in line))
        for place, line in enumerate(rows, 1)
    )
    return filled(sheet, list(lines), len(rows[0]))


# ------------------------------------------------------------------ words


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
