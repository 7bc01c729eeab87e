"""Where symbols and names go so that none covers another: greedy, and the same at each build."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import InitVar, dataclass, field
from itertools import count, product
from typing import Generic, TypeVar

from .drawing import Box, Point
from .projection import Frame

LETTER = 0.56  # mean width of a letter, in ems, in the system fonts; a little generous
LINE, BASELINE = 1.1, 0.9  # height of a line, and of its letters above the baseline, in ems
DOT = 5  # half of the room that a town's dot takes
EDGE = 4  # units that names leave at the sides of the map
CELL = 32  # units: about the size of what is placed

Disc = tuple[float, float, float]  # x, y, radius
T = TypeVar("T")


def spread(discs: Iterable[Disc], names: Sequence[Box] = ()) -> list[Point]:
    """A place for each disc: its own or, when an earlier disc or a name is there, the nearest free one.

    Discs that share a commune become a flower: one in the middle, the next around it.
    """
    places: list[Point] = []
    placed: Nearby[Disc] = Nearby()
    tried: dict[Disc, Iterator[Point]] = {}  # a place once taken stays so: the next disc goes on from there
    for x, y, radius in discs:
        spots = tried.setdefault((x, y, radius), _around(x, y, radius))
        place = next(spot for spot in spots if _is_free((*spot, radius), placed, names))
        places.append(place)
        placed.put((*place, radius), square(place, radius))
    return places


def _around(x: float, y: float, step: float) -> Iterator[Point]:
    """Places farther and farther from a point, from its right and clockwise."""
    yield x, y
    for ring in count(1):
        for turn in range(6 * ring):
            angle = math.tau * turn / (6 * ring)
            yield x + ring * step * math.cos(angle), y + ring * step * math.sin(angle)


def _is_free(disc: Disc, placed: Nearby[Disc], names: Iterable[Box]) -> bool:
    x, y, radius = disc
    room = square((x, y), radius)
    for a, b, r in placed.around(room):
        if (x - a) ** 2 + (y - b) ** 2 < (radius + r) ** 2 - 1e-6:
            return False
    return not any(_overlap(room, box) for box in names)


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and one[2] > other[0] and one[1] < other[3] and one[3] > other[1]


class Nearby(Generic[T]):
    """Things on a map, found by where they are: a place is compared with what is around it, not with all."""

    def __init__(self) -> None:
        self._cells: dict[tuple[int, int], list[T]] = defaultdict(list)

    def put(self, thing: T, box: Box) -> None:
        """Lay a thing down; `box` holds all of it."""
        for cell in _cells(box):
            self._cells[cell].append(thing)

    def around(self, box: Box) -> Iterator[T]:
        """The things whose box may overlap another box, some of them several times."""
        for cell in _cells(box):
            if cell in self._cells:
                yield from self._cells[cell]


def _cells(box: Box) -> Iterator[tuple[int, int]]:
    """The squares of `CELL` units that a box touches."""
    left, top, right, bottom = box
    return product(
        range(int(left // CELL), int(right // CELL) + 1), range(int(top // CELL), int(bottom // CELL) + 1)
    )


@dataclass(frozen=True, slots=True)
class Label:
    """A name on the map: where its baseline starts, ends or has its middle, and the class that styles it.

    `box` is the room that its letters take, `room` the same with the `dot` of a town.
    """

    text: str
    x: float
    y: float
    anchor: str
    kind: str
    box: Box
    room: Box
    dot: Point | None = None


@dataclass(slots=True)
class Sheet:
    """A map on which names are being placed: off its symbols, and off each other."""

    frame: Frame
    symbols: InitVar[Sequence[Box]] = ()
    names: list[Label] = field(default_factory=list)
    _symbols: Nearby[Box] = field(default_factory=Nearby, init=False)

    def __post_init__(self, symbols: Sequence[Box]) -> None:
        for symbol in symbols:
            self._symbols.put(symbol, symbol)

    def put(self, labels: Iterable[Label], avoided: Sequence[Box] = ()) -> Label | None:
        """The first of these labels that finds room, among those that cover least of what is `avoided`."""
        free = filter(self._is_free, labels)
        best = _least_covering(free, avoided) if avoided else next(free, None)
        if best:
            self.names.append(best)
        return best

    def _is_free(self, label: Label) -> bool:
        left, top, right, bottom = label.box
        width, height = self.frame.width - EDGE, self.frame.height - EDGE
        if left < EDGE or top < EDGE or right > width or bottom > height:
            return False
        return not any(_overlap(label.box, symbol) for symbol in self._symbols.around(label.box)) and not any(
            _overlap(label.room, name.room) for name in self.names
        )


def _least_covering(labels: Iterable[Label], avoided: Sequence[Box]) -> Label | None:
    return min(labels, key=lambda label: sum(_overlap(label.box, box) for box in avoided), default=None)


def squares(points: Iterable[Point], radius: float) -> list[Box]:
    """The room that symbols take around some points."""
    return [square(point, radius) for point in points]


def square(point: Point, radius: float) -> Box:
    """The room that a symbol takes around a point."""
    x, y = point
    return x - radius, y - radius, x + radius, y + radius


def beside(text: str, dot: Point, size: float, kind: str, gaps: Sequence[float]) -> Iterator[Label]:
    """A name right, left, above and below its dot, the order that readers expect; near, then farther."""
    (x, y), width, height = dot, _width(text, size), size * LINE
    top = y - height / 2
    for gap in gaps:
        for left, up, at, anchor in (
            (x + gap, top, x + gap, "start"),
            (x - gap - width, top, x - gap, "end"),
            (x - width / 2, y - gap - height, x, "middle"),
            (x - width / 2, y + gap, x, "middle"),
        ):
            box = (left, up, left + width, up + height)
            yield Label(text, at, up + BASELINE * size, anchor, kind, box, _with_dot(box, dot), dot)


def centred(text: str, spots: Iterable[Point], size: float, kind: str) -> Iterator[Label]:
    """A name in the middle of each spot, with room on both sides: « Oyonnax 74 » would read as one name."""
    half, above = _width(text, size) / 2, size * LINE / 2
    for x, y in spots:
        box = (x - half, y - above, x + half, y + above)
        room = (box[0] - size, box[1], box[2] + size, box[3])
        yield Label(text, x, y - above + BASELINE * size, "middle", kind, box, room)


def _width(text: str, size: float) -> float:
    return len(text) * LETTER * size


def _with_dot(box: Box, dot: Point) -> Box:
    x, y = dot
    return min(box[0], x - DOT), min(box[1], y - DOT), max(box[2], x + DOT), max(box[3], y + DOT)
