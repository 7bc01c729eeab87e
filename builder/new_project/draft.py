"""What an editor has answered, as rows: the files they would make, and what is wrong in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..canonical import Cells, canonical_csv, canonical_rows, csv_line
from ..checks import check
from ..columns import columns_of
from ..errors import Problem
from ..parse import Dataset, parse
from ..read import parse_csv
from ..records import CURATED, TABLES, headers_of

NEEDED = ("sources", "projets")  # in the order in which they are written: a project needs its source


@dataclass(frozen=True, slots=True)
class Draft:
    """The cells of a new project by header, and those of its source when it is new too."""

    project: Mapping[str, str]
    source: Mapping[str, str] | None

    @property
    def rows(self) -> dict[str, Cells]:
        """The new row of each table, its cells in the order of the file."""
        found = {"sources": self.source, "projets": self.project}
        return {name: _cells(name, row) for name, row in found.items() if row is not None}


def _cells(name: str, row: Mapping[str, str]) -> Cells:
    return tuple(row.get(header, "") for header in headers_of(name))


@dataclass(frozen=True, slots=True)
class Addition:
    """The tables with a draft in them: their files, where the new rows stand, what is wrong in those rows."""

    files: Mapping[str, bytes]  # by path relative to the project
    lines: Mapping[str, int]  # by the same path
    problems: tuple[Problem, ...]


def unreadable_tables(dataset: Dataset) -> list[str]:
    """The paths of the tables that cannot take a row: writing them again would lose what was not read."""
    return [
        dataset.tables[name].path
        for name in NEEDED
        if not dataset.tables[name].readable or len(dataset.tables[name].rows) != len(dataset.records[name])
    ]


def add(draft: Draft, dataset: Dataset) -> Addition:
    """The tables as they would be written, checked with everything else; only the new rows are judged."""
    files = {dataset.tables[name].path: _with_row(name, cells, dataset) for name, cells in draft.rows.items()}
    tables = dict(dataset.tables)
    for name in draft.rows:
        path = tables[name].path
        tables[name] = parse_csv(files[path], name, path, headers_of(name))
    lines = {
        tables[name].path: next(row.line for row in tables[name].rows if row.cell(0) == cells[0])
        for name, cells in draft.rows.items()
    }
    problems = [p for p in check(parse(tables)) if lines.get(p.place.path) == p.place.line]
    return Addition(files, lines, tuple(problems))


def _with_row(name: str, cells: Cells, dataset: Dataset) -> bytes:
    return canonical_csv(name, [*canonical_rows(name, dataset.records[name]), cells]).encode()


# ------------------------------------------------------------------ rows to paste


def rows_to_paste(draft: Draft, dataset: Dataset) -> Iterator[tuple[str, str]]:
    """The path of each table, and the row to paste there."""
    for name, cells in draft.rows.items():
        yield dataset.tables[name].path, csv_line(cells)


def empty_rows(folder: str) -> Iterator[tuple[str, str, str]]:
    """For each table that people curate: its path, its first line, a row without anything in it."""
    for name, record in CURATED.items():
        headers = headers_of(name)
        yield f"{folder}/{record.file}", csv_line(headers), csv_line([""] * len(headers))


def in_words(draft: Draft) -> Iterator[str]:
    """The draft as people read it again before they say yes, empty cells left out."""
    for name, cells in draft.rows.items():
        yield f"{TABLES[name].file}"
        for column, text in zip(columns_of(TABLES[name]), cells, strict=True):
            if text:
                yield f"  {column.label} : {text}"
