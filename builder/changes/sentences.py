"""Sentences: what changed, project by project then table by table, as a person would say it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from ..columns import Column
from ..records import Project
from ..text import enumeration, mid_sentence, plural, sentence
from ..wording import spaced
from .compare import Change, Changes
from .figures import FIGURES, figure, modified
from .words import DONE, MOST, NOUNS, ROWS, Names, listed, title

# The tables whose rows belong to a project, in the order in which its page shows them.
OF_A_PROJECT = ("lieux", "emplois", "impacts", "financements", "partenaires", "etapes", "facteurs")
MOST_SAID = 12  # changes of one project that its line says, before it counts the others


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a report: what is said, of what when it has a subject, of which project when it has one."""

    text: str
    subject: str = ""
    project_id: str = field(default="", compare=False)

    def __str__(self) -> str:
        return spaced(f"{self.subject} : {self.text}" if self.subject else self.text)


@dataclass(frozen=True)
class Speaker:
    """Says the changes of two versions; `stories` tells by project what became of its story: `added`…"""

    changes: Changes
    stories: Mapping[str, str]

    @cached_property
    def before(self) -> Names:
        """How the former version calls things."""
        return Names(self.changes.before)

    @cached_property
    def after(self) -> Names:
        """How the present version calls things."""
        return Names(self.changes.after)

    # -------------------------------------------------------------- projects

    def projects(self, kind: str) -> list[Line]:
        """The projects that were added, removed or modified: one line each, by name."""
        lines = self._modified() if kind == "modified" else self._whole(kind)
        return sorted(lines, key=lambda line: (line.subject.casefold(), line.text))

    def _whole(self, kind: str) -> Iterator[Line]:
        """The projects that came or went, with their place and how much came or went with them."""
        names = self.after if kind == "added" else self.before
        for change in self.changes.of("projets", kind):
            counted = [
                NOUNS[table].counted(len(rows)) for table, rows in self._rows(change.row.id, kind) if rows
            ]
            said = enumeration(counted) or "rien que sa présentation"
            yield Line(said, located(names, change.row), change.row.id)

    def _modified(self) -> Iterator[Line]:
        """The projects that both versions have, and in which something changed."""
        whole = {
            change.row.id for kind in ("added", "removed") for change in self.changes.of("projets", kind)
        }
        own = {change.after.id: change for change in self.changes.of("projets", "modified")}
        for project_id in {*own, *self._of_project, *self.stories} - whole:
            said = list(self._said(project_id, own.get(project_id)))
            if len(said) > MOST_SAID:
                others = plural(len(said) - MOST_SAID, "autre changement", "autres changements")
                said[MOST_SAID:] = [f"et {others}"]
            yield Line(" ; ".join(said), self.after.of("projets", project_id), project_id)

    def _said(self, project_id: str, own: Change | None) -> Iterator[str]:
        yield from self._cells(own, own.columns) if own else ()
        for table, rows in self._rows(project_id, "modified"):
            noun = "" if table in FIGURES else f"{NOUNS[table].one} "
            yield from (f"{noun}{self._modification(change)}" for change in rows)
        for kind in ("added", "removed"):
            for table, rows in self._rows(project_id, kind):
                if rows:
                    yield self._named(table, kind, rows)
        if project_id in self.stories:
            yield f"récit {DONE[self.stories[project_id]]}"

    def _rows(self, project_id: str, kind: str) -> Iterator[tuple[str, list[Change]]]:
        rows = self._of_project.get(project_id, [])
        for table in OF_A_PROJECT:
            yield table, [change for change in rows if change.table == table and change.kind == kind]

    @cached_property
    def _of_project(self) -> Mapping[str, list[Change]]:
        """The changes of rows that belong to a project, by its present identifier."""
        renamed = {c.before.id: c.after.id for c in self.changes.of("projets", "modified")}
        rows: dict[str, list[Change]] = defaultdict(list)
        for table in OF_A_PROJECT:
            for change in self.changes.rows[table]:
                project_id = change.row.project_id
                rows[project_id if change.after else renamed.get(project_id, project_id)].append(change)
        return rows

    # -------------------------------------------------------------- rows

    def _named(self, table: str, kind: str, rows: list[Change]) -> str:
        """`3 partenaires ajoutés : « A », « B » et « C »`, `étape ajoutée : « D » (2019)`."""
        noun = NOUNS[table]
        done = f"{noun.one} {DONE[kind]}{noun.e}" if len(rows) == 1 else noun.done(len(rows), DONE[kind])
        return f"{done} : {listed([self._name(row) for row in rows])}"

    def _name(self, change: Change) -> str:
        if change.table in FIGURES:
            return str(figure(change.table, change.row))
        return (self.before if change.after is None else self.after).row(change.table, change.row)

    def _modification(self, change: Change) -> str:
        """What changed in a row, and which one: `emplois 48 → 54 (2018, déclaré), source : « a » → « b »`."""
        table, before, after = change.table, change.before, change.after
        if table in FIGURES:
            covered, told = FIGURES[table].covered, modified(table, before, after)
            row = str(figure(table, after))
        else:
            covered, row = ROWS[table].covered, self.before.row(table, before)
            new = self.after.row(table, after)
            told = "" if row == new else f"{row} → {new}"
        cells = list(self._cells(change, [c for c in change.columns if c.header not in covered]))
        # Nothing else is left to say when a long name changed beyond what is shown of it.
        return ", ".join([told or row, *(cells if told or cells else ["texte modifié"])])

    def _cells(self, change: Change, columns: Iterable[Column]) -> Iterator[str]:
        for column in columns:
            before, after = getattr(change.before, column.name), getattr(change.after, column.name)
            yield f"{mid_sentence(column.label)} : {self._cell(column, before, after)}"

    def _cell(self, column: Column, before: Any, after: Any) -> str:
        if any(isinstance(value, str) and len(value) > MOST for value in (before, after)):
            return f"texte {DONE['added' if before is None else 'removed' if after is None else 'modified']}"
        return f"{self.before.cell(column, before)} → {self.after.cell(column, after)}"

    # -------------------------------------------------------------- tables

    def table(self, name: str) -> Iterator[Line]:
        """The rows of a table that came, went or changed, one line each."""
        for kind, done in DONE.items():
            for change in self.changes.of(name, kind):
                text = self._modification(change) if kind == "modified" else self._name(change)
                yield Line(text, sentence(f"{done}{NOUNS[name].e}"))

    def counts(self, name: str, kinds: Iterable[str]) -> Iterator[Line]:
        """How many rows of a table came, went or changed: `3 communes modifiées`."""
        for kind in kinds:
            if rows := self.changes.of(name, kind):
                yield Line(NOUNS[name].done(len(rows), DONE[kind]))


def located(names: Names, project: Project) -> str:
    """A project with its place: `Agri Court (Crest, Drôme)`."""
    where = names.place(project.commune_code) if project.commune_code else title(project.territory or "")
    return f"{names.row('projets', project)} ({where or 'sans lieu précis'})"
