"""Reading: bytes → Table, whatever the spreadsheet did to the encoding and the delimiter.

Only this module opens the files of `data/` and `docs/`. It knows nothing of cooperations: it says what each
file holds, line by line. Workbooks are read by `workbook/read.py`, past versions by `changes/revision.py`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from .cutting import Row as Row
from .cutting import cut
from .decoding import Refusal, encoding_of, refuse_what_is_no_csv
from .editions import FOLDER as EDITIONS
from .editions import MANIFEST
from .errors import Place, Problem
from .records import TABLES, headers_of

_LESS = "Ôtez les lignes qui ne sont pas à publier."
CHANGELOG = "CHANGELOG.md"
MOST_BYTES = 150_000_000  # of a table: for 100 000 cooperations the largest has 80 million


@dataclass(frozen=True, eq=False)
class Table:
    """A CSV as it was read; `path` is relative to the project. A file that cannot be read has no header.

    One table is only ever equal to itself, so that what is made from it can be kept.
    """

    name: str
    path: str
    header: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    problems: tuple[Problem, ...] = ()
    header_line: int = 1
    encoding: str = "utf-8"
    delimiter: str = ","
    digest: str = ""  # the hash of the bytes of the file, when it comes from one

    @property
    def readable(self) -> bool:
        """False when the file is missing or cannot be understood at all."""
        return bool(self.header)

    @cached_property
    def rows_in_shape(self) -> tuple[Row, ...]:
        """The rows that hold nothing beyond the last column: the cells of the others are out of place."""
        width = len(self.header)
        return tuple(row for row in self.rows if not any(cell.strip() for cell in row.cells[width:]))


def read_tables(
    project: Path, folder: str = "data", before: Mapping[str, Table] | None = None
) -> Mapping[str, Table]:
    """Every table of `records.TABLES`, read from `project/folder`; reading problems are inside the tables.

    `before` holds the tables that were read earlier: one whose file has the same bytes is given as it was.
    """
    return {
        name: read_table(
            project / folder / record.file,
            name,
            f"{folder}/{record.file}",
            headers_of(name),
            (before or {}).get(name),
        )
        for name, record in TABLES.items()
    }


def read_table(
    file: Path, name: str, path: str, expected: Sequence[str], before: Table | None = None
) -> Table:
    """One CSV; `expected` headers only serve to recognise the delimiter and the first row."""
    try:
        raw = read_raw(file, expected)
    except Refusal as refusal:
        return _unreadable(name, path, refusal)
    if before and before.path == path and before.digest == _digest(raw):
        return before
    return parse_csv(raw, name, path, expected)


def read_raw(file: Path, expected: Sequence[str]) -> bytes:
    """The bytes of a table; Refusal when there are none, or so many that the file is not even opened."""
    try:
        if file.stat().st_size > MOST_BYTES:
            raise Refusal("fichier-trop-gros", f"le fichier pèse plus de {MOST_BYTES // 10**6} Mo.", _LESS)
        return file.read_bytes()
    except FileNotFoundError:
        fix = f"Remettez-le, au besoin avec cette seule ligne : {','.join(expected)}."
        raise Refusal("fichier-absent", "le fichier manque.", fix) from None
    except OSError as error:
        what = f"le fichier ne s’ouvre pas ({error.strerror})."
        raise Refusal("fichier-illisible", what, "Vérifiez ses droits.") from None


def parse_csv(raw: bytes, name: str, path: str, expected: Sequence[str]) -> Table:
    """The table that some bytes hold, or a table without header that says why they hold none."""
    try:
        refuse_what_is_no_csv(raw)
        text, rows = cut(raw, encoding_of(raw), expected)
    except Refusal as refusal:
        return _unreadable(name, path, refusal)
    header = tuple(cell.strip() for cell in rows[0].cells)
    about = (rows[0].line, text.encoding, text.delimiter, _digest(raw))
    return Table(name, path, header, tuple(rows[1:]), (), *about)


def _digest(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()


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


def read_changelog(project: Path) -> str:
    """The change log of a project; empty when it has none."""
    file = project / CHANGELOG
    return _page(file) if file.is_file() else ""


def _page(file: Path) -> str:
    return file.read_bytes().decode("utf-8-sig", errors="replace")


def read_shapes(project: Path, folder: str) -> Mapping[str, bytes]:
    """The files of shapes that the maps are drawn from, by file name."""
    return {file.name: file.read_bytes() for file in sorted((project / folder).glob("*json"))}


# ------------------------------------------------------------------ editions


@dataclass(frozen=True)
class EditionFolder:
    """A folder of `docs/editions/` as it is on the disk; `manifest` is empty without `edition.json`."""

    name: str
    manifest: bytes
    read: Callable[[str], bytes]  # a file of the folder, by its path in it
    paths: tuple[str, ...]  # its files, `edition.json` apart; links are none

    def digest(self, path: str) -> str:
        """The hash of a file as it is now."""
        return hashlib.sha256(self.read(path)).hexdigest()


def read_editions(docs: Path) -> tuple[EditionFolder, ...]:
    """The folders of the editions, by name; hidden ones are left by a command that was stopped."""
    folders = sorted((docs / EDITIONS).glob("*/"))
    return tuple(_edition_folder(folder) for folder in folders if not folder.name.startswith("."))


def _edition_folder(folder: Path) -> EditionFolder:
    def read(path: str) -> bytes:
        return (folder / path).read_bytes()

    files = [file for file in sorted(folder.rglob("*")) if file.is_file() and not file.is_symlink()]
    paths = [file.relative_to(folder).as_posix() for file in files]
    return EditionFolder(
        name=folder.name,
        manifest=read(MANIFEST) if MANIFEST in paths else b"",
        read=read,
        paths=tuple(path for path in paths if path != MANIFEST),
    )
