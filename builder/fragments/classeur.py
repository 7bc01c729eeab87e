"""The workbook to download, fill in and give back."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from ..catalog import Catalog
from ..exports.workbook import PATH, is_published
from ..templating import render
from ..text import slug
from .base import Fragment


def workbook_link(catalog: Catalog, attributes: Mapping[str, str], root: str) -> Markup:
    """A link to the workbook, saved under the name of the site and the date of its data."""
    name = f"{slug(catalog.settings.site_name)}-{catalog.edition.isoformat()}.xlsx"
    path = PATH if is_published(catalog) else ""
    return render("fragments/classeur.html", root, path=path, name=name, edition=catalog.edition)


FRAGMENT = Fragment(
    name="classeur",
    definition="Le classeur à télécharger, pour modifier les données dans Excel ou LibreOffice.",
    render=workbook_link,
)
