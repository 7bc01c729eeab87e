"""Pictures: our SVG drawings as PNG files, for places that show no SVG (e-mails, thumbnails).

Fonts come from a package, never from the machine: the same drawing gives the same bytes everywhere.
"""

from __future__ import annotations

import re
from importlib.resources import files

import resvg_py

PAPER = "#fbfaf7"
FONT = "Source Sans Pro"
_FACES = ("Regular", "Semibold", "Bold")
_VARIABLE = re.compile(r"var\(\s*--[\w-]+\s*,\s*([^()]*?)\s*\)")
_NAMESPACE = ' xmlns="http://www.w3.org/2000/svg"'  # a page can do without, a file cannot
# What docs/assets/vitrine.css says of drawings and of names on maps, and a drawing shown alone lacks.
_STYLE = """
svg { color: #1d2433 }
text { font-family: "Source Sans Pro" }
.departement, text.loin { fill: #5a6070 }
.departement { letter-spacing: .04em }
.ville { font-weight: 600 }
.mineure { font-weight: 400 }
"""


def png(svg: str, width: int, scale: float = 1, background: str = PAPER) -> bytes:
    """A drawing as a PNG file of `width` × `scale` pixels across, in the light colours of the site.

    `scale` 2 suits a picture that is shown `width` pixels wide on a sharp screen. ValueError when the text is
    no SVG.
    """
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=standalone(svg),
            width=round(width * scale),
            background=background,
            style_sheet=_STYLE,
            font_files=_font_files(),
            skip_system_fonts=True,
            font_family=FONT,
            sans_serif_family=FONT,
            serif_family=FONT,
            languages=["fr"],
        )
    )


def standalone(svg: str) -> str:
    """The drawing with each variable of the style sheet replaced by the colour that follows it."""
    plain = _VARIABLE.sub(r"\1", svg)
    if plain != svg:
        return standalone(plain)  # a colour may itself be a variable and what follows it
    return svg if _NAMESPACE in svg else svg.replace("<svg", f"<svg{_NAMESPACE}", 1)


def _font_files() -> list[str]:
    folder = files("font_source_sans_pro") / "files"
    return [str(folder / f"SourceSansPro-{face}.ttf") for face in _FACES]
