"""Cells: those that could not be read, those that were read with a guess; and how other checks walk them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from ..columns import Column, PartialDate, columns_of
from ..converters import FRENCH_DATE, Fault, converter
from ..errors import Level, Place, Problem
from ..parse import Dataset, place
from ..read import Row, Table
from ..records import TABLES
from ..text import date_in_words
from ..wording import quoted


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that holds something, with its column."""

    table: Table
    row: Row
    index: int
    column: Column
    text: str

    @property
    def place(self) -> Place:
        """Where the spreadsheet shows it."""
        return place(self.table, self.row, self.index)


def cells(dataset: Dataset, wanted: Callable[[Column], bool]) -> Iterator[Cell]:
    """The filled cells of the wanted columns, in every table, but in rows whose cells are out of place."""
    for name, table in dataset.tables.items():
        for column in columns_of(TABLES[name]):
            if column.header in table.header and wanted(column):
                index = table.header.index(column.header)
                for row in table.rows_in_shape:
                    if text := row.cell(index):
                        yield Cell(table, row, index, column, text)


def faulty_cells(dataset: Dataset) -> Iterator[Problem]:
    """What parsing could not read."""
    yield from dataset.problems


def french_dates(dataset: Dataset) -> Iterator[Problem]:
    """Dates typed JJ/MM/AAAA are read so, and the editor is told how."""
    for cell in cells(dataset, lambda column: column.type in (date, PartialDate)):
        if FRENCH_DATE.fullmatch(cell.text):
            read = converter(cell.column)(cell.text, cell.column)
            if not isinstance(read, Fault):
                what = f"{quoted(cell.text)} est lu comme le {date_in_words(read)}."
                yield Problem("date-francaise", cell.place, what, f"Écrivez {read}.", Level.WARNING)
