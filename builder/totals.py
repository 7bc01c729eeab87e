"""Every total that the site shows, in one shape: what it adds, row by row, and what it leaves in doubt.

Pages, downloads and the API all take them from here, so that one figure never has two values.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from .catalog import CaseStudy
from .records import Funding, JobFigure
from .statistics import Coverage, JobTotal, MoneyTotal, job_totals, money_total
from .text import covered, plural, sentence
from .words import JobUnit, Measure, Period, Precision

FOLDER = "donnees/totaux"


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """A total and all that must go with it; `table` is the one its rows come from."""

    name: str
    label: str
    table: str
    value: Decimal
    unit: str
    precision: Precision
    coverage: Coverage
    years: tuple[int, int] | None
    undated: int
    qualified: int  # rows that carry a reserve
    disagreements: tuple[str, ...]  # projects whose sources disagree, the lower figure being taken
    left_out: str  # what is known and not added, in French; empty when there is nothing
    rows: Sequence[JobFigure | Funding]


def totals(studies: Sequence[CaseStudy]) -> Iterator[Total]:
    """The totals of some cases: jobs kind by kind, then money."""
    yield from map(_of_jobs, job_totals(studies))
    if money := money_total(studies):
        yield _of_money(money)


def job_total_name(measure: Measure, period: Period, unit: JobUnit) -> str:
    """The name of a total of jobs, in addresses: `emplois-crees-cumul-etp`."""
    return f"emplois-{measure.value}-{period.value}-{unit.value}"


def path_of(scope: str, name: str) -> str:
    """Where the rows of a total are, relative to the site."""
    return f"{FOLDER}/{scope}/{name}.csv"


def limits(total: Total) -> str:
    """What a total covers and what it leaves in doubt, in French."""
    first, last = total.years or (None, None)
    said = (
        covered(total.coverage.known, total.coverage.among),
        f"année {first}" if first == last and first else f"années {first} à {last}" if first else "",
        f"{plural(total.undated, 'chiffre')} sans année" if total.undated else "",
        f"{plural(total.qualified, 'chiffre donné', 'chiffres donnés')} avec réserve"
        if total.qualified
        else "",
        _diverging(total),
        f"n’y sont pas : {total.left_out}" if total.left_out else "",
    )
    return f"{' ; '.join(filter(None, said))}."


def _diverging(total: Total) -> str:
    if not total.disagreements:
        return ""
    return (
        f"sources divergentes pour {plural(len(total.disagreements), 'projet')}, la valeur basse est retenue"
    )


def _of_jobs(total: JobTotal) -> Total:
    return Total(
        name=job_total_name(total.measure, total.period, total.unit),
        label=f"{sentence(total.measure.label)} {total.period.label}, en {total.unit.label}",
        table="emplois",
        value=total.value,
        unit=total.unit.value,
        precision=total.precision,
        coverage=total.coverage,
        years=total.years,
        undated=total.undated,
        qualified=total.qualified,
        disagreements=total.disagreements,
        left_out="",
        rows=total.rows,
    )


def _of_money(total: MoneyTotal) -> Total:
    left_out = (
        f"{plural(total.superseded, 'somme remplacée', 'sommes remplacées')} par une plus récente"
        if total.superseded
        else "",
        f"{plural(total.targets, 'somme seulement espérée', 'sommes seulement espérées')}"
        if total.targets
        else "",
    )
    return Total(
        name="argent",
        label="Argent connu, en euros courants",
        table="financements",
        value=total.value,
        unit="EUR",
        precision=Precision.EXACT,
        coverage=total.coverage,
        years=total.years,
        undated=total.undated,
        qualified=0,
        disagreements=total.disagreements,
        left_out=" ; ".join(filter(None, left_out)),
        rows=total.rows,
    )
