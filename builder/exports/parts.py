"""A part of the data: the rows of some cases, the sources they cite, the words and places they name.

A part is a catalogue like the whole one, so that every export makes it as it makes the whole.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from ..catalog import CaseStudy, Catalog
from ..columns import columns_of
from ..parse import Dataset
from ..records import TABLES

Rows = Sequence[Any]
# What a row of a case names is kept; a place leads to its département and EPCI, so places come first.
_NAMED = ("communes", *(name for name in TABLES if name not in ("communes", "projets")))


def part(catalog: Catalog, studies: Sequence[CaseStudy], about: str) -> Catalog:
    """The catalogue of some cases and of nothing else; `about` says in French which they are."""
    records = _records(catalog, [study.project.id for study in studies])
    return replace(
        catalog,
        about=about,
        studies=tuple(studies),
        dataset=Dataset({}, records, ()),
        sources={source.id: source for source in records["sources"]},
        by_id={study.project.id: study for study in studies},
    )


def _records(catalog: Catalog, ids: Iterable[str]) -> Mapping[str, tuple[Any, ...]]:
    by_case = _rows_by_case(catalog)
    kept: dict[str, Rows] = {
        name: [row for one in ids for row in rows.get(one, ())] for name, rows in by_case.items()
    }
    for name in _NAMED:
        if name not in by_case:
            kept[name] = _named(name, catalog.dataset.records[name], kept)
    return {name: tuple(kept[name]) for name in TABLES}


@lru_cache(maxsize=1)
def _rows_by_case(catalog: Catalog) -> Mapping[str, Mapping[str, Rows]]:
    """The rows of each table that speaks of cases, by the case they speak of."""
    fields = {"projets": "id", **{name: field for name in TABLES if (field := _field(name, "projets"))}}
    found: dict[str, dict[str, list[Any]]] = {name: defaultdict(list) for name in fields}
    for name, field in fields.items():
        for row in catalog.dataset.records[name]:
            found[name][getattr(row, field)].append(row)
    return found


def _named(name: str, rows: Rows, kept: Mapping[str, Rows]) -> Rows:
    """The rows of a table that what is kept refers to."""
    key = columns_of(TABLES[name])[0].name
    referring = ((field, found) for other, found in kept.items() if (field := _field(other, name)))
    wanted = {getattr(row, field) for field, found in referring for row in found}
    return [row for row in rows if getattr(row, key) in wanted]


def _field(name: str, target: str) -> str:
    """The field of a table that refers to another one, empty when none does."""
    return next((c.name for c in columns_of(TABLES[name]) if c.references == target), "")
