"""Every published table in one OpenDocument workbook: the sheets of the one to read, for LibreOffice.

odfdo gives the document and its package, once for all; sheets are written in it as XML, because setting
cells one by one takes ten times longer. A number, a date and a text are each what they are, and no text is a
formula.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from functools import lru_cache
from html import escape
from typing import Any
from zipfile import ZipFile

from ..catalog import Catalog
from ..columns import Column, columns_of, holds_numbers
from ..keys import table_key
from ..output import Output
from ..zips import write_files
from .published import FOLDER, PUBLISHED, cells_of
from .readme import mention, tables_of, title
from .workbook import is_published

PATH = f"{FOLDER}/vitrine.ods"
# XML 1.0 knows neither these two nor the controls, which the checks refuse in the data.
_NO_XML = re.compile("[\ufffe\uffff]")
_TITLE, _MENTION, _NO_SHEET = "@titre@", "@mention@", "<office:spreadsheet/>"  # marks of a blank document
_MARK = re.compile("|".join((_TITLE, _MENTION, _NO_SHEET)).encode())
_BLANKS = re.compile(r"\t|(?<= ) +|^ +")
_STYLES = (
    '<style:style style:name="entete" style:family="table-cell">'
    '<style:table-cell-properties fo:background-color="#dcebea"/>'
    '<style:text-properties fo:font-weight="bold"/></style:style>',
    '<number:date-style style:name="jour-iso"><number:year number:style="long"/><number:text>-</number:text>'
    '<number:month number:style="long"/><number:text>-</number:text><number:day number:style="long"/>'
    "</number:date-style>",
    '<style:style style:name="jour" style:family="table-cell" style:data-style-name="jour-iso"/>',
    '<number:text-style style:name="tel-quel"><number:text-content/></number:text-style>',
    '<style:style style:name="texte" style:family="table-cell" style:data-style-name="tel-quel"/>',
    '<style:style style:name="large" style:family="table-column">'
    '<style:table-column-properties style:column-width="6cm"/></style:style>',
)


def workbooks(catalog: Catalog) -> Iterator[Output]:
    """One workbook; none when it would be too large to be of use."""
    if is_published(catalog):
        yield Output.later(PATH, table_key(catalog, *PUBLISHED), lambda: workbook(catalog))


def workbook(catalog: Catalog) -> bytes:
    """The .ods file: a readme with the licence, a sheet for each table, the dictionary, the words."""
    said = {_TITLE: escape(title(catalog)), _MENTION: escape(mention(catalog))}
    said[_NO_SHEET] = f"<office:spreadsheet>{''.join(map(_table, _sheets(catalog)))}</office:spreadsheet>"
    content = io.BytesIO()
    entries = (Output(name, _filled(entry, said)) for name, entry in _blank(catalog.edition).items())
    write_files(entries, content, plain=("mimetype",))
    return content.getvalue()


def _filled(entry: bytes, said: Mapping[str, str]) -> bytes:
    """An entry with its marks replaced, all at once: a text of the data may look like one."""
    return _MARK.sub(lambda mark: said[mark[0].decode()].encode(), entry)


@lru_cache(maxsize=1)
def _blank(edition: date) -> dict[str, bytes]:
    """The entries of a document with our styles and no sheet, still to be told what it is.

    Nothing is kept of what the clock and the machine put in it, nor of its empty folders.
    """
    import odfdo  # here, not above: lxml is slow to import

    document = odfdo.Document("spreadsheet")
    document.meta.set_title(_TITLE)
    document.meta.set_description(_MENTION)
    day = datetime.combine(edition, time())
    document.meta.set_creation_date(day)
    document.meta.set_modification_date(day)
    styles: Any = document.content.get_element("//office:automatic-styles")
    for style in _STYLES:
        styles.append(odfdo.Element.from_tag(style))
    document.body.clear()
    saved = io.BytesIO()
    document.save(saved)
    with ZipFile(saved) as package:
        return {name: package.read(name) for name in package.namelist() if name[-1] != "/"}


# ------------------------------------------------------------------ sheets

Sheet = tuple[str, int, Iterable[str]]  # its name, how many columns it has, its rows as XML


def _sheets(catalog: Catalog) -> Iterator[Sheet]:
    from ..workbook import reading  # here, not above: it is slow to import
    from ..workbook.layout import GUIDE, WORDS

    names = tables_of(catalog)
    yield GUIDE, 2, [_row(map(_text, (text, aside))) for _, text, aside in reading.guide(catalog)]
    for name in names:
        yield name, len(columns_of(PUBLISHED[name])), _rows(PUBLISHED[name], cells_of(catalog, name))
    yield reading.DICTIONARY, len(reading.HEADER), _texts(reading.HEADER, reading.dictionary(names))
    words = reading.word_lists(names)
    yield WORDS, len(words.header), _texts(words.header, words.rows)


def _rows(record: Any, rows: Iterable[Sequence[str]]) -> Iterator[str]:
    columns = columns_of(record)
    yield _row(_text(column.header, "entete") for column in columns)
    for row in rows:
        yield _row(_cell(column, cell) for column, cell in zip(columns, row, strict=True))


def _texts(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield _row(_text(text, "entete") for text in header)
    yield from (_row(map(_text, row)) for row in rows)


def _table(sheet: Sheet) -> str:
    name, width, rows = sheet
    column = f'<table:table-column table:style-name="large" table:number-columns-repeated="{width}"/>'
    return f'<table:table table:name="{escape(name)}">{column}{"".join(rows)}</table:table>'


def _row(cells: Iterable[str]) -> str:
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def _cell(column: Column, cell: str) -> str:
    """A canonical cell with its type; an empty one holds nothing, which is not zero."""
    if not cell:
        return "<table:table-cell/>"
    if holds_numbers(column):
        return _typed("float", f'office:value="{cell}"', cell)
    if column.type is date:
        return _typed("date", f'office:date-value="{cell}" table:style-name="jour"', cell)
    return _text(cell)


def _typed(kind: str, value: str, shown: str) -> str:
    return f'<table:table-cell office:value-type="{kind}" {value}><text:p>{shown}</text:p></table:table-cell>'


@lru_cache(maxsize=1 << 14)  # the dictionary, the words and the codes come back in each workbook
def _text(text: str, style: str = "texte") -> str:
    lines = re.split(r"\r\n|\r|\n", _NO_XML.sub("\ufffd", text)) if text else ()
    said = "".join(f"<text:p>{_BLANKS.sub(_blanks, escape(line, quote=False))}</text:p>" for line in lines)
    return (
        f'<table:table-cell office:value-type="string" table:style-name="{style}">{said}</table:table-cell>'
    )


def _blanks(found: re.Match[str]) -> str:
    """OpenDocument merges blanks that are not said one by one."""
    return "<text:tab/>" if found[0] == "\t" else f'<text:s text:c="{len(found[0])}"/>'
