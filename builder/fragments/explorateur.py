"""The explorer: the complete list without JavaScript; with it, filters, views, export and comparison."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from ..catalog import Catalog
from ..explorer.pages import on_page, page_links
from ..templating import render
from .base import Fragment


def explorer(catalog: Catalog, attributes: Mapping[str, str], root: str) -> Markup:
    """The first page of the list and its links, where the script puts the rest."""
    return render(
        "fragments/explorateur.html",
        root,
        studies=on_page(catalog, 1),
        total=len(catalog.studies),
        links=page_links(catalog, 1, root),
    )


FRAGMENT = Fragment(
    name="explorateur",
    definition="Toutes les coopérations : filtres, recherche, fiches, carte, tableau, comparaison, fichiers.",
    render=explorer,
)
