"""Keys and references: each row says something new, and whatever a cell names exists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import Any

from ..columns import COMMUNE, columns_of
from ..converters import is_total
from ..errors import Problem
from ..parse import CellReader, Dataset, place, readers, rows_with_values
from ..read import Row, Table
from ..records import TABLES, Record
from ..same import Same
from ..text import sort_key
from ..wording import RECOPY, nearest, quoted
from .cells import Cells, columns, enough

# How a sentence names one row of a table that is referred to.
NAMES = {
    "projets": "le projet",
    "types": "le type",
    "thematiques": "la thématique",
    "criteres": "le critère",
    "sources": "la source",
    "communes": "la commune",
    "departements": "le département",
    "epci": "l’intercommunalité",
}
MOST_COMPARISONS = 100_000  # for each column, about a second: few read further than the first problems


def repeated_rows(dataset: Dataset) -> Iterator[Problem]:
    """No two rows have the same key, however it is typed; the second says where the first is."""
    for table in dataset.tables.values():
        unique = TABLES[table.name].unique
        by_header = {reader.column.header: reader for reader in readers(table)}
        if set(unique) <= set(by_header) and not _all_differ(table, Same(dataset.records[table.name])):
            yield from enough(_repeated(table, [by_header[header] for header in unique]))


@lru_cache(maxsize=len(TABLES))  # a server checks again only what changed
def _all_differ(table: Table, of_table: Same[Sequence[Record]]) -> bool:
    """Whether every row gave a record and no two have the same key: most often so, and soon told."""
    records = of_table.value
    unique = TABLES[table.name].unique
    fields = [column.name for column in columns_of(TABLES[table.name]) if column.header in unique]
    keys = set(map(attrgetter(*fields), records))
    return len(keys) == len(records) == len(table.rows_in_shape)


def _repeated(table: Table, unique: list[CellReader]) -> Iterator[Problem]:
    first: dict[tuple[Any, ...], Row] = {}
    for row, key in rows_with_values(table, unique):
        if not row.cell(unique[0].index):
            continue  # an empty key is another problem
        before = first.setdefault(key, row)
        if before is not row:
            typed = row.cell(unique[0].index) if len(unique) == 1 else ""
            yield Problem("cle-en-double", place(table, row, unique[0].index), *_twice(typed, before, row))


def _twice(typed: str, before: Row, row: Row) -> tuple[str, str]:
    if typed:
        what = f"{quoted(typed)} est déjà à la ligne {before.line}."
        return what, f"Changez l’un des deux, à la ligne {before.line} ou à la ligne {row.line}."
    what = f"la ligne {row.line} répète la ligne {before.line}."
    return what, "Effacez l’une des deux, ou dites ce qui les distingue."


def dangling_references(dataset: Dataset) -> Iterator[Problem]:
    """Whatever a cell names exists; a table that could not be read is not blamed on those that name it."""
    for cells in columns(dataset, lambda column: column.references is not None):
        yield from enough(_dangling(cells, dataset))


def _dangling(cells: Cells, dataset: Dataset) -> Iterator[Problem]:
    target = str(cells.column.references)
    known = dataset.keys[target]
    if _all_known(cells, Same(known)):
        return
    lost = ((row, text) for row, text in cells if known and text not in known and not is_total(text))
    communes = _commune_names(dataset) if cells.column.kind is COMMUNE else {}
    for searches, (row, text) in enumerate(lost):
        search = searches * len(known) < MOST_COMPARISONS
        if communes:
            yield Problem("commune-inconnue", cells.place(row), *_no_commune(text, communes, dataset, search))
        else:
            near = nearest(text, known) if search else None
            yield Problem("reference-inconnue", cells.place(row), *_no_such(text, target, near, dataset))


@lru_cache(maxsize=64)  # columns that refer to others
def _all_known(cells: Cells, known: Same[frozenset[str]]) -> bool:
    """Whether a column names nothing that does not exist: most often so."""
    return all(text in known.value for _, text in cells)


def _no_such(text: str, target: str, near: str | None, dataset: Dataset) -> tuple[str, str]:
    what = f"{NAMES[target]} {quoted(text)} n’existe pas."
    if near:
        return what, f"Vouliez-vous dire {quoted(near)} ?"
    return what, f"Recopiez un identifiant de {dataset.tables[target].path}, ou ajoutez-y une ligne."


# ------------------------------------------------------------------ communes


def _commune_names(dataset: Dataset) -> dict[str, str]:
    """The name of each commune by its code, those too whose row cannot be read."""
    names = {commune.code: commune.name for commune in dataset.records["communes"]}
    return {code: names.get(code, "") for code in dataset.keys["communes"]}


def _no_commune(text: str, communes: dict[str, str], dataset: Dataset, search: bool) -> tuple[str, str]:
    """What is not a code INSEE of the territory: a lost zero, a name, a postal code, another region."""
    code = _as_code(text)
    if code in communes:
        return _code_made_number(text, code, communes[code])
    if search and (found := _by_postal_code(code, dataset)):
        return f"{quoted(text)} est un code postal, pas un code INSEE.", _one_of(found)
    if search and not text[:1].isdigit():
        return f"{quoted(text)} n’est pas un code INSEE.", _one_of(_by_name(text, dataset))
    return (
        f"la commune {quoted(text)} n’existe pas dans le territoire.",
        f"Cherchez son code INSEE dans {dataset.tables['communes'].path}.",
    )


def _as_code(text: str) -> str:
    """The code that became a number: `1004`, `1 004` and `1004.0` are 01004."""
    digits = re.sub(r"\s", "", re.sub(r"[.,]0+$", "", text))
    return digits.zfill(5) if digits.isdigit() else text


def _code_made_number(text: str, code: str, name: str) -> tuple[str, str]:
    what = f"{quoted(text)} est un code que le tableur a changé en nombre."
    if len(text) == 4 and text.isdigit():
        what = f"{quoted(text)} n’a que quatre chiffres : le tableur a ôté le zéro du début."
    return what, f"Vouliez-vous dire {quoted(code)}{f' ({name})' if name else ''} ?"


def _by_postal_code(code: str, dataset: Dataset) -> list[str]:
    return [
        f"{quoted(commune.code)} ({commune.name})"
        for commune in dataset.records["communes"]
        if code in commune.postal_codes.split()
    ]


def _by_name(text: str, dataset: Dataset) -> list[str]:
    names = {sort_key(commune.name): commune for commune in dataset.records["communes"]}
    near = nearest(sort_key(text), names)
    return [f"{quoted(names[near].code)} ({names[near].name})"] if near else []


def _one_of(found: list[str], most: int = 4) -> str:
    if 0 < len(found) <= most:
        return f"Vouliez-vous dire {' ou '.join(found)} ?"
    if found:
        return f"Vouliez-vous dire {found[0]}, ou l’une des {len(found) - 1} autres communes qui l’ont ?"
    return RECOPY
