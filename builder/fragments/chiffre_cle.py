"""One key figure, standing by itself in a text."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from ..catalog import Catalog
from ..scopes import key_figure_path, scope_of
from ..templating import render
from .base import FILTERS, Attribute, Fragment, selection_in_words
from .chiffres_cles import key
from .tiles import NAMES, TILES, selection


def key_figure(catalog: Catalog, attributes: Mapping[str, str], root: str) -> Markup:
    """The figure `data-nom`, one line for each unit; « non renseigné » when nothing is known."""
    name = attributes["nom"]
    scope = scope_of(catalog, attributes)
    return render(
        "fragments/chiffre_cle.html",
        root,
        tiles=list(TILES[name](selection(catalog, attributes))),
        name=NAMES[name],
        path=key_figure_path(scope, name) if scope else "",
        scope=selection_in_words(catalog, attributes),
    )


FRAGMENT = Fragment(
    name="chiffre-cle",
    definition="Un seul chiffre clé, avec ce qu’il couvre.",
    attributes=(
        Attribute(
            name="nom",
            definition="Le chiffre voulu.",
            example="emplois-crees",
            choices=lambda _: TILES,
            required=True,
        ),
        *FILTERS,
    ),
    render=key_figure,
    key=key,
)
