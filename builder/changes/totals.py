"""Totals: the figures of the whole site that two versions do not give alike, with what they cover."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ..catalog import CaseStudy
from ..statistics import Coverage, JobTotal, key_figures
from ..text import euros, number
from ..words import Precision
from .words import UNKNOWN


@dataclass(frozen=True, slots=True)
class Amount:
    """A total: its value and its reserve, what it covers when not every project gives it, if it is money."""

    value: Decimal
    coverage: Coverage | None = None
    money: bool = False
    precision: Precision = Precision.EXACT

    def __str__(self) -> str:
        reserve = "" if self.precision is Precision.EXACT else f"{self.precision.label} "
        return f"{reserve}{euros(self.value) if self.money else number(self.value)}"

    @property
    def told(self) -> tuple[Decimal, Precision, int | None]:
        """What makes it another total: one more project without figure does not."""
        return self.value, self.precision, self.coverage.known if self.coverage else None


@dataclass(frozen=True, slots=True)
class Total:
    """A total that changed: `total effectif à cette date (emplois) 12 → 14, couverture 3 → 4 sur 72`."""

    name: str
    before: Amount | None  # None where no figure allows it
    after: Amount | None

    @property
    def differs(self) -> bool:
        """Whether there is something to say."""
        return not (self.before and self.after) or self.before.told != self.after.told

    def __str__(self) -> str:
        covered = _covered(*(amount.coverage if amount else None for amount in (self.before, self.after)))
        old, new = str(self.before or UNKNOWN), str(self.after or UNKNOWN)
        return f"{self.name} {old if old == new else f'{old} → {new}'}{covered}"


def changed_totals(before: Sequence[CaseStudy], after: Sequence[CaseStudy]) -> tuple[Total, ...]:
    """The totals that differ, in the order in which pages give them."""
    old, new = dict(_amounts(before)), dict(_amounts(after))
    totals = (Total(name, old.get(name), new.get(name)) for name in {**new, **old})
    return tuple(total for total in totals if total.differs)


def _amounts(studies: Sequence[CaseStudy]) -> Iterator[tuple[str, Amount]]:
    figures = key_figures(studies)
    yield "projets", Amount(Decimal(figures.cases))
    for total in figures.jobs:
        yield _job_name(total), Amount(total.value, total.coverage, precision=total.precision)
    if figures.money:
        yield "total financements", Amount(figures.money.value, figures.money.coverage, money=True)
    yield "partenaires", Amount(Decimal(figures.partners), figures.partner_coverage)
    yield "chiffres", Amount(Decimal(figures.figures))
    yield "sources citées", Amount(Decimal(figures.sources))


def _job_name(total: JobTotal) -> str:
    """What is added, since when, in which unit, as every total of the site says it."""
    return f"total {total.measure.label} {total.period.label} ({total.unit.label})"


def _covered(old: Coverage | None, new: Coverage | None) -> str:
    """`, couverture 34 → 35 sur 72`; what both say is said once."""
    if not old or not new or old == new:
        either = new or old
        return f", couverture {_of(either)}" if either else ""
    if old.among == new.among:
        return f", couverture {number(old.known)} → {_of(new)}"
    return f", couverture {_of(old)} → {_of(new)}"


def _of(coverage: Coverage) -> str:
    return f"{number(coverage.known)} sur {number(coverage.among)}"
