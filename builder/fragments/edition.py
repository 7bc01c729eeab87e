"""The date of the data."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from ..catalog import Catalog
from ..templating import render
from .base import Fragment, settings_alone


def edition(catalog: Catalog, attributes: Mapping[str, str], root: str) -> Markup:
    """« Données au 24 novembre 2026. »: the last day on which somebody read a source or checked a case."""
    return render("fragments/edition.html", root, edition=catalog.edition)


FRAGMENT = Fragment(
    name="edition",
    definition="La date des données.",
    render=edition,
    key=settings_alone,
)
