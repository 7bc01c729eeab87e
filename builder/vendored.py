"""Scripts and styles of others, served from our origin: each comes from an installed package.

They are at its locked version, never copied into the repository and never asked from another host.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files

from .catalog import Catalog
from .output import Output


@dataclass(frozen=True, slots=True)
class Vendored:
    """A file of an installed package and its address in the site."""

    path: str
    package: str
    resource: str


PLOTLY = Vendored("assets/plotly/plotly.min.js", "plotly", "package_data/plotly.min.js")
PLOTLY_WEIGHT = "1,5\u202fMo"  # as a host sends it, compressed; a test weighs it

_LEAFLET, _CLUSTERS = "js_lib_leaflet", "xstatic.pkg.leaflet_markercluster"
LEAFLET = (
    Vendored("assets/leaflet/leaflet.css", _LEAFLET, "static/js_lib_leaflet/leaflet.css"),
    Vendored("assets/leaflet/groupes.css", _CLUSTERS, "data/MarkerCluster.css"),
    Vendored("assets/leaflet/leaflet.js", _LEAFLET, "static/js_lib_leaflet/leaflet.js"),
    Vendored("assets/leaflet/groupes.js", _CLUSTERS, "data/leaflet.markercluster.js"),
)

VENDORED: tuple[Vendored, ...] = (PLOTLY, *LEAFLET)


def vendored(catalog: Catalog) -> Iterator[Output]:
    """Every file of others that the site serves."""
    for one in VENDORED:
        yield Output(one.path, (files(one.package) / one.resource).read_bytes())
