"""An exact coverage of the region: pieces that share their boundaries, at any simplification."""

from collections import defaultdict
from typing import NamedTuple

import numpy as np
import shapely
from pyproj import Transformer
from shapely import Geometry, MultiPolygon, Polygon

from derivation.sources import REGION, WINDOW, Gazetteer

FRAME = shapely.box(*WINDOW)
DECIMALS = 4
GRID = 10**-DECIMALS  # degrees: about ten metres, finer than any map we draw
BOUNDARY_TOLERANCE = 150.0  # metres
LARGEST_GAP = 2e6  # square metres: larger holes of the coverage are real (the Enclave des Papes)
TO_METRES = Transformer.from_crs(4326, 2154, always_xy=True)
TO_DEGREES = Transformer.from_crs(2154, 4326, always_xy=True)


def transform(geometry: Geometry, transformer: Transformer) -> Geometry:
    """Return the geometry in the other coordinate system (degrees or Lambert-93 metres)."""
    return shapely.transform(geometry, lambda xy: np.column_stack(transformer.transform(xy[:, 0], xy[:, 1])))


def polygons_of(geometry: Geometry) -> list[Polygon]:
    """Return the polygons of any geometry, leaving out points, lines and empty rings."""
    if geometry.geom_type == "GeometryCollection":
        return [polygon for part in geometry.geoms for polygon in polygons_of(part)]
    parts = getattr(geometry, "geoms", [geometry])
    return [part for part in parts if part.geom_type == "Polygon" and part.area > 0]


def surface(geometry: Geometry) -> Geometry:
    """Return only the surface of a geometry: a polygon, or a multipolygon when it has several parts."""
    parts = polygons_of(geometry)
    return parts[0] if len(parts) == 1 else MultiPolygon(parts)


def in_degrees(geometry: Geometry) -> Geometry:
    """Return a geometry in metres in degrees, on the grid of the published files."""
    return shapely.set_precision(transform(geometry, TO_DEGREES), GRID, mode="valid_output")


def exact_coverage(shapes: list[Geometry]) -> list[Geometry]:
    """Return polygons that share their boundaries exactly, from polygons that nearly do (in metres).

    All boundaries are cut at their crossings, each face goes to the polygon that holds it, and a small
    gap goes to the neighbour with which it shares the longest edge.
    """
    shapes = [surface(shapely.set_precision(one, 1.0)) for one in shapes]
    noded = shapely.union_all([one.boundary for one in shapes], grid_size=1.0)
    tree, owned, gaps = shapely.STRtree(shapes), [[] for _ in shapes], []
    for face in shapely.get_parts(shapely.polygonize([noded])):
        owners = tree.query(face.representative_point(), predicate="within")
        if len(owners):
            owned[owners[0]].append(face)
        elif face.area < LARGEST_GAP:
            gaps.append(face)
    for gap in gaps:
        edge = gap.boundary.buffer(2)
        touching = tree.query(gap, predicate="intersects")
        if len(touching):
            owned[max(touching, key=lambda i: shapes[i].boundary.intersection(edge).length)].append(gap)
    return [surface(shapely.union_all(faces, grid_size=1.0)) for faces in owned]


class Cell(NamedTuple):
    """The smallest piece that the maps need: the communes of one EPCI in one département.

    Far from the region, a cell is all the communes of a neighbouring region.
    """

    region: str
    departement: str | None
    epci: str | None


def build_cells(gazetteer: Gazetteer, polygons: dict[str, Geometry]) -> dict[Cell, Geometry]:
    """Return the exact coverage of the region and its surroundings, in metres."""
    region_epci = set(gazetteer.region_epci())
    groups: dict[Cell, list[Geometry]] = defaultdict(list)
    for code, polygon in polygons.items():
        row, epci = gazetteer.communes[code], gazetteer.epci_of.get(code)
        if row["region"] == REGION or epci in region_epci:
            groups[Cell(row["region"], row["departement"], epci)].append(polygon)
        elif polygon.intersects(FRAME):
            groups[Cell(row["region"], None, None)].append(polygon)
    shapes = [transform(shapely.union_all(group), TO_METRES) for group in groups.values()]
    valid = [surface(one if one.is_valid else shapely.make_valid(one)) for one in shapes]
    return dict(zip(groups, exact_coverage(valid), strict=True))


def simplify_cells(cells: dict[Cell, Geometry]) -> dict[Cell, Geometry]:
    """Return lighter cells (in metres) whose boundaries are still shared exactly."""
    simple = shapely.coverage_simplify(np.array(list(cells.values())), BOUNDARY_TOLERANCE)
    return dict(zip(cells, simple, strict=True))
