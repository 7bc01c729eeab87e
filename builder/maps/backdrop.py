"""The backdrop of interactive maps: one file for all of them, drawn by the browser at any zoom.

Outlines, boundaries, rivers, lakes, what surrounds the territory, and names with the zoom from which they are
written. It is a script that only holds data: a page in a sandboxed frame may run a script, not fetch a file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any

from ..catalog import Catalog
from ..geography import Geography
from ..json_text import compact
from ..keys import cases_key
from ..output import Output
from .base import DEPARTMENTS, EPCIS, REGION, features, topology_of
from .drawing import Line, Point, simplified
from .names import importance
from .outlines import Feature, Ring, Topology

PATH = "assets/carte-fond.js"
STEP = 2e-4  # degrees: about twenty metres
TOLERANCE = 8e-4  # how far a simplified line may be from the true one
MOST_COMMUNES = 800  # named on the closest views, the most populated first
FIRST_ZOOMS = (
    (20_000, 9),
    (8_000, 10),
    (3_000, 11),
    (0, 12),
)  # a commune of so many people is named from there
FARTHEST = 7  # the zoom from which every name of a file that says none is written


def backdrop(catalog: Catalog) -> Iterator[Output]:
    """The script that every interactive map loads."""
    places_alone = cases_key(catalog, ())
    yield Output.later(PATH, places_alone, lambda: _script(catalog.geography))


def _script(geography: Geography) -> bytes:
    return f"window.vitrineFond={compact(content(geography))};\n".encode()


def content(geography: Geography) -> dict[str, Any]:
    """Points are whole steps, each from the one before, longitude first; rings are numbers of arcs."""
    topology = topology_of(geography, "limites.topojson", "departements.topojson")
    waters = features(geography, "eaux.geojson")
    return {
        "pas": STEP,
        "arcs": [_steps(arc) for arc in topology.arcs],
        "terre": list(topology.rings(REGION if REGION in topology.objects else DEPARTMENTS)),
        "departements": topology.objects.get(DEPARTMENTS, {}),
        "epci": topology.objects.get(EPCIS, {}),
        "limites": sorted(topology.shared_edges(DEPARTMENTS)),
        "intercommunalites": sorted(topology.shared_edges(EPCIS) - topology.edges(DEPARTMENTS)),
        "voisins": _lines(features(geography, "voisins.geojson")),
        "rivieres": _lines(w for w in waters if not w.closed and w.properties.get("rang", 1) <= 1),
        "ruisseaux": _lines(w for w in waters if not w.closed and w.properties.get("rang", 1) > 1),
        "lacs": _lines(water for water in waters if water.closed),
        "noms": [*_names_around(geography), *_names_of_departments(geography), *_names_of_towns(geography)],
        "etendue": _extent(geography, topology),
    }


def _steps(line: Line) -> list[int]:
    places = [(round(x / STEP), round(y / STEP)) for x, y in simplified(line, TOLERANCE)]
    moves = [step for a, b in pairwise(places) for step in (b[0] - a[0], b[1] - a[1])]
    return [*places[0], *moves]


def _lines(found: Iterable[Feature]) -> list[list[int]]:
    return [_steps(line) for feature in found for line in feature.lines]


def _extent(geography: Geography, topology: Topology) -> list[Point]:
    """South-west and north-east corners, as latitude and longitude."""
    points = [point for number in topology.edges(DEPARTMENTS) for point in topology.arc(number)]
    return box_of(points or [(c.longitude, c.latitude) for c in geography.communes.values()])


def box_of(points: Iterable[Point]) -> list[Point]:
    """The corners of the box around some points, as a map library wants them: latitude first."""
    longitudes, latitudes = zip(*points, strict=True)
    corners = (min(latitudes), min(longitudes)), (max(latitudes), max(longitudes))
    return [(round(latitude, 4), round(longitude, 4)) for latitude, longitude in corners]


# ------------------------------------------------------------------ names: text, where, kind, first zoom

Name = tuple[str, float, float, str, int]


def _names_around(geography: Geography) -> Iterator[Name]:
    for feature in features(geography, "voisins.geojson"):
        ring = max(feature.lines, key=len)
        x, y = centre(ring)
        yield feature.properties["nom"], round(y, 3), round(x, 3), "voisin", 0


def centre(ring: Line) -> Point:
    """The centre of gravity of a ring."""
    area, x, y = 0.0, 0.0, 0.0
    for (ax, ay), (bx, by) in pairwise(ring):
        cross = ax * by - bx * ay
        area, x, y = area + cross, x + (ax + bx) * cross, y + (ay + by) * cross
    return (x / (3 * area), y / (3 * area)) if area else ring[0]


def _names_of_departments(geography: Geography) -> Iterator[Name]:
    for department in geography.departments.values():
        yield department.name, department.latitude, department.longitude, "departement", FARTHEST


def _names_of_towns(geography: Geography) -> Iterator[Name]:
    """The towns of the optional file first, as they matter most; then the most populated communes."""
    towns = features(geography, "villes.geojson")
    for town in sorted(towns, key=importance):
        kind = "loin" if town.properties.get("hors") else "ville"
        x, y = town.point
        yield town.properties["nom"], y, x, kind, town.properties.get("zmin", FARTHEST)
    done = {town.properties.get("code") for town in towns}
    communes = sorted(geography.communes.values(), key=lambda c: (-(c.population or 0), c.code))
    for commune in communes[:MOST_COMMUNES]:
        if commune.code not in done:
            people = commune.population or 0
            zoom = next(zoom for least, zoom in FIRST_ZOOMS if people >= least)
            yield commune.name, commune.latitude, commune.longitude, "ville", zoom


def rings_of(geography: Geography, code: str) -> tuple[Topology, tuple[Ring, ...]]:
    """The outline of an EPCI in the most precise file."""
    topology = topology_of(geography, "limites.topojson")
    return topology, topology.objects.get(EPCIS, {}).get(code, ())
