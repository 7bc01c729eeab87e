"""Keys: hashes of what an output depends on, so that nothing is made again unless it may differ.

`Output.later` and `LatePage` take one. A key made of too little would keep an old file; of too much, would
only make a file again. It says nothing of the code: the manifest forgets every key when the code changes. The
test of this module edits each column in turn, and refuses a key that stays when the bytes change.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import fields
from functools import cached_property, lru_cache

from .catalog import CaseStudy, Catalog
from .columns import columns_of
from .parse import Dataset
from .read import Table
from .records import TABLES
from .scale import details_each_case

# The words and places that cases are told with.
COMMON = ("thematiques", "types", "criteres", "departements", "communes", "epci")
# What a catalogue makes of its records, or what is hashed apart.
_RECORDS = {"dataset", "studies", "by_id", "territories", "themes", "types", "criteria", "networks", "events"}
_RECORDS |= {"aids", "sources", "geography", "editions"}


def key_of(*parts: object) -> str:
    """One key for several things: texts, numbers, records. Sets and objects are not written twice alike."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]


def site_key(catalog: Catalog) -> str:
    """The key of what depends on everything: all tables, all stories, settings, shapes."""
    return _keys(catalog).site


def table_key(catalog: Catalog, *names: str) -> str:
    """The key of what depends on the settings, the edition and some tables, each as a whole."""
    return _keys(catalog).tables(names)


def cases_key(catalog: Catalog, studies: Iterable[CaseStudy]) -> str:
    """The key of what tells some cases in this order: their rows, sources and stories, the words they use.

    Settings, edition and shapes count too, and whether each case has files of its own.
    """
    keys = _keys(catalog)
    return key_of(keys.common, [keys.case(study) for study in studies])


@lru_cache(maxsize=2)  # all the data, and a part of it
def _keys(catalog: Catalog) -> _Keys:
    return _Keys(catalog)


class _Keys:
    """The keys of a catalogue, each hashed when it is first asked for."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._tables: dict[str, str] = {}
        self._cases: dict[str, str] = {}

    @cached_property
    def site(self) -> str:
        stories = [(study.project.id, study.story) for study in self._catalog.studies if study.story]
        return key_of(self._set, self._shapes, stories, self.tables(self._catalog.dataset.records))

    @cached_property
    def common(self) -> str:
        return key_of(self._shapes, details_each_case(self._catalog), self.tables(COMMON))

    @cached_property
    def _set(self) -> str:
        """What is set for the whole site: whatever a catalogue holds besides its records."""
        rest = [(f.name, getattr(self._catalog, f.name)) for f in fields(Catalog) if f.name not in _RECORDS]
        return key_of(rest, [(edition.name, edition.sha256) for edition in self._catalog.editions])

    @cached_property
    def _shapes(self) -> str:
        shapes = self._catalog.geography.shapes
        return key_of(*((name, hashlib.sha256(content).digest()) for name, content in sorted(shapes.items())))

    def tables(self, names: Iterable[str]) -> str:
        return key_of(self._set, [self._table(name) for name in names])

    def _table(self, name: str) -> str:
        if name not in self._tables:
            table = self._catalog.dataset.tables.get(name)
            rows = _told(table) if table else self._catalog.dataset.records[name]
            self._tables[name] = key_of(name, rows)
        return self._tables[name]

    def case(self, study: CaseStudy) -> str:
        name = study.project.id
        if name not in self._cases:
            sources = [self._rows_of_sources.get(source.id, source) for source in study.sources]
            rows = self._rows_of_projects.get(name, study)
            self._cases[name] = key_of(rows, sources, study.story, study.published)
        return self._cases[name]

    @cached_property
    def _rows_of_projects(self) -> dict[str, list[str]]:
        """What every table says of a project, its line included: pages lead to it."""
        found: dict[str, list[str]] = defaultdict(list)
        for table, header in _about_projects(self._catalog.dataset):
            for name, row in _keyed(table, header):
                found[name].append(row)
        return dict(found)

    @cached_property
    def _rows_of_sources(self) -> dict[str, str]:
        table = self._catalog.dataset.tables.get("sources")
        return dict(_keyed(table, "id")) if table else {}


def _told(table: Table) -> str:
    """What a table says, line by line."""
    return table.digest or key_of(table.header, [(row.line, row.cells) for row in table.rows])


def _about_projects(dataset: Dataset) -> Iterator[tuple[Table, str]]:
    """The tables whose rows are about one project each, with the column that says which."""
    for name, table in dataset.tables.items():
        if name == "projets":
            yield table, "id"
        for column in columns_of(TABLES[name]):
            if column.references == "projets":
                yield table, column.header


def _keyed(table: Table, header: str) -> Iterator[tuple[str, str]]:
    """The rows of a table, as text that tells them apart, by the cell of one column."""
    if header in table.header:
        index, about = table.header.index(header), repr((table.name, table.header))
        for row in table.rows:
            yield row.cell(index), f"{about}{row.line}{row.cells!r}"
