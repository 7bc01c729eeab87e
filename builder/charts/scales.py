"""Where things go in a drawing: shares of its width, widths of texts, labels that do not touch.

Drawings have no fixed width: what is to scale is placed in percent, texts keep their size in pixels. So a
chart is as legible on a phone as on a large screen. Texts are laid out for the narrowest screen.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

NARROWEST = 288.0  # pixels: a screen of 320 without its margins
BOLD = 0.92  # the part of a line that a bold text may be estimated to take
_NARROW = frozenset("iIjlt.,;:!’'|()[] \u00a0\u202f")
_WIDE = frozenset("mwMWÉÈÀABCDEFGHKNOPQRSTUVXYZ%€≈≥≤")


def percent(share: float) -> str:
    """A share of the width as SVG writes it: `0.4321` → `43.21%`."""
    return f"{round(share * 100, 2):g}%"


@lru_cache(maxsize=4096)  # the words of charts come back from case to case
def width_of(text: str, size: float) -> float:
    """About how many pixels a text takes in a sans serif face; errs on the large side."""
    return size * sum(0.32 if c in _NARROW else 0.74 if c in _WIDE else 0.56 for c in text)


def wrapped(text: str, width: float, size: float, most: int = 2) -> tuple[str, ...]:
    """A text cut into lines between its words; what does not fit in `most` lines ends with an ellipsis."""
    lines = [""]
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}".strip()
        if not lines[-1] or width_of(longer, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    kept, left = lines[:most], lines[most:]
    if left:
        kept[-1] += "…"
    return tuple(shortened(line, width, size) for line in kept)


def shortened(text: str, width: float, size: float) -> str:
    """A text that fits in one line, with an ellipsis where it was cut."""
    if width_of(text, size) <= width:
        return text
    kept = text.rstrip("…")
    while kept and width_of(f"{kept}…", size) > width:
        kept = kept[:-1]
    return f"{kept.rstrip(' ,;:–')}…"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, in pixels at the narrowest width."""

    left: float
    right: float
    top: float
    bottom: float

    def touches(self, other: Box) -> bool:
        """Whether two rectangles overlap."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom

    def raised(self, height: float) -> Box:
        """The same rectangle, higher."""
        return Box(self.left, self.right, self.top - height, self.bottom - height)


def lifted(box: Box, others: Iterable[Box], step: float = 2) -> Box:
    """The rectangle where it touches no other: where it is, else higher."""
    placed = tuple(others)
    while any(box.touches(other) for other in placed):
        box = box.raised(step)
    return box


@dataclass(frozen=True, slots=True)
class YearScale:
    """Years to scale over the width, with a margin at both ends for half a column."""

    first: int
    last: int
    margin: float = 0.065

    def share(self, year: int) -> float:
        """Where a year stands, from 0 to 1; a single year stands at a third."""
        if self.first == self.last:
            return 1 / 3
        return self.margin + (1 - 2 * self.margin) * (year - self.first) / (self.last - self.first)


def spaced(years: Iterable[int], scale: YearScale, width: float = 38, rows: int = 2) -> dict[int, int]:
    """On which row each year can be written without touching another: the last and the first before the
    others, from the left; a year that fits nowhere is left out."""
    ordered = sorted(years)
    kept: dict[int, int] = {}
    for year in dict.fromkeys([*ordered[-1:], *ordered[:1], *ordered]):
        near = {
            row
            for other, row in kept.items()
            if abs(scale.share(year) - scale.share(other)) * NARROWEST < width
        }
        if free := [row for row in range(rows) if row not in near]:
            kept[year] = free[0]
    return dict(sorted(kept.items()))


def anchor(share: float, width: float) -> str:
    """How a text is tied to its place so that it stays within the narrowest drawing."""
    middle = share * NARROWEST
    return "start" if middle < width / 2 else "end" if middle > NARROWEST - width / 2 else "middle"
