"""Lakes and rivers, the large rivers drawn along the commune boundaries that follow them."""

import heapq
import math
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely import Geometry, LineString, Point, Polygon

from derivation.coverage import (
    FRAME,
    GRID,
    TO_DEGREES,
    TO_METRES,
    in_degrees,
    polygons_of,
    surface,
    transform,
)
from derivation.sources import Gazetteer, read_shorelines
from derivation.surroundings import Feature, feature
from derivation.topology import Edge, ordered

LAKE_TOLERANCE, RIVER_TOLERANCE = 40, 90  # metres

LAKES = {
    "Léman": (6.5, 46.42),
    "Lac du Bourget": (5.86, 45.73),
    "Lac d’Annecy": (6.18, 45.86),
    "Lac de Neuchâtel": (6.86, 46.9),
    "Lac de Serre-Ponçon": (6.34, 44.5),
    "Lac d’Aiguebelette": (5.79, 45.56),
    "Lac de Paladru": (5.54, 45.46),
    "Lac de Joux": (6.29, 46.64),
}
# Lines drawn by hand, only to give a name to the nameless rivers of the source: the nearest guide names.
GUIDES = (
    ("Rhône", "8.2 46.48, 7.36 46.22, 7.07 46.1, 6.86 46.38"),
    (
        "Rhône",
        "6.15 46.2, 5.83 46.1, 5.75 45.75, 5.62 45.63, 5.3 45.87, 4.85 45.76, 4.87 45.52, 4.83 45.07, "
        "4.75 44.56, 4.65 44.25, 4.8 43.95",
    ),
    ("Saône", "5.4 47.3, 4.86 46.78, 4.83 46.3, 4.72 45.99, 4.83 45.74"),
    (
        "Loire",
        "4.22 44.83, 3.9 44.9, 3.95 45.2, 4.2 45.5, 4.07 46.03, 4.0 46.48, 3.45 46.84, 3.05 46.98, 2.9 47.3",
    ),
    ("Allier", "3.9 44.6, 3.5 45.1, 3.25 45.6, 3.42 46.13, 3.33 46.57, 3.08 46.95"),
    ("Isère", "7.08 45.45, 6.75 45.62, 6.4 45.68, 6.1 45.5, 5.73 45.19, 5.5 45.28, 5.05 45.05, 4.88 44.98"),
    ("Drôme", "5.6 44.52, 5.35 44.75, 5.0 44.74, 4.77 44.77"),
    ("Ardèche", "3.77 44.58, 4.4 44.42, 4.65 44.27"),
    ("Ain", "6.05 46.78, 5.65 46.5, 5.4 46.1, 5.22 45.81"),
    ("Dordogne", "2.78 45.58, 2.5 45.4, 2.0 45.1, 1.6 44.9"),
    ("Truyère", "3.5 44.72, 3.15 44.97, 2.6 44.66"),
    ("Lot", "3.8 44.5, 3.0 44.45, 2.57 44.65, 1.6 44.45"),
    ("Doubs", "6.2 46.7, 6.4 47.0, 6.9 47.3, 5.9 47.2, 5.1 46.9"),
    ("Durance", "6.7 44.95, 6.4 44.5, 5.95 44.15"),
    # Not drawn: they keep their neighbours from taking their name.
    ("Valserine", "6.1 46.45, 5.83 46.15"),
    ("Tarn", "3.8 44.37, 3.0 44.1"),
    ("Creuse", "1.9 46.4, 2.28 45.8"),
    ("Vienne", "2.0 45.7, 1.2 45.83"),
    ("Pô", "7.05 44.7, 7.7 45.05, 8.3 45.2"),
    ("Canal", "4.69 44.43, 4.73 44.3"),
)
LARGE_RIVERS = {"Rhône", "Saône", "Loire", "Allier", "Isère"}
OTHER_RIVERS = {"Ain", "Drôme", "Ardèche", "Dordogne", "Truyère", "Lot", "Doubs", "Durance"}
BOUNDARY_RIVERS = {"Rhône", "Saône", "Isère", "Loire", "Allier", "Ain", "Ardèche", "Dordogne", "Truyère"}
CONFLUENCES = (
    ("Saône", "Rhône"),
    ("Ain", "Rhône"),
    ("Isère", "Rhône"),
    ("Drôme", "Rhône"),
    ("Ardèche", "Rhône"),
    ("Allier", "Loire"),
    ("Truyère", "Lot"),
)
# fmt: off
RIVER_DEPARTEMENTS = {
    "01", "03", "05", "07", "12", "13", "15", "18", "19", "21", "23", "26", "30",
    "38", "39", "42", "43", "46", "48", "58", "63", "69", "71", "73", "74", "84",
}
# fmt: on


def lake_features(archive: Path) -> list[Feature]:
    """Return the named lakes of the window."""
    features = []
    for level, area, xy in read_shorelines(archive, "gshhs"):
        if level != 2 or area < 4:  # level 2 is a lake
            continue
        lake = Polygon(xy)
        name = next((name for name, place in LAKES.items() if lake.distance(Point(place)) < 0.03), None)
        if name:
            outline = in_degrees(shapely.simplify(transform(lake, TO_METRES), LAKE_TOLERANCE))
            features.append(feature(surface(outline), nom=name, kind="lac", rang=1 if name == "Léman" else 2))
    return features


def named_rivers(archive: Path) -> dict[str, list[LineString]]:
    """Return the lines (in degrees) of each river that we draw, named by the nearest guide."""
    guides = [(name, shapely.from_wkt(f"LINESTRING ({points})")) for name, points in GUIDES]
    rivers: dict[str, list[LineString]] = defaultdict(list)
    for _, _, xy in read_shorelines(archive, "rivers"):
        line = LineString(xy)
        probes = [line.interpolate(share, normalized=True) for share in (0.1, 0.3, 0.5, 0.7, 0.9)]
        distances = [(name, np.mean([guide.distance(probe) for probe in probes])) for name, guide in guides]
        name, distance = min(distances, key=lambda pair: pair[1])
        if distance < 0.15 and name in LARGE_RIVERS | OTHER_RIVERS:
            rivers[name].append(line)
    return rivers


@dataclass(frozen=True)
class Boundaries:
    """The edges of commune boundaries in metres, indexed; `between` says which part two départements."""

    edges: np.ndarray
    between: list[bool]
    tree: shapely.STRtree


def commune_boundaries(gazetteer: Gazetteer, polygons: dict[str, Geometry]) -> Boundaries:
    """Return the boundaries that a river may follow, each edge once, rounded to two metres."""
    owners: dict[Edge, set[str]] = defaultdict(set)
    for code, polygon in polygons.items():
        departement = gazetteer.communes[code]["departement"]
        if departement not in RIVER_DEPARTEMENTS:
            continue
        for ring in (ring for part in polygons_of(polygon) for ring in (part.exterior, *part.interiors)):
            halved = np.rint(np.array(transform(ring, TO_METRES).coords) / 2).astype(int)
            points = [(x, y) for x, y in halved.tolist()]
            for a, b in pairwise(points):
                if a != b:
                    owners[ordered(a, b)].add(departement)
    edges = np.array([[a, b] for a, b in owners]) * 2.0
    between = [len(departements) > 1 for departements in owners.values()]
    return Boundaries(edges, between, shapely.STRtree(shapely.linestrings(edges)))


class Graph:
    """A weighted graph of places: river points (their rank) and boundary vertices (their coordinates)."""

    def __init__(self) -> None:
        """Start without any place."""
        self.places: dict[Any, tuple[float, float]] = {}
        self.links: dict[Any, list[tuple[Any, float]]] = defaultdict(list)

    def link(self, a: Any, b: Any, cost: float) -> None:
        """Join two places, both ways."""
        self.links[a].append((b, cost))
        self.links[b].append((a, cost))

    def cheapest(self, start: Any, end: Any) -> LineString:
        """Return the cheapest way between two places (Dijkstra; the rank settles ties)."""
        best, previous, heap, rank = {start: 0.0}, {}, [(0.0, 0, start)], 0
        while heap and heap[0][2] != end:
            cost, _, place = heapq.heappop(heap)
            if cost > best[place]:
                continue
            for other, step in self.links[place]:
                if cost + step < best.get(other, math.inf):
                    rank += 1
                    best[other], previous[other] = cost + step, place
                    heapq.heappush(heap, (cost + step, rank, other))
        path = [end]
        while path[-1] != start:
            path.append(previous[path[-1]])
        return LineString([self.places[place] for place in reversed(path)])


def snap(line: LineString, boundaries: Boundaries) -> LineString:
    """Return the line drawn along the commune boundaries that follow it, in metres.

    The source is up to a kilometre off, while large rivers are boundaries almost everywhere: the way along
    boundaries is cheap, the line itself is the expensive way back where no boundary follows.
    """
    count = max(2, int(line.length // 250))
    points = [line.interpolate(i / count, normalized=True) for i in range(count + 1)]
    graph = Graph()
    graph.places |= {i: (point.x, point.y) for i, point in enumerate(points)}
    for i in range(count):
        graph.link(i, i + 1, 2.4 * points[i].distance(points[i + 1]))
    vertices = link_boundaries(graph, line, boundaries)
    if vertices:
        tree = shapely.STRtree(shapely.points(vertices))
        for i, point in enumerate(points):
            for j in tree.query(point, predicate="dwithin", distance=1600):
                graph.link(i, vertices[j], 5.0 * point.distance(Point(vertices[j])) + 600)
    return graph.cheapest(0, count)


def link_boundaries(graph: Graph, line: LineString, boundaries: Boundaries) -> list[tuple[float, float]]:
    """Add to the graph the boundaries near a line, and return their vertices.

    An edge costs more when it is far, when it runs across the river, and when it parts no département.
    """
    vertices: dict[tuple[float, float], None] = {}
    for i in boundaries.tree.query(line, predicate="dwithin", distance=2200.0):
        a, b = (tuple(end) for end in boundaries.edges[i])
        length = float(np.hypot(*(boundaries.edges[i][0] - boundaries.edges[i][1])))
        far = line.distance(LineString(boundaries.edges[i]).centroid)
        progress = abs(line.project(Point(a)) - line.project(Point(b))) / max(length, 1)
        inner = 1 + (far / 450.0) ** 2 * 0.15 + 2 * max(0, 0.7 - progress)
        graph.link(a, b, length * (0.5 + (far / 1800) ** 2 if boundaries.between[i] else inner))
        vertices |= {a: None, b: None}
    graph.places |= {vertex: vertex for vertex in vertices}
    return list(vertices)


def snap_river(river: Geometry, boundaries: Boundaries) -> Geometry:
    """Return a whole river along the boundaries, without the arms that double it."""
    kept: list[LineString] = []
    longest_first = sorted(getattr(river, "geoms", [river]), key=lambda line: -line.length)
    for i, line in enumerate(longest_first):
        near = (line.intersection(longer.buffer(4500)).length for longer in longest_first[:i])
        if not any(length > 0.8 * line.length for length in near):
            kept.append(line)
    parts = [line if line.length < 3000 else snap(line, boundaries) for line in kept]
    return shapely.union_all(parts) if len(parts) > 1 else parts[0]


def join(river: Geometry, into: Geometry) -> Geometry:
    """Return a river prolonged to the one that it flows into, when a short gap is left."""
    lines = getattr(river, "geoms", [river])
    ends = [Point(end) for line in lines for end in (line.coords[0], line.coords[-1])]
    end = min(ends, key=into.distance)
    if not 0 < end.distance(into) < 3500:
        return river
    bridge = LineString([end, into.interpolate(into.project(end))])
    return shapely.line_merge(shapely.union_all([river, bridge]))


def river_features(archive: Path, lakes: list[Feature], boundaries: Boundaries) -> list[Feature]:
    """Return the rivers, the large ones first, cut where they cross a lake."""
    lake_surface = shapely.union_all([shapely.geometry.shape(lake["geometry"]) for lake in lakes])
    rivers = {}
    for name, lines in named_rivers(archive).items():
        whole = shapely.line_merge(shapely.union_all(lines)).intersection(FRAME).difference(lake_surface)
        river = transform(whole, TO_METRES)
        rivers[name] = snap_river(river, boundaries) if name in BOUNDARY_RIVERS else river
    for name, into in CONFLUENCES:
        rivers[name] = join(rivers[name], rivers[into])
    features = []
    for name, river in rivers.items():
        light = transform(shapely.simplify(river, RIVER_TOLERANCE), TO_DEGREES)
        rank = 1 if name in LARGE_RIVERS else 2
        features.append(feature(shapely.set_precision(light, GRID), nom=name, kind="riviere", rang=rank))
    return sorted(features, key=lambda one: one["properties"]["rang"])
