"""The letters of pictures: they come from a package, never from the machine, so that bytes are the same."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files

from PIL import ImageFont

FONT = "Source Sans Pro"
FACES = {"regular": "Regular", "semibold": "Semibold", "bold": "Bold"}
_MEASURED = 64


@cache
def font_file(face: str) -> str:
    """The file of a face of the font: `regular`, `semibold` or `bold`."""
    return str(files("font_source_sans_pro") / "files" / f"SourceSansPro-{FACES[face]}.ttf")


@lru_cache(maxsize=64)
def font_of(face: str, size: float) -> ImageFont.FreeTypeFont:
    """A face of the font of pictures, to write with; laid out by Pillow alone, the same on every machine."""
    return ImageFont.truetype(font_file(face), size, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=1 << 14)
def width_of(text: str, face: str, size: float) -> float:
    """How wide a text is, in pixels, in a face of the font of pictures."""
    return font_of(face, _MEASURED).getlength(text) * size / _MEASURED
