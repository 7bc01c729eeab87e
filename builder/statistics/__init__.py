"""Every total, every share and every series, each with its coverage and the rows it adds.

The rules that a naive sum would break (see `data/README.md`):
- only figures of the same kind are added: same measure, perimeter, period and unit;
- a target is never added to a result;
- a series is not a sum: each case counts once, by its latest row of the kind;
- when rows of the same kind and year disagree, the lower one is taken, and it is said;
- figures about members or sectors are never added across cases: the same company may belong to several;
- what is not known is not zero: a total says how many cases it covers.

Pandas groups the figures of results; what is done for each case, or often for each group, is plain
Python. Importing pandas takes half a second: only what uses it does it, never `vitrine check`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..catalog import CaseStudy
from .counts import (
    Share,
    YearCount,
    cases_by_department,
    cases_by_start,
    cases_by_theme,
    cases_by_type,
    impacts_by_family,
    partners_by_category,
)
from .jobs import RESULTS, JobRanking, JobTotal, is_result, job_rankings, job_totals
from .latest import Coverage, asked_again, disagreements, forget_sets, latest
from .money import MoneyTotal, money_total
from .series import Series, impact_series, job_series

__all__ = [
    "RESULTS",
    "Coverage",
    "JobRanking",
    "JobTotal",
    "KeyFigures",
    "MoneyTotal",
    "Series",
    "Share",
    "YearCount",
    "asked_again",
    "cases_by_department",
    "cases_by_start",
    "cases_by_theme",
    "cases_by_type",
    "disagreements",
    "figure_count",
    "forget_sets",
    "impact_series",
    "impacts_by_family",
    "is_result",
    "job_rankings",
    "job_series",
    "job_totals",
    "key_figures",
    "latest",
    "money_total",
    "partners_by_category",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFigures:
    """What can honestly be said of a set of cases."""

    cases: int
    jobs: tuple[JobTotal, ...]  # in the order of RESULTS, then of units
    job_coverage: Coverage  # cases with at least one job figure that is a result
    money: MoneyTotal | None
    partners: int  # distinct names
    partner_coverage: Coverage
    partners_by_category: tuple[Share, ...]  # in the order of the categories
    figures: int  # rows with a number
    sources: int


def key_figures(studies: Sequence[CaseStudy]) -> KeyFigures:
    """The figures of a set of cases; works on none."""
    names = {partner.name for study in studies for partner in study.partners}
    return KeyFigures(
        cases=len(studies),
        jobs=job_totals(studies),
        job_coverage=Coverage(sum(any(map(is_result, study.jobs)) for study in studies), len(studies)),
        money=money_total(studies),
        partners=len(names),
        partner_coverage=Coverage(sum(bool(study.partners) for study in studies), len(studies)),
        partners_by_category=partners_by_category(studies),
        figures=figure_count(studies),
        sources=len({source.id for study in studies for source in study.sources}),
    )


def figure_count(studies: Iterable[CaseStudy]) -> int:
    """How many figures some cases show: rows with a number."""
    return sum(len(study.jobs) + len(study.impacts) + len(study.fundings) for study in studies)
