"""Cells written as XML in the sheets of a blank workbook: XlsxWriter takes ten times longer to write them.

It made the blank one: the package, the looks, all that a sheet has around its cells. Texts stand in cells.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from html import escape
from zipfile import ZipFile

from xlsxwriter.utility import xl_col_to_name

from ..output import Output
from ..zips import write_files
from .sheets import sure

MOST_ROWS, MOST_LETTERS = 1_048_576, 32_767  # of a sheet, of a cell
FIRST_DAY = "1900-03-01"  # before, spreadsheets count days each in its own way
_DAY_ZERO = date(1899, 12, 30).toordinal()
_SHARED = re.compile(r"<(?:Override|Relationship) [^>]*sharedStrings[^>]*/>")
_LOOK = re.compile(r'<c r="([A-Z]+\d+)" s="(\d+)"')
_AROUND = re.compile(r'(<dimension ref=")[^"]*(".*?<sheetData>).*(</sheetData>)(.*)', re.DOTALL)
_CONTROL = re.compile(r"_(?=x[0-9a-fA-F]{4}_)|[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_BLANK_AT_AN_END = re.compile(r"^\s|\s$")


def entries_of(book: bytes) -> dict[str, str]:
    """The entries of a workbook, but for the texts that its sheets share: none is left."""
    with ZipFile(io.BytesIO(book)) as package:
        names = [name for name in package.namelist() if not name.endswith("sharedStrings.xml")]
        return {name: _SHARED.sub("", package.read(name).decode()) for name in names}


def packed(entries: Mapping[str, str]) -> bytes:
    """The file of a workbook."""
    content = io.BytesIO()
    write_files((Output(name, entry.encode()) for name, entry in entries.items()), content)
    return content.getvalue()


def looks_of(sheet: str) -> Mapping[str, str]:
    """The number of the look of each cell of a sheet: `B2` → `5`."""
    return dict(_LOOK.findall(sheet))


def filled(sheet: str, rows: Sequence[str], width: int) -> str:
    """The sheet with some rows in the place of its own."""
    sure(len(rows) > MOST_ROWS)
    extent = f"A1:{letters(width - 1)}{len(rows)}"
    return _AROUND.sub(lambda m: f"{m[1]}{extent}{m[2]}{''.join(rows)}{m[3]}{m[4]}", sheet, count=1)


def row(number: int, cells: Iterable[str], more: str = "") -> str:
    """A row, from its cells in the order of the columns; an empty one is left out."""
    placed = (f'<c r="{letters(index)}{number}"{cell}' for index, cell in enumerate(cells) if cell)
    return f'<row r="{number}"{more}>{"".join(placed)}</row>'


@lru_cache(maxsize=1 << 14)  # the dictionary, the words and the codes come back in each workbook
def text(look: str, said: str) -> str:
    """A cell that is a text, and never a formula."""
    if not said:
        return f' s="{look}"/>'
    sure(len(said) > MOST_LETTERS)
    space = ' xml:space="preserve"' if _BLANK_AT_AN_END.search(said) else ""
    written = escape(_CONTROL.sub(_code, said), quote=False)
    return f' s="{look}" t="inlineStr"><is><t{space}>{written}</t></is></c>'


def _code(found: re.Match[str]) -> str:
    """A character that XML does not have, or that begins what looks like such a code."""
    return f"_x{ord(found[0]):04X}_"


def number(look: str, cell: str) -> str:
    """A cell that is a number, from its canonical text."""
    return f' s="{look}"><v>{float(cell):.16G}</v></c>'


def day(look: str, cell: str) -> str:
    """A cell that is a day from `FIRST_DAY` on, from its ISO text."""
    return f' s="{look}"><v>{date.fromisoformat(cell).toordinal() - _DAY_ZERO}</v></c>'


@lru_cache(maxsize=256)
def letters(index: int) -> str:
    """The name of a column, from 0."""
    return str(xl_col_to_name(index))
