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
from itertools import accumulate
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import resvg_py
from PIL import Image, ImageColor, ImageDraw

from .letters import FACES, FONT, font_file, font_of
from .pieces import STYLES, SVG, Box, Letters, Piece, Place, lifted

INK, PAPER = "#1d2433", "#fbfaf7"
Sprite = tuple[Image.Image, int, int]  # a piece, and where its left and its top are from where it stands
_BEFORE = {"start": 0.0, "middle": -0.5, "end": -1.0}  # the share of a text that comes before its place
_VARIABLE = re.compile(r"var\(\s*--[\w-]+\s*,\s*([^()]*?)\s*\)")
_NAMESPACE = f' xmlns="{SVG[1:-1]}"'  # a page can do without, a file cannot
_STYLE = "\n".join(
    [
        f"svg {{ color: {INK} }}",
        f'text {{ font-family: "{FONT}" }}',
        *(f".{name} {{ {key}: {value} }}" for name, said in STYLES.items() for key, value in said.items()),
        ".fond { shape-rendering: crispEdges }",  # at this size nobody sees it, and outlines weigh half
    ]
)
_COVER = re.compile(r"M0 0H[\d.]+V([\d.]+)H0ZM0 ([\d.]+)H")  # of svg/planche.svg: what is around a map
_ID = re.compile(r"carte-[\w-]+-contour")


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
    size = piece.scale * scale
    sprite, left, top = (
        _written(piece.letters, size) if piece.letters else _sprite(piece.svg, piece.box, size)
    )
    picture.paste(sprite, (round(piece.x * scale) + left, round(piece.y * scale) + top), sprite)


@lru_cache(maxsize=1024)
def _written(letters: Letters, scale: float) -> Sprite:
    """A plain text, as resvg would write it in ten times the time: but for kerning, nobody sees which did."""
    font, spacing = font_of(letters.face, letters.size * scale), letters.spacing * scale
    parts = list(letters.text) if spacing else [letters.text]
    ends = list(accumulate((font.getlength(part) + spacing for part in parts), initial=0))
    reach = letters.reach * scale
    room, (above, below) = math.ceil(reach) + 1, font.getmetrics()
    size = (math.ceil(ends[-1]) + 2 * room, above + below + 2 * room)
    ink = INK if letters.fill == "currentColor" else letters.fill
    clear = (*ImageColor.getrgb(letters.halo or ink)[:3], 0)  # edges have the colour of what is inside
    sprite = Image.new("RGBA", size, clear)
    pen = ImageDraw.Draw(sprite)
    for fill, stroke in ((letters.halo, reach), (ink, 0)):
        for part, x in zip(parts, ends, strict=False) if fill else ():
            pen.text((room + x, room + above), part, fill, font, "ls", stroke_width=stroke)
    return sprite, round(_BEFORE[letters.anchor] * ends[-1]) - room, -room - above


@lru_cache(maxsize=1024)
def _sprite(svg: str, box: Box, scale: float) -> Sprite:
    """A piece at its size, cut close."""
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
    text = _ID.sub("carte-contour", _text_of(fond))
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
