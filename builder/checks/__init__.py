"""Checks: what is wrong in the data and in the hand-written pages, all at once.

A check is a generator that takes the dataset and yields Problems. To add a rule: one generator in a file of
this folder, its name below, and a line that breaks it in tests/fixtures/casse/.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from itertools import chain

from ..errors import MOST_PROBLEMS, Level, Place, Problem, sorted_problems
from ..parse import Dataset
from ..wording import in_thousands
from . import cells, coherence, headers, keys, persons, plausibility, provenance
from .editions import check_editions
from .emptied import check_emptied
from .pages import check_slots, check_stories
from .undated import check_undated

__all__ = [
    "CHECKS",
    "check",
    "check_editions",
    "check_emptied",
    "check_slots",
    "check_stories",
    "check_undated",
]

CHECKS: tuple[Callable[[Dataset], Iterator[Problem]], ...] = (
    *headers.SHAPE,
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
    plausibility.jobs_beyond_population,
    provenance.unused_sources,
    provenance.repeated_sources,
    persons.contact_details,
)


def check(dataset: Dataset) -> list[Problem]:
    """What is wrong in the tables, in reading order; of a file that has thousands of problems, the first.

    Errors and warnings are counted apart: no warning may hide an error.
    """
    counts: Counter[tuple[str, Level]] = Counter()
    kept: list[Problem] = []
    for problem in chain.from_iterable(problems(dataset) for problems in CHECKS):
        counts[problem.place.path, problem.level] += 1
        if counts[problem.place.path, problem.level] <= MOST_PROBLEMS:
            kept.append(problem)
    kept += (_endless(path, level) for (path, level), count in counts.items() if count > MOST_PROBLEMS)
    return sorted_problems(kept)


def _endless(path: str, level: Level) -> Problem:
    several = "erreurs" if level is Level.ERROR else "avertissements"
    what = (
        f"ce fichier a plus de {in_thousands(MOST_PROBLEMS)} {several} : seuls les premiers points sont dits."
    )
    fix = "Cherchez d’abord ce qui se répète, une colonne décalée par exemple."
    return Problem("trop-de-problemes", Place(path), what, fix, level)
