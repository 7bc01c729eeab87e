"""Things counted one by one: a dot is one thing, row after row under the label of its group."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from markupsafe import Markup

from ..templating import render
from ..text import number
from .scales import NARROWEST, shortened

SIZE = 15
PITCH = 16
DOT = 11  # diameter
ROW = int(NARROWEST // PITCH)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A group of like things."""

    label: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedGroup:
    """A group where it is drawn: its label on one line, then `rows`, each a height and a length in pixels."""

    label: str
    count: str
    y: float
    rows: tuple[tuple[float, float], ...]


@lru_cache(maxsize=4096)  # cases with as many partners of each family share a drawing
def draw_dots(name: str, groups: tuple[Group, ...]) -> Markup:
    """The drawing of some groups; `name` is what a screen reader says of it."""
    heights = [SIZE + 12 + PITCH * len(_full_rows(group.count)) + 10 for group in groups]
    tops = [0, *accumulate(heights)]
    return render(
        "svg/points.svg",
        "",
        name=name,
        groups=[_group(group, top) for group, top in zip(groups, tops, strict=False)],
        height=tops[-1] - 10,
        pitch=PITCH,
        dot=DOT,
    )


def _group(group: Group, top: float) -> PlacedGroup:
    rows = _full_rows(group.count)
    y = top + SIZE + 14
    return PlacedGroup(
        label=shortened(group.label, NARROWEST - 50, SIZE),
        count=number(group.count),
        y=top + SIZE,
        rows=tuple((y + rank * PITCH, _length(count)) for rank, count in enumerate(rows)),
    )


def _full_rows(count: int) -> list[int]:
    """How many dots each row holds."""
    return [min(ROW, count - done) for done in range(0, count, ROW)]


def _length(count: int) -> float:
    """The end of a dotted line whose dots have no length: a little beyond the last one, so that it shows."""
    return DOT / 2 + (count - 1) * PITCH + 0.1
