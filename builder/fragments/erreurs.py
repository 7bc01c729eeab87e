"""Every message that an editor may meet, with its reason and its remedy: one anchor for each rule."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from ..catalog import Catalog
from ..errors import Level
from ..rules import FAMILIES
from ..templating import render
from .base import Fragment, settings_alone


def messages(catalog: Catalog, attributes: Mapping[str, str], root: str) -> Markup:
    """A part for each family of rules, and in it an entry for each rule."""
    return render("fragments/erreurs.html", root, families=FAMILIES, warning=Level.WARNING)


FRAGMENT = Fragment(
    name="erreurs",
    definition="Tous les messages de la vérification : ce qu’ils veulent dire, pourquoi, et que faire.",
    render=messages,
    key=settings_alone,
)
