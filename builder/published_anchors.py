"""Published anchors: what editions called each figure and each page, and where it is in the present data.

A frozen edition is what people cite. Its `adresses.csv` says what every figure was called, there and before:
the last edition is enough to know every anchor that was ever published.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import StringIO
from typing import Any

from .anchors import anchors, figures, first_anchors
from .canonical import canonical_rows, csv_text
from .catalog import Catalog, Published, rows_by_project
from .changes.compare import became
from .changes.figures import FIGURES, figure
from .changes.periods import frozen_table
from .editions import Edition
from .exports.csv_tables import safe, safe_rows
from .exports.published import path_of
from .output import Output
from .parse import Dataset, parse
from .records import Funding, Impact, JobFigure
from .same import Same
from .words import Nature

FILE = "adresses.csv"  # of an edition
# `rang` is that of the row in the table of the edition, from 1; empty once it was removed. A row without
# `adresse` is about the page itself.
HEADER = ("id_projet", "adresse", "tableau", "rang", "edition", "libelle")
TABLES = ("projets", *FIGURES)


# ------------------------------------------------------------------ read


# In an edition: project, anchor, table, line of the figure there (0 when it was already removed), the last
# edition that has the figure, the figure in words.
_Name = tuple[str, str, str, int, str, str]


def published_anchors(editions: Sequence[Edition], dataset: Dataset) -> Mapping[str, tuple[Published, ...]]:
    """By project, every anchor that editions, the newest first, gave to a figure, and pages that are gone."""
    if not editions:
        return {}
    edition = editions[0]
    before = parse({name: _table_in(edition, name, dataset) for name in TABLES})
    lines = {name: _lines_now(name, before.records[name], dataset.records[name]) for name in TABLES}
    there = {project.id for project in dataset.records["projets"]}
    names = _told(edition, before) if FILE in edition.files else _first(edition, before)
    found: dict[str, list[Published]] = {}
    for project_id, anchor, table, place, *about in names:
        line = lines[table].get(place, 0)
        if not anchor and project_id in there:
            continue
        one = Published(anchor, table, line, *(about if not line or not anchor else ()))
        found.setdefault(project_id, []).append(one)
    return {project: tuple(some) for project, some in found.items()}


def _lines_now(name: str, before: Sequence[Any], after: Sequence[Any]) -> Mapping[int, int]:
    """Where the rows of a table of an edition are in ours, by line; those that were removed are not there."""
    if before is after:
        return {row.line: row.line for row in before}
    same = _is_same if name in FIGURES else lambda old, new: True
    return {old.line: new.line for old, new in became(name, before, after) if new and same(old, new)}


def _table_in(edition: Edition, name: str, dataset: Dataset) -> Any:
    """A table of an edition: the present one when its bytes are those that were frozen."""
    present, file = dataset.tables[name], edition.files.get(path_of(name))
    return present if file and file.sha256 == present.digest else frozen_table(edition, name)


def _is_same(old: Any, new: Any) -> bool:
    """What was obtained is not what became of a target, unless it was only called one by mistake."""
    first, second = (row.nature is Nature.TARGET for row in (old, new))
    return first == second or getattr(old, _VALUES[type(old)]) == getattr(new, _VALUES[type(new)])


_VALUES = {JobFigure: "value", Impact: "value", Funding: "amount"}


def _told(edition: Edition, before: Dataset) -> Iterator[_Name]:
    """The names that an edition tells."""
    places = {name: [0, *(row.line for row in before.tables[name].rows)] for name in TABLES}
    told = csv.reader(StringIO(edition.read(FILE).decode(), newline=""))
    next(told, None)  # the header
    for project_id, anchor, table, rank, name, said in told:
        yield project_id, anchor, table, places[table][int(rank or 0)], name, said


def _first(edition: Edition, before: Dataset) -> Iterator[_Name]:
    """Those of an edition that tells none."""
    for project in before.records["projets"]:
        yield project.id, "", "projets", project.line, edition.name, project.name
    for name in FIGURES:
        for project_id, rows in rows_by_project(name, Same(before.records[name])).items():
            for row, names in first_anchors(rows):
                for anchor in names:
                    yield project_id, anchor, name, row.line, edition.name, str(figure(name, row))


# ------------------------------------------------------------------ written


def addresses(catalog: Catalog, edition: str) -> Output:
    """What an edition that is about to be frozen tells of its anchors."""
    ranks = {name: _ranks(catalog, name) for name in TABLES}
    lines = [HEADER, *sorted(_lines(catalog, edition, ranks))]
    return Output(FILE, csv_text(lines).encode())


def _lines(
    catalog: Catalog, edition: str, ranks: Mapping[str, Mapping[int, int]]
) -> Iterator[tuple[str, ...]]:
    for study in catalog.studies:
        found, project_id = anchors(study), study.project.id
        rank = str(ranks["projets"][study.project.line])
        yield project_id, "", "projets", rank, edition, safe(study.project.name)
        for table, row in figures(study):
            anchor, rank = found[table, row.line], str(ranks[table][row.line])
            for name in filter(None, (anchor.long, anchor.short, *anchor.former)):
                yield project_id, name, table, rank, edition, safe(str(figure(table, row)))
        yield from _gone(project_id, study.published, ranks)
    for project_id, published in catalog.gone.items():
        yield from _gone(project_id, published, ranks)


def _gone(
    project_id: str, published: Iterable[Published], ranks: Mapping[str, Mapping[int, int]]
) -> Iterator[tuple[str, ...]]:
    """What was removed, and the page that moved, whose rank is that of the project under its present name."""
    for one in published:
        if one.edition:
            rank = str(ranks[one.table].get(one.line, ""))
            yield project_id, one.anchor, one.table, rank, one.edition, safe(one.said)


def _ranks(catalog: Catalog, name: str) -> Mapping[int, int]:
    """The rank of each row in the published table, by its line in ours."""
    records = catalog.dataset.records[name]
    cells = {record.line: safe_rows(name, canonical_rows(name, [record]))[0] for record in records}
    return {line: rank for rank, line in enumerate(sorted(cells, key=lambda line: cells[line]), 1)}
