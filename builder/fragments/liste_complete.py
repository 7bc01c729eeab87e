"""Everything that can be found, by group: what the search field leads to without JavaScript."""

from __future__ import annotations

from ..search.listing import listing
from .base import Fragment

FRAGMENT = Fragment(
    name="liste-complete",
    definition="La liste de tout ce que la recherche peut trouver, hors pages écrites à la main.",
    render=listing,
)
