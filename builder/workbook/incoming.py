"""A workbook that comes in: what it would change in the data, and everything that is wrong with that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..canonical import canonical_csv, canonical_rows, rewritten_rows
from ..changes import Changes, compare
from ..changes.compare import has_records
from ..config import read_settings
from ..errors import Level, Place, Problem, has_errors, sorted_problems
from ..parse import Dataset, parse
from ..pipeline import problems_with
from ..read import Table, read_tables
from ..records import headers_of
from .merge import FROM_DATA, Merged, merge
from .read import read_workbook
from .tables import Handed, SheetPlace, handed_in


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """What a workbook would change: `files` are the contents to write, none when there is an error."""

    problems: tuple[Problem, ...]  # the warnings are those that the workbook brings, not those of before
    changes: Changes
    files: Mapping[str, bytes]  # by path relative to the project; only those whose rows differ

    @property
    def refused(self) -> bool:
        """Whether an error keeps everything from being written."""
        return has_errors(self.problems)


def incoming(project: Path, file: Path) -> Incoming:
    """Read a workbook beside the data of a project; nothing is written. DataError if it cannot be read."""
    settings = read_settings(project)
    data = read_tables(project, settings.donnees)
    handed = handed_in(read_workbook(file), file.name)
    merged = {name: _merged(name, handed, data) for name in handed.tables}
    before, after = parse(data), parse({**data, **{name: each.table for name, each in merged.items()}})
    already = {(problem.rule, problem.what) for problem in problems_with(before, project, settings)}
    checked = [
        _relocated(problem, merged, data)
        for problem in problems_with(after, project, settings)
        if (problem.level is Level.ERROR or (problem.rule, problem.what) not in already)
        and not _says_a_conflict(problem, merged)
    ]
    problems = _without_echoes(
        [*handed.problems, *_conflicts(merged, data), *_unread(before, merged)], checked
    )
    found = Incoming(problems=tuple(problems), changes=compare(before, after), files={})
    if found.refused:
        return found
    files = dict(_files(merged, data, after))
    return Incoming(problems=(*problems, *_unrooted(merged, file)), changes=found.changes, files=files)


def _merged(name: str, handed: Handed, data: Mapping[str, Table]) -> Merged:
    table = handed.tables[name]
    complete = all(set(headers_of(name)) <= set(each.header) for each in (table, data[name]))
    return merge(table, data[name], handed.base.get(name)) if complete else Merged(table)


def _files(merged: Iterable[str], data: Mapping[str, Table], after: Dataset) -> Iterator[tuple[str, bytes]]:
    """The tables whose rows are no longer the same: a file that only has another form is left as it is."""
    for name in merged:
        rows = canonical_rows(name, after.records[name])
        if not data[name].readable or rows != sorted(rewritten_rows(data[name])):
            yield data[name].path, canonical_csv(name, rows).encode()


# ------------------------------------------------------------------ problems


def _without_echoes(first: list[Problem], checked: list[Problem]) -> list[Problem]:
    """All problems, but what the check says again of a cell that could not be read."""
    said = {problem.place for problem in first if problem.place.cell}
    return sorted_problems([*first, *(problem for problem in checked if problem.place not in said)])


def _relocated(problem: Problem, merged: Mapping[str, Merged], data: Mapping[str, Table]) -> Problem:
    """A problem of a merged table, said of the sheet or of the file that its row comes from."""
    place = problem.place
    name = next((name for name, each in merged.items() if each.table.path == place.path), None)
    if name is None:
        return problem
    if place.line > FROM_DATA:
        found = Place(data[name].path, place.line - FROM_DATA, place.cell, place.column)
    else:
        found = SheetPlace(place.path, place.line, place.cell, place.column)
    return Problem(problem.rule, found, problem.what, problem.fix, problem.level)


def _conflicts(merged: Mapping[str, Merged], data: Mapping[str, Table]) -> Iterator[Problem]:
    for name, each in merged.items():
        for mine, theirs in each.conflicts:
            place = SheetPlace(each.table.path, mine.line, f"A{mine.number}")
            where = f"{data[name].path}, ligne {theirs.line}"
            what = f"cette ligne a aussi changé dans les données ({where}) depuis que ce classeur a été fait."
            fix = "Prenez un nouveau classeur et refaites-y ce changement."
            yield Problem("changement-croise", place, what, fix)


def _says_a_conflict(problem: Problem, merged: Mapping[str, Merged]) -> bool:
    """A row that both sides changed is there twice, which is better said as what it is."""
    twice = problem.rule == "cle-en-double"
    return twice and any(each.conflicts and each.table.path == problem.place.path for each in merged.values())


def _unread(before: Dataset, merged: Iterable[str]) -> Iterator[Problem]:
    """A file that cannot be read cannot be compared, and what it holds would be lost."""
    for name in merged:
        if not has_records(before, name):
            what = "ce fichier ne se lit pas : ce qu’il contient serait perdu."
            fix = "Corrigez-le d’abord : « vitrine check » dit comment."
            yield Problem("fichier-a-corriger", Place(before.tables[name].path), what, fix)


def _unrooted(merged: Mapping[str, Merged], file: Path) -> Iterator[Problem]:
    """A workbook that is not ours replaces whole tables: the person is told, and sees the rows that go."""
    if any(each.replaced for each in merged.values()):
        what = (
            "ce classeur ne dit pas de quelles données il est parti : ses feuilles remplacent des fichiers "
        )
        what += "entiers. Les lignes qu’elles n’ont pas sont supprimées."
        fix = "Relisez bien ces suppressions, ou partez du classeur que fournit le site."
        yield Problem("classeur-sans-reperes", SheetPlace(file.name), what, fix, Level.WARNING)
