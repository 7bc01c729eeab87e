"""Pictures: our SVG drawings as PNG files, for places that show no SVG (e-mails, sharing, thumbnails).

Fonts come from a package, never from the machine: the same drawing gives the same bytes everywhere. Drawings
have few colours, so files have a palette: a third of the weight, and nobody sees it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from io import BytesIO
from typing import cast

import resvg_py
from PIL import Image, ImageColor

PAPER = "#fbfaf7"
FONT = "Source Sans Pro"
MOST_BYTES = 80_000  # what an e-mail may carry
COLOURS = 24  # below 17, two pixels share a byte and weigh more
HARDEST = 9
# The light ones of docs/assets/vitrine.css that tell things apart: a rare one must not be lost.
SITE_COLOURS = frozenset(
    map(
        ImageColor.getrgb,
        ("#1d2433", "#0f5c5c", "#b5482f", "#3d6fb6", "#94690f", "#8a4a86", "#3f7d3a", "#b03a6a", "#9fc3cf"),
    )
)
SHARES = (5 / 6, 3 / 4, 2 / 3)
_FACES = {"regular": "Regular", "semibold": "Semibold", "bold": "Bold"}
_VARIABLE = re.compile(r"var\(\s*--[\w-]+\s*,\s*([^()]*?)\s*\)")
_NAMESPACE = ' xmlns="http://www.w3.org/2000/svg"'  # a page can do without, a file cannot
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


def png(svg: str, width: int, scale: float = 1, background: str = PAPER) -> bytes:
    """A drawing as a PNG file of `width` × `scale` pixels across, in the light colours of the site.

    `scale` 2 suits a picture that is shown `width` pixels wide on a sharp screen. ValueError when the text is
    no SVG.
    """
    return encoded(drawn(svg, round(width * scale), background))


@lru_cache(maxsize=2)
def png_pair(svg: str, width: int, background: str = PAPER) -> tuple[bytes, bytes]:
    """The same drawing for ordinary and for sharp screens: `width` across, then twice that.

    The second is drawn a little smaller, still sharp, when an e-mail could not carry it.
    """
    large = drawn(svg, 2 * width, background)
    small, content = encoded(large.reduce(2)), encoded(large)
    for share in (1, *SHARES):
        if len(content) <= MOST_BYTES:
            break
        if share < 1:
            large = drawn(svg, round(2 * width * share), background)
        content = encoded(large, HARDEST)
    return small, content


def drawn(svg: str, pixels: int, background: str = PAPER) -> Image.Image:
    """A drawing as a picture of `pixels` across, to be drawn upon."""
    whole = standalone(svg)
    if not (found := _BACKDROP.search(whole)):
        return _rasterised(whole, pixels, background).convert("RGB")
    rest = whole.replace(found["fond"], "", 1).replace(found["papier"], "", 1)
    over = _rasterised(rest, pixels, "transparent")
    ratio, top, bottom = pixels / float(found["large"]), float(found["haut"]), float(found["bas"])
    fond = _ID.sub(r"carte-\1", found["fond"])
    under = _backdrop(fond, float(found["echelle"]) * ratio, pixels, round((bottom - top) * ratio))
    picture = Image.new("RGB", over.size, background)
    picture.paste(under, (0, round(top * ratio)))
    picture.paste(over, mask=over)
    return picture


# The backdrop of a map in a plate (svg/planche.svg): many maps share it, and it is half of the work.
_BACKDROP = re.compile(
    r'<svg [^>]*viewBox="0 0 (?P<large>[\d.]+) .*?(?P<papier><rect [^>]*/>).*?'
    r'<g transform="translate\(0 (?P<haut>[\d.]+)\) scale\((?P<echelle>[\d.]+)\)".*?'
    r'(?P<fond><g class="fond".*?</g>).*?ZM0 (?P<bas>[\d.]+)H',
    re.DOTALL,
)
_ID = re.compile(r"carte-[\w-]+-(contour|dedans)")


@lru_cache(maxsize=16)
def _backdrop(fond: str, scale: float, width: int, height: int) -> Image.Image:
    svg = f'<svg{_NAMESPACE} width="{width}" height="{height}"><g transform="scale({scale})">{fond}</g></svg>'
    return _rasterised(svg, width, PAPER).convert("RGB")


def _rasterised(svg: str, pixels: int, background: str) -> Image.Image:
    content = resvg_py.svg_to_bytes(
        svg_string=svg,
        width=pixels,
        background=background,
        style_sheet=_STYLE,
        font_files=[font_file(face) for face in _FACES],
        skip_system_fonts=True,
        font_family=FONT,
        sans_serif_family=FONT,
        serif_family=FONT,
        languages=["fr"],
    )
    return Image.open(BytesIO(bytes(content)))


def encoded(image: Image.Image, level: int = 7) -> bytes:
    """The file of a picture, in its main colours; zlib's level costs five times more at `HARDEST`."""
    content = BytesIO()
    _with_palette(image, _main_colours(image)[:COLOURS]).save(content, "PNG", compress_level=level)
    return content.getvalue()


def _main_colours(image: Image.Image) -> list[tuple[int, int, int]]:
    """The colours of a picture: those of the site that it has, then those that cover most, edges of letters.

    One pixel in nine tells, and nine times faster.
    """
    sample = image.resize((image.width // 3 or 1, image.height // 3 or 1), Image.Resampling.NEAREST)
    counted = sample.getcolors(4096) or sample.getcolors(sample.width * sample.height) or []
    found = cast("list[tuple[int, tuple[int, int, int]]]", counted)
    ordered = sorted(found, key=lambda one: (one[1] not in SITE_COLOURS, -one[0], one[1]))
    return [colour for _, colour in ordered]


def _with_palette(image: Image.Image, colours: list[tuple[int, int, int]]) -> Image.Image:
    """The picture with each pixel of the nearest of some colours."""
    palette = Image.new("P", (1, 1))
    palette.putpalette([value for colour in colours for value in colour])
    return image.quantize(palette=palette, dither=Image.Dither.NONE)


def standalone(svg: str) -> str:
    """The drawing with each variable of the style sheet replaced by the colour that follows it."""
    plain = _VARIABLE.sub(r"\1", svg)
    if plain != svg:
        return standalone(plain)  # a colour may itself be a variable and what follows it
    return svg if _NAMESPACE in svg else svg.replace("<svg", f"<svg{_NAMESPACE}", 1)


def font_file(face: str) -> str:
    """The file of a face of the font: `regular`, `semibold` or `bold`."""
    return str(files("font_source_sans_pro") / "files" / f"SourceSansPro-{_FACES[face]}.ttf")
