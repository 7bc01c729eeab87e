"""The dictionary of the data, written from the records: what each column means, holds and how full it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ..catalog import Catalog
from ..columns import Column, columns_of
from ..descriptions import form, row_in_words
from ..exports.published import PUBLISHED
from ..records import Record
from ..templating import render
from .base import Fragment


@dataclass(frozen=True, slots=True)
class Entry:
    """A column, its form in French, how many rows fill it.

    `defined_in` is the table and the column that have given the same controlled words before, if any.
    """

    column: Column
    form: str
    filled: int
    defined_in: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class TableEntry:
    """A table: its name, what a row is, its rows, its columns."""

    name: str
    row: str
    rows: int
    entries: tuple[Entry, ...]


def dictionary(catalog: Catalog, attributes: Mapping[str, str], root: str) -> Markup:
    """A part for each published table, and in it an entry for each column."""
    return render("fragments/dictionnaire.html", root, tables=table_entries(catalog))


def table_entries(catalog: Catalog) -> list[TableEntry]:
    """What the dictionary says of each table; controlled words are defined where they first come."""
    first: dict[object, tuple[str, str]] = {}
    tables = []
    for name, record in PUBLISHED.items():
        rows = catalog.dataset.records[name]
        entries = tuple(_entry(name, column, rows, first) for column in columns_of(record))
        tables.append(TableEntry(name, row_in_words(name), len(rows), entries))
    return tables


def _entry(table: str, column: Column, rows: Sequence[Record], first: dict[object, tuple[str, str]]) -> Entry:
    here = (table, column.header)
    defined = first.setdefault(column.type, here) if column.words else here
    filled = sum(getattr(row, column.name) is not None for row in rows)
    return Entry(column, form(column), filled, None if defined == here else defined)


FRAGMENT = Fragment(
    name="dictionnaire",
    definition="Le dictionnaire des données : le sens et la forme de chaque colonne, un exemple, ses mots.",
    render=dictionary,
)
