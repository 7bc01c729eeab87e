"""Jobs that may be compared: one column for each measure, perimeter, period and unit, and never across them.

Each case gives its latest figure of the kind, the lower one when two sources disagree, as totals do.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from ..catalog import CaseStudy, Catalog
from ..records import JobFigure
from ..statistics import is_result, latest
from ..text import sentence
from ..words import JobUnit, Measure, Perimeter, Period

Words = tuple[Measure, Perimeter, Period, JobUnit]


@dataclass(frozen=True, slots=True, kw_only=True)
class JobKind:
    """A kind of job figure: its code in addresses, its words, and the case's figure by position."""

    code: str
    title: str  # « Emplois créés dans la coopération, depuis le début »
    unit: str
    figures: Mapping[int, JobFigure]


@lru_cache(maxsize=4)
def job_kinds(catalog: Catalog) -> tuple[JobKind, ...]:
    """The kinds of job figures that at least one case has, in the order of the words."""
    found: dict[Words, dict[int, JobFigure]] = {}
    for position, study in enumerate(catalog.studies):
        for job in latest_jobs(study):
            found.setdefault(_kind(job), {})[position] = job
    return tuple(_described(kind, found[kind]) for kind in sorted(found, key=_rank))


def latest_jobs(study: CaseStudy) -> list[JobFigure]:
    """The latest result of each kind of a case: neither targets nor starting points."""
    if not study.jobs:
        return []
    return latest(filter(is_result, study.jobs), _kind, lambda job: job.value)


def code_of(job: JobFigure) -> str:
    """The code of a kind of figure: `crees-projet-cumul-emplois`."""
    return "-".join(word.value for word in _kind(job))


def _kind(job: JobFigure) -> Words:
    return job.measure, job.perimeter, job.period, job.unit


def _rank(kind: Words) -> tuple[int, int, int, int]:
    """The cooperation itself before its members and its sector, then by measure."""
    measure, perimeter, period, unit = kind
    return perimeter.rank, measure.rank, period.rank, unit.rank


def _described(kind: Words, figures: Mapping[int, JobFigure]) -> JobKind:
    measure, perimeter, period, unit = kind
    return JobKind(
        code="-".join(word.value for word in kind),
        title=f"{sentence(measure.label)} {perimeter.label}, {period.label}",
        unit=unit.label,
        figures=figures,
    )
