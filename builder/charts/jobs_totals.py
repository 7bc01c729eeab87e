"""Jobs of the cooperations themselves: one panel for each unit, one bar for each measure, never added."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import chain

from ..catalog import CaseStudy
from ..figure import Cell, DataTable, Figure
from ..records import JobFigure
from ..statistics import JobTotal, job_totals
from ..text import covered, enumeration, how_known, number, percent, plural, quantity, sentence
from ..words import JobUnit
from .bars import Bar, Panel, draw_bars
from .base import Chart
from .plots import bars_plot
from .tables import Row, at_most, by_id, case_cell, number_cell, source_cell
from .timeline import SIGNS, value_of


def draw(studies: Sequence[CaseStudy]) -> Figure | None:
    """None when no job is known."""
    totals = job_totals(studies)
    if not totals:
        return None
    description = " ; ".join(map(_in_words, totals))
    panels = list(_panels(totals))
    return Figure(
        id=CHART.name,
        title=CHART.title,
        description=f"{description}.",
        svg=draw_bars(f"{CHART.title}. {description}.", panels),
        plot=partial(bars_plot, panels),
        tabulate=partial(_table, totals, by_id(studies)),
        limits=" ".join(_limits(totals, by_id(studies))),
    )


def title_of(total: JobTotal) -> str:
    """What a total counts: `Emplois créés depuis le début`."""
    return f"{sentence(total.measure.label)} {total.period.label}"


def _in_words(total: JobTotal) -> str:
    value = quantity(total.value, total.unit.label, total.precision)
    return f"{title_of(total)} : {value}, {covered(total.coverage.known, total.coverage.among)}"


def _panels(totals: Sequence[JobTotal]) -> Iterator[Panel]:
    for unit in JobUnit:
        if known := [total for total in totals if total.unit is unit]:
            yield Panel(title=f"En {unit.label}", bars=[_bar(total) for total in known])


def _bar(total: JobTotal) -> Bar:
    years = f", {years_in_words(total.years)}" if total.years else ""
    return Bar(
        label=sentence(total.measure.label),
        value=value_of(number(total.value), total.precision),
        amount=float(total.value),
        note=f"{covered(total.coverage.known, total.coverage.among)}{years}",
        parts=tuple(sorted((float(row.value) for row in total.rows), reverse=True)),
    )


def years_in_words(years: tuple[int, int]) -> str:
    """`2018`, or `2013 à 2023`."""
    first, last = years
    return str(first) if first == last else f"{first} à {last}"


def _limits(totals: Sequence[JobTotal], studies: Mapping[str, CaseStudy]) -> Iterator[str]:
    yield (
        "Chaque projet compte une fois, par son chiffre le plus récent ; un trait clair sépare les projets. "
        "Les barres ne s’ajoutent pas : un même emploi peut figurer dans plusieurs. Objectifs, points de "
        "départ et emplois des membres n’y sont pas."
    )
    counted = {row.project_id for total in totals for row in total.rows}
    yield f"En tout, {covered(len(counted), len(studies))}."
    if heavy := list(filter(None, (_weight(total, studies) for total in totals))):
        yield f"Plus de la moitié d’une barre vient d’un seul projet : {enumeration(heavy)}."
    rows = list(chain.from_iterable(total.rows for total in totals))
    if undated := sum(row.year is None for row in rows):
        yield f"{plural(undated, 'chiffre ajouté est', 'chiffres ajoutés sont')} sans année."
    if qualified := sum(total.qualified for total in totals):
        yield f"{plural(qualified, 'est donné', 'sont donnés')} avec réserve, que le total garde. {SIGNS}"
    if diverging := sorted({id for total in totals for id in total.disagreements}):
        names = enumeration([studies[id].project.name for id in diverging])
        yield f"Sources divergentes, valeur la plus basse retenue : {names}."


def _weight(total: JobTotal, studies: Mapping[str, CaseStudy]) -> str:
    """The case that makes more than half of a total of three or more."""
    largest = max(total.rows, key=lambda row: row.value)
    if len(total.rows) < 3 or largest.value * 2 <= total.value:
        return ""
    name = studies[largest.project_id].project.name
    share = percent(largest.value / total.value)
    return f"{name} ({total.measure.label} en {total.unit.label}, {share})"


def _table(totals: Sequence[JobTotal], studies: Mapping[str, CaseStudy]) -> DataTable:
    rows = chain.from_iterable(_rows(total, studies) for total in totals)
    count = sum(len(total.rows) + 1 for total in totals)
    headers = ("Ce qui est compté", "Projet", "Valeur", "Année et nature", "Source")
    return DataTable(caption=CHART.title, headers=headers, rows=at_most(rows, count))


def _rows(total: JobTotal, studies: Mapping[str, CaseStudy]) -> Iterator[Row]:
    """The total, then what it adds."""
    title = f"{title_of(total)}, en {total.unit.label}"
    known = covered(total.coverage.known, total.coverage.among)
    years = years_in_words(total.years) if total.years else "année non renseignée"
    yield (
        Cell(f"{title} : total"),
        Cell(known),
        number_cell(quantity(total.value, total.unit.label, total.precision)),
        Cell(years),
        Cell(""),
    )
    for row in sorted(total.rows, key=lambda row: (-row.value, row.project_id)):
        yield (Cell(title), *job_cells(studies[row.project_id], row))


def job_cells(study: CaseStudy, row: JobFigure) -> Row:
    """A job figure in a table: its case, its value, how it is known, its source."""
    return (
        case_cell(study),
        number_cell(quantity(row.value, row.unit.label, row.precision)),
        Cell(how_known(row.year, row.nature)),
        source_cell(study, row.source_id),
    )


CHART = Chart(
    name="emplois-totaux",
    title="Les emplois des coopérations, unité par unité",
    definition="Emplois créés, maintenus, effectifs et insertion, chaque projet une seule fois.",
    draw=draw,
    shows=lambda studies: any(job_totals([study]) for study in studies),
    tables=("emplois",),
)
