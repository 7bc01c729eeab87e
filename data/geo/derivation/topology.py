"""TopoJSON: several layers of areas over one set of arcs, each boundary written once."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
from shapely import Geometry, Polygon

from derivation.coverage import DECIMALS, Cell, polygons_of
from derivation.sources import Row

Vertex = tuple[int, int]
Edge = tuple[Vertex, Vertex]


def ordered(a: Vertex, b: Vertex) -> Edge:
    """Return an edge the same way round whichever end comes first."""
    return (a, b) if a < b else (b, a)


@dataclass(frozen=True)
class Layer:
    """One object of a topology: which area a cell belongs to, and what to say of each area."""

    name: str
    area_of: Callable[[Cell], str | None]
    properties: dict[str, Row]


def edge_owners(cells: dict[Cell, Geometry]) -> dict[Edge, tuple[Cell, ...]]:
    """Return each edge of the coverage, on the integer grid, with the one or two cells that it bounds."""
    owners: dict[Edge, list[Cell]] = defaultdict(list)
    for cell, shape in cells.items():
        for ring in (ring for part in polygons_of(shape) for ring in (part.exterior, *part.interiors)):
            points = [(x, y) for x, y in np.rint(np.array(ring.coords) * 10**DECIMALS).astype(int).tolist()]
            points = [a for a, b in zip(points, points[1:] + points[:1], strict=True) if a != b]
            for a, b in zip(points, points[1:] + points[:1], strict=True):
                if a != b:
                    owners[ordered(a, b)].append(cell)
    # An edge that one cell alone runs twice is a spike left by the grid.
    kept = {edge: cells for edge, cells in owners.items() if len(cells) == 1 or len(set(cells)) > 1}
    return {edge: tuple(sorted(set(cells), key=str)) for edge, cells in kept.items()}


def cut_arcs(owners: dict[Edge, tuple[Cell, ...]]) -> list[tuple[list[Vertex], tuple[Cell, ...]]]:
    """Return the longest lines that bound the same cells all along, with these cells."""
    beside: dict[Vertex, list[Vertex]] = defaultdict(list)
    for a, b in owners:
        beside[a].append(b)
        beside[b].append(a)
    nodes = {
        v
        for v, near in beside.items()
        if len(near) != 2 or owners[ordered(v, near[0])] != owners[ordered(v, near[1])]
    }
    seen: set[Edge] = set()

    def walk(a: Vertex, b: Vertex) -> list[Vertex]:
        line = [a, b]
        seen.add(ordered(a, b))
        while b not in nodes and b != line[0]:
            following = next((v for v in beside[b] if v != line[-2]), None)
            if following is None or ordered(b, following) in seen:
                break
            seen.add(ordered(b, following))
            line.append(following)
            b = following
        return line

    starts = [(v, near) for v in sorted(nodes) for near in beside[v]] + sorted(owners)
    return [(walk(a, b), owners[ordered(a, b)]) for a, b in starts if ordered(a, b) not in seen]


def chain_rings(numbers: list[int], arcs: list[list[Vertex]]) -> list[list[int]]:
    """Return closed rings of arcs, as TopoJSON writes them (~n is arc n backwards)."""
    todo, from_vertex, rings = set(numbers), defaultdict(list), []
    for n in todo:
        from_vertex[arcs[n][0]].append(n)
        from_vertex[arcs[n][-1]].append(~n)
    while todo:
        first = min(todo)
        todo.discard(first)
        ring, end = [first], arcs[first][-1]
        while end != arcs[first][0]:
            following = next(n for n in from_vertex[end] if (n if n >= 0 else ~n) in todo)
            todo.discard(following if following >= 0 else ~following)
            ring.append(following)
            end = arcs[following][-1] if following >= 0 else arcs[~following][0]
        rings.append(ring)
    return rings


def nest_rings(rings: list[list[int]], arcs: list[list[Vertex]]) -> list[list[list[int]]]:
    """Return polygons, each an outer ring followed by its holes, the largest first."""
    measured = []
    for ring in rings:
        points = [point for n in ring for point in (arcs[n] if n >= 0 else arcs[~n][::-1])[:-1]]
        outline = Polygon(points) if len(points) >= 3 else Polygon()
        outline = outline if outline.is_valid else outline.buffer(0)
        if outline.area > 0:
            measured.append((outline, ring))
    nested: list[tuple[Geometry, list[list[int]]]] = []
    for outline, ring in sorted(measured, key=lambda pair: -pair[0].area):
        inside = outline.representative_point()
        host = next((polygon for outer, polygon in nested if outer.contains(inside)), None)
        if host is not None:
            host.append(ring)
        else:
            nested.append((outline, [ring]))
    return [polygon for _, polygon in nested]


def layer_object(layer: Layer, arcs: list[list[Vertex]], owners: list[tuple[Cell, ...]]) -> Row:
    """Return the geometries of one layer: an area is bounded by the arcs that it has on one side only."""
    bounds: dict[str, list[int]] = defaultdict(list)
    for n, cells in enumerate(owners):
        sides = [layer.area_of(cell) for cell in cells]
        for area in set(sides) - {None}:
            if sides.count(area) == 1:
                bounds[area].append(n)
    geometries = []
    for area in sorted(bounds):
        parts = nest_rings(chain_rings(bounds[area], arcs), arcs)
        kind, numbers = ("Polygon", parts[0]) if len(parts) == 1 else ("MultiPolygon", parts)
        geometries.append({"type": kind, "id": area, "properties": layer.properties[area], "arcs": numbers})
    return {"type": "GeometryCollection", "geometries": geometries}


def topology(cells: dict[Cell, Geometry], layers: Iterable[Layer]) -> Row:
    """Return a TopoJSON of several layers over one set of shared arcs; the cells are in degrees."""
    cut = cut_arcs(edge_owners(cells))
    arcs, owners = [arc for arc, _ in cut], [cells for _, cells in cut]
    every = np.array([point for arc in arcs for point in arc])
    (left, bottom), (right, top) = every.min(axis=0).tolist(), every.max(axis=0).tolist()
    scale = 10**DECIMALS
    return {
        "type": "Topology",
        "bbox": [left / scale, bottom / scale, right / scale, top / scale],
        "transform": {"scale": [1 / scale, 1 / scale], "translate": [left / scale, bottom / scale]},
        "objects": {layer.name: layer_object(layer, arcs, owners) for layer in layers},
        "arcs": [np.diff(np.array(arc), axis=0, prepend=[[left, bottom]]).tolist() for arc in arcs],
    }
