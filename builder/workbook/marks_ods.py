"""The marks of an .ods workbook, read from its XML."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from xml.etree import ElementTree
from zipfile import ZipFile

from .marks import Element, Kind, Mark, Marks, attributes, date_mark, events, local, text_of

CONTENT = "content.xml"
_CELLS = ("table-cell", "covered-table-cell")
_BY_TYPE = {"percentage": Kind.PERCENT, "time": Kind.DURATION}


def ods_marks(archive: ZipFile) -> dict[str, Marks]:
    """The marks of each sheet, by its name."""
    found: dict[str, Marks] = {}
    with archive.open(CONTENT) as content:
        reader: _Sheet | None = None
        table: Element | None = None
        for event, name, element in events(ElementTree.iterparse(content, ("start", "end"))):
            if name == "table" and event == "start":
                table, reader = element, _Sheet(Marks())
                found[attributes(element)["name"]] = reader.marks
            elif name == "table-row" and event == "end" and reader and table is not None:
                reader.row(element)
                table.clear()  # memory holds one row, not a sheet
                if reader.marks.too_large:
                    break
    return found


class _Sheet:
    """A sheet being read: rows come one after the other, each as many times as it says."""

    def __init__(self, marks: Marks) -> None:
        self.marks = marks
        self.next_row = 0

    def row(self, element: Element) -> None:
        column = 0
        times = int(attributes(element).get("number-rows-repeated", "1"))
        for cell in (child for child in element if local(child.tag) in _CELLS):
            repeated = int(attributes(cell).get("number-columns-repeated", "1"))
            self._cell(cell, column, times, repeated)
            column += repeated
        self.next_row += times

    def _cell(self, cell: Element, column: int, times: int, repeated: int) -> None:
        said, row = attributes(cell), self.next_row
        across, down = int(said.get("number-columns-spanned", "1")), int(said.get("number-rows-spanned", "1"))
        if (across, down) != (1, 1):
            self.marks.merged.append(((row, column), (row + down - 1, column + across - 1)))
        paragraphs = [child for child in cell if local(child.tag) == "p"]
        if "value-type" not in said and not paragraphs:
            return
        self.marks.fill(row + times - 1, column + repeated - 1)
        if (mark := _mark(said, paragraphs)) and not self.marks.too_large:
            self.marks.cells |= {(row + i, column + j): mark for i in range(times) for j in range(repeated)}


def _mark(said: dict[str, str], paragraphs: list[Element]) -> Mark | None:
    shown = " ".join(map(text_of, paragraphs))
    kind = said.get("value-type", "")
    if _is_error(said, shown):
        return Mark(Kind.ERROR, shown)
    if kind in _BY_TYPE:
        return Mark(_BY_TYPE[kind], shown)
    if kind == "float" and shown and not any(map(str.isdigit, shown)):
        return Mark(Kind.BOOLEAN, shown)
    if kind == "date":
        return date_mark(datetime.fromisoformat(said["date-value"]), shown)
    return Mark(Kind.TAB, shown) if any(_tabs(paragraphs)) else None


def _is_error(said: dict[str, str], shown: str) -> bool:
    """A formula in error: an empty text, or a number, beside what the spreadsheet shows."""
    if "formula" not in said or not shown:
        return False
    if said.get("value-type") == "float":
        return shown.startswith(("#", "Err:"))
    return said.get("string-value") == ""


def _tabs(paragraphs: list[Element]) -> Iterator[bool]:
    return (local(child.tag) == "tab" for paragraph in paragraphs for child in paragraph.iter())
