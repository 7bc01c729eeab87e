"""From degrees to the units of a drawing: the conic projection usual in France, fitted to a frame.

Lambert's conformal conic, tangent at the middle of what is shown: over a region, lengths are true within some
thousandths, whatever its latitude; nothing is tuned to a place.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from .drawing import Box, Point, is_beyond

Plane = Callable[[float, float], Point]


def conic(longitude: float, latitude: float) -> Plane:
    """The projection tangent at a point: radians on the sphere, x to the east and y to the south."""
    middle = math.radians(latitude)
    cone = math.sin(middle) or 1e-6  # on the equator the cone is a cylinder: nearly so is enough
    radius = math.cos(middle) / cone
    base = math.tan(math.pi / 4 + middle / 2)

    def plane(lon: float, lat: float) -> Point:
        distance = radius * (base / math.tan(math.pi / 4 + math.radians(lat) / 2)) ** cone
        angle = cone * math.radians(lon - longitude)
        return distance * math.sin(angle), distance * math.cos(angle) - radius

    return plane


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A drawing surface of `width` by `height` units, and where on it a point of the Earth falls."""

    width: int
    height: int
    plane: Plane
    axis: float  # the longitude that is drawn straight up
    scale: float
    left: float
    top: float

    def __call__(self, lon: float, lat: float) -> Point:
        """The place of a point in the frame; it may fall outside."""
        x, y = self.plane(lon, lat)
        return x * self.scale + self.left, y * self.scale + self.top

    def box(self, margin: float) -> Box:
        """The frame, larger by a margin on each side."""
        return -margin, -margin, self.width + margin, self.height + margin

    def misses(self, points: Sequence[Point], margin: float) -> bool:
        """Whether points of the Earth surely lie beyond one side of the frame, known from their extent alone.

        Meridians are straight lines and parallels arcs about a point of the axis: what lies between some of
        them reaches farthest at its corners, or on the axis.
        """
        west, south, east, north = _bounds(points)
        middle = min(max(self.axis, west), east)
        corners = [self(lon, lat) for lon in (west, middle, east) for lat in (south, north)]
        return is_beyond(corners, self.box(margin + 1))


def fitted(points: Iterable[Point], width: int, padding: float, tallest: float = 1.1) -> Frame:
    """The frame in which all the points show, centred, `padding` units from the sides.

    The height follows from the points, up to `tallest` times the width: a long territory is then drawn
    smaller, never cut.
    """
    places = list(points)
    middle = _bounds(places)
    plane = conic((middle[0] + middle[2]) / 2, (middle[1] + middle[3]) / 2)
    left, top, right, bottom = _bounds([plane(lon, lat) for lon, lat in places])
    across, down = right - left or 1e-6, bottom - top or 1e-6  # a single point still makes a map
    scale = min((width - 2 * padding) / across, (width * tallest - 2 * padding) / down)
    height = max(round(down * scale + 2 * padding), width // 2)
    return Frame(
        width=width,
        height=height,
        plane=plane,
        axis=(middle[0] + middle[2]) / 2,
        scale=scale,
        left=width / 2 - scale * (left + right) / 2,
        top=height / 2 - scale * (top + bottom) / 2,
    )


def _bounds(points: Iterable[Point]) -> Box:
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)
