"""Keys: hashes of what an output depends on, so that nothing is made again unless it may differ.

`Output.later` and `LatePage` take one. A key made of too little would keep an old file; of too much, would
only make a file again. It says nothing of the code: the manifest forgets every key when the code changes. The
test of this module edits each column in turn, and refuses a key that stays when the bytes change.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from functools import cached_property, lru_cache

from .catalog import CaseStudy, Catalog
from .columns import columns_of
from .parse import Dataset
from .read import Table
from .records import TABLES
from .scale import details_each_case

Tables = tuple[str, ...]

# The words and places that cases are told with.
COMMON = ("thematiques", "types", "criteres", "departements", "communes", "epci")
# What a catalogue makes of its records, or what is hashed apart.
_RECORDS = {"dataset", "studies", "by_id", "territories", "themes", "types", "criteria", "networks", "events"}
_RECORDS |= {"aids", "sources", "geography", "editions"}
# Who each case is, and all that is said of it in a row but its summary, which few files tell.
BRIEF = "projets, sans leur résumé"
_SUMMARY = "resume"
# The tables whose rows are about one case each, with the column that says which.
_ABOUT = {"projets": "id"} | {
    name: column.header
    for name, record in TABLES.items()
    for column in columns_of(record)
    if column.references == "projets"
}
SCOPES = 1_000  # sets of cases whose keys are kept: the files of each ask one after the other


def key_of(*parts: object) -> str:
    """One key for several things: texts, numbers, records. Sets and objects are not written twice alike."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:32]


def site_key(catalog: Catalog) -> str:
    """The key of what depends on everything: all tables, all stories, settings, shapes."""
    return _keys(catalog).site


def table_key(catalog: Catalog, *names: str) -> str:
    """The key of what depends on the settings, the edition and some tables, each as a whole."""
    return _keys(catalog).tables(names)


def cases_key(catalog: Catalog, studies: Iterable[CaseStudy], tables: Tables | None = None) -> str:
    """The key of what tells some cases in this order: their rows, sources and stories, the words they use.

    With `tables`, of what these tables alone tell of them, besides who they are, which sources they cite and
    what editions called their figures; « projets » adds their summaries. Settings, edition and shapes always
    count, and whether each case has files of its own.
    """
    return _keys(catalog).cases(tuple(studies), tables)


@lru_cache(maxsize=2)  # all the data, and a part of it
def _keys(catalog: Catalog) -> _Keys:
    return _Keys(catalog)


class _Keys:
    """The keys of a catalogue, each hashed when it is first asked for."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._tables: dict[str, str] = {}
        self._by_case: dict[str, Mapping[str, str]] = {}
        self.cases = lru_cache(maxsize=SCOPES)(self._of_cases)
        self._told_of = lru_cache(maxsize=SCOPES)(self._of_table)

    @cached_property
    def site(self) -> str:
        stories = [(study.project.id, study.story) for study in self._catalog.studies if study.story]
        return key_of(self._set, self._shapes, stories, self.tables(self._catalog.dataset.records))

    @cached_property
    def common(self) -> str:
        headers = [(name, table.header) for name, table in self._catalog.dataset.tables.items()]
        return key_of(self._shapes, details_each_case(self._catalog), headers, self.tables(COMMON))

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

    def _of_cases(self, studies: tuple[CaseStudy, ...], tables: Tables | None) -> str:
        if tables is None:
            return key_of(self.common, [self._each_case[study.project.id] for study in studies])
        told = [self._told_of(studies, table) for table in (BRIEF, "sources", *tables)]
        published = [(study.project.id, study.published) for study in studies if study.published]
        return key_of(self.common, tables, told, published)

    def _of_table(self, studies: tuple[CaseStudy, ...], table: str) -> str:
        """What a table tells of some cases in this order."""
        told = self._told_by(table)
        return key_of(",".join([told.get(study.project.id, "") for study in studies]))

    @cached_property
    def _each_case(self) -> Mapping[str, str]:
        """What all tables tell of each case, by its id: sets of cases are many, cases are told once."""
        by_table = [self._told_by(name) for name in (*_ABOUT, "sources")]
        return {
            study.project.id: key_of(
                [told.get(study.project.id) for told in by_table],
                study.published,
                study.story,
                study.corrected_on,
            )
            for study in self._catalog.studies
        }

    def _told_by(self, table: str) -> Mapping[str, str]:
        """What a table tells of each case, by its id."""
        if table not in self._by_case:
            made = (
                _cited(self._catalog) if table == "sources" else _told_of_cases(self._catalog.dataset, table)
            )
            self._by_case[table] = {case: key_of(rows) for case, rows in made.items()}
        return self._by_case[table]


def _told(table: Table) -> str:
    """What a table says, line by line."""
    return table.digest or key_of(table.header, [(row.line, row.cells) for row in table.rows])


def _told_of_cases(dataset: Dataset, table: str) -> Mapping[str, Sequence[object]]:
    if table != BRIEF:
        return _rows(dataset, table, _ABOUT[table])
    return _rows(dataset, "projets", "id", left_out=_SUMMARY)


def _cited(catalog: Catalog) -> Mapping[str, Sequence[object]]:
    """The rows of the sources of each case, in its order."""
    rows = _rows(catalog.dataset, "sources", "id")
    return {study.project.id: [rows[source.id] for source in study.sources] for study in catalog.studies}


def _rows(dataset: Dataset, name: str, header: str, left_out: str = "") -> Mapping[str, Sequence[object]]:
    """The rows of a table by the cell of one column, with their lines, since pages lead to them."""
    found: dict[str, list[object]] = defaultdict(list)
    table = dataset.tables.get(name)
    if table is None:  # a part of the data
        field = next(column.name for column in columns_of(TABLES[name]) if column.header == header)
        for record in dataset.records[name]:
            found[getattr(record, field)].append(record)
        return found
    if header not in table.header:
        return found
    index, headers = table.header.index(header), table.header
    rest = headers.index(left_out) if left_out in headers else len(headers)
    for row in table.rows:
        cells = row.cells
        found[row.cell(index)].append((row.line, cells[:rest], cells[rest + 1 :]))
    return found
