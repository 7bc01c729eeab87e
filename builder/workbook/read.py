"""Reading a workbook: bytes → sheets of values, with the marks of what those values hide.

Part of the reading layer, as `builder/read.py` is for CSV: it knows nothing of tables. What cannot be read
without losing something is refused, with the way to save it again.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile

from python_calamine import CalamineError, CalamineWorkbook

from ..errors import DataError, Place, Problem
from .marks import MOST_BYTES, Marks
from .marks_ods import CONTENT, ods_marks
from .marks_xlsx import BOOK, xlsx_marks

Value = str | float | int | bool | date | datetime | time | timedelta
_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_UNREADABLE = (
    CalamineError, ParseError, BadZipFile, zlib.error, KeyError, ValueError, EOFError,
    NotImplementedError, RuntimeError,  # an unusual compression, a part of the archive with a password
)  # fmt: skip
_SAVE_AGAIN = "Ouvrez-le dans le tableur, puis : Enregistrer sous, « Classeur Excel (.xlsx) »."


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its rows from the first one of the grid, every one of the same length, and its marks."""

    name: str
    rows: tuple[tuple[Value, ...], ...]
    marks: Marks


def read_workbook(file: Path) -> tuple[Sheet, ...]:
    """The sheets of an .xlsx or .ods file, in order; DataError, in French, when it cannot be read whole."""
    try:
        content = file.read_bytes()
    except OSError as error:
        raise _refusal(
            file.name,
            "fichier-illisible",
            f"le fichier ne s’ouvre pas ({error.strerror}).",
            "Vérifiez son nom et son dossier.",
        ) from None
    return parse_workbook(content, file.name)


def parse_workbook(content: bytes, name: str) -> tuple[Sheet, ...]:
    """The same from bytes."""
    _refuse_other_files(content, name)
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MOST_BYTES:
                raise _too_large(name)
            marks = _marks_reader(archive, name)(archive)
        _refuse_large_sheets(marks, name)
        return tuple(_sheets(content, marks))
    except _UNREADABLE:
        what = "le classeur est abîmé, ou protégé par un mot de passe."
        raise _refusal(name, "classeur-illisible", what, _SAVE_AGAIN) from None


def _sheets(content: bytes, marks: dict[str, Marks]) -> Iterator[Sheet]:
    with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
        for name in book.sheet_names:
            if name in marks:
                rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
                yield Sheet(name, tuple(_rectangle(rows, marks[name])), marks[name])


def _rectangle(rows: list[list[Value]], marks: Marks) -> Iterator[tuple[Value, ...]]:
    """Rows of one length, down to the last cell that is marked: one in error is empty for the library."""
    height = max(len(rows), marks.last[0] + 1)
    width = max(marks.last[1] + 1, *map(len, rows), 0) if rows else marks.last[1] + 1
    for number in range(height):
        row = rows[number] if number < len(rows) else []
        yield (*row, *[""] * (width - len(row)))


def _marks_reader(archive: ZipFile, name: str) -> Callable[[ZipFile], dict[str, Marks]]:
    names = set(archive.namelist())
    if BOOK in names:
        return xlsx_marks
    if CONTENT in names and b"spreadsheet" in archive.read("mimetype"):
        return ods_marks
    raise _refusal(name, "classeur-illisible", "ce n’est pas un classeur .xlsx ou .ods.", _SAVE_AGAIN)


# ------------------------------------------------------------------ refusals


def _refuse_other_files(content: bytes, name: str) -> None:
    if content.startswith(_OLE) and _ENCRYPTED in content:
        what, fix = "le classeur est protégé par un mot de passe.", "Enregistrez-le sans mot de passe."
    elif content.startswith(_OLE):
        what = (
            "c’est un classeur .xls, d’avant 2007, où une cellule en erreur ne se distingue pas d’une vide."
        )
        fix = _SAVE_AGAIN
    elif not content.startswith(_ZIP):
        what, fix = "ce n’est pas un classeur .xlsx ou .ods.", _SAVE_AGAIN
    else:
        return
    raise _refusal(name, "classeur-illisible", what, fix)


def _refuse_large_sheets(marks: dict[str, Marks], name: str) -> None:
    for sheet, found in marks.items():
        if found.too_large:
            raise _too_large(f"{name}, feuille {sheet}")


def _too_large(where: str) -> DataError:
    what = "cette feuille est trop grande, le plus souvent pour une cellule remplie très loin des autres."
    fix = "Effacez ce qui est loin du tableau : Ctrl+Fin mène à la dernière cellule."
    return _refusal(where, "classeur-trop-grand", what, fix)


def _refusal(where: str, rule: str, what: str, fix: str) -> DataError:
    return DataError([Problem(rule, Place(where), what, fix)])
