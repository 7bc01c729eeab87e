"""Provenance: sources that nobody cites, and the same source under two names."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import chain

from ..columns import columns_of
from ..errors import Level, Problem
from ..parse import Dataset
from ..read import Row, Table
from ..records import TABLES, Source
from ..wording import quoted
from .cells import Cells, columns

_CITING = sum(column.references == "sources" for record in TABLES.values() for column in columns_of(record))


def unused_sources(dataset: Dataset) -> Iterator[Problem]:
    """A source is cited at least once, or the list of sources misleads on what the site rests on.

    Nobody is told to delete a source because a file that cites it is broken.
    """
    citing = list(columns(dataset, lambda column: column.references == "sources"))
    if len(citing) < _CITING:
        return
    cited = frozenset().union(*map(_cited, citing))
    for source in _sources(dataset):
        if source.id not in cited:
            what = f"la source {quoted(source.id)} n’est citée nulle part."
            fix = "Citez-la, ou effacez cette ligne."
            yield Problem("source-inutilisee", dataset.place(source, "id"), what, fix, Level.WARNING)


@lru_cache(maxsize=_CITING)  # a server looks again only at the table that changed
def _cited(cells: Cells) -> frozenset[str]:
    """What a column cites, and whatever stands in rows whose cells are out of place."""
    astray = (row.cell(index) for row in _shifted(cells.table) for index in range(len(row.cells)))
    return frozenset(chain(astray, (text for _, text in cells)))


def _shifted(table: Table) -> Iterator[Row]:
    """The rows whose cells are out of place: any of them may be the source."""
    return (row for row in table.rows if len(row.cells) > len(table.header))


def repeated_sources(dataset: Dataset) -> Iterator[Problem]:
    """One document is one source: cited under two names it would look like two that agree."""
    first: dict[str, Source] = {}
    for source in _sources(dataset):
        before = first.setdefault(page_of(source.url), source)
        if before is not source:
            what = f"cette adresse est déjà celle de {quoted(before.id)}, ligne {before.line}."
            fix = "Ne gardez qu’une des deux sources, et citez-la partout."
            yield Problem("source-en-double", dataset.place(source, "url"), what, fix, Level.WARNING)


def _sources(dataset: Dataset) -> tuple[Source, ...]:
    return dataset.records["sources"]


def page_of(url: str) -> str:
    """What two addresses of the same page have in common."""
    return url.partition("://")[2].removeprefix("www.").rstrip("/").casefold()
