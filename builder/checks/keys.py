"""Keys and references: each row says something new, and whatever a cell names exists."""

from __future__ import annotations

from collections.abc import Iterator

from ..columns import COMMUNE
from ..converters import is_total
from ..errors import Problem
from ..parse import Dataset, place
from ..read import Row, Table
from ..records import TABLES
from ..text import sort_key
from ..wording import RECOPY, nearest, quoted
from .cells import columns

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
MOST_SEARCHES = 20  # for each column: a search among thousands of ids takes a while, and few read further


def repeated_rows(dataset: Dataset) -> Iterator[Problem]:
    """No two rows have the same key; the second says where the first is."""
    for table in dataset.tables.values():
        unique = TABLES[table.name].unique
        if set(unique) <= set(table.header):
            yield from _repeated(table, tuple(map(table.header.index, unique)))


def _repeated(table: Table, unique: tuple[int, ...]) -> Iterator[Problem]:
    first: dict[tuple[str, ...], Row] = {}
    for row in table.rows_in_shape:
        key = tuple(row.cell(index) for index in unique)
        if not key[0]:
            continue  # an empty key is another problem
        before = first.setdefault(key, row)
        if before is not row:
            yield Problem("cle-en-double", place(table, row, unique[0]), *_twice(key, before, row))


def _twice(key: tuple[str, ...], before: Row, row: Row) -> tuple[str, str]:
    if len(key) == 1:
        what = f"{quoted(key[0])} est déjà à la ligne {before.line}."
        return what, f"Changez l’un des deux, à la ligne {before.line} ou à la ligne {row.line}."
    what = f"la ligne {row.line} répète la ligne {before.line}."
    return what, "Effacez l’une des deux, ou dites ce qui les distingue."


def dangling_references(dataset: Dataset) -> Iterator[Problem]:
    """Whatever a cell names exists; a table that could not be read is not blamed on those that name it."""
    for cells in columns(dataset, lambda column: column.references is not None):
        known = dataset.keys[str(cells.column.references)]
        lost = [(row, text) for row, text in cells if known and text not in known and not is_total(text)]
        for searches, (row, text) in enumerate(lost):
            if cells.column.kind is COMMUNE:
                yield Problem("commune-inconnue", cells.place(row), *_no_commune(text, dataset))
            else:
                near = nearest(text, known) if searches < MOST_SEARCHES else None
                what, fix = _no_such(text, str(cells.column.references), near, dataset)
                yield Problem("reference-inconnue", cells.place(row), what, fix)


def _no_such(text: str, target: str, near: str | None, dataset: Dataset) -> tuple[str, str]:
    what = f"{NAMES[target]} {quoted(text)} n’existe pas."
    if near:
        return what, f"Vouliez-vous dire {quoted(near)} ?"
    return what, f"Recopiez un identifiant de {dataset.tables[target].path}, ou ajoutez-y une ligne."


# ------------------------------------------------------------------ communes


def _no_commune(text: str, dataset: Dataset) -> tuple[str, str]:
    """What is not a code INSEE of the territory: a lost zero, a name, a postal code, another region."""
    communes = dataset.records["communes"]
    if len(text) == 4 and f"0{text}" in dataset.keys["communes"]:
        name = next((commune.name for commune in communes if commune.code == f"0{text}"), "")
        what = f"{quoted(text)} n’a que quatre chiffres : le tableur a ôté le zéro du début."
        return what, f"Vouliez-vous dire {quoted(f'0{text}')} ({name}) ?"
    if found := _by_postal_code(text, dataset):
        return f"{quoted(text)} est un code postal, pas un code INSEE.", _one_of(found)
    if not text[:1].isdigit():
        return f"{quoted(text)} n’est pas un code INSEE.", _one_of(_by_name(text, dataset))
    return (
        f"la commune {quoted(text)} n’existe pas dans le territoire.",
        f"Cherchez son code INSEE dans {dataset.tables['communes'].path}.",
    )


def _by_postal_code(text: str, dataset: Dataset) -> list[str]:
    return [
        f"{quoted(commune.code)} ({commune.name})"
        for commune in dataset.records["communes"]
        if text in commune.postal_codes.split()
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
