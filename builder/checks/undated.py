"""Changes that nothing dates: whoever follows the data is told nothing of them.

Dates come from the data and from the change log, never from the day of the build. What differs from the last
frozen edition must have a day after it somewhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import chain

from ..canonical import Cells, canonical_rows
from ..catalog import edition_of
from ..changelog import Told, days_in, told_in
from ..columns import columns_of
from ..editions import Edition, editions_of
from ..errors import Level, Place, Problem, has_errors
from ..exports.csv_tables import safe_rows
from ..exports.published import PUBLISHED, path_of
from ..parse import Dataset
from ..read import CHANGELOG, EditionFolder, Table, parse_csv
from ..records import TABLES, headers_of
from ..text import date_in_words, plural
from ..wording import quoted

MOST_NAMED = 3
# The tables whose rows belong to a project, with the column that says which.
_OWNERS = {"projets": "id"} | {
    name: column.header
    for name, record in PUBLISHED.items()
    for column in columns_of(record)
    if column.references == "projets" and column.required
}


def check_undated(folders: Sequence[EditionFolder], dataset: Dataset, changelog: str) -> list[Problem]:
    """What changed since the last edition without any day to tell it; what the change log dates in vain."""
    editions = editions_of(folders)
    if has_errors(dataset.problems):
        return []
    last = editions[0] if editions else None
    found = list(_in_vain(changelog, dataset, last))
    return found + (list(_undated(last, dataset, days_in(changelog))) if last else [])


# ------------------------------------------------------------------ the change log


def _in_vain(changelog: str, dataset: Dataset, last: Edition | None) -> Iterator[Problem]:
    dated = [one for one in told_in(changelog) if one.typed_day]
    known = {*TABLES, *(project.id for project in dataset.records["projets"])} if dated else set()
    known |= {cells[0] for cells in _frozen(last, "projets")} if last and dated else set()
    for one in dated:
        if what := _why_in_vain(one, known):
            fix = "Écrivez l’identifiant d’un projet ou le nom d’un tableau, puis le jour : AAAA-MM-JJ."
            yield Problem("journal-sans-effet", Place(CHANGELOG, one.line), what, fix, Level.WARNING)


def _why_in_vain(one: Told, known: set[str]) -> str:
    if one.day is None:
        return f"{quoted(one.typed_day)} n’est pas un jour."
    return "" if one.key in known else f"{quoted(one.key)} n’est ni un projet ni un tableau."


# ------------------------------------------------------------------ the data


def _undated(last: Edition, dataset: Dataset, days: Mapping[str, date]) -> Iterator[Problem]:
    changed = {name: _changed(last, dataset, name) for name in PUBLISHED}
    later = {key for key, day in days.items() if day >= last.date} | _dated_since(dataset, last.date)
    projects = set(chain.from_iterable(ids for name, ids in changed.items() if name in _OWNERS)) - later
    since = f"depuis l’édition {quoted(last.name)} (données au {date_in_words(last.date)})"
    if projects:
        yield _undated_projects(dataset, sorted(projects), since)
    if edition_of(dataset.records) <= last.date:
        for name in sorted(PUBLISHED.keys() - _OWNERS.keys() - later):
            if changed[name]:
                yield _undated_table(dataset.tables[name], since)


def _undated_projects(dataset: Dataset, ids: Sequence[str], since: str) -> Problem:
    lines = {project.id: project.line for project in dataset.records["projets"]}
    place = Place(dataset.tables["projets"].path, lines.get(ids[0], 1))
    counted = plural(len(ids), "projet a changé", "projets ont changé")
    what = f"{counted} {since}, et rien ne dit quand : {_named(ids)}."
    whose = "sa" if len(ids) == 1 else "leur"
    fix = f"Avancez {whose} colonne verifie_le, ou {_EXAMPLE.format(ids[0])}"
    return Problem("changement-sans-date", place, what, fix, Level.WARNING)


def _undated_table(table: Table, since: str) -> Problem:
    what = f"ce fichier a changé {since}, et rien ne dit quand."
    fix = f"Pour le dater, {_EXAMPLE.format(table.name)}"
    return Problem("changement-sans-date", Place(table.path), what, fix, Level.WARNING)


_EXAMPLE = "écrivez dans CHANGELOG.md une ligne comme : - `{}` (AAAA-MM-JJ) : ce qui était faux."


def _dated_since(dataset: Dataset, day: date) -> set[str]:
    """The projects that were checked, or one source of which was read, after a day."""
    read = {source.id for source in dataset.records["sources"] if source.consulted_on > day}
    found = {one.id for one in dataset.records["projets"] if one.checked_on and one.checked_on > day}
    found |= {one.id for one in dataset.records["projets"] if one.source_id in read}
    for name in _OWNERS.keys() - {"projets"}:
        found |= {row.project_id for row in dataset.records[name] if getattr(row, "source_id", None) in read}
    return found


def _changed(last: Edition, dataset: Dataset, name: str) -> set[str]:
    """What the first cells of the rows that differ say: the project, or the identifier of the row."""
    table, file = dataset.tables[name], last.files.get(path_of(name))
    if not file or file.sha256 == table.digest:
        return set()
    before, after = Counter(_frozen(last, name)), Counter(_present(dataset, name))
    return {cells[0] for cells in (before - after) | (after - before)}


def _frozen(last: Edition, name: str) -> list[Cells]:
    """The rows of a table of an edition, the columns that came since being empty."""
    table = _table(last, name)
    places = [table.header.index(header) if header in table.header else -1 for header in headers_of(name)]
    return [tuple(row.cell(place) if place >= 0 else "" for place in places) for row in table.rows]


def _table(last: Edition, name: str) -> Table:
    try:
        return parse_csv(last.read(path_of(name)), name, path_of(name), headers_of(name))
    except (OSError, KeyError):  # a lost file has its own problem
        return Table(name, path_of(name))


def _present(dataset: Dataset, name: str) -> list[Cells]:
    rows = safe_rows(name, canonical_rows(name, dataset.records[name]))
    return [tuple(cell.strip() for cell in row) for row in rows]


def _named(names: Sequence[str]) -> str:
    more = len(names) - MOST_NAMED
    return ", ".join(map(quoted, names[:MOST_NAMED])) + (f" et {plural(more, 'autre')}" if more > 0 else "")
