"""Jobs over a set of cases: totals of the cooperations themselves, rankings of what surrounds them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ..catalog import CaseStudy
from ..records import JobFigure
from ..words import JobUnit, Measure, Nature, Perimeter, Period, Precision
from .latest import Coverage, asked_again, disagreements, latest, project_of, years_of

RESULTS = (
    (Measure.CREATED, Period.TOTAL),
    (Measure.KEPT, Period.TOTAL),
    (Measure.HEADCOUNT, Period.STOCK),
    (Measure.INCLUSION, Period.STOCK),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class JobTotal:
    """Jobs of one kind added over cases, one row for each case."""

    measure: Measure
    period: Period
    unit: JobUnit
    value: Decimal
    coverage: Coverage
    rows: tuple[JobFigure, ...]  # what is added
    disagreements: tuple[str, ...]  # ids of the projects whose sources disagree, the lower figure being taken

    @property
    def years(self) -> tuple[int, int] | None:
        """First and last year of the rows added, None when no row has a year."""
        return years_of(self.rows)

    @property
    def undated(self) -> int:
        """How many rows added have no year."""
        return sum(row.year is None for row in self.rows)

    @property
    def qualified(self) -> int:
        """How many rows added carry a reserve (« environ », « plus de »…)."""
        return sum(row.precision is not Precision.EXACT for row in self.rows)

    @property
    def precision(self) -> Precision:
        """The reserve of the total: its rows’ when they share one, « environ » when reserves differ."""
        reserves = {row.precision for row in self.rows} - {Precision.EXACT}
        if not reserves:
            return Precision.EXACT
        return reserves.pop() if len(reserves) == 1 else Precision.ABOUT


@dataclass(frozen=True, slots=True, kw_only=True)
class JobRanking:
    """The latest headcount around each case, in one unit: largest first, and never a total."""

    unit: JobUnit
    rows: tuple[JobFigure, ...]
    coverage: Coverage
    disagreements: tuple[str, ...]


def is_result(job: JobFigure) -> bool:
    """Whether a job figure tells what happened: neither a target nor a starting point."""
    return job.measure not in (Measure.PLANNED, Measure.CONTEXT) and job.nature is not Nature.TARGET


@asked_again
def job_totals(studies: Sequence[CaseStudy]) -> tuple[JobTotal, ...]:
    """Jobs of the cooperations themselves, added kind by kind; never across units."""
    kinds = _results_by_kind(studies)
    wanted = ((Perimeter.PROJECT, measure, period, unit) for measure, period in RESULTS for unit in JobUnit)
    return tuple(_total(kinds[kind], len(studies)) for kind in wanted if kind in kinds)


def job_rankings(studies: Sequence[CaseStudy], perimeter: Perimeter) -> tuple[JobRanking, ...]:
    """Headcounts of members or of sectors, case by case, one ranking for each unit. They are not added: the
    same company may belong to several cooperations."""
    kinds = _results_by_kind(studies)
    wanted = ((perimeter, Measure.HEADCOUNT, Period.STOCK, unit) for unit in JobUnit)
    return tuple(_ranking(kinds[kind], len(studies)) for kind in wanted if kind in kinds)


@asked_again
def _results_by_kind(studies: Iterable[CaseStudy]) -> Mapping[Hashable, Sequence[JobFigure]]:
    """The results by perimeter, measure, period and unit."""
    kinds: dict[Hashable, list[JobFigure]] = defaultdict(list)
    for study in studies:
        for job in study.jobs:
            if is_result(job):
                kinds[job.perimeter, job.measure, job.period, job.unit].append(job)
    return dict(kinds)


def _total(rows: Sequence[JobFigure], among: int) -> JobTotal:
    taken = latest(rows, project_of, _value)
    return JobTotal(
        measure=taken[0].measure,
        period=taken[0].period,
        unit=taken[0].unit,
        value=sum(map(_value, taken), Decimal()),
        coverage=Coverage(len(taken), among),
        rows=tuple(taken),
        disagreements=disagreements(rows, taken, project_of, _value),
    )


def _ranking(rows: Sequence[JobFigure], among: int) -> JobRanking:
    taken = latest(rows, project_of, _value)
    return JobRanking(
        unit=taken[0].unit,
        rows=tuple(sorted(taken, key=lambda row: (-row.value, row.project_id))),
        coverage=Coverage(len(taken), among),
        disagreements=disagreements(rows, taken, project_of, _value),
    )


def _value(job: JobFigure) -> Decimal:
    return job.value
