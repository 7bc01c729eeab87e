"""The figures of one case kept apart: a series holds what may be compared, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from ..records import Impact, JobFigure
from ..words import Measure, Nature

F = TypeVar("F", JobFigure, Impact)


@dataclass(frozen=True, slots=True)
class Series(Generic[F]):
    """Figures of one kind, oldest first, those without year last; targets and results never share one."""

    rows: tuple[F, ...]

    @property
    def target(self) -> bool:
        """Whether the figures are hoped for."""
        return self.rows[0].nature is Nature.TARGET

    @property
    def dated(self) -> tuple[F, ...]:
        """The figures that have a year, once each: two sources that agree make one figure."""
        known = {(row.year, row.value, row.precision): row for row in reversed(self.rows) if row.year}
        return tuple(reversed(known.values()))

    @property
    def years(self) -> tuple[int, ...]:
        """The years that have a figure, oldest first."""
        return tuple(sorted({row.year for row in self.rows if row.year}))

    @property
    def diverging_years(self) -> tuple[int, ...]:
        """The years for which sources give different values."""
        values: dict[int, set[object]] = {year: set() for year in self.years}
        for row in self.dated:
            values[row.year or 0].add(row.value)
        return tuple(year for year, found in values.items() if len(found) > 1)


def job_series(jobs: Iterable[JobFigure]) -> tuple[Series[JobFigure], ...]:
    """Jobs apart by measure, perimeter, period, unit, targets apart: results first, then targets, then
    starting points; the cooperation itself before its members and its sector."""
    series = _series(jobs, lambda job: (job.measure, job.perimeter, job.period, job.unit))
    return tuple(sorted(series, key=_job_order))


def _job_order(series: Series[JobFigure]) -> tuple[int, ...]:
    first = series.rows[0]
    planned = series.target or first.measure is Measure.PLANNED
    words = (first.perimeter, first.measure, first.period, first.unit)
    return first.measure is Measure.CONTEXT, planned, *(word.rank for word in words)


def impact_series(impacts: Iterable[Impact]) -> tuple[Series[Impact], ...]:
    """Other results apart by family, indicator and unit, targets apart, in the order they come in."""
    return tuple(_series(impacts, lambda impact: (impact.family, impact.indicator, impact.unit)))


def _series(rows: Iterable[F], kind: Callable[[F], Hashable]) -> list[Series[F]]:
    grouped: dict[Hashable, list[F]] = {}
    for row in rows:
        grouped.setdefault((kind(row), row.nature is Nature.TARGET), []).append(row)
    return [Series(tuple(sorted(group, key=_oldest_first))) for group in grouped.values()]


def _oldest_first(row: JobFigure | Impact) -> tuple[bool, int, object, int]:
    return row.year is None, row.year or 0, row.value, row.line
