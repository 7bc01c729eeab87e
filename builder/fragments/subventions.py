"""What is missing for our grants to be in the form of local authorities, column by column."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from ..catalog import Catalog
from ..exports.scdl import COLUMNS, PATH, cells, grants
from ..templating import render
from .base import Fragment


def missing(catalog: Catalog, attributes: Mapping[str, str], root: str) -> Markup:
    """A row for each column of the form: how many grants fill it, and why the others do not."""
    found = [cells(study, grant) for study, grant in grants(catalog)]
    filled = [sum(bool(row[index]) for row in found) for index in range(len(COLUMNS))]
    return render(
        "fragments/subventions.html",
        root,
        columns=list(zip(COLUMNS, filled, strict=True)),
        count=len(found),
        path=PATH,
    )


FRAGMENT = Fragment(
    name="subventions",
    definition="Ce qui manque aux subventions pour avoir la forme SCDL, colonne par colonne.",
    render=missing,
)
