"""Key figures of a set of cases, side by side."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from ..catalog import Catalog
from ..keys import cases_key
from ..scopes import key_figure_path, scope_of
from ..templating import render
from .base import FILTERS, Fragment, selected, selection_in_words
from .tiles import TILES, selection

SHOWN = ("projets", "departements", "emplois-crees", "emplois-maintenus", "partenaires", "sources")

# What the tiles count.
TABLES = ("lieux", "emplois", "impacts", "financements", "partenaires")


def key_figures(catalog: Catalog, attributes: Mapping[str, str], root: str) -> Markup:
    """A tile for each figure that is known; the number of départements is dull when one is chosen."""
    chosen = selection(catalog, attributes)
    scope = scope_of(catalog, attributes)
    shown = [name for name in SHOWN if name != "departements" or "departement" not in attributes]
    return render(
        "fragments/chiffres_cles.html",
        root,
        tiles=[tile for name in shown for tile in TILES[name](chosen)] if chosen.studies else [],
        scope=selection_in_words(catalog, attributes),
        path=key_figure_path(scope, SHOWN[0]) if scope else "",
    )


def key(catalog: Catalog, attributes: Mapping[str, str]) -> str:
    """The key of the figures of the chosen cases."""
    return cases_key(catalog, selected(catalog, attributes), TABLES)


FRAGMENT = Fragment(
    name="chiffres-cles",
    definition=(
        "Les chiffres clés : coopérations, départements, emplois créés et maintenus, partenaires, sources, "
        "chacun avec ce qu’il couvre."
    ),
    attributes=FILTERS,
    render=key_figures,
    key=key,
)
