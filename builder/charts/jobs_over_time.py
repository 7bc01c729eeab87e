"""The jobs of one case over the years: series that may not be compared stand apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial

from ..catalog import CaseStudy
from ..figure import DataTable, Figure
from ..records import JobFigure
from ..statistics import Series, job_series
from ..text import enumeration, number, plural, quantity, sentence
from ..words import Measure, Period
from .base import Chart
from .plots import timeline_plot
from .tables import figures_table
from .timeline import MOST_MARKS, MOST_TOGETHER, Mark, Panel, draw_timeline, value_of

UNJOINED = (
    "Une barre est un chiffre publié. Les barres ne sont pas reliées : "
    "les sources ne comptent pas toutes de la même façon."
)
WHEN = {Period.STOCK: "", Period.TOTAL: ", depuis le début", Period.FLOW: ", dans l’année"}


def draw(studies: Sequence[CaseStudy]) -> Figure | None:
    """None unless a result is known for two years at least: a list says the rest better."""
    series = job_series(studies[0].jobs)
    drawn = list(legible(series))
    if not any(len(s.years) > 1 and not is_planned(s) and not is_context(s) for s in drawn):
        return None
    description = " ".join(map(_in_words, drawn))
    panels = list(map(_panel, drawn))
    return Figure(
        id=CHART.name,
        title=CHART.title,
        description=description,
        svg=draw_timeline(f"{CHART.title}. {description}", panels),
        plot=partial(timeline_plot, panels),
        tabulate=partial(_table, studies[0], series),
        limits=" ".join(_limits(series)),
    )


def legible(series: Iterable[Series[JobFigure]]) -> Iterator[Series[JobFigure]]:
    """The series that can be drawn, the first ones when all together would be a wall of columns."""
    room = MOST_TOGETHER
    for one in series:
        marks = len(one.dated)
        if 0 < marks <= min(MOST_MARKS, room):
            room -= marks
            yield one


def is_planned(series: Series[JobFigure]) -> bool:
    """Whether the jobs are only announced."""
    return series.target or series.rows[0].measure is Measure.PLANNED


def is_context(series: Series[JobFigure]) -> bool:
    """Whether the figures tell where things started from."""
    return series.rows[0].measure is Measure.CONTEXT


def title_of(series: Series[JobFigure]) -> str:
    """What a series counts: `Effectif chez les membres`."""
    first = series.rows[0]
    target = " (objectif)" if is_planned(series) else ""
    return f"{sentence(first.measure.label)} {first.perimeter.label}{target}"


def _unit(series: Series[JobFigure]) -> str:
    first = series.rows[0]
    note = " – ce n’est pas un résultat" if is_context(series) else ""
    announced = ", à l’année de l’annonce" if is_planned(series) else WHEN[first.period]
    return f"en {first.unit.label}{announced}{note}"


def _panel(series: Series[JobFigure]) -> Panel:
    look = "objectif" if is_planned(series) else "contexte" if is_context(series) else "resultat"
    marks = [
        Mark(year=row.year or 0, value=row.value, label=value_of(number(row.value), row.precision))
        for row in series.dated
    ]
    return Panel(title=title_of(series), unit=_unit(series), marks=marks, look=look)


def _in_words(series: Series[JobFigure]) -> str:
    values = " ; ".join(
        f"{row.year}, {quantity(row.value, row.unit.label, row.precision)}" for row in series.dated
    )
    return f"{title_of(series)} : {values}."


def _limits(series: Sequence[Series[JobFigure]]) -> Iterator[str]:
    yield UNJOINED
    if sum(bool(s.years) for s in series) > 1:
        yield "Chaque série a sa propre échelle et ne s’ajoute pas aux autres."
    if diverging := sorted({year for s in series for year in s.diverging_years}):
        years = enumeration([str(year) for year in diverging])
        yield f"Plusieurs valeurs sont publiées pour {years} : elles sont côte à côte."
    if crowded := sum(bool(s.years) for s in series) - sum(1 for _ in legible(series)):
        yield f"{plural(crowded, 'série')} de trop pour être lisible : dans le tableau seulement."
    if undated := sum(row.year is None for s in series for row in s.rows):
        yield f"{plural(undated, 'chiffre')} sans année : dans le tableau seulement."


def _table(study: CaseStudy, series: Sequence[Series[JobFigure]]) -> DataTable:
    figures = ((f"{title_of(s)}{WHEN[row.period]}", row.unit.label, row) for s in series for row in s.rows)
    return figures_table(CHART.title, "Ce qui est compté", study, figures)


CHART = Chart(
    name="emplois-dans-le-temps",
    title="L’emploi au fil des années",
    definition="Les emplois d’un projet, année par année, série par série.",
    draw=draw,
    shows=lambda studies: draw(studies) is not None,
    tables=("emplois",),
)
