"""Sheets → tables, as if they had been read from CSV, and what is wrong with them as sheets."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from types import MappingProxyType

from ..columns import columns_of
from ..errors import Fault, Level, Place, Problem
from ..parse import column_letter
from ..read import Row, Table
from ..records import CURATED
from ..text import sort_key
from ..wording import quoted
from .cells import text_of
from .layout import BASE, OURS
from .marks import Kind
from .read import Sheet, Value

ALIKE = 0.8  # « emploi » is like « emplois »; « notes » is not like « types »


@dataclass(frozen=True, slots=True, order=True)
class SheetPlace(Place):
    """A cell of a workbook: « classeur.xlsx, feuille emplois (F12, valeur) »; its line only sorts."""

    def __str__(self) -> str:
        inside = ", ".join(part for part in (self.cell, self.column) if part)
        return f"{self.path} ({inside})" if inside else self.path


@dataclass(frozen=True, slots=True)
class Handed:
    """What a workbook hands in: its tables by name, the rows that it was made from, what is wrong with it."""

    tables: Mapping[str, Table]
    base: Mapping[str, frozenset[str]]  # digests by table; nothing for a workbook that is not ours
    problems: tuple[Problem, ...]


def handed_in(sheets: Iterable[Sheet], book: str) -> Handed:
    """The tables of a workbook; a table without a sheet is not there, and so will not change."""
    tables: dict[str, Table] = {}
    base: Mapping[str, frozenset[str]] = MappingProxyType({})
    problems: list[Problem] = []
    for sheet in sheets:
        name = sort_key(sheet.name).strip()  # « Étapes » is « etapes »
        if sheet.name == BASE:
            base = dict(_base(sheet))
        elif name in tables:
            problems.append(_second_sheet(sheet, name, book))
        elif name in CURATED:
            reader = _Reader(sheet, name, f"{book}, feuille {sheet.name}")
            tables[name] = reader.table()
            problems += reader.problems
        elif sheet.name not in OURS and _filled(sheet.rows):
            problems.append(_unknown_sheet(sheet, book))
    if not tables:
        what = "aucune feuille n’a le nom d’un fichier de données."
        fix = f"Nommez les feuilles : {', '.join(CURATED)}."
        problems.append(Problem("classeur-sans-table", SheetPlace(book), what, fix))
    return Handed(tables, base, tuple(problems))


def _filled(rows: Iterable[tuple[Value, ...]]) -> bool:
    return any(value != "" for row in rows for value in row)


def _base(sheet: Sheet) -> Iterator[tuple[str, frozenset[str]]]:
    for name, *digests in zip(*sheet.rows, strict=True):
        yield str(name), frozenset(map(str, digests)) - {""}


def _second_sheet(sheet: Sheet, name: str, book: str) -> Problem:
    what = f"une autre feuille est déjà lue comme {quoted(name)}."
    fix = "Réunissez leurs lignes dans l’une, et supprimez l’autre."
    return Problem("feuille-en-double", SheetPlace(f"{book}, feuille {sheet.name}"), what, fix)


def _unknown_sheet(sheet: Sheet, book: str) -> Problem:
    """A sheet of notes is only mentioned; one that looks like a table under another name is an error."""
    place = SheetPlace(f"{book}, feuille {sheet.name}")
    alike = get_close_matches(sort_key(sheet.name), CURATED, n=1, cutoff=ALIKE)
    if near := _resembling(sheet) or "".join(alike):
        what = f"la feuille {quoted(sheet.name)} ne correspond à aucun fichier de données."
        return Problem("feuille-inconnue", place, what, f"Renommez-la {quoted(near)}, ou supprimez-la.")
    what = f"la feuille {quoted(sheet.name)} n’est pas une feuille de données : elle est laissée de côté."
    return Problem("feuille-ignoree", place, what, "Rien de ce qu’elle contient n’est repris.", Level.WARNING)


def _resembling(sheet: Sheet) -> str | None:
    """The table that has most of the headers of a sheet."""
    first = {str(value).strip() for row in sheet.rows[:1] for value in row}
    for name, record in CURATED.items():
        headers = {column.header for column in columns_of(record)}
        if len(headers & first) * 2 > len(headers):
            return name
    return None


# ------------------------------------------------------------------ one sheet


class _Reader:
    """Reads one sheet: what it could not read is in `problems`."""

    def __init__(self, sheet: Sheet, name: str, path: str) -> None:
        self.sheet, self.name, self.path = sheet, name, path
        self.columns = {column.header: column for column in columns_of(CURATED[name])}
        self.problems: list[Problem] = []
        self.header: tuple[str, ...] = ()

    def table(self) -> Table:
        numbered = [(number, row) for number, row in enumerate(self.sheet.rows) if self._holds(number, row)]
        if not numbered:
            return self._empty()
        first, header = numbered[0]
        self.header = tuple(str(value).strip() for value in _cut(header))
        self._refuse_merged_cells(first)
        rows = tuple(self._row(number, row) for number, row in numbered[1:])
        return Table(self.name, self.path, self.header, rows, header_line=first + 1)

    def _holds(self, number: int, row: tuple[Value, ...]) -> bool:
        return any(
            str(value).strip() or (number, index) in self.sheet.marks.cells for index, value in enumerate(row)
        )

    def _empty(self) -> Table:
        fix = f"Remettez ses en-têtes ({', '.join(self.columns)}), ou supprimez-la : rien n’y changera alors."
        self.problems.append(Problem("fichier-vide", SheetPlace(self.path), "la feuille est vide.", fix))
        return Table(self.name, self.path)

    def _row(self, number: int, row: tuple[Value, ...]) -> Row:
        return Row(number + 1, number + 1, tuple(self._cell(number, index, v) for index, v in enumerate(row)))

    def _cell(self, number: int, index: int, value: Value) -> str:
        header = self.header[index] if index < len(self.header) else ""
        column = self.columns.get(header)
        mark = self.sheet.marks.cells.get((number, index))
        if column is None:
            return str(value) or (
                mark.shown if mark else ""
            )  # of a column that is refused, whatever it holds
        text = text_of(value, mark, column)
        if isinstance(text, Fault):
            self._report(number, index, text)
            return mark.shown if mark and mark.kind is Kind.ERROR else str(value)
        return text

    def _report(self, number: int, index: int, fault: Fault) -> None:
        place = SheetPlace(self.path, number + 1, f"{column_letter(index)}{number + 1}", self.header[index])
        self.problems.append(Problem(fault.rule, place, fault.what, fault.fix))

    def _refuse_merged_cells(self, first: int) -> None:
        """Cells under a merged one look filled and are empty; a merged header names one column out of two."""
        for (top, left), (bottom, right) in self.sheet.marks.merged:
            if bottom >= first and left < len(self.header):
                cells = f"{column_letter(left)}{top + 1}:{column_letter(right)}{bottom + 1}"
                what = (
                    f"les cellules {cells} sont fusionnées : une seule a une valeur, les autres sont vides."
                )
                fix = "Annulez la fusion, puis remplissez chaque cellule."
                place = SheetPlace(self.path, top + 1, f"{column_letter(left)}{top + 1}")
                self.problems.append(Problem("cellules-fusionnees", place, what, fix))


def _cut(row: tuple[Value, ...]) -> tuple[Value, ...]:
    """A header without the empty cells after its last one."""
    while row and not str(row[-1]).strip():
        row = row[:-1]
    return row
