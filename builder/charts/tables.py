"""Pieces of the tables behind charts: every figure leads to its case and to its source."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from ..catalog import CaseStudy
from ..figure import Cell, DataTable
from ..records import Impact, JobFigure
from ..statistics import asked_again
from ..text import plural, quantity

MOST = 50  # rows: a page must stay light; the whole table is among the downloads
Row = tuple[Cell, ...]


@asked_again
def by_id(studies: Sequence[CaseStudy]) -> Mapping[str, CaseStudy]:
    """The cases, by their id."""
    return {study.project.id: study for study in studies}


def case_cell(study: CaseStudy) -> Cell:
    """The name of a case, which leads to its page."""
    return Cell(study.project.name, href=study.path)


def source_cell(study: CaseStudy, source_id: str) -> Cell:
    """Publisher and year of a source, which lead to it."""
    source = study.sources[study.source_number(source_id) - 1]
    year = f", {source.date.year}" if source.date else ", sans date"
    return Cell(f"{source.publisher}{year}", href=source.url)


def number_cell(text: str) -> Cell:
    """A number already written in French."""
    return Cell(text, numeric=True)


def at_most(rows: Iterable[Row], count: int, most: int = MOST) -> tuple[Row, ...]:
    """The rows of a table or, when there are too many, the first ones and how many are left out.

    `count` is how many rows there are: those left out are not even made.
    """
    if count <= most:
        return tuple(rows)
    first = tuple(islice(rows, most))
    empty = (Cell(""),) * (len(first[0]) - 1)
    left = f"… et {plural(count - most, 'autre ligne', 'autres lignes')}, à télécharger"
    return *first, (Cell(left, href="donnees/"), *empty)


def figures_table(
    title: str, header: str, study: CaseStudy, figures: Iterable[tuple[str, str, JobFigure | Impact]]
) -> DataTable:
    """The figures of one case, each with what it counts and its unit, both in French words."""
    rows = [
        (
            Cell(counted),
            number_cell(str(row.year or "non renseignée")),
            number_cell(quantity(row.value, unit, row.precision)),
            Cell(row.nature.label),
            Cell(row.note or ""),
            source_cell(study, row.source_id),
        )
        for counted, unit, row in figures
    ]
    headers = (header, "Année", "Valeur", "Nature", "Note", "Source")
    return DataTable(
        caption=f"{title} : {study.project.name}", headers=headers, rows=at_most(rows, len(rows))
    )
