"""Charts as exhibits: drawn once for their page, their frame, their files and their e-mail."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache, partial

from ..catalog import CaseStudy, Catalog
from ..charts import CASE_CHARTS, CHARTS, Chart
from ..figure import Figure
from ..scopes import Scope, scopes
from .base import Exhibit
from .frame import WIDTH, frame_height

FOLDER = "graphiques"


def exhibits(catalog: Catalog, scope: Scope) -> Iterator[Exhibit]:
    """Every chart of a scope that has something to show."""
    for name, chart in _charts(scope).items():
        if chart.shows(scope.studies):
            draw = partial(_titled, catalog, scope, name)
            yield Exhibit(
                kind="graphique",
                path=_path(scope, name),
                title=_title(scope, chart.title),
                page=scope.page,
                width=WIDTH,
                studies=scope.studies,
                draw=draw,
                measure=partial(_height, draw),
                tables=chart.tables,
                together=scope.page.rstrip("/"),
            )


def chart_figures(catalog: Catalog, scope: Scope) -> Mapping[str, Figure]:
    """The charts of a scope by name, those with nothing to show left out; each knows its address."""
    drawn = ((name, chart_figure(catalog, scope, name)) for name in _charts(scope))
    return {name: figure for name, figure in drawn if figure}


def chart_figure(catalog: Catalog, scope: Scope, name: str) -> Figure | None:
    """A chart of a scope, drawn when it is first asked for; None when it has nothing to show."""
    drawn, chart = _drawn(catalog), _charts(scope).get(name)
    if (scope.code, name) not in drawn:
        figure = chart.draw(scope.studies) if chart else None
        drawn[scope.code, name] = figure and replace(figure, path=_path(scope, name))
    return drawn[scope.code, name]


def case_figures(catalog: Catalog, study: CaseStudy) -> Mapping[str, Figure]:
    """The charts of a case; without address when there are too many cases for each to have exhibits."""
    scope = scopes(catalog).get(f"projet-{study.project.id}")
    if scope:
        return chart_figures(catalog, scope)
    drawn = {name: chart.draw([study]) for name, chart in CASE_CHARTS.items()}
    return {name: figure for name, figure in drawn.items() if figure}


@lru_cache(maxsize=1)
def _drawn(catalog: Catalog) -> dict[tuple[str, str], Figure | None]:
    """What was drawn of a catalogue so far, by scope and by name: most pages ask for their own scope only."""
    return {}


def _charts(scope: Scope) -> Mapping[str, Chart]:
    return CASE_CHARTS if scope.kind == "projet" else CHARTS


def _path(scope: Scope, name: str) -> str:
    return f"{FOLDER}/{scope.code}/{name}/"


def _titled(catalog: Catalog, scope: Scope, name: str) -> Figure:
    """A chart away from its page: its title says what it speaks of."""
    figure = chart_figure(catalog, scope, name)
    assert figure is not None  # an exhibit is a chart that has something to show
    return replace(figure, title=_title(scope, figure.title))


def _title(scope: Scope, title: str) -> str:
    return f"{title} : {scope.label}"


def _height(draw: Callable[[], Figure]) -> int:
    return frame_height(draw())
