"""Figures over the years, series by series: one column for each published figure, years to scale, from zero.

Columns are never joined: two sources seldom count in the same way, and a line would fill the years between.
Every series has its own height, all share the same years. A series of one figure is a dot on their line.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from markupsafe import Markup

from ..templating import render
from ..text import number
from ..words import Precision
from .scales import NARROWEST, Box, YearScale, anchor, lifted, percent, spaced, width_of, wrapped

SIZE = 15
SMALL = 13
PLOT = 92  # height of the tallest column
COLUMN = 18
ABOVE = 6  # from a column to its label
BESIDE = 22  # between two columns of the same year
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


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedText:
    """A text where it is drawn: `x` in percent, then `dx` in pixels."""

    text: str
    x: str
    y: float
    dx: float = 0
    anchor: str = "start"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedMark:
    """A column, or a dot, where it is drawn; `leader` is where its line to the label ends, 0 without line."""

    x: str
    dx: float
    top: float
    height: float
    label: PlacedText
    leader: float = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedPanel:
    """A series where it is drawn, `base` being zero."""

    title: tuple[PlacedText, ...]
    unit: PlacedText
    base: float
    marks: tuple[PlacedMark, ...]
    years: tuple[PlacedText, ...]
    ticks: tuple[str, ...]
    look: str
    single: bool
    bottom: float


def label_of(value: str, precision: Precision) -> str:
    """A value with the sign of its reserve: `≥ 500`."""
    return f"{RESERVES[precision]}\u00a0{value}" if precision in RESERVES else value


def draw_timeline(name: str, panels: Iterable[Panel]) -> Markup:
    """The drawing of some series; `name` is what a screen reader says of it."""
    series = tuple(panels)
    years = [mark.year for panel in series for mark in panel.marks]
    scale = YearScale(min(years), max(years))
    placed: list[PlacedPanel] = []
    for panel in series:
        placed.append(_panel(panel, scale, placed[-1].bottom if placed else 0))
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
        column=COLUMN,
    )


def _legend(panels: Iterable[Panel]) -> str:
    used = {mark.label[0] for panel in panels for mark in panel.marks}
    return "\u2003".join(f"{sign} {word}" for sign, word in LEGEND.items() if sign in used)


def _panel(panel: Panel, scale: YearScale, y: float) -> PlacedPanel:
    title = tuple(
        PlacedText(text=line, x="0", y=y + SIZE + rank * 19)
        for rank, line in enumerate(wrapped(panel.title, NARROWEST, SIZE))
    )
    unit = PlacedText(text=panel.unit, x="0", y=title[-1].y + 18)
    single = len(panel.marks) == 1
    top = unit.y + 10
    marks = tuple(_dot(panel.marks[0], scale) if single else _columns(panel.marks, scale))
    highest = min(mark.label.y for mark in marks) - SIZE
    base = top - highest
    years = {mark.year for mark in panel.marks}
    rows = spaced(years, scale)
    return PlacedPanel(
        title=title,
        unit=unit,
        base=base,
        marks=marks,
        years=tuple(
            _text(str(year), SMALL, scale.share(year), 0, base + 20 + row * 16) for year, row in rows.items()
        ),
        ticks=tuple(percent(scale.share(year)) for year in sorted(years)),
        look=panel.look,
        single=single,
        bottom=base + 48 + max(rows.values()) * 16,
    )


def _dot(mark: Mark, scale: YearScale) -> Iterator[PlacedMark]:
    """A series of one figure: nothing to compare, so no height."""
    share = scale.share(mark.year)
    yield PlacedMark(x=percent(share), dx=0, top=0, height=0, label=_text(mark.label, SIZE, share, 0, -12))


def _text(text: str, size: float, share: float, shift: float, y: float) -> PlacedText:
    """A text above or below a column, within the drawing."""
    tied = anchor(share + shift / NARROWEST, width_of(text, size))
    dx = shift + {"start": -COLUMN / 2, "middle": 0, "end": COLUMN / 2}[tied]
    return PlacedText(text=text, x=percent(share), y=y, dx=dx, anchor=tied)


def _columns(marks: Sequence[Mark], scale: YearScale) -> Iterator[PlacedMark]:
    """Columns and their labels, measured from the base upwards (negative); labels rise until none touches."""
    highest = max(mark.value for mark in marks) or Decimal(1)
    heights = [float(mark.value / highest) * PLOT for mark in marks]
    shifts = tuple(_beside(marks))
    taken = [
        _column(mark, scale, shift, height)
        for mark, shift, height in zip(marks, shifts, heights, strict=True)
    ]
    for mark, shift, height in zip(marks, shifts, heights, strict=True):
        share = scale.share(mark.year)
        label = _text(mark.label, SIZE, share, shift, -height - ABOVE)
        box = lifted(_label_box(label, share), taken)
        taken.append(box)
        yield PlacedMark(
            x=percent(share),
            dx=shift,
            top=-height,
            height=height,
            label=replace(label, y=box.bottom),
            leader=box.bottom + 3 if label.y - box.bottom > 4 else 0,
        )


def _beside(marks: Sequence[Mark]) -> Iterator[float]:
    """How far each column stands from its year, so that figures of the same year stand side by side."""
    among = Counter(mark.year for mark in marks)
    seen: Counter[int] = Counter()
    for mark in marks:
        yield (seen[mark.year] - (among[mark.year] - 1) / 2) * BESIDE
        seen[mark.year] += 1


def _column(mark: Mark, scale: YearScale, shift: float, height: float) -> Box:
    middle = scale.share(mark.year) * NARROWEST + shift
    return Box(middle - COLUMN / 2 - 1, middle + COLUMN / 2 + 1, -height, 0)


def _label_box(text: PlacedText, share: float) -> Box:
    width = width_of(text.text, SIZE)
    tied = share * NARROWEST + text.dx
    left = {"start": tied, "middle": tied - width / 2, "end": tied - width}[text.anchor]
    return Box(left - 2, left + width + 2, text.y - SIZE, text.y)


def value_of(value: Decimal, precision: Precision) -> str:
    """A plain number with the sign of its reserve."""
    return label_of(number(value), precision)
