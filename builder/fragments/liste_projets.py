"""The list of cases: complete without JavaScript, so that a browser can search it."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from ..catalog import Catalog
from ..templating import render
from .base import FILTERS, Attribute, Fragment, number_attribute, selected
from .cases import ORDERS, first

FORMS = ("liste", "cartes")


def project_list(catalog: Catalog, attributes: Mapping[str, str], root: str) -> Markup:
    """The chosen cases in the chosen order, and a way to the others when the list is cut."""
    studies = ORDERS[attributes.get("tri", "nom")](selected(catalog, attributes))
    return render(
        "fragments/liste_projets.html",
        root,
        studies=first(studies, attributes),
        total=len(catalog.studies),
        cut="nombre" in attributes,
        form=attributes.get("forme", FORMS[0]),
    )


FRAGMENT = Fragment(
    name="liste-projets",
    definition="La liste des coopérations : nom, lieu, thématique, résumé, principal résultat.",
    attributes=(
        *FILTERS,
        number_attribute("Combien en montrer ; toutes sans cet attribut.", "6"),
        Attribute(
            name="tri",
            definition="L’ordre : par nom (sans cet attribut), récentes d’abord ou documentées d’abord.",
            example="recent",
            choices=lambda _: ORDERS,
        ),
        Attribute(
            name="forme",
            definition="Une liste avec les résumés (sans cet attribut), ou des cartes plus courtes.",
            example="cartes",
            choices=lambda _: FORMS,
        ),
    ),
    render=project_list,
)
