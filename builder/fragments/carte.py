"""The map of the cases: of the whole territory, or of one département when the slot asks for one."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from ..catalog import Catalog
from ..maps import MAPS, legend
from ..templating import render
from ..text import slug
from .base import FILTERS, Fragment, selected, selection_in_words


def case_map(catalog: Catalog, attributes: Mapping[str, str], root: str) -> Markup:
    """The map of the chosen cases with its key and its table; a sentence when there is nothing to place."""
    studies = selected(catalog, attributes)
    words = selection_in_words(catalog, attributes)
    code = attributes.get("departement", "")
    options = {"id": "-".join(["carte", *map(slug, attributes.values())])}
    if words:
        options["title"] = f"Les coopérations : {words}"
    if code:
        options["code"] = code
    draw = MAPS["departement" if code else "region"].draw
    return render(
        "svg/carte-figure.html",
        root,
        figure=draw(catalog, studies, root, **options) if studies else None,
        legend=legend(catalog, studies, root, code) if studies else "",
        words=words,
    )


FRAGMENT = Fragment(
    name="carte",
    definition="La carte des coopérations, avec sa légende et la liste des lieux.",
    attributes=FILTERS,
    render=case_map,
)
