"""The self-check grid: success factors that a cooperation ticks for itself, on screen or on paper."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from ..catalog import Catalog
from ..templating import render
from .base import Fragment

ANSWERS = ("Oui", "En partie", "Non")


def self_check(catalog: Catalog, attributes: Mapping[str, str], root: str) -> Markup:
    """A table of form fields that are sent nowhere."""
    return render("fragments/grille.html", root, criteria=catalog.criteria, answers=ANSWERS)


FRAGMENT = Fragment(
    name="grille",
    definition="Une grille d’auto-évaluation à imprimer : pour chaque facteur, oui, en partie, non, notes.",
    render=self_check,
)
