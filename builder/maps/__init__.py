"""The maps, by name: static drawings made with the page, inline, without any request.

`MAPS` draw a set of cases; `locator.draw(catalog, study)` draws the small map of one case. `legend` is the
key that goes under a map of cases.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ..figure import Figure
from . import department, locator, region
from .legend import legend


@dataclass(frozen=True, slots=True)
class Map:
    """A kind of map: `draw(catalog, studies, root, …)` gives its figure."""

    name: str
    title: str
    draw: Callable[..., Figure]


MAPS: dict[str, Map] = {
    one.name: one
    for one in (
        Map("region", "Carte du territoire", region.draw),
        Map("departement", "Carte d’un département", department.draw),
    )
}

__all__ = ["MAPS", "Map", "legend", "locator"]
