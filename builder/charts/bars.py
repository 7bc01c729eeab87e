"""Horizontal bars: the label above, then the bar, to scale from zero, and its value at its end.

The label has its own line, so that long French names stay legible on a phone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ..templating import render
from .scales import BOLD, NARROWEST, percent, width_of, wrapped

SIZE = 15
SMALL = 13
LINE = 19
GAP = 7
THICKNESS = 14
BELOW = 15
LEAST_GAP = 0.01  # of the width: parts thinner than this share one mark


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A bar: `amount` is what it is worth, `value` the same in French. A hollow bar is what is not known.
    `parts` are the amounts that make it, largest first."""

    label: str
    value: str
    amount: float
    note: str = ""
    hollow: bool = False
    parts: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """Bars that may be compared: one unit, one scale."""

    bars: Sequence[Bar]
    title: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of text and its baseline."""

    text: str
    y: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedBar:
    """A bar where it is drawn."""

    lines: tuple[Line, ...]
    value: str
    y: int
    width: str
    hollow: bool
    cuts: tuple[str, ...]
    beside: str  # the note, when it fits on the line of the label
    note: tuple[Line, ...]  # else below the bar
    bottom: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedPanel:
    """A panel where it is drawn."""

    title: tuple[Line, ...]
    bars: tuple[PlacedBar, ...]
    bottom: int


def draw_bars(name: str, panels: Iterable[Panel]) -> Markup:
    """The drawing of some panels; `name` is what a screen reader says of it."""
    placed = placed_panels(panels)
    height = placed[-1].bottom - BELOW + 4
    return render("svg/barres.svg", "", name=name, panels=placed, height=height, thickness=THICKNESS, gap=GAP)


def placed_panels(panels: Iterable[Panel]) -> list[PlacedPanel]:
    """The panels where they are drawn, one below the other."""
    placed: list[PlacedPanel] = []
    for panel in panels:
        placed.append(_panel(panel, placed[-1].bottom + 18 if placed else 0))
    return placed


def longest_share(bars: Sequence[Bar]) -> float:
    """The part of the width that the longest bar takes, so that its value fits after it."""
    return 1 - (max(width_of(bar.value, SIZE) for bar in bars) + 2 * GAP) / NARROWEST


def _panel(panel: Panel, y: int) -> PlacedPanel:
    title = _lines(wrapped(panel.title, NARROWEST * BOLD, SIZE), y + SIZE) if panel.title else ()
    bars = tuple(_bars(panel.bars, title[-1].y + 14 if title else y))
    return PlacedPanel(title=title, bars=bars, bottom=bars[-1].bottom)


def _bars(bars: Sequence[Bar], y: int) -> Iterator[PlacedBar]:
    scale = longest_share(bars) / (max(bar.amount for bar in bars) or 1)
    beside = all(map(_fits_beside, bars))
    for bar in bars:
        placed = _bar(bar, y, scale, beside)
        y = placed.bottom
        yield placed


def _fits_beside(bar: Bar) -> bool:
    """Whether the note can follow the label on the narrowest screen."""
    last = wrapped(bar.label, NARROWEST, SIZE)[-1]
    return width_of(last, SIZE) + GAP + width_of(bar.note, SMALL) <= NARROWEST


def _bar(bar: Bar, y: int, scale: float, beside: bool) -> PlacedBar:
    label = _lines(wrapped(bar.label, NARROWEST, SIZE), y + SIZE)
    top = label[-1].y + 7
    note = "" if beside else bar.note
    below = _lines(wrapped(note, NARROWEST, SMALL), top + THICKNESS + 17) if note else ()
    return PlacedBar(
        lines=label,
        value=bar.value,
        y=top,
        width=percent(bar.amount * scale),
        hollow=bar.hollow,
        cuts=tuple(map(percent, _cuts([part * scale for part in bar.parts]))),
        beside=bar.note if beside else "",
        note=below,
        bottom=(below[-1].y + 4 if below else top + THICKNESS) + BELOW,
    )


def _lines(texts: Iterable[str], y: int) -> tuple[Line, ...]:
    return tuple(Line(text=text, y=y + rank * LINE) for rank, text in enumerate(texts))


def _cuts(parts: Sequence[float]) -> Iterator[float]:
    """Where a bar is cut between its parts; the thinnest parts stay together."""
    at = last = 0.0
    for part in parts[:-1]:
        at += part
        if at - last >= LEAST_GAP:
            last = at
            yield at
