"""Pictures: our SVG drawings as PNG files, for places that show no SVG (e-mails, sharing, thumbnails).

Fonts come from a package, never from the machine: the same drawing gives the same bytes everywhere. Drawings
have few colours, so files have a palette: a third of the weight, and nobody sees it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from io import BytesIO

import resvg_py
from PIL import Image

PAPER = "#fbfaf7"
FONT = "Source Sans Pro"
MOST_BYTES = 80_000  # what an e-mail may carry
# Colours and zlib's level, until the file is light enough. Below 17, two pixels share a byte and weigh more.
EFFORTS = ((32, 7), (18, 9))
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
    """The same drawing for ordinary and for sharp screens, drawn once: `width`, then about twice `width`."""
    large = drawn(svg, 2 * width, background)
    return encoded(large.reduce(2)), _light(large)


def _light(image: Image.Image) -> bytes:
    """The file of a picture; a little smaller, still sharp, when an e-mail could not carry it."""
    for share in (1, 5 / 6, 2 / 3):
        size = round(image.width * share), round(image.height * share)
        content = encoded(image if share == 1 else image.resize(size, Image.Resampling.LANCZOS))
        if len(content) <= MOST_BYTES:
            break
    return content


def drawn(svg: str, pixels: int, background: str = PAPER) -> Image.Image:
    """A drawing as a picture of `pixels` across, to be drawn upon."""
    content = resvg_py.svg_to_bytes(
        svg_string=standalone(svg),
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
    return Image.open(BytesIO(bytes(content))).convert("RGB")


def encoded(image: Image.Image) -> bytes:
    """The file of a picture: in few colours, fewer when it would weigh more than an e-mail may carry."""
    colours = _main_colours(image)
    for count, level in EFFORTS:
        content = BytesIO()
        _with_palette(image, colours[:count]).save(content, "PNG", compress_level=level)
        if content.tell() <= MOST_BYTES:
            break
    return content.getvalue()


def _main_colours(image: Image.Image) -> list[tuple[int, int, int]]:
    """The colours of a picture, those that cover most first: flat ones, then the edges of letters.

    One pixel in nine tells, and nine times faster.
    """
    sample = image.resize((image.width // 3 or 1, image.height // 3 or 1), Image.Resampling.NEAREST)
    counted = sample.getcolors(4096) or sample.getcolors(sample.width * sample.height) or []
    return [colour for _, colour in sorted(counted, key=lambda found: (-found[0], found[1]))]  # type: ignore


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
