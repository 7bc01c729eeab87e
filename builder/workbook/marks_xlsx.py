"""The marks of an .xlsx workbook, read from its XML."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from typing import IO
from xml.etree import ElementTree
from zipfile import ZipFile

from .marks import Corner, Element, Kind, Mark, Marks, attributes, events, local, parts_shown, text_of

BOOK, RELATIONS, STYLES = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"
# The formats that have a number and no code: percentages, then dates that do not show everything.
_BUILT_IN = {9: Kind.PERCENT, 10: Kind.PERCENT, 16: Kind.NO_YEAR, 17: Kind.MONTH}
_LITERAL = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|[_*].')  # texts, colours and spaces of a number format
_CELL = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


def xlsx_marks(archive: ZipFile) -> dict[str, Marks]:
    """The marks of each sheet, by its name."""
    formats = _formats(archive)
    found = {}
    for name, part in _sheets(archive):
        with archive.open(part) as content:
            found[name] = _sheet(content, formats)
    return found


def _sheets(archive: ZipFile) -> Iterator[tuple[str, str]]:
    """The name of each sheet and the part of the archive that holds it."""
    targets = {
        relation["Id"]: posixpath.normpath(posixpath.join("/xl", relation["Target"]))[1:]
        for relation in map(attributes, ElementTree.fromstring(archive.read(RELATIONS)))
    }
    for sheet in (e for e in ElementTree.fromstring(archive.read(BOOK)).iter() if local(e.tag) == "sheet"):
        said = attributes(sheet)
        if "worksheets/" in targets[said["id"]]:  # charts have sheets of their own
            yield said["name"], targets[said["id"]]


# ------------------------------------------------------------------ formats


def _formats(archive: ZipFile) -> list[Kind | None]:
    """The mark that each style of the workbook puts on a cell."""
    if STYLES not in archive.namelist():
        return []
    root = ElementTree.fromstring(archive.read(STYLES))
    codes = {
        int(each["numFmtId"]): _kind(each["formatCode"])
        for each in map(attributes, (e for e in root.iter() if local(e.tag) == "numFmt"))
    }
    known: Mapping[int, Kind | None] = _BUILT_IN | codes
    styles = next((e for e in root.iter() if local(e.tag) == "cellXfs"), ())
    return [known.get(int(attributes(style).get("numFmtId", "0"))) for style in styles]


def _kind(code: str) -> Kind | None:
    """What a number format says: `0 %` is a percentage, `mmm-yy` a date without day."""
    letters = _LITERAL.sub("", code.partition(";")[0]).lower().replace("general", "")
    if "%" in letters:
        return Kind.PERCENT
    if "h" in letters or "s" in letters:
        return None  # hours tell themselves: the value is not a plain date
    return parts_shown("y" in letters, "m" in letters, "d" in letters)


# ------------------------------------------------------------------ cells


def _sheet(content: IO[bytes], formats: list[Kind | None]) -> Marks:
    marks = Marks()
    row = column = -1
    data: Element | None = None
    for event, name, element in events(ElementTree.iterparse(content, ("start", "end"))):
        if event == "start":
            data = element if name == "sheetData" else data
            if name == "row":
                row, column = _number(element.get("r"), row), -1
            elif name == "c":
                row, column = _position(element.get("r"), (row, column + 1))
        elif name == "c":
            _cell(element, (row, column), formats, marks)
        elif name == "row" and data is not None:
            data.clear()  # memory holds one row, not a sheet
            if marks.too_large:
                break
        elif name == "mergeCell":
            marks.merged.append(_range(element.get("ref", "")))
    return marks


def _number(text: str | None, before: int) -> int:
    return int(text) - 1 if text else before + 1


def _position(text: str | None, expected: Corner) -> Corner:
    """Where `F12` is; programs other than Excel may leave positions out."""
    match = _CELL.fullmatch(text or "")
    if not match:
        return expected
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(match[2]) - 1, column - 1


def _range(text: str) -> tuple[Corner, Corner]:
    first, _, last = text.partition(":")
    start = _position(first, (0, 0))
    return start, _position(last, start)


def _cell(element: Element, corner: Corner, formats: list[Kind | None], marks: Marks) -> None:
    value = next((child for child in element if local(child.tag) in ("v", "is")), None)
    if value is None:
        return
    marks.fill(*corner)
    kind, style = element.get("t", "n"), int(element.get("s", "0"))
    if kind == "e":
        marks.cells[corner] = Mark(Kind.ERROR, text_of(value))
    elif kind == "n" and style < len(formats) and (format_kind := formats[style]):
        marks.cells[corner] = Mark(format_kind)
