"""Other results of one case, where the same indicator is known for several years. Unlike units never share
an axis: a result known once stays in the list of the page, where a bar would say nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from ..catalog import CaseStudy
from ..figure import DataTable, Figure
from ..records import Impact
from ..statistics import Series, impact_series
from ..text import number, plural, quantity, sentence, short_euros
from .base import Chart
from .jobs_over_time import UNJOINED
from .plots import timeline_plot
from .tables import figures_table
from .timeline import MOST_MARKS, Mark, Panel, draw_timeline, value_of


def draw(studies: Sequence[CaseStudy]) -> Figure | None:
    """None unless an indicator is known for two years at least; a column cannot show less than zero."""
    series = impact_series(studies[0].impacts)
    drawn = [s for s in series if len(s.years) > 1 and _can_be_drawn(s)]
    if not drawn:
        return None
    description = " ".join(map(_in_words, drawn))
    panels = list(map(_panel, drawn))
    return Figure(
        id=CHART.name,
        title=CHART.title,
        description=description,
        svg=draw_timeline(f"{CHART.title}. {description}", panels),
        plot=partial(timeline_plot, panels),
        tabulate=partial(_table, studies[0], drawn),
        limits=" ".join(_limits(drawn, series)),
    )


def _can_be_drawn(series: Series[Impact]) -> bool:
    return len(series.dated) <= MOST_MARKS and all(row.value >= 0 for row in series.dated)


def _title(series: Series[Impact]) -> str:
    target = " (objectif)" if series.target else ""
    return f"{sentence(series.rows[0].indicator)}{target}"


def _panel(series: Series[Impact]) -> Panel:
    first = series.rows[0]
    money = first.unit == "€"
    marks = [
        Mark(
            year=row.year or 0,
            value=row.value,
            label=value_of(short_euros(row.value) if money else number(row.value), row.precision),
        )
        for row in series.dated
    ]
    return Panel(
        title=_title(series),
        unit="en euros" if money else f"en {first.unit}",
        marks=marks,
        look="objectif" if series.target else "resultat",
    )


def _in_words(series: Series[Impact]) -> str:
    values = " ; ".join(f"{row.year}, {quantity(row.value, row.unit, row.precision)}" for row in series.dated)
    return f"{_title(series)} : {values}."


def _limits(drawn: Sequence[Series[Impact]], series: Sequence[Series[Impact]]) -> Iterator[str]:
    yield UNJOINED
    if len(drawn) > 1:
        yield "Chaque résultat a sa propre échelle."
    if others := len(series) - len(drawn):
        known = plural(others, "autre résultat est connu", "autres résultats sont connus")
        yield f"{known} pour une seule année, ou sans année : ils sont sur la page du projet."


def _table(study: CaseStudy, series: Sequence[Series[Impact]]) -> DataTable:
    figures = ((_title(s), row.unit, row) for s in series for row in s.rows)
    return figures_table(CHART.title, "Résultat", study, figures)


CHART = Chart(
    name="impacts-dans-le-temps",
    title="Les autres résultats au fil des années",
    definition="Les résultats d’un projet qui sont connus pour plusieurs années.",
    draw=draw,
    shows=lambda studies: draw(studies) is not None,
    tables=("impacts",),
)
