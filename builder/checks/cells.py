"""Cells: those that could not be read, those that were read with a guess; and how other checks walk them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, wraps
from itertools import islice

from ..columns import Column, PartialDate, columns_of
from ..converters import converter
from ..dates import FRENCH_DATE
from ..errors import MOST_PROBLEMS, Level, Place, Problem
from ..parse import Dataset, place
from ..read import Row, Table
from ..records import TABLES
from ..text import date_in_words
from ..wording import quoted


@dataclass(frozen=True, slots=True)
class Cells:
    """The cells of a column that hold something, but in rows whose cells are out of place."""

    table: Table
    column: Column
    index: int

    def __iter__(self) -> Iterator[tuple[Row, str]]:
        index = self.index
        for row in self.table.rows_in_shape:
            if index < len(row.cells) and (text := row.cells[index].strip()):
                yield row, text

    def place(self, row: Row) -> Place:
        """Where the spreadsheet shows the cell of a row."""
        return place(self.table, row, self.index)


def columns(dataset: Dataset, wanted: Callable[[Column], bool]) -> Iterator[Cells]:
    """The wanted columns of every table, with their cells."""
    for table in dataset.tables.values():
        yield from columns_in(table, wanted)


def columns_in(table: Table, wanted: Callable[[Column], bool]) -> Iterator[Cells]:
    """The wanted columns of a table, with their cells."""
    for column in columns_of(TABLES[table.name]):
        if column.header in table.header and wanted(column):
            yield Cells(table, column, table.header.index(column.header))


def of_each_table(check: Callable[[Table], Iterator[Problem]]) -> Callable[[Dataset], Iterator[Problem]]:
    """A check of one table at a time; what it finds is kept, so that a table that stays is checked once."""
    kept = lru_cache(maxsize=len(TABLES))(lambda table: tuple(check(table)))

    @wraps(check)
    def problems(dataset: Dataset) -> Iterator[Problem]:
        for table in dataset.tables.values():
            yield from kept(table)

    return problems


def enough(problems: Iterator[Problem]) -> Iterator[Problem]:
    """As many problems of one file as a person can be told of: none looks for the others in vain."""
    return islice(problems, MOST_PROBLEMS + 1)


def faulty_cells(dataset: Dataset) -> Iterator[Problem]:
    """What parsing could not read."""
    yield from dataset.problems


@of_each_table
def french_dates(table: Table) -> Iterator[Problem]:
    """Dates typed JJ/MM/AAAA are read so, and the editor is told how."""
    for cells in columns_in(table, lambda column: column.type in (date, PartialDate)):
        yield from enough(_french_dates(cells))


def _french_dates(cells: Cells) -> Iterator[Problem]:
    read = converter(cells.column)
    for row, text in cells:
        day = read(text, cells.column) if FRENCH_DATE.fullmatch(text) else None
        if isinstance(day, date | PartialDate):
            what = f"{quoted(text)} est lu comme le {date_in_words(day)}."
            yield Problem("date-francaise", cells.place(row), what, f"Écrivez {day}.", Level.WARNING)
