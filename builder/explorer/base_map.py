"""The map under the explorer's points: the territory and its names, without any case."""

from __future__ import annotations

from collections.abc import Iterator

from ..catalog import Catalog
from ..keys import cases_key
from ..maps import region
from ..output import Output
from . import FOLDER


def base_map(catalog: Catalog) -> Iterator[Output]:
    """One SVG, which the browser puts in the page: it takes the page's colours, and points come over it."""
    places_alone = cases_key(catalog, ())
    yield Output.later(f"{FOLDER}fond.svg", places_alone, lambda: _drawn(catalog))


def _drawn(catalog: Catalog) -> bytes:
    title = f"Carte {catalog.settings.territoire}"
    return str(region.draw(catalog, (), "../", id="fond", title=title).svg).encode()
