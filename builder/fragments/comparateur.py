"""The comparison of a few cases: a plain explanation without JavaScript, a table side by side with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from ..catalog import Catalog
from ..columns import Word
from ..explorer.comparison import files
from ..templating import render
from ..words import (
    FunderCategory,
    ImpactFamily,
    JobUnit,
    Measure,
    MoneyUse,
    Nature,
    PartnerCategory,
    Perimeter,
    Period,
    Precision,
)
from .base import Fragment

WORDS: dict[str, type[Word]] = {
    "mesure": Measure,
    "perimetre": Perimeter,
    "periode": Period,
    "unite": JobUnit,
    "nature": Nature,
    "precision": Precision,
    "famille": ImpactFamily,
    "financeur": FunderCategory,
    "usage": MoneyUse,
    "partenaire": PartnerCategory,
}


def comparison(catalog: Catalog, attributes: Mapping[str, str], root: str) -> Markup:
    """The explanation, and the words that the script writes the table with."""
    return render(
        "fragments/comparateur.html",
        root,
        files=files(catalog),
        words=words_by_kind(),
        examples=catalog.studies[:2],
    )


def words_by_kind() -> dict[str, Any]:
    """The French words of each code, in the order in which people read them."""
    return {name: {word.value: word.label for word in kind} for name, kind in WORDS.items()}


FRAGMENT = Fragment(
    name="comparateur",
    definition="Jusqu’à quatre coopérations côte à côte, choisies dans la liste des projets.",
    render=comparison,
)
