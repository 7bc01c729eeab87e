"""Seed grants, engineering aids and funds."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from ..catalog import Catalog
from ..records import Aid
from ..templating import render
from ..text import sort_key
from .base import Fragment


def aids(catalog: Catalog, attributes: Mapping[str, str], root: str) -> Markup:
    """The aids by use, then by name; those whose deadline is before the edition of the data are closed."""
    return render(
        "fragments/aides.html",
        root,
        aids=sorted(catalog.aids, key=_by_use),
        edition=catalog.edition,
        sources=catalog.sources,
    )


def _by_use(aid: Aid) -> tuple[int, str, str]:
    return aid.use.rank, sort_key(aid.name), aid.id


FRAGMENT = Fragment(
    name="aides",
    definition="Les aides et les fonds, par usage : qui les propose, combien, jusqu’à quand.",
    render=aids,
)
