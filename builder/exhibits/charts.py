"""Charts as exhibits: drawn once for their page, their frame, their files and their e-mail."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from ..catalog import CaseStudy, Catalog
from ..charts import CASE_CHARTS, CHARTS
from ..figure import Figure
from ..scopes import Scope, scopes
from .base import Exhibit
from .frame import WIDTH, frame_height

FOLDER = "graphiques"


def exhibits(catalog: Catalog, scope: Scope) -> Iterator[Exhibit]:
    """Every chart of a scope that has something to show."""
    for figure in chart_figures(catalog, scope).values():
        yield _exhibit(scope, figure)


def chart_figures(catalog: Catalog, scope: Scope) -> Mapping[str, Figure]:
    """The charts of a scope by name, those with nothing to show left out; each knows its address."""
    drawn = _drawn(catalog)
    if scope.code not in drawn:
        drawn[scope.code] = dict(_draw(scope))
    return drawn[scope.code]


def case_figures(catalog: Catalog, study: CaseStudy) -> Mapping[str, Figure]:
    """The charts of a case; without address when there are too many cases for each to have exhibits."""
    scope = scopes(catalog).get(f"projet-{study.project.id}")
    if scope:
        return chart_figures(catalog, scope)
    drawn = {name: chart.draw([study]) for name, chart in CASE_CHARTS.items()}
    return {name: figure for name, figure in drawn.items() if figure}


@lru_cache(maxsize=1)
def _drawn(catalog: Catalog) -> dict[str, dict[str, Figure]]:
    """What was drawn of a catalogue so far: a page asks for its own scope only."""
    return {}


def _draw(scope: Scope) -> Iterator[tuple[str, Figure]]:
    for name, chart in (CASE_CHARTS if scope.kind == "projet" else CHARTS).items():
        if figure := chart.draw(scope.studies):
            yield name, replace(figure, path=f"{FOLDER}/{scope.code}/{name}/")


def _exhibit(scope: Scope, figure: Figure) -> Exhibit:
    shown = replace(figure, title=f"{figure.title} : {scope.label}")
    return Exhibit(
        kind="graphique",
        path=figure.path,
        title=shown.title,
        page=scope.page,
        width=WIDTH,
        height=frame_height(shown),
        studies=scope.studies,
        draw=lambda: shown,
    )
