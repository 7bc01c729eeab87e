"""The maps: drawn once from the data, shown as an interactive page, a drawing, a picture, a table, GeoJSON.

`MAPS` lists the families of maps that have an address of their own; `maps_by_name` gives them all. `region`
and `department` draw any set of cases inline in a page, `locator` the small map of one case.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from ..catalog import Catalog
from . import department, locator, region
from .cases import CASES
from .kinds import Kind, Map
from .legend import legend
from .registry import MAPS, map_called, maps_by_name

if TYPE_CHECKING:
    from ..exhibits import Exhibit

FRAME = (640, 620)  # CSS pixels of a frame in which a map, its title and its key show without scrolling


def exhibits(catalog: Catalog) -> Iterator[Exhibit]:
    """Every map as something that can be shown elsewhere."""
    return (exhibit_of(catalog, one) for one in maps_by_name(catalog).values())


def exhibit_of(catalog: Catalog, one: Map) -> Exhibit:
    """A map as something that can be shown elsewhere."""
    from ..exhibits.base import Exhibit  # here, since exhibits are made from maps too

    return Exhibit(
        kind="carte",
        path=one.path,
        title=one.title,
        page=one.page,
        width=FRAME[0],
        studies=one.studies,
        draw=partial(one.figure, catalog, catalog.settings.site_url, id=f"carte-{one.name}"),
        measure=lambda: FRAME[1],
        tables=one.kind.tables,
        together=one.together,
    )


__all__ = [
    "CASES",
    "MAPS",
    "Kind",
    "Map",
    "department",
    "exhibit_of",
    "exhibits",
    "legend",
    "locator",
    "map_called",
    "maps_by_name",
    "region",
]
