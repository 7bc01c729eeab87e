"""From lines to the text of an SVG path: cut to the frame, simplified, rounded, written in relative steps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

Point = tuple[float, float]
Line = tuple[Point, ...]
Step = tuple[int, int]
Box = tuple[float, float, float, float]  # left, top, right, bottom


def simplified(line: Line, tolerance: float) -> Line:
    """The line without the points that lie within `tolerance` of it (Douglas and Peucker); its ends stay."""
    keep = {0, len(line) - 1}
    spans = [(0, len(line) - 1)]
    while spans:
        first, last = spans.pop()
        far, gap = _farthest(line, first, last)
        if gap > tolerance * tolerance:
            keep.add(far)
            spans += [(first, far), (far, last)]
    return tuple(line[index] for index in sorted(keep))


def _farthest(line: Line, first: int, last: int) -> tuple[int, float]:
    """The point between two others that lies farthest from their segment, and its squared distance."""
    (ax, ay), (bx, by) = line[first], line[last]
    dx, dy = bx - ax, by - ay
    length = dx * dx + dy * dy or 1.0
    found, most = first, -1.0
    for index in range(first + 1, last):
        x, y = line[index]
        px, py = x - ax, y - ay
        along = (px * dx + py * dy) / length
        along = 0.0 if along < 0 else 1.0 if along > 1 else along  # a call of min and max takes longer
        gap = (px - along * dx) ** 2 + (py - along * dy) ** 2
        if gap > most:
            found, most = index, gap
    return found, most


def is_beyond(line: Sequence[Point], box: Box) -> bool:
    """Whether a line lies whole beyond one side of a box: a straight line between its ends then does too."""
    xs, ys = [x for x, _ in line], [y for _, y in line]
    return max(xs) < box[0] or max(ys) < box[1] or min(xs) > box[2] or min(ys) > box[3]


def middle(line: Line) -> Point:
    """The middle of the segment that is in the middle of a line."""
    (ax, ay), (bx, by) = line[len(line) // 2 - 1], line[len(line) // 2]
    return (ax + bx) / 2, (ay + by) / 2


def is_inside(point: Point, rings: Iterable[Line]) -> bool:
    """Whether a point is inside rings, holes and islands included: a ray from it crosses them an odd number
    of times."""
    x, y = point
    crossed = [
        x < ax + (bx - ax) * (y - ay) / (by - ay)
        for ring in rings
        for (ax, ay), (bx, by) in pairwise(ring)
        if (ay > y) != (by > y)
    ]
    return sum(crossed) % 2 == 1


def cut_ring(ring: Line, box: Box) -> Line:
    """The part of a polygon that is inside a box (Sutherland and Hodgman), empty when none is."""
    left, top, right, bottom = box
    for axis, limit, sign in ((0, left, 1), (0, right, -1), (1, top, 1), (1, bottom, -1)):
        ring = tuple(_cut(ring, axis, limit, sign))
    return ring


def _cut(ring: Line, axis: int, limit: float, sign: int) -> Iterator[Point]:
    for before, after in pairwise((*ring[-1:], *ring)):
        inside, was_inside = (sign * (point[axis] - limit) >= 0 for point in (after, before))
        if inside != was_inside:
            share = (limit - before[axis]) / (after[axis] - before[axis])
            yield (
                before[0] + share * (after[0] - before[0]),
                before[1] + share * (after[1] - before[1]),
            )
        if inside:
            yield after


def cut_line(line: Line, box: Box) -> Iterator[Line]:
    """The stretches of a line that touch a box, each with one point outside at either end."""
    inside = [box[0] <= x <= box[2] and box[1] <= y <= box[3] for x, y in line]
    stretch: list[Point] = []
    for index, point in enumerate(line):
        if any(inside[max(0, index - 1) : index + 2]):
            stretch.append(point)
        elif stretch:
            yield tuple(stretch)
            stretch = []
    if stretch:
        yield tuple(stretch)


def rounded(line: Iterable[Point], unit: float) -> list[Step]:
    """Points in whole steps of `unit`, each different from the one before."""
    steps: list[Step] = []
    for x, y in line:
        step = (round(x / unit), round(y / unit))
        if not steps or step != steps[-1]:
            steps.append(step)
    return steps


def path_text(lines: Iterable[Sequence[Step]], *, closed: bool) -> str:
    """The `d` of a path; lines that rounding reduced to a point are dropped."""
    fewest = 3 if closed else 2
    at = (0, 0)
    parts = []
    for line in lines:
        points = line[:-1] if closed and line and line[0] == line[-1] else line
        if len(points) >= fewest:
            parts.append("m" + _joined(_moves(at, points)) + ("z" if closed else ""))
            at = points[0] if closed else points[-1]  # closing goes back to the first point
    return "".join(parts)


def _moves(at: Step, points: Sequence[Step]) -> Iterator[int]:
    for before, after in pairwise((at, *points)):
        yield after[0] - before[0]
        yield after[1] - before[1]


def _joined(numbers: Iterable[int]) -> str:
    """Numbers with a space only where a minus sign does not already part them."""
    return " ".join(map(str, numbers)).replace(" -", "-")
