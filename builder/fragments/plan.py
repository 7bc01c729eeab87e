"""The generated pages, section by section; those written by hand are in the menu and the footer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from markupsafe import Markup

from ..catalog import Catalog
from ..paging import address, last_page, on_page
from ..templating import render
from .base import Fragment


def site_plan(catalog: Catalog, attributes: Mapping[str, str], root: str) -> Markup:
    """A link to every generated page."""
    sections = {
        "Territoires": ("territoires/", [(group.path, group.label) for group in catalog.territories]),
        "Thématiques": ("thematiques/", [(group.path, group.label) for group in catalog.themes]),
        "Types de coopération": ("types/", [(group.path, group.label) for group in catalog.types]),
        "Projets": ("projets/", list(_projects(catalog))),
    }
    return render("fragments/plan.html", root, sections=sections)


def _projects(catalog: Catalog) -> Iterator[tuple[str, str]]:
    """The page of every case or, when they are too many for one page, those of the list of all."""
    if (last := last_page(catalog.studies)) == 1:
        yield from ((study.path, study.project.name) for study in catalog.studies)
        return
    for current in range(1, last + 1):
        first, *_, final = (study.project.name for study in on_page(catalog.studies, current))
        yield address("projets/", current), f"De « {first} » à « {final} »"


FRAGMENT = Fragment(
    name="plan",
    definition="Le plan des pages faites à partir des données : territoires, thématiques, types, projets.",
    render=site_plan,
)
