"""Where symbols and names go so that none covers another: greedy, and the same at each build."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count

from .drawing import Box, Point
from .projection import Frame

LETTER = 0.56  # mean width of a letter, in ems, in the system fonts; a little generous
LINE = 1.1
EDGE = 4  # units that names leave at the sides of the map

Disc = tuple[float, float, float]  # x, y, radius


def spread(discs: Iterable[Disc], names: Sequence[Box] = ()) -> list[Point]:
    """A place for each disc: its own or, when an earlier disc or a name is there, the nearest free one.

    Discs that share a commune become a flower: one in the middle, the next around it.
    """
    placed: list[Disc] = []
    for x, y, radius in discs:
        place = next(spot for spot in _around(x, y, radius) if _is_free((*spot, radius), placed, names))
        placed.append((*place, radius))
    return [(x, y) for x, y, _ in placed]


def _around(x: float, y: float, step: float) -> Iterator[Point]:
    """Places farther and farther from a point, from its right and clockwise."""
    yield x, y
    for ring in count(1):
        for turn in range(6 * ring):
            angle = math.tau * turn / (6 * ring)
            yield x + ring * step * math.cos(angle), y + ring * step * math.sin(angle)


def _is_free(disc: Disc, placed: Iterable[Disc], names: Iterable[Box]) -> bool:
    x, y, radius = disc
    return all((x - a) ** 2 + (y - b) ** 2 >= (radius + r) ** 2 - 1e-6 for a, b, r in placed) and not any(
        _overlap((x - radius, y - radius, x + radius, y + radius), box) for box in names
    )


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and one[2] > other[0] and one[1] < other[3] and one[3] > other[1]


@dataclass(frozen=True, slots=True)
class Label:
    """A name on the map: where its baseline starts, ends or has its middle, and the class that styles it.

    `box` is the room that it takes; `dot` is the place that it names, for a town.
    """

    text: str
    x: float
    y: float
    anchor: str
    kind: str
    box: Box
    dot: Point | None = None


@dataclass(slots=True)
class Sheet:
    """A map on which names are being placed; `taken` holds what they must not cover."""

    frame: Frame
    taken: list[Box] = field(default_factory=list)

    def block(self, points: Iterable[Point], radius: float) -> None:
        """Keep names off some points."""
        self.taken += [_square(point, radius) for point in points]

    def put(self, labels: Iterable[Label], avoided: Sequence[Box] = ()) -> Label | None:
        """The first of these labels that finds room, among those that cover least of what is `avoided`."""
        free = [label for label in labels if self._is_free(label.box)]
        if not free:
            return None
        best = min(free, key=lambda label: sum(_overlap(label.box, box) for box in avoided))
        self.taken.append(best.box)
        return best

    def _is_free(self, box: Box) -> bool:
        width, height = self.frame.width - EDGE, self.frame.height - EDGE
        if box[0] < EDGE or box[1] < EDGE or box[2] > width or box[3] > height:
            return False
        return not any(_overlap(box, other) for other in self.taken)


def squares(points: Iterable[Point], radius: float) -> list[Box]:
    """The room that symbols take around some points."""
    return [_square(point, radius) for point in points]


def _square(point: Point, radius: float) -> Box:
    x, y = point
    return x - radius, y - radius, x + radius, y + radius


def _width(text: str, size: float) -> float:
    return len(text) * LETTER * size


def beside(text: str, point: Point, size: float, kind: str, gaps: Sequence[float]) -> Iterator[Label]:
    """A name right, left, above and below its point: the order that readers expect; near, then far."""
    (x, y), width, height = point, _width(text, size), size * LINE
    top, baseline = y - height / 2, y + size * 0.35
    for gap in gaps:
        right = (x + gap, top, x + gap + width, top + height)
        yield Label(text, x + gap, baseline, "start", kind, right, point)
        yield Label(
            text, x - gap, baseline, "end", kind, (x - gap - width, top, x - gap, top + height), point
        )
        for level in (y - gap - height, y + gap):
            box = (x - width / 2, level, x + width / 2, level + height)
            yield Label(text, x, level + size * 0.88, "middle", kind, box, point)


def centred(text: str, spots: Iterable[Point], size: float, kind: str) -> Iterator[Label]:
    """A name in the middle of each spot."""
    half, above = _width(text, size) / 2, size * LINE / 2
    for x, y in spots:
        yield Label(text, x, y + size * 0.35, "middle", kind, (x - half, y - above, x + half, y + above))
