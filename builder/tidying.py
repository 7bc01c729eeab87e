"""Tidying: what `vitrine fmt` rewrites in each curated file, and what it says of it.

A pull request then shows the cells that somebody changed, and nothing of what the spreadsheet did.
The geographic tables are left alone: a program makes them.
"""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import zip_longest
from pathlib import Path

from .canonical import Cells, canonical_csv, rewritten_rows
from .checks.headers import misshapen
from .columns import Column, PartialDate, columns_of
from .errors import BuilderError, Level, Place, Problem
from .read import Table, parse_csv, read_raw, read_table
from .records import CURATED, headers_of
from .text import plural

_NOUNS = {int: "nombre", float: "nombre", Decimal: "nombre", date: "date", PartialDate: "date", str: "texte"}


@dataclass(frozen=True, slots=True)
class Tidied:
    """A file as it is and as it should be, what differs in words; or the problems that leave it as it is."""

    path: str
    before: bytes = b""
    after: bytes = b""
    changes: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def in_words(self) -> str:
        """`séparateur, ordre des lignes, 3 nombres`."""
        return ", ".join(self.changes)


def tidied_files(project: Path, folder: str) -> Iterator[Tidied]:
    """Every curated file of a project; those that are as they should be have neither change nor problem."""
    for name, record in CURATED.items():
        file, headers = project / folder / record.file, headers_of(name)
        table = read_table(file, name, f"{folder}/{record.file}", headers)
        yield tidied(table, read_raw(file, headers) if table.readable else b"")


def tidied(table: Table, raw: bytes) -> Tidied:
    """A file, given its table and its bytes; it is left as it is when something in it would be lost."""
    if problems := misshapen(table):
        return Tidied(table.path, raw, raw, problems=tuple(problems))
    rows = rewritten_rows(table)
    content = canonical_csv(table.name, rows).encode()
    if content == raw:
        return Tidied(table.path, raw, raw)
    again = parse_csv(content, table.name, table.path, headers_of(table.name))
    if (
        again.problems
    ):  # a text that comes first on its line and looks like the mark of a conflict, for example
        return Tidied(table.path, raw, raw, problems=again.problems)
    if [_without_blanks(cells) for cells in sorted(rows)] != [row.cells for row in again.rows]:
        raise BuilderError(f"{table.path} : le fichier ne peut pas être réécrit sans perte. Il est intact.")
    return Tidied(table.path, raw, content, tuple(_changes(table, raw, rows)))


def _without_blanks(cells: Cells) -> Cells:
    """The cells as reading gives them: without blank ones at the end of the row."""
    filled = [index for index, cell in enumerate(cells) if cell.strip()]
    return cells[: filled[-1] + 1]


def to_tidy(tidied: Tidied) -> Problem:
    """A file that is to be rewritten, as one problem at the first line that differs."""
    lines = zip_longest(io.BytesIO(tidied.before), io.BytesIO(tidied.after))
    first = next(number for number, (before, after) in enumerate(lines, 1) if before != after)
    what = f"le fichier n’a pas sa forme habituelle ({tidied.in_words})."
    fix = "« vitrine fmt » le réécrit, sans rien changer à ce qu’il dit."
    return Problem("forme-canonique", Place(tidied.path, first), what, fix, Level.WARNING)


def _changes(table: Table, raw: bytes, rows: Sequence[Cells]) -> Iterator[str]:
    counts = _changed_cells(table, rows)
    changes = {
        "encodage": table.encoding != "utf-8",
        "séparateur": table.delimiter != ",",
        "fins de ligne": b"\r" in raw,
        "ordre des colonnes": [header for header in table.header if header] != list(headers_of(table.name)),
        "ordre des lignes": list(rows) != sorted(rows),
        **{plural(counts[noun], noun): counts[noun] for noun in ("nombre", "date", "mot", "texte")},
    }
    named = [name for name, changed in changes.items() if changed]
    yield from named or ["guillemets ou lignes vides"]


def _changed_cells(table: Table, rows: Sequence[Cells]) -> Counter[str]:
    """How many cells of each kind are written otherwise."""
    columns = [(table.header.index(c.header), _noun(c)) for c in columns_of(CURATED[table.name])]
    return Counter(
        noun
        for row, cells in zip(table.rows, rows, strict=True)
        for (index, noun), cell in zip(columns, cells, strict=True)
        if (row.cells[index] if index < len(row.cells) else "") != cell
    )


def _noun(column: Column) -> str:
    return "mot" if column.words else _NOUNS[column.type]


def summary(files: Sequence[Tidied], written: bool) -> str:
    """`2 fichiers réécrits, 12 déjà en forme, 1 laissé tel quel.`"""
    changed = sum(bool(tidied.changes) for tidied in files)
    refused = sum(bool(tidied.problems) for tidied in files)
    done = ("réécrit", "réécrits") if written else ("à réécrire", "à réécrire")
    said = [plural(changed, f"fichier {done[0]}", f"fichiers {done[1]}")]
    said.append(f"{len(files) - changed - refused} déjà en forme")
    if refused:
        said.append(f"{plural(refused, 'laissé tel quel', 'laissés tels quels')}")
    return f"{', '.join(said)}."
