"""Base maps: the territory, its inner boundaries, its neighbours, rivers and lakes, ready to be printed.

Each is drawn once for a geography and kept: thousands of pages share the same few kilobytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from ..geography import Geography
from .drawing import Line, Point, Step, cut_line, cut_ring, is_beyond, path_text, rounded, simplified
from .outlines import EMPTY, Feature, Ring, Topology, decode_features, decode_topology
from .projection import Frame, fitted

WIDTH, PADDING = 640, 22
SMALL_WIDTH, SMALL_PADDING = 320, 8
UNIT = 0.5  # paths are written in half units, and printed at half scale
TOLERANCE, SMALL_TOLERANCE = 0.4, 0.7  # how far a simplified line may be from the true one, in units
MARGIN = 12  # shapes go on a little outside the frame, so that no cut shows
DEPARTMENTS, EPCIS, REGION = "departements", "epci", "region"  # objects of the files


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """The layers of a base map as the `d` of paths, from the bottom up; empty where nothing is known."""

    frame: Frame
    neighbours: str = ""
    land: str = ""
    rivers: str = ""
    lakes: str = ""
    districts: str = ""  # boundaries of the EPCI inside the département in focus
    borders: str = ""
    focus: str = ""  # the département that the map is about


@lru_cache(maxsize=8)
def region_base(geography: Geography) -> Base:
    """The whole territory, with its départements and what surrounds it."""
    topology = topology_of(geography, "departements.topojson", "limites.topojson")
    frame = fitted(_extent(geography, topology), WIDTH, PADDING)
    return _surrounded(geography, _Pen(topology, frame, TOLERANCE), most_rank=1)


@lru_cache(maxsize=128)
def department_base(geography: Geography, code: str) -> Base:
    """One département in the middle, with its EPCI; what surrounds it is cut at the frame."""
    topology = topology_of(geography, "limites.topojson", "departements.topojson")
    own = topology.objects.get(DEPARTMENTS, {}).get(code, ())
    points = [point for ring in own for number in ring for point in topology.arc(number)]
    frame = fitted(points or _communes(geography, code), WIDTH, PADDING, tallest=0.85)
    pen = _Pen(topology, frame, TOLERANCE)
    codes = {c.epci for c in geography.communes.values() if c.department == code and c.epci}
    districts = topology.edges(EPCIS, codes) - topology.edges(DEPARTMENTS)
    return _surrounded(
        geography,
        pen,
        most_rank=9,
        focus=pen.polygons(own),
        districts=pen.borders(topology.inside(districts, own)),
    )


@lru_cache(maxsize=8)
def district_shapes(geography: Geography) -> dict[str, str]:
    """The outline of each EPCI by code, in the frame of the whole territory."""
    topology = topology_of(geography, "limites.topojson")
    pen = _Pen(topology, region_base(geography).frame, TOLERANCE)
    return {code: pen.polygons(rings) for code, rings in topology.objects.get(EPCIS, {}).items()}


@lru_cache(maxsize=8)
def small_base(geography: Geography) -> Base:
    """The territory and its départements alone, small and light: every case page carries it."""
    topology = topology_of(geography, "departements.topojson", "limites.topojson")
    frame = fitted(_extent(geography, topology), SMALL_WIDTH, SMALL_PADDING)
    pen = _Pen(topology, frame, SMALL_TOLERANCE)
    return Base(frame=frame, land=pen.land(), borders=pen.borders(topology.shared_edges(DEPARTMENTS)))


@lru_cache(maxsize=512)
def small_focus(geography: Geography, code: str) -> str:
    """The outline of one département, to be laid over the small base."""
    topology = topology_of(geography, "departements.topojson", "limites.topojson")
    pen = _Pen(topology, small_base(geography).frame, SMALL_TOLERANCE)
    return pen.polygons(topology.objects.get(DEPARTMENTS, {}).get(code, ()))


@lru_cache(maxsize=16)
def features(geography: Geography, name: str) -> tuple[Feature, ...]:
    """The features of an optional GeoJSON file; none when the territory does not have it."""
    content = geography.shapes.get(name)
    return decode_features(content) if content else ()


@lru_cache(maxsize=16)
def topology_of(geography: Geography, *names: str) -> Topology:
    """The first of these files that the territory has."""
    contents = (geography.shapes.get(name) for name in names)
    return next((decode_topology(content) for content in contents if content), EMPTY)


def _extent(geography: Geography, topology: Topology) -> Iterable[Point]:
    points = [point for number in topology.edges(DEPARTMENTS) for point in topology.arc(number)]
    return points or _communes(geography)


def _communes(geography: Geography, department: str = "") -> list[Point]:
    """Where the communes are: enough to frame a map when outlines are missing."""
    return [
        (commune.longitude, commune.latitude)
        for commune in geography.communes.values()
        if department in ("", commune.department)
    ] or [(0.0, 0.0)]


def _surrounded(
    geography: Geography, pen: _Pen, *, most_rank: int, focus: str = "", districts: str = ""
) -> Base:
    waters = [f for f in features(geography, "eaux.geojson") if f.properties.get("rang", 1) <= most_rank]
    return Base(
        frame=pen.frame,
        neighbours=pen.shapes(features(geography, "voisins.geojson")),
        land=pen.land(),
        rivers=pen.shapes(water for water in waters if not water.closed),
        lakes=pen.shapes(water for water in waters if water.closed),
        districts=districts,
        borders=pen.borders(pen.topology.shared_edges(DEPARTMENTS)),
        focus=focus,
    )


class _Pen:
    """Draws a topology and features in one frame; each arc is projected and simplified once."""

    def __init__(self, topology: Topology, frame: Frame, tolerance: float) -> None:
        self.topology = topology
        self.frame = frame
        self.tolerance = tolerance
        self.box = frame.box(MARGIN)
        self.drawn: dict[int, Line] = {}

    def land(self) -> str:
        """The territory as one shape; its départements when the file does not draw it whole."""
        return self.polygons(self.topology.rings(REGION if REGION in self.topology.objects else DEPARTMENTS))

    def polygons(self, rings: Iterable[Ring]) -> str:
        """Rings of arcs, filled."""
        lines = (self._ring(ring) for ring in rings)
        return path_text((self._steps(cut_ring(line, self.box)) for line in lines), closed=True)

    def borders(self, edges: Iterable[int]) -> str:
        """Arcs, stroked."""
        return path_text(self._stretches(self._arc(number) for number in sorted(edges)), closed=False)

    def shapes(self, found: Iterable[Feature]) -> str:
        """Features of one kind, all lines or all polygons."""
        kept = list(found)
        lines = [self._line(line) for feature in kept for line in feature.lines]
        if kept and kept[0].closed:
            return path_text((self._steps(cut_ring(line, self.box)) for line in lines), closed=True)
        return path_text(self._stretches(lines), closed=False)

    def _stretches(self, lines: Iterable[Line]) -> Iterator[list[Step]]:
        return (self._steps(stretch) for line in lines for stretch in cut_line(line, self.box))

    def _steps(self, line: Line) -> list[Step]:
        return rounded(line, UNIT)

    def _ring(self, ring: Ring) -> Line:
        """The arcs of a ring end to end; the first point of each repeats the last of the one before."""
        return tuple(
            point
            for number in ring
            for point in (self._arc(number) if number >= 0 else self._arc(~number)[::-1])[1:]
        )

    def _arc(self, number: int) -> Line:
        if number not in self.drawn:
            self.drawn[number] = self._line(self.topology.arcs[number])
        return self.drawn[number]

    def _line(self, line: Line) -> Line:
        """A line in the frame; one that cannot show is not worth simplifying, but rings need its ends."""
        if not self.frame.misses(line, MARGIN):
            places = tuple(self.frame(lon, lat) for lon, lat in line)
            if not is_beyond(places, self.box):
                return simplified(places, self.tolerance)
        return self.frame(*line[0]), self.frame(*line[-1])
