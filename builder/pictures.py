"""Pictures: our SVG drawings as PNG files, for places that show no SVG (e-mails, sharing, thumbnails).

Fonts come from a package, never from the machine: the same drawing gives the same bytes everywhere. Drawings
have few colours, so files have a palette: a third of the weight, and nobody sees it.
"""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from operator import itemgetter
from typing import cast

from PIL import Image, ImageColor

from .keys import key_of
from .rasters import drawn
from .version import version_of

MOST_BYTES = 80_000  # what an e-mail may carry
MOST_DRAWN = MOST_BYTES - 4_000  # what a file says of itself comes on top
COLOURS = 24  # below 17, two pixels share a byte and weigh more
# Levels of zlib. 6 weighs a twenty-fifth less than 5 and takes half as long again; 8 weighs a tenth less and
# takes four times as long; 9, ten times, for little more.
USUAL, HARDEST = 5, 8
GAINED = 1.1  # the most that the hardest one gains
# The light ones of docs/assets/vitrine.css that tell things apart: a rare one must not be lost.
SITE_COLOURS = frozenset(
    map(
        ImageColor.getrgb,
        ("#1d2433", "#0f5c5c", "#b5482f", "#3d6fb6", "#94690f", "#8a4a86", "#3f7d3a", "#b03a6a", "#9fc3cf"),
    )
)
SHARES = (5 / 6, 3 / 4, 2 / 3)
# All that makes a picture of a drawing, and puts in its file what it says of itself.
MODULES = ("attribution", "letters", "pictures", "pieces", "rasters")
LIBRARIES = ("font-source-sans-pro", "pillow", "resvg-py")


def png(svg: str, width: int, scale: float = 1) -> bytes:
    """A drawing as a PNG file of `width` × `scale` pixels across, in the light colours of the site.

    `scale` 2 suits a picture that is shown `width` pixels wide on a sharp screen. ValueError when the text is
    no SVG.
    """
    return encoded(drawn(svg, round(width * scale)))


@lru_cache(maxsize=2)
def png_pair(svg: str, width: int) -> tuple[bytes, bytes]:
    """The same drawing for ordinary and for sharp screens: `width` across, then twice that.

    The second is drawn a little smaller, still sharp, when an e-mail could not carry it.
    """
    large = drawn(svg, 2 * width)
    small, content = encoded(large.reduce(2)), _lightened(large)
    for share in SHARES:
        if len(content) > MOST_DRAWN:
            content = _lightened(drawn(svg, round(2 * width * share)))
    return small, content


def picture_key(svg: str, width: int, said: bytes) -> str:
    """The lasting key of the `png_pair` of a drawing, and of what its files say of themselves."""
    return key_of(svg, width, said, version_of(MODULES, LIBRARIES))


def _lightened(image: Image.Image) -> bytes:
    """The file of a picture, with all the more effort when an e-mail could then carry it."""
    content = encoded(image)
    worth_it = MOST_DRAWN < len(content) < MOST_DRAWN * GAINED
    return encoded(image, HARDEST) if worth_it else content


def encoded(image: Image.Image, level: int = USUAL) -> bytes:
    """The file of a picture, in its main colours, and with some effort of zlib."""
    content = BytesIO()
    _with_palette(image, _main_colours(image)[:COLOURS]).save(content, "PNG", compress_level=level)
    return content.getvalue()


def _main_colours(image: Image.Image) -> list[tuple[int, int, int]]:
    """The colours of a picture: those of the site that it has, then those that cover most, edges of letters.

    One pixel in nine tells, and nine times faster.
    """
    sample = image.resize((image.width // 3 or 1, image.height // 3 or 1), Image.Resampling.NEAREST)
    counted = sample.getcolors(4096) or sample.getcolors(sample.width * sample.height) or []
    found = sorted(cast("list[tuple[int, tuple[int, int, int]]]", counted), key=itemgetter(1))
    found.sort(key=itemgetter(0), reverse=True)  # of as many pixels, in the order of the colours
    ordered = [colour for _, colour in found]
    return [*(c for c in ordered if c in SITE_COLOURS), *(c for c in ordered if c not in SITE_COLOURS)]


def _with_palette(image: Image.Image, colours: list[tuple[int, int, int]]) -> Image.Image:
    """The picture with each pixel of the nearest of some colours."""
    palette = Image.new("P", (1, 1))
    palette.putpalette([value for colour in colours for value in colour])
    return image.quantize(palette=palette, dither=Image.Dither.NONE)
