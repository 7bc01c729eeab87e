"""The licence of the data, and the mention that a reuse must carry."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from ..catalog import Catalog
from ..exports.readme import mention
from ..templating import render
from .base import Fragment, settings_alone


def licence(catalog: Catalog, attributes: Mapping[str, str], root: str) -> Markup:
    """The licence, the mention with the date of the data, and where the outlines of the maps come from."""
    return render("fragments/licence.html", root, settings=catalog.settings, mention=mention(catalog))


FRAGMENT = Fragment(
    name="licence",
    definition="La licence des données et la mention à reprendre quand on les réutilise.",
    render=licence,
    key=settings_alone,
)
