"""The shapes of `data/geo/`, decoded: TopoJSON whose arcs are shared, and plain GeoJSON.

Points are (longitude, latitude) in degrees. Neighbours share their arcs, so that a boundary is stored and
drawn once.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate, chain
from typing import Any

from .drawing import Line, Point, is_inside, middle

Ring = tuple[int, ...]  # numbers of arcs, end to end; ~n is arc n walked backwards


@dataclass(frozen=True, slots=True)
class Topology:
    """Arcs, and the rings that each object makes of them: object → code → rings."""

    arcs: tuple[Line, ...]
    objects: Mapping[str, Mapping[str, tuple[Ring, ...]]]

    def rings(self, name: str) -> Iterator[Ring]:
        """Every ring of an object, none when the file has no such object."""
        for rings in self.objects.get(name, {}).values():
            yield from rings

    def arc(self, number: int) -> Line:
        """The points of an arc, in the order in which a ring that names it so walks it."""
        return self.arcs[number] if number >= 0 else self.arcs[~number][::-1]

    def edges(self, name: str, codes: Collection[str] | None = None) -> set[int]:
        """The arcs around the shapes of an object, all of them or those of some codes."""
        return set(self._uses(name, codes))

    def shared_edges(self, name: str) -> set[int]:
        """The arcs between two shapes of an object: its inner boundaries."""
        return {number for number, times in self._uses(name).items() if times > 1}

    def inside(self, numbers: Iterable[int], rings: Iterable[Ring]) -> set[int]:
        """The arcs that lie inside rings of the same file: its arcs meet at their ends, they never cross."""
        outline = [tuple(chain.from_iterable(map(self.arc, ring))) for ring in rings]
        return {number for number in numbers if is_inside(middle(self.arcs[number]), outline)}

    def _uses(self, name: str, codes: Collection[str] | None = None) -> Counter[int]:
        shapes = self.objects.get(name, {})
        return Counter(
            number if number >= 0 else ~number
            for code, rings in shapes.items()
            if codes is None or code in codes
            for ring in rings
            for number in ring
        )


EMPTY = Topology((), {})


def decode_topology(content: bytes) -> Topology:
    """A TopoJSON file, quantised or not; shapes without geometry are left out."""
    document = json.loads(content)
    transform = document.get("transform")
    arcs = document["arcs"]
    return Topology(
        arcs=tuple(_dequantised(arc, transform) if transform else _points(arc) for arc in arcs),
        objects={name: _shapes(shape["geometries"]) for name, shape in document["objects"].items()},
    )


def _dequantised(arc: Iterable[list[float]], transform: Mapping[str, list[float]]) -> Line:
    """Each point is stored as a step from the previous one, in whole units of `scale`."""
    (scale_x, scale_y), (left, bottom) = transform["scale"], transform["translate"]
    places = accumulate(arc, lambda at, step: [at[0] + step[0], at[1] + step[1]])
    return tuple((x * scale_x + left, y * scale_y + bottom) for x, y in places)


def _points(coordinates: Iterable[list[float]]) -> Line:
    return tuple((point[0], point[1]) for point in coordinates)  # an altitude may follow


def _shapes(geometries: Iterable[Mapping[str, Any]]) -> dict[str, tuple[Ring, ...]]:
    return {
        str(geometry["id"]): tuple(_rings(geometry))
        for geometry in geometries
        if geometry.get("type") in ("Polygon", "MultiPolygon")
    }


def _rings(geometry: Mapping[str, Any]) -> Iterator[Ring]:
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    return (tuple(ring) for polygon in polygons for ring in polygon)


@dataclass(frozen=True, slots=True)
class Feature:
    """A GeoJSON feature: its properties, its rings or lines, or its point alone."""

    properties: Mapping[str, Any]
    lines: tuple[Line, ...]
    closed: bool = False

    @property
    def point(self) -> Point:
        """The only point of a feature that is a place."""
        return self.lines[0][0]


def decode_features(content: bytes) -> tuple[Feature, ...]:
    """The features of a GeoJSON file, in the order of the file; polygons come with their holes."""
    return tuple(_feature(feature) for feature in json.loads(content)["features"] if feature["geometry"])


_NESTING = {"Point": -1, "LineString": 0, "MultiLineString": 1, "Polygon": 1, "MultiPolygon": 2}


def _feature(feature: Mapping[str, Any]) -> Feature:
    kind, coordinates = feature["geometry"]["type"], feature["geometry"]["coordinates"]
    lines = _lines(coordinates, _NESTING[kind])
    return Feature(feature["properties"], tuple(lines), closed=kind.endswith("Polygon"))


def _lines(coordinates: Any, nesting: int) -> Iterator[Line]:
    if nesting > 0:
        for part in coordinates:
            yield from _lines(part, nesting - 1)
    else:
        yield _points([coordinates] if nesting < 0 else coordinates)
