"""How high a frame must be for nothing in it to scroll, on the narrowest screen.

Estimated from the words, as `docs/assets/cadre.css` sets them; the browser tests check it against Chromium.
"""

from __future__ import annotations

import re
from math import ceil

from ..charts.scales import BOLD, NARROWEST, width_of, wrapped
from ..figure import Figure
from ..text import typography

WIDTH, KEY_FIGURE_WIDTH = 600, 400  # what is proposed: frames go from 320 pixels up
TITLE, TITLE_LINE = 18, 24
TEXT, LINE = 14, 20
GAP = 12
TOOLS = 2 * 36  # the buttons, on two lines
FOLDED = 28 + GAP  # « Lire les données »
FOOT = 3 * LINE + GAP
PADDING = 2 * 16
SLACK = 12


def frame_height(figure: Figure) -> int:
    """The height of the frame of a chart."""
    drawing = height_of(figure.svg) + GAP
    limits = lines(figure.limits, TEXT) * LINE + GAP
    return PADDING + title_height(figure.title) + drawing + limits + TOOLS + FOLDED + FOOT + SLACK


def title_height(title: str) -> int:
    """What the title takes."""
    return lines(title, TITLE / BOLD) * TITLE_LINE + GAP


def height_of(svg: str) -> int:
    """The height that a drawing says it has."""
    found = re.search(r'<svg[^>]* height="(\d+)', svg)
    return int(found[1]) if found else 0


def lines(text: str, size: float, width: float = NARROWEST) -> int:
    """How many lines a text takes; a word that is too long for one is cut."""
    written = typography(text)
    cut = sum(ceil(width_of(word, size) / width) - 1 for word in written.split(" ") if word)
    return len(wrapped(written, width, size, most=999)) + cut if text else 0
