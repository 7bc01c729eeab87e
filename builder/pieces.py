"""Pieces of a drawing: texts, symbols and bars that may be rasterised alone: nothing near them matters.

What is not plainly one of them — an outline, a curve — stays in the drawing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from .letters import width_of

SVG = "{http://www.w3.org/2000/svg}"
ElementTree.register_namespace("", SVG[1:-1])
LARGEST = 60  # how far from its place a symbol may reach
MOST_LINES = 12  # of a path: each has a length of its own, so more of them are drawn sooner together
MOST_SIZES = 60  # of circles: beyond, each is seldom met again, and all together are drawn sooner
_CIRCLE = f"{SVG}circle"
SILENT = frozenset(f"{SVG}{tag}" for tag in ("title", "desc", "defs", "style"))
GROUPS = frozenset((f"{SVG}g", f"{SVG}a"))
USUAL = 16  # the size of letters that nothing says; names on maps, which the style sheet says, are no larger
# What docs/assets/vitrine.css says of names on maps, by class, and a drawing shown alone lacks.
STYLES = {
    "noms": {"font-size": "15"},
    "departement": {"fill": "#5a6070", "letter-spacing": "0.6"},
    "loin": {"fill": "#5a6070"},
    "ville": {"font-weight": "600"},
    "mineure": {"font-weight": "400"},
}
# What may be said of a plain text, and of the halo around it.
_PLAIN = frozenset(
    ("fill", "font-size", "font-weight", "text-anchor", "letter-spacing", "x", "y", "dx", "class")
)
_HALO = frozenset(("stroke", "stroke-width", "stroke-linejoin", "paint-order"))
_FACES = {"400": "regular", "600": "semibold", "700": "bold"}
# Groups that have these are more than their elements one by one; what follows tells nothing to them.
_WHOLE = frozenset(("opacity", "clip-path", "mask", "filter"))
_NOT_INHERITED = frozenset(("transform", "href", "id", "role", "aria-label", "aria-hidden"))
_NUMBER = r"(-?[\d.]+)"
_TRANSFORM = re.compile(rf"(?:translate\({_NUMBER}[ ,]{_NUMBER}\))? ?(?:scale\({_NUMBER}\))?")
_NUMBERS = re.compile(r"-?\d*\.?\d+(?:e-?\d+)?")
_ENDS = ("x1", "y1", "x2", "y2")
_LINE = re.compile(rf"M{_NUMBER} {_NUMBER}L{_NUMBER} {_NUMBER}")
_LINES = re.compile(rf"(?:{_LINE.pattern})+")
_RELATIVE = re.compile("[a-df-y]")  # the commands of a path that start from where the last one ended


class Box(NamedTuple):
    """What a piece covers at most, in its own units, from the place where it stands."""

    left: float
    top: float
    right: float
    bottom: float


class Letters(NamedTuple):
    """A plain text: one face, one size, one colour; and the halo around its letters, how wide, if any."""

    text: str
    face: str
    size: float
    fill: str
    anchor: str  # start, middle or end
    spacing: float  # after each letter
    halo: str
    reach: float


class Piece(NamedTuple):
    """An element that stands at the origin of its own units; where it goes in the drawing, how enlarged.

    `letters` say the same as `svg` when it is a plain text.
    """

    svg: str
    box: Box
    x: float
    y: float
    scale: float
    letters: Letters | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where elements of a group stand, how enlarged, and what they inherit."""

    x: float = 0
    y: float = 0
    scale: float = 1
    inherited: Mapping[str, str] = field(default_factory=dict)

    def at(self, x: float, y: float) -> Place:
        """The place of what stands at some point of this one."""
        return Place(self.x + x * self.scale, self.y + y * self.scale, self.scale, self.inherited)

    def inside(self, element: Element) -> Place | None:
        """The place of what an element holds; None when it is not for us to say."""
        moved = _TRANSFORM.fullmatch(element.get("transform", ""))
        if not moved or not _WHOLE.isdisjoint(element.keys()):
            return None
        x, y, scale = (float(number) if number else None for number in moved.groups())
        own = {name: value for name, value in element.items() if name not in _NOT_INHERITED}
        own["class"] = f"{self.inherited.get('class', '')} {own.get('class', '')}".strip()
        there = self.at(x or 0, y or 0)
        return Place(there.x, there.y, self.scale * (scale or 1), {**self.inherited, **own})


Shapes = Mapping[str, Element]  # what is defined once, by its address in the drawing
Makers = Mapping[str, Callable[[Element, Place, Shapes], list[Piece]]]  # of pieces, by tag


def lifted(root: Element) -> tuple[list[Piece], list[Piece], bool]:
    """The pieces of a drawing, taken out of it: those below what remains, those above; whether any does."""
    shapes = {f"#{shape.get('id')}": shape for shape in root.iter(f"{SVG}path") if shape.get("id")}
    sizes = {circle.get("r") for circle in root.iter(_CIRCLE)}
    makers = {tag: make for tag, make in _MAKERS.items() if tag != _CIRCLE or len(sizes) <= MOST_SIZES}
    below: list[Piece] = []
    above: list[Piece] = []
    remains = False
    for found in _walk(root, Place(), shapes, makers):
        if found is None:
            remains = True
        else:
            (above if remains else below).append(found)
    return below, above, remains


def _walk(parent: Element, place: Place, shapes: Shapes, makers: Makers) -> Iterator[Piece | None]:
    """Each piece, taken out of the drawing, and None for each element that remains, in their order."""
    for element in list(parent):
        there = place.inside(element)
        if element.tag in SILENT:
            continue
        if there and element.tag in GROUPS:
            yield from _walk(element, there, shapes, makers)
            continue
        make = makers.get(element.tag)
        pieces = make(element, there, shapes) if make and there else None
        if pieces:
            parent.remove(element)
            yield from pieces
        else:
            yield None


def _text(element: Element, place: Place, shapes: Shapes) -> list[Piece]:
    """A text, whatever the sizes of its letters."""
    parts = [place.inherited, *(part.attrib for part in element)]
    x, y = _length(parts[0], "x"), _length(parts[0], "y")
    moves, sizes = ([_length(part, name) for part in parts] for name in ("dx", "font-size"))
    if (
        x is None
        or y is None
        or None in (*moves, *sizes)
        or any(part.tag != f"{SVG}tspan" for part in element)
    ):
        return []
    size = max((USUAL, *filter(None, sizes)))
    long = width_of("".join(element.itertext()), "bold", size) * 1.1 + sum(filter(None, moves))
    left = {"end": -long, "middle": -long / 2}.get(parts[0].get("text-anchor", ""), 0)
    box = Box(left - size / 2, -1.3 * size, left + long + size / 2, 0.9 * size)
    piece = _piece(element, place.at(x + (moves[0] or 0), y), box, {"x", "y", "dx"})
    return [piece._replace(letters=_letters(element, place.inherited))]


def _letters(element: Element, told: Mapping[str, str]) -> Letters | None:
    told = _styled(told)
    face = _FACES.get(told.get("font-weight", "400"))
    haloed = told.get("paint-order") == "stroke" and told.get("stroke-linejoin") == "round"
    if len(element) or not told.keys() <= (_PLAIN | _HALO if haloed else _PLAIN) or not face:
        return None
    if "none" in (told.get("fill"), told.get("stroke")):
        return None
    return Letters(
        text=element.text or "",
        face=face,
        size=_length(told, "font-size") or USUAL,
        fill=told.get("fill", "currentColor"),
        anchor=told.get("text-anchor", "start"),
        spacing=_length(told, "letter-spacing") or 0,
        halo=told.get("stroke", ""),
        reach=(_length(told, "stroke-width") or 0) / 2,
    )


def _styled(told: Mapping[str, str]) -> Mapping[str, str]:
    """What is said of an element, over which the style sheet has the last word."""
    classes = told.get("class", "").split()
    return dict(told) | {k: v for name, said in STYLES.items() if name in classes for k, v in said.items()}


def _circle(element: Element, place: Place, shapes: Shapes) -> list[Piece]:
    told = place.inherited
    x, y, radius = (_length(told, name) for name in ("cx", "cy", "r"))
    if x is None or y is None or radius is None:
        return []
    return _symbol(element, place.at(x, y), radius, {"cx", "cy"})


def _rect(element: Element, place: Place, shapes: Shapes) -> list[Piece]:
    told = place.inherited
    x, y, width, height = (_length(told, name) for name in ("x", "y", "width", "height"))
    if x is None or y is None or not width or not height:
        return []
    room = 1 + (_length(told, "stroke-width") or 1)
    box = Box(-room, -room, width + room, height + room)
    return [_piece(element, place.at(x, y), box, {"x", "y"})]


def _straight(element: Element, place: Place, shapes: Shapes) -> list[Piece]:
    x, y, end_x, end_y = (_length(place.inherited, name) for name in _ENDS)
    if x is None or y is None or end_x is None or end_y is None:
        return []
    return [_line(place, x, y, end_x, end_y)]


def _use(element: Element, place: Place, shapes: Shapes) -> list[Piece]:
    """A symbol that is defined once and shown in several places."""
    shape = shapes.get(element.get("href", ""))
    there = place.inside(shape) if shape is not None else None
    return _path(shape, there, shapes) if shape is not None and there else []


def _path(element: Element, place: Place, shapes: Shapes) -> list[Piece]:
    """A symbol around its origin, or a few straight lines from one point to another, each by itself."""
    said = element.get("d", "").strip()
    if _LINES.fullmatch(said):
        lines = _LINE.findall(said)
        return [_line(place, *map(float, line)) for line in lines] if len(lines) <= MOST_LINES else []
    if _RELATIVE.search(said):
        return []
    return _symbol(element, place, max(map(abs, map(float, _NUMBERS.findall(said))), default=0), frozenset())


def _line(place: Place, x: float, y: float, end_x: float, end_y: float) -> Piece:
    x_move, y_move = round(end_x - x, 2), round(end_y - y, 2)
    room = 1 + (_length(place.inherited, "stroke-width") or 1)
    box = Box(min(0, x_move) - room, min(0, y_move) - room, max(0, x_move) + room, max(0, y_move) + room)
    alone = Place(place.x, place.y, place.scale, {**place.inherited, "d": f"M0 0L{x_move} {y_move}"})
    return _piece(Element(f"{SVG}path"), alone.at(x, y), box, _ENDS)


def _symbol(element: Element, place: Place, reach: float, dropped: Collection[str]) -> list[Piece]:
    if reach > LARGEST:
        return []
    reach += (_length(place.inherited, "stroke-width") or 1) + 1
    return [_piece(element, place, Box(-reach, -reach, reach, reach), dropped)]


def _piece(element: Element, place: Place, box: Box, dropped: Collection[str]) -> Piece:
    """An element by itself, with what it inherits and without what says where it stands."""
    told = {name: value for name, value in place.inherited.items() if name not in dropped}
    alone = Element(element.tag, told)
    alone.text = element.text
    alone.extend(element)
    return Piece(ElementTree.tostring(alone, "unicode"), box, place.x, place.y, place.scale)


def _length(told: Mapping[str, str], name: str) -> float | None:
    """A length in units of the drawing, 0 when it is not said; None for a share of the drawing."""
    try:
        return float(told.get(name, "0"))
    except ValueError:
        return None


_MAKERS: Makers = {
    f"{SVG}text": _text,
    _CIRCLE: _circle,
    f"{SVG}use": _use,
    f"{SVG}path": _path,
    f"{SVG}rect": _rect,
    f"{SVG}line": _straight,
}
