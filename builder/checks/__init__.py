"""Checks: what is wrong in the data and in the hand-written pages, all at once.

A check is a generator that takes the dataset and yields Problems. To add a rule: one generator in a file of
this folder, its name below, and a line that breaks it in tests/fixtures/casse/.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain

from ..errors import Problem, sorted_problems
from ..parse import Dataset
from . import cells, coherence, headers, keys, persons, provenance
from .pages import check_slots, check_stories

__all__ = ["CHECKS", "check", "check_slots", "check_stories"]

CHECKS: tuple[Callable[[Dataset], Iterator[Problem]], ...] = (
    headers.unreadable_files,
    headers.missing_columns,
    headers.unknown_columns,
    headers.repeated_columns,
    headers.cells_beyond_header,
    headers.empty_tables,
    cells.faulty_cells,
    cells.french_dates,
    keys.repeated_rows,
    keys.dangling_references,
    coherence.ends_before_start,
    coherence.missing_end_years,
    coherence.places_without_commune,
    coherence.results_in_the_future,
    coherence.targets_called_results,
    provenance.unused_sources,
    provenance.repeated_sources,
    persons.contact_details,
)


def check(dataset: Dataset) -> list[Problem]:
    """Everything that is wrong in the tables, in the order in which a person reads them."""
    return sorted_problems(chain.from_iterable(problems(dataset) for problems in CHECKS))
