"""The few figures that tell at a glance what a case achieved, best first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain

from .catalog import CaseStudy
from .records import Impact, JobFigure
from .text import how_known, number, short_euros, unit_for
from .words import ImpactFamily, Measure, Nature, Perimeter, Period, Precision

MOST = 4
TABLES = ("emplois", "impacts")  # where they are found
PERIMETERS = tuple(Perimeter)
JOBS_FIRST = (Measure.CREATED, Measure.HEADCOUNT, Measure.KEPT, Measure.INCLUSION)
FAMILIES_FIRST = (
    ImpactFamily.SOCIAL,
    ImpactFamily.ENVIRONMENTAL,
    ImpactFamily.ECONOMIC,
    ImpactFamily.TERRITORIAL,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Highlight:
    """A figure ready to print: the number with its reserve, what it counts, when and how it is known."""

    reserve: str  # « plus de », empty for an exact figure
    number: str
    unit: str
    label: str
    known: str  # « 2015, déclaré »
    source_id: str


def highlights(study: CaseStudy) -> tuple[Highlight, ...]:
    """At most four results of a case: jobs first, then one figure of each family; targets never."""
    found = [*_job_highlights(study), *_impact_highlights(study)]
    return tuple(found[:MOST])


def highlight(study: CaseStudy) -> Highlight | None:
    """The first of them, without looking for the others."""
    return next(chain(_job_highlights(study), _impact_highlights(study)), None)


def _job_highlights(study: CaseStudy) -> Iterator[Highlight]:
    """The latest figure of the cooperation itself for two measures, else of its members or its sector."""
    known: dict[tuple[Perimeter, Measure], list[JobFigure]] = defaultdict(list)
    for job in study.jobs:
        if job.nature is not Nature.TARGET:
            known[job.perimeter, job.measure].append(job)
    for perimeter in PERIMETERS if known else ():
        found = [known[perimeter, measure] for measure in JOBS_FIRST if (perimeter, measure) in known]
        if found:
            yield from (_of_job(min(rows, key=_latest_then_lowest)) for rows in found[:2])
            return


def _latest_then_lowest(row: JobFigure | Impact) -> tuple[int, bool, Decimal]:
    """Latest year first; a stock before a flow; the lower of two that disagree, never a choice in silence."""
    flow = isinstance(row, JobFigure) and row.period is Period.FLOW
    return -(row.year or 0), flow, row.value


def _of_job(job: JobFigure) -> Highlight:
    where = "" if job.perimeter is Perimeter.PROJECT else f" {job.perimeter.label}"
    when = " dans l’année" if job.period is Period.FLOW else ""
    return Highlight(
        reserve=_reserve(job.precision),
        number=number(job.value),
        unit=unit_for(job.value, job.unit.label),
        label=f"{job.measure.label.capitalize()}{where}{when}",
        known=how_known(job.year, job.nature),
        source_id=job.source_id,
    )


def _impact_highlights(study: CaseStudy) -> Iterator[Highlight]:
    known: dict[ImpactFamily, list[Impact]] = defaultdict(list)
    for impact in study.impacts:
        if impact.nature is not Nature.TARGET:
            known[impact.family].append(impact)
    for family in FAMILIES_FIRST if known else ():
        if family in known:
            yield _of_impact(min(known[family], key=_latest_then_lowest))


def _of_impact(impact: Impact) -> Highlight:
    money = impact.unit == "€"
    return Highlight(
        reserve=_reserve(impact.precision),
        number=short_euros(impact.value) if money else number(impact.value),
        unit="" if money else unit_for(impact.value, impact.unit),
        label=impact.indicator,
        known=how_known(impact.year, impact.nature),
        source_id=impact.source_id,
    )


def _reserve(precision: Precision) -> str:
    return "" if precision is Precision.EXACT else precision.label
