"""A chart about a set of cases, or about one case when the slot names it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from markupsafe import Markup

from ..catalog import CaseStudy, Catalog
from ..charts import CASE_CHARTS, CHARTS
from ..exhibits.charts import case_figures, chart_figure
from ..figure import Figure
from ..keys import cases_key
from ..scopes import scope_of
from ..templating import render
from ..text import slug
from .base import FILTERS, Attribute, Fragment, codes, selected, selection_in_words


def chart(catalog: Catalog, attributes: Mapping[str, str], root: str) -> Markup:
    """The chart `data-nom`; a sentence when the chosen cases have nothing to draw."""
    return render("fragments/graphique.html", root, figure=_figure(catalog, attributes))


def _figure(catalog: Catalog, attributes: Mapping[str, str]) -> Figure | None:
    study = catalog.by_id[attributes["projet"]] if "projet" in attributes else None
    figure = _drawn(catalog, attributes, study)
    return figure and _named(figure, catalog, attributes, study)


def _drawn(catalog: Catalog, attributes: Mapping[str, str], study: CaseStudy | None) -> Figure | None:
    """With its own address when the chosen cases have one, that is with at most one filter."""
    name = attributes["nom"]
    if study:
        return case_figures(catalog, study).get(name)
    if scope := scope_of(catalog, attributes):
        return chart_figure(catalog, scope, name)
    return CHARTS[name].draw(selected(catalog, attributes)) if name in CHARTS else None


def _named(
    figure: Figure, catalog: Catalog, attributes: Mapping[str, str], study: CaseStudy | None
) -> Figure:
    """The same chart, its title and its anchor telling what it speaks of: a page may hold several."""
    about = study.project.name if study else selection_in_words(catalog, attributes)
    return replace(
        figure,
        id="-".join(["graphique", *map(slug, attributes.values())]),
        title=f"{figure.title} : {about}" if about else figure.title,
    )


def key(catalog: Catalog, attributes: Mapping[str, str]) -> str:
    """The key of the chosen cases, of which a chart tells what some tables say."""
    if "projet" in attributes:
        return cases_key(catalog, [catalog.by_id[attributes["projet"]]])
    chart = CHARTS.get(attributes["nom"])
    return cases_key(catalog, selected(catalog, attributes), chart.tables if chart else ())


FRAGMENT = Fragment(
    name="graphique",
    definition="Un graphique, ce qu’il couvre et le tableau de ses données.",
    attributes=(
        Attribute(
            name="nom",
            definition="Le graphique voulu.",
            example="emplois-totaux",
            choices=lambda _: dict.fromkeys([*CHARTS, *CASE_CHARTS]),
            required=True,
        ),
        *FILTERS,
        Attribute(
            name="projet",
            definition=f"Un seul projet, pour ces graphiques : {', '.join(CASE_CHARTS)}.",
            example="ardelaine",
            choices=codes("projets"),
        ),
    ),
    render=chart,
    key=key,
)
