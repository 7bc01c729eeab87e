"""The list of cases: without JavaScript, so that a browser can search it, and never longer than a page."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from markupsafe import Markup

from ..catalog import Catalog
from ..keys import cases_key, key_of
from ..paging import SIZE
from ..templating import render
from .base import FILTERS, Attribute, Fragment, number_attribute, selected
from .cases import ORDERS, first

FORMS = ("liste", "cartes")


def project_list(catalog: Catalog, attributes: Mapping[str, str], root: str) -> Markup:
    """The chosen cases in the chosen order, and a way to the others when the list is cut."""
    chosen = ORDERS[attributes.get("tri", "nom")](selected(catalog, attributes))
    studies = first(chosen, attributes, SIZE)
    every = "nombre" not in attributes
    total = len(chosen) if every else len(catalog.studies)
    return render(
        "fragments/liste_projets.html",
        root,
        studies=studies,
        total=total,
        more=f"projets/{_asked(attributes) if every else ''}" if len(studies) < total else "",
        form=attributes.get("forme", FORMS[0]),
    )


def key(catalog: Catalog, attributes: Mapping[str, str]) -> str:
    """The key of the chosen cases, and of how many there are in all."""
    return key_of(len(catalog.studies), cases_key(catalog, selected(catalog, attributes)))


def _asked(attributes: Mapping[str, str]) -> str:
    """The filters and the order of a slot, as the explorer reads them in its address."""
    known = [*(filter.name for filter in FILTERS), "tri"]
    asked = {name: attributes[name] for name in known if name in attributes}
    return f"?{urlencode(asked)}" if asked else ""


FRAGMENT = Fragment(
    name="liste-projets",
    definition="La liste des coopérations : nom, lieu, thématique, résumé, principal résultat.",
    attributes=(
        *FILTERS,
        number_attribute("Combien en montrer ; cent au plus sans cet attribut.", "6"),
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
    key=key,
)
