"""Reading: bytes → Table, whatever the spreadsheet did to the encoding and the delimiter.

Only this module opens files. It knows nothing of cooperations: it says what each file holds and on which line.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from .columns import columns_of
from .errors import Place, Problem
from .records import TABLES

DELIMITERS = (",", ";", "\t")
_CONFLICT = re.compile(rb"^(<<<<<<< |=======\r?$|>>>>>>> )", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a CSV: its first physical line, its number in a spreadsheet, its cells in the order of the file."""

    line: int
    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A CSV as it was read; `path` is relative to the project. A file that cannot be read has no header."""

    name: str
    path: str
    header: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def readable(self) -> bool:
        """False when the file is missing or cannot be understood at all."""
        return bool(self.header)


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
        return _unreadable(
            name,
            path,
            "fichier-absent",
            "le fichier manque.",
            "Remettez-le, au besoin avec son seul en-tête.",
        )
    except OSError as error:
        return _unreadable(
            name,
            path,
            "fichier-illisible",
            f"le fichier ne s’ouvre pas ({error.strerror}).",
            "Vérifiez ses droits.",
        )
    return parse_csv(raw, name, path, expected)


def parse_csv(raw: bytes, name: str, path: str, expected: Sequence[str]) -> Table:
    """The table that some bytes hold, or a table without header that says why they hold none."""
    if refusal := _refusal(raw):
        return _unreadable(name, path, *refusal)
    text = decode(raw)
    if text is None:
        return _unreadable(
            name,
            path,
            "encodage",
            "le fichier contient des octets qui ne sont du texte dans aucun codage attendu.",
            "Enregistrez-le en « CSV UTF-8 ».",
        )
    header_line = text.lstrip("\r\n").splitlines()[0] if text.strip() else ""
    if not header_line:
        return _unreadable(
            name,
            path,
            "fichier-vide",
            "le fichier est vide.",
            f"Première ligne attendue : {','.join(expected)}.",
        )
    return _table(text, name, path, _delimiter(header_line, expected))


def _refusal(raw: bytes) -> tuple[str, str, str] | None:
    """Rule, what and fix for bytes that must not be read as a CSV."""
    if raw.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return (
            "classeur",
            "c’est un classeur renommé en .csv.",
            "Dans le tableur : Enregistrer sous, « CSV UTF-8 ».",
        )
    if not raw.startswith((b"\xff\xfe", b"\xfe\xff")) and b"\x00" in raw:
        return (
            "octet-nul",
            "le fichier contient des octets nuls : il est abîmé.",
            "Repartez de la version publiée.",
        )
    if _CONFLICT.search(raw):
        return (
            "conflit-git",
            "le fichier contient les marques d’un conflit (<<<<<<<, =======, >>>>>>>).",
            "Gardez une seule des deux versions et effacez ces marques.",
        )
    return None


def decode(raw: bytes) -> str | None:
    """The text of a file: by its byte-order mark, else UTF-8, else the Windows code page (never latin-1)."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


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
    try:
        rows.extend(_rows(reader))
    except csv.Error:
        line = rows[-1].line + 1 if rows else 1
        problem = Problem(
            "guillemet",
            Place(path, line),
            "un guillemet droit n’est pas fermé, à partir de cette ligne.",
            'Fermez-le, ou doublez-le ("") s’il fait partie du texte.',
        )
        return Table(name, path, problems=(problem,))
    header = _without_trailing_blanks(tuple(cell.strip() for cell in rows[0].cells))
    return Table(name, path, header, tuple(rows[1:]))


def _rows(reader: Iterator[list[str]]) -> Iterator[Row]:
    """Rows that hold something, each with the physical line where it starts."""
    line = 1
    for number, cells in enumerate(reader, 1):
        if any(cell.strip() for cell in cells):
            yield Row(line, number, tuple(cells))
        line = reader.line_num + 1  # type: ignore[attr-defined]


def _without_trailing_blanks(cells: tuple[str, ...]) -> tuple[str, ...]:
    while cells and not cells[-1]:
        cells = cells[:-1]
    return cells


def _unreadable(name: str, path: str, rule: str, what: str, fix: str) -> Table:
    return Table(name, path, problems=(Problem(rule, Place(path), what, fix),))


def read_pages(docs: Path) -> Mapping[str, str]:
    """The text of every hand-written page, by its path relative to the project (`docs/index.md`)."""
    return {
        f"{docs.name}/{file.relative_to(docs).as_posix()}": file.read_text(encoding="utf-8")
        for file in sorted(docs.rglob("*.md"))
    }


def read_stories(project: Path, folder: str) -> Mapping[str, str]:
    """The long stories, by project id; a folder that does not exist holds none."""
    return {file.stem: file.read_text(encoding="utf-8") for file in sorted((project / folder).glob("*.md"))}


def read_shapes(project: Path, folder: str) -> Mapping[str, bytes]:
    """The files of shapes that the maps are drawn from, by file name."""
    return {file.name: file.read_bytes() for file in sorted((project / folder).glob("*json"))}
