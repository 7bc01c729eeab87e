"""Figures over the years, series by series: one column for each published figure, years to scale, from zero.

Columns are never joined: two sources seldom count in the same way, and a line would fill the years between.
Every series has its own height, all share the same years. A series of one figure is a dot on their line.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from markupsafe import Markup

from ..templating import render
from ..text import NO_BREAK
from ..words import Precision
from .scales import BOLD, NARROWEST, Box, YearScale, anchor, lifted, percent, spaced, width_of, wrapped

SIZE = 15
SMALL = 13
PLOT = 92  # height of the tallest column
COLUMN = 18  # the widest; narrower where years are close
MOST_MARKS = 60  # of a series: beyond, columns hide one another, and finding room for labels takes minutes
MOST_TOGETHER = 200  # of all the series of a drawing
ABOVE = 6  # from a column to its label
APART = 4  # between two columns
RESERVES = {Precision.ABOUT: "≈", Precision.AT_LEAST: "≥", Precision.AT_MOST: "≤"}
LEGEND = {"≈": "environ", "≥": "plus de", "≤": "moins de"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A figure of a year; `label` is its value in French, with the sign of its reserve."""

    year: int
    value: Decimal
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """A series: `look` is « resultat », « objectif » (hollow) or « contexte » (grey)."""

    title: str
    unit: str
    marks: Sequence[Mark]
    look: str = "resultat"


@dataclass(frozen=True, slots=True)
class Frame:
    """What all series share: the years to scale, and how wide a column is."""

    scale: YearScale
    column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedText:
    """A text where it is drawn: `x` in percent, then `dx` in pixels."""

    text: str
    x: str
    y: int
    dx: int = 0
    anchor: str = "start"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedMark:
    """A column, or a dot, where it is drawn; `leader` is where its line to the label ends, 0 without line."""

    x: str
    dx: int
    height: int
    label: PlacedText
    leader: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedPanel:
    """A series where it is drawn, `base` being zero."""

    title: tuple[PlacedText, ...]
    unit: PlacedText
    base: int
    marks: tuple[PlacedMark, ...]
    years: tuple[PlacedText, ...]
    ticks: tuple[str, ...]
    look: str
    single: bool
    bottom: int


SIGNS = "Signes : ≈\u00a0environ, ≥\u00a0plus de, ≤\u00a0moins de."


def value_of(value: str, precision: Precision) -> str:
    """A value with the sign of its reserve: `≥ 500`."""
    return f"{RESERVES[precision]}{NO_BREAK}{value}" if precision in RESERVES else value


def draw_timeline(name: str, panels: Iterable[Panel]) -> Markup:
    """The drawing of some series; `name` is what a screen reader says of it."""
    series = tuple(panels)
    placed = placed_panels(series)
    legend = _legend(series)
    bottom = placed[-1].bottom - 12
    return render(
        "svg/annees.svg",
        "",
        name=name,
        panels=placed,
        legend=legend,
        legend_y=bottom + SMALL,
        height=bottom + (SMALL + 6 if legend else 0),
        column=frame_of(series).column,
    )


def placed_panels(panels: Sequence[Panel]) -> list[PlacedPanel]:
    """The series where they are drawn, one below the other."""
    frame = frame_of(panels)
    placed: list[PlacedPanel] = []
    for panel in panels:
        placed.append(_panel(panel, frame, placed[-1].bottom if placed else 0))
    return placed


def frame_of(panels: Sequence[Panel]) -> Frame:
    """Columns as wide as the two nearest years of a series allow on the narrowest screen."""
    years = [sorted({mark.year for mark in panel.marks}) for panel in panels]
    scale = YearScale(min(known[0] for known in years), max(known[-1] for known in years))
    gaps = [scale.share(after) - scale.share(before) for known in years for before, after in pairwise(known)]
    nearest = int(min(gaps, default=1) * NARROWEST)
    return Frame(scale, min(COLUMN, max(APART, nearest - APART)))


def _legend(panels: Iterable[Panel]) -> str:
    used = {mark.label[0] for panel in panels for mark in panel.marks}
    return "\u2003".join(f"{sign} {word}" for sign, word in LEGEND.items() if sign in used)


def _panel(panel: Panel, frame: Frame, y: int) -> PlacedPanel:
    title = tuple(
        PlacedText(text=line, x="0", y=y + SIZE + rank * 19)
        for rank, line in enumerate(wrapped(panel.title, NARROWEST * BOLD, SIZE))
    )
    unit = PlacedText(text=panel.unit, x="0", y=title[-1].y + 18)
    single = len(panel.marks) == 1
    marks = tuple(_dot(panel.marks[0], frame) if single else _columns(panel.marks, frame))
    base = unit.y + 10 + SIZE - min(mark.label.y for mark in marks)
    years = {mark.year for mark in panel.marks}
    rows = spaced(years, frame.scale)
    return PlacedPanel(
        title=title,
        unit=unit,
        base=base,
        marks=marks,
        years=tuple(
            _text(str(year), SMALL, year, 0, base + 20 + row * 16, frame) for year, row in rows.items()
        ),
        ticks=tuple(percent(frame.scale.share(year)) for year in sorted(years)),
        look=panel.look,
        single=single,
        bottom=base + 48 + max(rows.values()) * 16,
    )


def _text(text: str, size: int, year: int, shift: int, y: int, frame: Frame) -> PlacedText:
    """A text above or below a year, within the drawing."""
    share = frame.scale.share(year)
    tied = anchor(share + shift / NARROWEST, width_of(text, size))
    dx = shift + {"start": -frame.column // 2, "middle": 0, "end": frame.column // 2}[tied]
    return PlacedText(text=text, x=percent(share), y=y, dx=dx, anchor=tied)


def _dot(mark: Mark, frame: Frame) -> Iterator[PlacedMark]:
    """A series of one figure: nothing to compare, so no height."""
    label = _text(mark.label, SIZE, mark.year, 0, -12, frame)
    yield PlacedMark(x=label.x, dx=0, height=0, label=label)


def _columns(marks: Sequence[Mark], frame: Frame) -> Iterator[PlacedMark]:
    """Columns and their labels, measured upwards from the base (negative); labels rise until none touches."""
    highest = max(mark.value for mark in marks) or Decimal(1)
    columns = [
        (mark, shift, _height(mark.value / highest))
        for mark, shift in zip(marks, _beside(marks, frame.column), strict=True)
    ]
    taken = [_column(frame.scale.share(mark.year), shift, height, frame) for mark, shift, height in columns]
    for mark, shift, height in columns:
        label = _text(mark.label, SIZE, mark.year, shift, -height - ABOVE, frame)
        box = lifted(_label_box(label, frame.scale.share(mark.year)), taken)
        taken.append(box)
        lift = label.y - int(box.bottom)
        yield PlacedMark(
            x=label.x,
            dx=shift,
            height=height,
            label=replace(label, y=label.y - lift) if lift else label,
            leader=label.y - lift + 3 if lift > 4 else 0,
        )


def _height(share: Decimal) -> int:
    """Zero has no height; anything more can be seen."""
    return max(1, round(share * PLOT)) if share else 0


def _beside(marks: Sequence[Mark], column: int) -> Iterator[int]:
    """How far each column stands from its year, so that figures of the same year stand side by side."""
    among = Counter(mark.year for mark in marks)
    seen: Counter[int] = Counter()
    for mark in marks:
        yield (2 * seen[mark.year] - among[mark.year] + 1) * (column + APART) // 2
        seen[mark.year] += 1


def _column(share: float, shift: int, height: int, frame: Frame) -> Box:
    middle = share * NARROWEST + shift
    return Box(middle - frame.column / 2 - 1, middle + frame.column / 2 + 1, -height, 0)


def _label_box(text: PlacedText, share: float) -> Box:
    width = width_of(text.text, SIZE)
    tied = share * NARROWEST + text.dx
    left = {"start": tied, "middle": tied - width / 2, "end": tied - width}[text.anchor]
    return Box(left - 2, left + width + 2, text.y - SIZE, text.y)
