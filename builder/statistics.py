"""Every total and every share, each with its coverage and the rows it adds (pandas).

The rules that a naive sum would break (see `data/README.md`):
- only figures of the same kind are added: same measure, perimeter, period and unit;
- a target is never added to a result;
- a series is not a sum: each case counts once, by its latest row of the kind;
- when rows of the same kind and year disagree, the lower one is taken, and it is said;
- figures about members or sectors are never added across cases: the same company may belong to several;
- what is not known is not zero: a total says how many cases it covers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pandas as pd

from .catalog import CaseStudy
from .records import Funding, JobFigure
from .words import (
    JobUnit,
    Measure,
    MoneyUse,
    Nature,
    PartnerCategory,
    Perimeter,
    Period,
    Precision,
)

RESULTS = (
    (Measure.CREATED, Period.TOTAL),
    (Measure.KEPT, Period.TOTAL),
    (Measure.HEADCOUNT, Period.STOCK),
    (Measure.INCLUSION, Period.STOCK),
)


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many cases a figure speaks of, among how many."""

    known: int
    among: int

    @property
    def complete(self) -> bool:
        """Whether no case is left out."""
        return self.known == self.among


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
        known = [row.year for row in self.rows if row.year]
        return (min(known), max(known)) if known else None

    @property
    def undated(self) -> int:
        """How many rows added have no year."""
        return sum(row.year is None for row in self.rows)

    @property
    def qualified(self) -> int:
        """How many rows added carry a reserve (« environ », « plus de »…)."""
        return sum(row.precision is not Precision.EXACT for row in self.rows)


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole: its label key, its value, how many cases it concerns."""

    word: Any
    value: Decimal
    cases: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyTotal:
    """Money known over cases, in current euros: by funder and by use."""

    value: Decimal
    coverage: Coverage
    rows: tuple[Funding, ...]
    by_category: tuple[Share, ...]  # every category that has money, largest first
    by_use: tuple[Share, ...]

    @property
    def engineering_share(self) -> Decimal | None:
        """Engineering among the money whose use is known (0 to 1), None when no use is known."""
        known = sum(
            (s.value for s in self.by_use if s.word is not MoneyUse.UNSPECIFIED),
            Decimal(),
        )
        engineering = sum((s.value for s in self.by_use if s.word is MoneyUse.ENGINEERING), Decimal())
        return engineering / known if known else None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFigures:
    """What can honestly be said of a set of cases."""

    cases: int
    jobs: tuple[JobTotal, ...]  # in the order of RESULTS, then of units
    job_coverage: Coverage  # cases with at least one job figure that is a result
    money: MoneyTotal | None
    partners: int  # distinct names
    partner_coverage: Coverage
    partners_by_category: tuple[Share, ...]  # rows, in the order of the categories
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
        figures=sum(len(study.jobs) + len(study.impacts) + len(study.fundings) for study in studies),
        sources=len({source.id for study in studies for source in study.sources}),
    )


def is_result(job: JobFigure) -> bool:
    """Whether a job figure tells what happened: neither a target nor a starting point."""
    return job.measure not in (Measure.PLANNED, Measure.CONTEXT) and job.nature is not Nature.TARGET


# ------------------------------------------------------------------ jobs


def job_totals(studies: Sequence[CaseStudy]) -> tuple[JobTotal, ...]:
    """Jobs of the cooperations themselves, added kind by kind; never across units."""
    frame = _frame((job for study in studies for job in study.jobs if is_result(job)), _JOB_COLUMNS)
    totals = []
    for measure, period in RESULTS:
        of_kind = frame[
            (frame["measure"] == measure)
            & (frame["period"] == period)
            & (frame["perimeter"] == Perimeter.PROJECT)
        ]
        for unit in JobUnit:
            rows = of_kind[of_kind["unit"] == unit]
            if len(rows):
                totals.append(_job_total(rows, measure, period, unit, len(studies)))
    return tuple(totals)


_JOB_COLUMNS = ("project_id", "measure", "perimeter", "period", "unit", "year", "value")


def _frame(rows: Iterable[Any], columns: Sequence[str]) -> pd.DataFrame:
    """Records as a frame of objects; the column `row` keeps the record itself."""
    records = [(*(getattr(row, column) for column in columns), row) for row in rows]
    return pd.DataFrame(records, columns=[*columns, "row"], dtype=object)


def latest_rows(frame: pd.DataFrame, kind: Sequence[str], value: str) -> pd.DataFrame:
    """One row for each kind: the latest, the lowest when the latest ones disagree; undated rows come last."""
    dated = frame.assign(year=pd.to_numeric(frame["year"]))
    ordered = dated.sort_values(["year", value], ascending=[False, True], na_position="last", kind="stable")
    return ordered.drop_duplicates(list(kind), keep="first").sort_index()


def _disagreements(frame: pd.DataFrame, latest: pd.DataFrame) -> tuple[str, ...]:
    """Projects for which several values stand for the very year that was taken."""
    keys = frame.assign(year=pd.to_numeric(frame["year"]).fillna(0))
    taken = latest.assign(year=latest["year"].fillna(0))[["project_id", "year"]]
    same_year = keys.merge(taken, on=["project_id", "year"])
    distinct = same_year.groupby("project_id")["value"].nunique()
    return tuple(sorted(distinct[distinct > 1].index))


def _job_total(frame: pd.DataFrame, measure: Measure, period: Period, unit: JobUnit, among: int) -> JobTotal:
    latest = latest_rows(frame, ["project_id"], "value")
    rows = tuple(latest["row"])
    return JobTotal(
        measure=measure,
        period=period,
        unit=unit,
        value=sum((row.value for row in rows), Decimal()),
        coverage=Coverage(len(rows), among),
        rows=rows,
        disagreements=_disagreements(frame, latest),
    )


# ------------------------------------------------------------------ money


def money_total(studies: Sequence[CaseStudy]) -> MoneyTotal | None:
    """Money of a set of cases, None when no sum is known; targets are left out."""
    fundings = [f for study in studies for f in study.fundings if f.nature is not Nature.TARGET]
    if not fundings:
        return None
    frame = _frame(fundings, ("project_id", "funder", "category", "use", "year", "amount"))
    latest = latest_rows(frame, ["project_id", "funder", "category", "use"], "amount")
    return MoneyTotal(
        value=sum(latest["amount"], Decimal()),
        coverage=Coverage(latest["project_id"].nunique(), len(studies)),
        rows=tuple(latest["row"]),
        by_category=_shares(latest, "category"),
        by_use=_shares(latest, "use"),
    )


def _shares(frame: pd.DataFrame, column: str) -> tuple[Share, ...]:
    """Sums by word, largest first, then in their order."""
    shares = [
        Share(word, sum(group["amount"], Decimal()), group["project_id"].nunique())
        for word, group in frame.groupby(column, sort=False)
    ]
    return tuple(sorted(shares, key=lambda share: (-share.value, share.word.rank)))


# ------------------------------------------------------------------ partners


def partners_by_category(studies: Sequence[CaseStudy]) -> tuple[Share, ...]:
    """How many partnerships (partner × case) each category counts, in the order of the categories."""
    frame = _frame((p for study in studies for p in study.partners), ("project_id", "category"))
    return tuple(
        Share(word, Decimal(len(rows)), rows["project_id"].nunique())
        for word in PartnerCategory
        if len(rows := frame[frame["category"] == word])
    )
