"""Addresses: the pages of projects, territories, themes and types that are not what they were."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ..columns import columns_of
from ..parse import Dataset
from ..records import TABLES
from .compare import Changes
from .keys import identifier_of
from .sentences import OF_A_PROJECT

# The tables whose rows have a page of their own: its folder.
FOLDERS = {
    "projets": "projets",
    "departements": "territoires",
    "thematiques": "thematiques",
    "types": "types",
}


@dataclass(frozen=True, slots=True, order=True)
class Address:
    """A page, relative to the site, and what became of it: `added`, `removed` or `modified`."""

    path: str
    kind: str


def addresses(changes: Changes, stories: Collection[str]) -> tuple[Address, ...]:
    """The pages that show what changed, by path; `stories` are the projects whose story changed."""
    old, new = _Site(changes.before), _Site(changes.after)
    paths = {page(project_id) for project_id in stories}
    for change in changes:
        paths |= old.showing(change.table, change.before) if change.before else set()
        paths |= new.showing(change.table, change.after) if change.after else set()
    known = [(path, path in old.paths, path in new.paths) for path in sorted(paths)]
    return tuple(Address(path, _KINDS[before, after]) for path, before, after in known if before or after)


_KINDS = {(False, True): "added", (True, False): "removed", (True, True): "modified"}


def page(key: str, table: str = "projets") -> str:
    """Where the page of a row is, relative to the site: `projets/ardelaine/`, `territoires/2a/`."""
    return f"{FOLDERS[table]}/{key.lower()}/"


@dataclass(frozen=True)
class _Site:
    """Which pages of one version show a row."""

    dataset: Dataset

    @cached_property
    def paths(self) -> frozenset[str]:
        return frozenset(
            page(getattr(row, key), table)
            for table in FOLDERS
            if (key := identifier_of(table))
            for row in self.dataset.records[table]
        )

    def showing(self, table: str, row: Any) -> set[str]:
        """The page of the row and those that name it; a project is also on the pages of its groups."""
        if table in OF_A_PROJECT:
            return self._of_project(row.project_id)
        if table == "projets":
            return self._of_project(row.id)
        if table == "evenements":
            return {page(row.project_id)} if row.project_id else set()
        own = {page(_key(row), table)} if table in FOLDERS else set()
        return own | {page(project_id) for project_id in self._citing.get((table, _key(row)), ())}

    def _of_project(self, project_id: str) -> set[str]:
        return {page(project_id)} | self._groups.get(project_id, set())

    @cached_property
    def _groups(self) -> Mapping[str, set[str]]:
        """The pages of the theme, the type and the départements of each project."""
        departments = {commune.code: commune.department for commune in self.dataset.records["communes"]}
        groups = {
            row.id: {page(row.theme, "thematiques"), page(row.type, "types")}
            for row in self.dataset.records["projets"]
        }
        places = [(row.id, row.commune_code) for row in self.dataset.records["projets"]]
        places += [(row.project_id, row.commune_code) for row in self.dataset.records["lieux"]]
        for project_id, code in places:
            if project_id in groups and code in departments:
                groups[project_id].add(page(departments[code], "departements"))
        return groups

    @cached_property
    def _citing(self) -> Mapping[tuple[str, str], set[str]]:
        """The projects that name an identifier, in their own row or in one of theirs."""
        citing: dict[tuple[str, str], set[str]] = defaultdict(set)
        for table in ("projets", *OF_A_PROJECT, "evenements"):
            for target, key, project_id in _named(self.dataset.records[table], table):
                citing[target, key].add(project_id)
        return citing


def _named(rows: Iterable[Any], table: str) -> Iterable[tuple[str, str, str]]:
    """Each identifier that rows name: its table, itself, the project of the row."""
    naming = [(column.name, column.references) for column in columns_of(TABLES[table]) if column.references]
    owner = "id" if table == "projets" else "project_id"
    for row in rows:
        for field, target in naming:
            if (key := getattr(row, field)) and (project_id := getattr(row, owner)):
                yield target, key, project_id


def _key(row: Any) -> str:
    return str(getattr(row, "id", None) or getattr(row, "code", ""))
