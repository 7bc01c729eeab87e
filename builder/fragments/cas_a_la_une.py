"""The best documented cases, as large cards."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from ..catalog import Catalog
from ..templating import render
from .base import FILTERS, Fragment, number_attribute, selected
from .cases import by_documentation, first

USUAL = 3


def front_page_cases(catalog: Catalog, attributes: Mapping[str, str], root: str) -> Markup:
    """Three cases or as many as asked: most kinds of information, then most sources, then by name."""
    studies = first(by_documentation(selected(catalog, attributes)), attributes, USUAL)
    return render("fragments/cas_a_la_une.html", root, studies=studies, sources=catalog.sources)


FRAGMENT = Fragment(
    name="cas-a-la-une",
    definition="Les coopérations les mieux documentées : le plus de sortes d’information, puis de sources.",
    attributes=(number_attribute("Combien en montrer ; trois sans cet attribut.", "3"), *FILTERS),
    render=front_page_cases,
)
