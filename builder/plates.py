"""Plates: a map or a chart with all that it needs to travel alone — title, unit, key, limits, source, date.

A plate is SVG of the width at which an e-mail shows it, in letters that can still be read on a phone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from .catalog import Catalog
from .letters import width_of
from .rasters import standalone
from .templating import render
from .text import date_in_words, typography

WIDTH, MARGIN = 600, 20  # CSS pixels
TITLE, SUBTITLE, KEY, NOTE = 21, 16, 15, 14  # sizes of letters
_VIEW = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
_SIZE = re.compile(r'\bwidth="([\d.]+)" height="([\d.]+)"')
_OPENING = re.compile(r"<svg\b[^>]*>")
_KEPT = re.compile(r'\b(?:font-size|fill|class)="[^"]*"')
# Opened as it is, a plate has the letters of the machine: they must not be much wider than those we measure.
FONTS = "'Source Sans Pro', 'Source Sans 3', 'Segoe UI', Roboto, 'Liberation Sans', Arial, sans-serif"
WIDER = 1.09


@dataclass(frozen=True, slots=True)
class Sizes:
    """The sizes of letters, for the template."""

    title: float = TITLE
    subtitle: float = SUBTITLE
    key: float = KEY
    note: float = NOTE


@dataclass(frozen=True, slots=True)
class Sign:
    """A line of a key: a drawing within −10…10, and what it means. `stroke` is empty for a filled shape."""

    path: str
    label: str
    fill: str
    stroke: str = ""
    opacity: float = 1
    reach: float = 10  # half of the room that the drawing takes
    scaled: bool = False  # drawn at the scale of the map, which it measures


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text: its baseline, and what it says."""

    x: float
    y: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plate:
    """What the template prints, from top to bottom."""

    height: float
    title: Sequence[Line]
    subtitle: Sequence[Line]
    drawing: Markup
    attributes: Markup  # of the drawing: its letters, its colours
    x: float
    top: float
    bottom: float
    scale: float
    signs: Sequence[tuple[float, float, Sign]]
    labels: Sequence[Line]
    notes: Sequence[Line]


def plate(
    svg: str,
    *,
    title: str,
    subtitle: str = "",
    signs: Sequence[Sign] = (),
    notes: Sequence[str] = (),
    bleed: bool = False,
) -> str:
    """A drawing between its title and its notes, as a whole SVG file.

    `svg` is a drawing of ours that tells its size. With `bleed` it goes from edge to edge, as maps do.
    """
    laid_out = _laid_out(svg, title, subtitle, signs, notes, bleed)
    printed = render("svg/planche.svg", "", p=laid_out, width=WIDTH, sizes=Sizes(), font=FONTS)
    return standalone(str(printed))


def credits(catalog: Catalog, page: str) -> str:
    """The last note of every plate: who publishes, when the data dates from, where to read them."""
    address = f"{catalog.settings.site_url}{page}".removeprefix("https://")
    return f"{catalog.settings.site_name}, données au {date_in_words(catalog.edition)}. {address}"


def _laid_out(
    svg: str, title: str, subtitle: str, signs: Sequence[Sign], notes: Sequence[str], bleed: bool
) -> Plate:
    room = WIDTH - 2 * MARGIN
    y, titles = _paragraph(title, "bold", TITLE, MARGIN - 4, room)
    y, subtitles = _paragraph(subtitle, "regular", SUBTITLE, y + 2, room) if subtitle else (y, [])
    view = _size(svg)
    scale = (WIDTH if bleed else room) / view[0]
    top = round(y + 14)  # on a whole pixel, so that a backdrop can be laid there
    y, placed, labels = _key(signs, top + view[1] * scale + 14, room)
    lines: list[Line] = []
    for note in notes:
        y, more = _paragraph(note, "regular", NOTE, y + 3, room)
        lines += more
    return Plate(
        height=round(y + MARGIN - 6),
        title=titles,
        subtitle=subtitles,
        drawing=Markup(_inside(svg)),  # drawn by our own templates
        attributes=Markup(" ".join(_KEPT.findall(_opening(svg)))),
        bottom=round(top + view[1] * scale),
        x=0 if bleed else MARGIN,
        top=top,
        scale=scale,
        signs=placed,
        labels=labels,
        notes=lines,
    )


def _size(svg: str) -> tuple[float, float]:
    """The size of a drawing in its own units: from its view box, else from its width and height."""
    opening = _opening(svg)
    found = _VIEW.search(opening) or _SIZE.search(opening)
    if not found:
        raise ValueError("a drawing that does not tell its size")
    return float(found[1]), float(found[2])


def _opening(svg: str) -> str:
    found = _OPENING.search(svg)
    return found[0] if found else ""


def _inside(svg: str) -> str:
    return svg[svg.index(">") + 1 : svg.rindex("</svg>")]


def _paragraph(text: str, face: str, size: float, y: float, room: float) -> tuple[float, list[Line]]:
    """The lines of a text from `y` down, and where the next thing goes."""
    lines = [
        Line(MARGIN, y + size + index * size * 1.3, words)
        for index, words in enumerate(wrapped(text, face, size, room))
    ]
    return (lines[-1].y + size * 0.3 if lines else y), lines


def _key(
    signs: Sequence[Sign], y: float, room: float
) -> tuple[float, list[tuple[float, float, Sign]], list[Line]]:
    """Signs in two columns, each beside what it means; a long meaning goes on below."""
    placed: list[tuple[float, float, Sign]] = []
    labels: list[Line] = []
    column = room / 2
    for index in range(0, len(signs), 2):
        pair = signs[index : index + 2]
        reach = max(sign.reach for sign in signs)
        rows = [list(wrapped(sign.label, "regular", KEY, column - 2 * reach - 14)) for sign in pair]
        height = max(2 * reach, max(map(len, rows)) * KEY * 1.25) + 5
        for side, (sign, words) in enumerate(zip(pair, rows, strict=True)):
            x = MARGIN + side * column
            placed.append((x + reach, y + height / 2, sign))
            first = y + height / 2 - (len(words) - 1) * KEY * 0.625 + KEY * 0.35
            labels += [
                Line(x + 2 * reach + 8, first + rank * KEY * 1.25, line) for rank, line in enumerate(words)
            ]
        y += height
    return (y + 6 if signs else y), placed, labels


def wrapped(text: str, face: str, size: float, room: float) -> Iterator[str]:
    """A text cut into lines of the font that fit in `room` pixels; only ordinary spaces break."""
    line = ""
    for word in typography(text).split(" "):
        longer = f"{line} {word}" if line else word
        if line and width_of(longer, face, size) * WIDER > room:
            yield line
            line = word
        else:
            line = longer
    if line:
        yield line
