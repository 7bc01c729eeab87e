"""Periods: what changed in the published data from one edition to the next, and since the last one.

Both sides are read as they were published. A table whose bytes did not change is not read again. What an
edition changed is told once, when it is frozen, and kept in it: only « since the last one » is compared at
each build.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from ..catalog import Catalog
from ..columns import columns_of
from ..editions import Edition
from ..errors import Place, Problem
from ..exports.csv_tables import content_of
from ..exports.published import PUBLISHED, path_of
from ..parse import Dataset, parse
from ..read import Table, parse_csv
from ..records import TABLES, headers_of
from ..scale import details_each_case
from .compare import Change, compare
from .figures import FIGURES
from .report import Section, headline, limits_of, sections, studies_of
from .sentences import OF_A_PROJECT, Speaker
from .totals import changed_totals


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """What changed from the edition `since` to the edition `until`, or to today when `until` is empty.

    `reasons` says why, by project: the words of the change log, then the new notes of corrected figures.
    """

    since: str
    since_date: date
    until: str
    until_date: date
    headline: str
    sections: tuple[Section, ...]  # without the empty ones
    changes: tuple[Change, ...]
    limits: tuple[str, ...]
    reasons: Mapping[str, tuple[str, ...]]


@lru_cache(maxsize=1)  # asked by the page, by the JSON, by the feed
def since_last(catalog: Catalog) -> Period | None:
    """What changed since the last edition; None when there is none."""
    return period(catalog.editions[0], catalog) if catalog.editions else None


def period(edition: Edition, catalog: Catalog, until: str = "") -> Period:
    """What changed from an edition to the present data, which are about to be the edition `until`."""
    before, after = datasets(edition, catalog)
    changes = compare(before, after)
    speaker = Speaker(changes, {})
    rows = tuple(changes)
    with_totals = bool(rows) and details_each_case(catalog)  # beyond, they would cost as much as the site
    old = studies_of(before, catalog.settings) if with_totals else None
    totals = () if old is None else changed_totals(old, catalog.studies)
    limits = tuple(limits_of(changes, old is not None or not with_totals, True))
    return Period(
        since=edition.name,
        since_date=edition.date,
        until=until,
        until_date=catalog.edition,
        headline=headline(speaker, totals, limits),
        sections=tuple(section for section in sections(speaker, totals, ()) if section.lines),
        changes=rows,
        limits=limits,
        reasons=_reasons(changes, catalog.reasons),
    )


def _reasons(changes: Iterable[Change], told: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Why the data of each project changed, as far as somebody wrote it down."""
    why: dict[str, list[str]] = {}
    for change in changes:
        if change.table == "projets" or change.table in OF_A_PROJECT:
            key = change.row.id if change.table == "projets" else change.row.project_id
            said = why.setdefault(key, [told[key]] if key in told else [])
            note = getattr(change.row, "note", None)
            if change.table in FIGURES and change.touches("note") and note and note not in said:
                said.append(note)
    return {key: tuple(said) for key, said in why.items() if said}


# ------------------------------------------------------------------ tables as they were published


def datasets(edition: Edition, catalog: Catalog) -> tuple[Dataset, Dataset]:
    """The data of an edition and the present ones, each as published; unpublished tables are the same."""
    present = catalog.dataset
    differing = [name for name in PUBLISHED if not _is_same(edition, catalog, name)]
    before = parse({name: frozen_table(edition, name) for name in differing})
    after = parse({name: _table(name, content_of(catalog, name)) for name in differing})
    return _completed(before, present), _completed(after, present)


def _completed(some: Dataset, present: Dataset) -> Dataset:
    return Dataset(
        {name: some.tables.get(name, present.tables[name]) for name in TABLES},
        {name: some.records.get(name, present.records[name]) for name in TABLES},
        some.problems,
    )


def _is_same(edition: Edition, catalog: Catalog, name: str) -> bool:
    file = edition.files.get(path_of(name))
    return file is not None and file.sha256 == hashlib.sha256(content_of(catalog, name)).hexdigest()


def frozen_table(edition: Edition, name: str) -> Table:
    """A table of an edition; optional columns that came since are there, empty."""
    path = path_of(name)
    if path not in edition.files:
        absent = Problem("fichier-absent", Place(path), "le fichier n’existait pas.", "")
        return Table(name, path, problems=(absent,))
    return with_newer_columns(_table(name, edition.read(path)))


def _table(name: str, raw: bytes) -> Table:
    return parse_csv(raw, name, path_of(name), headers_of(name))


def with_newer_columns(table: Table) -> Table:
    """The same table with the columns that it lacks, when each may be empty."""
    lacking = [column for column in columns_of(TABLES[table.name]) if column.header not in table.header]
    if not table.readable or any(column.required for column in lacking):
        return table
    return replace(table, header=table.header + tuple(column.header for column in lacking))
