"""A chart about a set of cases, or about one case when the slot names it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from markupsafe import Markup

from ..catalog import CaseStudy, Catalog
from ..charts import CASE_CHARTS, CHARTS
from ..figure import Figure
from ..templating import render
from ..text import slug
from .base import FILTERS, Attribute, Fragment, codes, selected, selection_in_words


def chart(catalog: Catalog, attributes: Mapping[str, str], root: str) -> Markup:
    """The chart `data-nom`; a sentence when the chosen cases have nothing to draw."""
    return render("fragments/graphique.html", root, figure=_figure(catalog, attributes))


def _figure(catalog: Catalog, attributes: Mapping[str, str]) -> Figure | None:
    name, project = attributes["nom"], attributes.get("projet")
    known = CASE_CHARTS if project else CHARTS
    studies = [catalog.by_id[project]] if project else selected(catalog, attributes)
    figure = known[name].draw(studies) if name in known else None
    return figure and _named(figure, catalog, attributes, studies[0] if project else None)


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
)
