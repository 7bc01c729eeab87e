"""The generated pages, section by section; those written by hand are in the menu and the footer."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from ..catalog import Catalog
from ..templating import render
from .base import Fragment


def site_plan(catalog: Catalog, attributes: Mapping[str, str], root: str) -> Markup:
    """A link to every generated page."""
    sections = {
        "Territoires": ("territoires/", [(group.path, group.label) for group in catalog.territories]),
        "Thématiques": ("thematiques/", [(group.path, group.label) for group in catalog.themes]),
        "Types de coopération": ("types/", [(group.path, group.label) for group in catalog.types]),
        "Projets": ("projets/", [(study.path, study.project.name) for study in catalog.studies]),
    }
    return render("fragments/plan.html", root, sections=sections)


FRAGMENT = Fragment(
    name="plan",
    definition="Le plan des pages faites à partir des données : territoires, thématiques, types, projets.",
    render=site_plan,
)
