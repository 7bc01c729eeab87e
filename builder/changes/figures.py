"""Figures in words: what is counted, how much and how it is known, so that two versions can be told apart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ..records import Funding, Impact, JobFigure
from ..text import euros, how_known, number, quantity
from ..words import JobUnit, Measure, Perimeter, Period, Precision
from .words import quote, title


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as a sentence says it: `emplois`, `48`, `2018, déclaré`."""

    subject: str
    amount: str
    known: str

    def __str__(self) -> str:
        return f"{self.subject} {self.amount} ({self.known})"


def figure(table: str, row: Any) -> Figure:
    """The figure that a row of one of FIGURES holds."""
    return FIGURES[table].words(row)


def modified(table: str, before: Any, after: Any) -> str:
    """`emplois 48 → 54 (2018, déclaré)`, what both say being said once; empty when they say the same."""
    old, new = figure(table, before), figure(table, after)
    if old == new:
        return ""
    if old.subject != new.subject:
        return f"{old} → {new}"
    if old.known != new.known:
        return f"{old.subject} {old.amount} ({old.known}) → {new.amount} ({new.known})"
    return f"{old.subject} {old.amount} → {new.amount} ({new.known})"


# ------------------------------------------------------------------ jobs

_HEADCOUNT = {
    JobUnit.JOBS: "emplois",
    JobUnit.FTE: "équivalents temps plein",
    JobUnit.PEOPLE: "personnes en poste",
}
_IN_UNIT = {JobUnit.JOBS: "", JobUnit.FTE: ", en équivalents temps plein", JobUnit.PEOPLE: ", en personnes"}
_USUAL = {Measure.HEADCOUNT: Period.STOCK, Measure.INCLUSION: Period.STOCK, Measure.CONTEXT: Period.STOCK}


def job_words(measure: Measure, unit: JobUnit, about: str = "") -> str:
    """What jobs are called: `emplois`, `emplois créés dans la filière, en personnes`; `about` says which."""
    if measure is Measure.HEADCOUNT:
        return f"{_HEADCOUNT[unit]}{about}"
    if measure is Measure.CONTEXT:
        return f"{_HEADCOUNT[unit]}{about}, {measure.label}"
    return f"{measure.label}{about}{_IN_UNIT[unit]}"


def _job(job: JobFigure) -> Figure:
    usual = job.period is _USUAL.get(job.measure, Period.TOTAL)
    own = job.perimeter is Perimeter.PROJECT
    about = "".join(
        f" {word.label}" for word, said in ((job.period, usual), (job.perimeter, own)) if not said
    )
    reserve = "" if job.precision is Precision.EXACT else f"{job.precision.label} "
    words = job_words(job.measure, job.unit, about)
    return Figure(words, f"{reserve}{number(job.value)}", how_known(job.year, job.nature))


# ------------------------------------------------------------------ other results, money


def _impact(impact: Impact) -> Figure:
    amount = quantity(impact.value, title(impact.unit), impact.precision)
    return Figure(quote(impact.indicator), amount, how_known(impact.year, impact.nature))


def _funding(funding: Funding) -> Figure:
    known = f"{how_known(funding.year, funding.nature)}, {funding.use.label}"
    return Figure(f"financement {quote(funding.funder)}", euros(funding.amount), known)


@dataclass(frozen=True, slots=True)
class _Kind:
    """A table of figures: how its rows are said, and the columns that saying them covers."""

    words: Callable[[Any], Figure]
    covered: tuple[str, ...]


FIGURES = {
    "emplois": _Kind(
        _job, ("annee", "mesure", "perimetre", "periode", "valeur", "unite", "nature", "precision")
    ),
    "impacts": _Kind(_impact, ("indicateur", "valeur", "unite", "annee", "nature", "precision")),
    "financements": _Kind(_funding, ("financeur", "montant_eur", "annee", "usage", "nature")),
}
