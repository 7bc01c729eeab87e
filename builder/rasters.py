"""Rasters: our SVG drawings as pixels.

resvg draws, but takes as long for an empty page as for a full one, and most of the rest for letters. So what
comes back from one drawing to the next is rasterised once, alone, and laid where it stands, on a whole pixel:
the backdrop of a map, and `pieces` (each name, each symbol). Pillow writes plain texts, as on cards.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache
from io import BytesIO
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import resvg_py
from PIL import Image, ImageDraw

from .letters import FACES, FONT, font_file, font_of
from .pieces import SVG, Box, Letters, Piece, Place, lifted

INK, PAPER = "#1d2433", "#fbfaf7"
_ANCHORS = {"start": "ls", "middle": "ms", "end": "rs"}  # Pillow’s names for places on the line of a text
_VARIABLE = re.compile(r"var\(\s*--[\w-]+\s*,\s*([^()]*?)\s*\)")
_NAMESPACE = f' xmlns="{SVG[1:-1]}"'  # a page can do without, a file cannot
# What docs/assets/vitrine.css says of drawings and of names on maps, and a drawing shown alone lacks.
_STYLE = """
svg { color: #1d2433 }
text { font-family: "Source Sans Pro" }
.noms { font-size: 15px }
.departement, text.loin { fill: #5a6070 }
.departement { letter-spacing: .04em }
.ville { font-weight: 600 }
.mineure { font-weight: 400 }
.fond { shape-rendering: crispEdges }
"""  # at this size nobody sees that outlines are not smoothed, and they weigh half
_COVER = re.compile(r"M0 0H[\d.]+V([\d.]+)H0ZM0 ([\d.]+)H")  # of svg/planche.svg: what is around a map
_ID = re.compile(r"carte-[\w-]+-(contour|dedans)")


def drawn(svg: str, pixels: int) -> Image.Image:
    """A drawing as a picture of `pixels` across, to be drawn upon. ValueError when the text is no SVG."""
    root = _parsed(svg)
    width, height = _size(root)
    scale = pixels / width
    picture = Image.new("RGB", (pixels, _pixels(height * scale)), PAPER)
    _take_paper(root, f"{width:g}", f"{height:g}")
    if window := _taken_window(root):
        plan, top, bottom = window
        picture.paste(_map(plan, width, bottom - top, scale), (0, round(top * scale)))
    _lay(picture, root, scale)
    return picture


def standalone(svg: str) -> str:
    """The drawing with each variable of the style sheet replaced by the colour that follows it."""
    plain = _VARIABLE.sub(r"\1", svg)
    if plain != svg:
        return standalone(plain)  # a colour may itself be a variable and what follows it
    return svg if _NAMESPACE in svg else svg.replace("<svg", f"<svg{_NAMESPACE}", 1)


def _parsed(svg: str) -> Element:
    try:
        return ElementTree.fromstring(standalone(svg))
    except ElementTree.ParseError as error:
        raise ValueError(f"not an SVG: {error}") from error


def _size(root: Element) -> tuple[float, float]:
    """The width and the height of a drawing, in its own units."""
    view = root.get("viewBox", "").split()
    width, height = view[2:] if len(view) == 4 else (root.get("width", ""), root.get("height", ""))
    return float(width), float(height)


def _take_paper(root: Element, width: str, height: str) -> None:
    """Take out what only says again of which colour the paper is."""
    paper = root.find(f"{SVG}rect")
    if paper is not None and paper.attrib == {"width": width, "height": height, "fill": PAPER}:
        root.remove(paper)


def _pixels(length: float) -> int:
    return math.ceil(round(length, 6))


def _lay(picture: Image.Image, root: Element, scale: float) -> None:
    """Draw on a picture, of as many pixels as it has, what a drawing holds."""
    under, over, something = lifted(root)
    for piece in under:
        _lay_piece(picture, piece, scale)
    if something:
        rest = _rasterised(_text_of(root), picture.width)
        picture.paste(rest, mask=rest)
    for piece in over:
        _lay_piece(picture, piece, scale)


def _lay_piece(picture: Image.Image, piece: Piece, scale: float) -> None:
    if piece.letters:
        _write(picture, piece.letters, (piece.x * scale, piece.y * scale), piece.scale * scale)
        return
    sprite, left, top = _sprite(piece.svg, piece.box, piece.scale * scale)
    picture.paste(sprite, (round(piece.x * scale) + left, round(piece.y * scale) + top), sprite)


def _write(picture: Image.Image, letters: Letters, place: tuple[float, float], scale: float) -> None:
    """Write a plain text, as resvg would in ten times the time: but for kerning, nobody sees which did."""
    font = font_of(letters.face, letters.size * scale)
    fill = INK if letters.fill == "currentColor" else letters.fill
    ImageDraw.Draw(picture).text(place, letters.text, fill, font, _ANCHORS[letters.anchor])


@lru_cache(maxsize=1024)
def _sprite(svg: str, box: Box, scale: float) -> tuple[Image.Image, int, int]:
    """A piece at its size, cut close, and where its left and its top are from the place where it stands."""
    left, top = math.floor(box.left * scale), math.floor(box.top * scale)
    width, height = math.ceil(box.right * scale) - left, math.ceil(box.bottom * scale) - top
    moved = f'<g transform="translate({-left} {-top}) scale({scale})">{svg}</g>'
    image = _rasterised(f'<svg{_NAMESPACE} width="{width}" height="{height}">{moved}</svg>', width)
    close = image.getbbox() or (0, 0, 1, 1)
    return image.crop(close), left + close[0], top + close[1]


# ------------------------------------------------------------------ maps in a plate (svg/planche.svg)


def _taken_window(root: Element) -> tuple[Element, float, float] | None:
    """The map of a plate, taken out of it with the paper, and its top and bottom; None when it has none."""
    plan = next((g for g in root.findall(f"{SVG}g") if g.find(f"{SVG}g[@class='fond']") is not None), None)
    cover = next((p for p in root.findall(f"{SVG}path") if _COVER.match(p.get("d", ""))), None)
    if plan is None or cover is None:
        return None
    root.remove(plan)
    root.remove(cover)
    top, bottom = map(float, _COVER.findall(cover.get("d", ""))[0])
    return plan, top, bottom


def _map(plan: Element, width: float, height: float, scale: float) -> Image.Image:
    """What the window of a map shows."""
    place = Place().inside(plan)
    fond = plan.find(f"{SVG}g[@class='fond']")
    assert place is not None
    assert fond is not None
    plan.remove(fond)
    plan.set("transform", f"scale({place.scale})")
    size = {"width": f"{width}", "height": f"{height}", "viewBox": f"0 0 {width} {height}"}
    alone = Element(f"{SVG}svg", size)
    alone.append(plan)
    text = _ID.sub(r"carte-\1", _text_of(fond))
    picture = _backdrop(text, place.scale * scale, _pixels(width * scale), _pixels(height * scale)).copy()
    _lay(picture, alone, scale)
    return picture


@lru_cache(maxsize=4)  # of one map after another, at two scales: each weighs some eight megabytes
def _backdrop(fond: str, scale: float, width: int, height: int) -> Image.Image:
    svg = f'<svg{_NAMESPACE} width="{width}" height="{height}"><g transform="scale({scale})">{fond}</g></svg>'
    return _rasterised(svg, width, PAPER).convert("RGB")


# ------------------------------------------------------------------ resvg


def _text_of(element: Element) -> str:
    return ElementTree.tostring(element, "unicode")


def _rasterised(svg: str, pixels: int, background: str = "transparent") -> Image.Image:
    content = resvg_py.svg_to_bytes(
        svg_string=svg,
        width=pixels,
        background=background,
        style_sheet=_STYLE,
        font_files=[font_file(face) for face in FACES],
        skip_system_fonts=True,
        font_family=FONT,
        sans_serif_family=FONT,
        serif_family=FONT,
        languages=["fr"],
    )
    return Image.open(BytesIO(bytes(content)))
