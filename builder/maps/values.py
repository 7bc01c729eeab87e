"""Figures of the cases that a map may show as circles: one kind of figure a map.

Jobs: of the kinds that can be added (see `statistics/jobs.py`), the one that most cases tell; other kinds are
not mixed with it. Money: the sums known of a case, targets left out (see `statistics/money.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from ..catalog import CaseStudy, Location
from ..statistics import JobTotal, job_totals, money_total
from ..text import covered, enumeration, how_known, number, quantity, sentence, short_euros
from ..words import Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A figure of a case: its size, how it reads, when and how it is known, where it comes from."""

    study: CaseStudy
    size: Decimal
    words: str  # « environ 54 personnes »
    known: str  # « 2018, déclaré »
    sources: tuple[str, ...]

    @property
    def location(self) -> Location | None:
        """Where its circle goes: the main place of the case."""
        return self.study.locations[0] if self.study.locations else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Values:
    """All that one map shows: figures of one kind, what they count, and what is left out."""

    what: str  # « Effectif, en personnes »
    header: str  # « Personnes »
    rows: tuple[Value, ...]  # largest first
    label: Callable[[Decimal], str]  # few letters
    with_unit: Callable[[Decimal], str]
    limits: str

    @property
    def name(self) -> str:
        """What is counted, without the unit: each figure has its own."""
        return self.what.partition(",")[0]

    def largest(self, count: int) -> Values:
        """The largest figures only, which is said: a drawing cannot hold them all."""
        said = (
            f"{self.limits} Ce dessin montre les {number(count)} plus grands, sur {number(len(self.rows))}."
        )
        return replace(self, rows=self.rows[:count], limits=said)


@lru_cache(maxsize=2)  # a map, its key, its layer and its page all ask
def jobs(studies: tuple[CaseStudy, ...]) -> Values | None:
    """The jobs of the kind that most cases tell; None when no job is known."""
    totals = job_totals(studies)
    if not totals:
        return None
    total = max(totals, key=lambda total: total.coverage.known)
    by_id = {study.project.id: study for study in studies}
    rows = [
        Value(
            study=by_id[row.project_id],
            size=row.value,
            words=quantity(row.value, row.unit.label, row.precision),
            known=how_known(row.year, row.nature),
            sources=(row.source_id,),
        )
        for row in total.rows
    ]
    return Values(
        what=f"{_counted(total)}, en {total.unit.label}",
        header=sentence(total.unit.label),
        rows=_ordered(rows),
        label=number,
        with_unit=lambda size: quantity(size, total.unit.label),
        limits=_limits_of_jobs(total, totals),
    )


def _counted(total: JobTotal) -> str:
    """« Effectif », « Emplois créés depuis le début »: « à cette date » would name none on a map."""
    name = sentence(total.measure.label)
    return name if total.period is Period.STOCK else f"{name} {total.period.label}"


def _limits_of_jobs(total: JobTotal, totals: Sequence[JobTotal]) -> str:
    coverage = covered(total.coverage.known, total.coverage.among)
    words = [
        f"{sentence(total.measure.label)} des coopérations elles-mêmes : {coverage}.",
        "Pour chacune, le chiffre le plus récent ; les objectifs n’y sont pas.",
    ]
    if len(totals) > 1:
        words.append("D’autres chiffres d’emploi, comptés autrement, ne s’y comparent pas et n’y sont pas.")
    if total.disagreements:
        words.append("Quand des sources divergent pour la même année, le chiffre le plus bas est retenu.")
    return " ".join(words)


@lru_cache(maxsize=2)
def money(studies: tuple[CaseStudy, ...]) -> Values | None:
    """The money known of each case, in euros; None when no sum is known."""
    rows = [value for study in studies if (value := _money_of(study))]
    if not rows:
        return None
    return Values(
        what="Argent connu, en euros courants",
        header="Euros",
        rows=_ordered(rows),
        label=short_euros,
        with_unit=short_euros,
        limits=(
            f"Sommes connues par leurs sources, jamais tout le budget : {covered(len(rows), len(studies))}. "
            "Les sommes seulement visées n’y sont pas."
        ),
    )


def _money_of(study: CaseStudy) -> Value | None:
    total = money_total([study])
    if not total:
        return None
    first, last = total.years or (None, None)
    years = str(first) if first == last else f"{first} à {last}"
    natures = enumeration(list(dict.fromkeys(row.nature.label for row in total.rows)))
    return Value(
        study=study,
        size=total.value,
        words=short_euros(total.value),
        known=f"{years if first else 'année non renseignée'}, {natures}",
        sources=tuple(dict.fromkeys(row.source_id for row in total.rows)),
    )


def _ordered(rows: Sequence[Value]) -> tuple[Value, ...]:
    return tuple(sorted(rows, key=lambda value: (-value.size, value.study.project.id)))
