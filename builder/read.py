"""Reading: bytes → Table, whatever the spreadsheet did to the encoding and the delimiter.

Only this module opens files. It knows nothing of cooperations: it says what each file holds, line by line.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from .columns import columns_of
from .converters import DAMAGE
from .errors import Place, Problem
from .records import TABLES

DELIMITERS = (",", ";", "\t")
UTF16 = (b"\xff\xfe", b"\xfe\xff")
_CONFLICT = re.compile(rb"^(<<<<<<< |=======\r?$|>>>>>>> )", re.MULTILINE)
_EMPTY_CELLS = re.compile(r"[\s\",;]+")
_SEPARATOR_HINT = re.compile(r"\A\ufeff*\"?sep=.\"?(?=[\r\n])", re.IGNORECASE)
# What French never writes, and what é, è or à become when a file of an old Mac or of DOS is read as Windows.
_NOT_FRENCH = re.compile("[ŠšŽž‚„ƒˆ˜†‡‰‹›]")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a CSV: its first physical line, its number in a spreadsheet, its cells in order."""

    line: int
    number: int
    cells: tuple[str, ...]

    def cell(self, index: int) -> str:
        """The text of a cell without the spaces around it; empty when the row is too short to hold it."""
        return self.cells[index].strip() if index < len(self.cells) else ""


@dataclass(frozen=True, slots=True)
class Table:
    """A CSV as it was read; `path` is relative to the project. A file that cannot be read has no header."""

    name: str
    path: str
    header: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    problems: tuple[Problem, ...] = ()
    header_line: int = 1

    @property
    def readable(self) -> bool:
        """False when the file is missing or cannot be understood at all."""
        return bool(self.header)

    @property
    def rows_in_shape(self) -> tuple[Row, ...]:
        """The rows that hold nothing beyond the last column: the cells of the others are out of place."""
        width = len(self.header)
        return tuple(row for row in self.rows if not any(cell.strip() for cell in row.cells[width:]))


def read_tables(project: Path, folder: str = "data") -> Mapping[str, Table]:
    """Every table of `records.TABLES`, read from `project/folder`; reading problems are inside the tables."""
    return {
        name: read_table(
            project / folder / record.file,
            name,
            f"{folder}/{record.file}",
            _headers(record),
        )
        for name, record in TABLES.items()
    }


def _headers(record: type) -> tuple[str, ...]:
    return tuple(column.header for column in columns_of(record))


def read_table(file: Path, name: str, path: str, expected: Sequence[str]) -> Table:
    """One CSV; `expected` headers only serve to recognise the delimiter."""
    try:
        raw = file.read_bytes()
    except FileNotFoundError:
        header = ",".join(expected)
        fix = f"Remettez-le, au besoin avec cette seule ligne : {header}."
        return _unreadable(name, path, Refusal("fichier-absent", "le fichier manque.", fix))
    except OSError as error:
        what = f"le fichier ne s’ouvre pas ({error.strerror})."
        return _unreadable(name, path, Refusal("fichier-illisible", what, "Vérifiez ses droits."))
    return parse_csv(raw, name, path, expected)


def parse_csv(raw: bytes, name: str, path: str, expected: Sequence[str]) -> Table:
    """The table that some bytes hold, or a table without header that says why they hold none."""
    text = decode(raw)
    if refusal := _refusal(raw, text):
        return _unreadable(name, path, refusal)
    text = _SEPARATOR_HINT.sub("", text or "").lstrip("\ufeff")
    header_line = next((line for line in text.splitlines() if _EMPTY_CELLS.sub("", line)), "")
    if not header_line:
        fix = f"Première ligne attendue : {','.join(expected)}."
        return _unreadable(name, path, Refusal("fichier-vide", "le fichier est vide.", fix))
    return _table(text, name, path, _delimiter(header_line, expected))


# ------------------------------------------------------------------ bytes


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why some bytes cannot be read as a CSV, from which line."""

    rule: str
    what: str
    fix: str
    line: int = 0


def _refusal(raw: bytes, text: str | None) -> Refusal | None:
    if raw.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        what, fix = "c’est un classeur renommé en .csv.", "Dans le tableur : Enregistrer sous, « CSV UTF-8 »."
        return Refusal("classeur", what, fix)
    if not raw.startswith(UTF16) and b"\x00" in raw:
        what, fix = "le fichier contient des octets nuls : il est abîmé.", "Repartez de la version publiée."
        return Refusal("octet-nul", what, fix, _line_at(raw, raw.index(b"\x00")))
    if mark := _CONFLICT.search(raw):
        what = "le fichier contient les marques d’un conflit (<<<<<<<, =======, >>>>>>>)."
        fix = "Gardez une seule des deux versions et effacez ces marques."
        return Refusal("conflit-git", what, fix, _line_at(raw, mark.start()))
    if text is None:
        what = "les accents sont illisibles à partir d’ici : le codage du fichier n’est pas reconnu."
        return Refusal("encodage", what, "Enregistrez-le en « CSV UTF-8 ».", _first_foreign_line(raw))
    return None


def decode(raw: bytes) -> str | None:
    """The text of a file: by its byte-order mark, else UTF-8, else the Windows code page (never latin-1).

    None when it would come out garbled: French text from an old Mac or DOS, or two encodings in one file.
    """
    if raw.startswith(UTF16):
        return _decoded(raw, "utf-16")
    text = _decoded(raw, "utf-8-sig")
    if text is None:
        text = _decoded(raw, "cp1252")
        if text is not None and (_NOT_FRENCH.search(text) or DAMAGE.search(text)):
            return None
    return text


def _decoded(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return None


def _first_foreign_line(raw: bytes) -> int:
    """The first line that is not UTF-8."""
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return _line_at(raw, error.start)
    return 0


def _line_at(raw: bytes, position: int) -> int:
    return raw.count(b"\n", 0, position) + 1


# ------------------------------------------------------------------ text


def _delimiter(header_line: str, expected: Sequence[str]) -> str:
    """The delimiter that finds the most expected headers: texts full of commas cannot fool it."""
    wanted = set(expected)
    return max(
        DELIMITERS,
        key=lambda d: len(wanted & {cell.strip(' "') for cell in header_line.split(d)}),
    )


def _table(text: str, name: str, path: str, delimiter: str) -> Table:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[Row] = []
    start = 1
    try:
        for number, cells in enumerate(reader, 1):
            if any(cell.strip() for cell in cells):
                rows.append(Row(start, number, tuple(cells)))
            start = reader.line_num + 1
    except csv.Error:
        what = "les guillemets droits ne vont pas par deux, à partir de cette ligne."
        fix = 'Fermez celui qui est ouvert, ou doublez-le ("") s’il fait partie du texte.'
        return _unreadable(name, path, Refusal("guillemet", what, fix, start))
    header = _without_trailing_blanks(tuple(cell.strip() for cell in rows[0].cells))
    return Table(name, path, header, tuple(rows[1:]), header_line=rows[0].line)


def _without_trailing_blanks(cells: tuple[str, ...]) -> tuple[str, ...]:
    while cells and not cells[-1]:
        cells = cells[:-1]
    return cells


def _unreadable(name: str, path: str, refusal: Refusal) -> Table:
    place = Place(path, refusal.line)
    return Table(name, path, problems=(Problem(refusal.rule, place, refusal.what, refusal.fix),))


# ------------------------------------------------------------------ pages, stories, shapes


def read_pages(docs: Path) -> Mapping[str, str]:
    """The text of every hand-written page, by its path relative to the project (`docs/index.md`).

    Bytes that are not UTF-8 become « � », which `checks/pages.py` reports.
    """
    return {
        f"{docs.name}/{file.relative_to(docs).as_posix()}": _page(file) for file in sorted(docs.rglob("*.md"))
    }


def read_stories(project: Path, folder: str) -> Mapping[str, str]:
    """The long stories, by project id; a folder that does not exist holds none."""
    return {file.stem: _page(file) for file in sorted((project / folder).glob("*.md"))}


def _page(file: Path) -> str:
    return file.read_bytes().decode("utf-8-sig", errors="replace")


def read_shapes(project: Path, folder: str) -> Mapping[str, bytes]:
    """The files of shapes that the maps are drawn from, by file name."""
    return {file.name: file.read_bytes() for file in sorted((project / folder).glob("*json"))}
