"""A plate: the drawing alone on its sheet, with its title, what it covers, its source and its date.

It is drawn narrower than it is shown, so that the smallest letters are 14 pixels high in an e-mail.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from markupsafe import Markup

from ..catalog import Catalog
from ..charts.scales import BOLD, wrapped
from ..figure import Figure
from ..templating import render
from ..text import date_in_words, typography
from .frame import height_of

SHOWN = 480  # pixels across, where it is shown
WIDTH = 442
MARGIN = 16
TITLE, TEXT = 18, 13
TITLE_LINE, TEXT_LINE = 24, 18
MOST_LINES = 4  # of what is said under the drawing; the page says the rest
_SIZE = re.compile(r' width="\d+"')


@dataclass(frozen=True, slots=True)
class Plate:
    """The file of a drawing, and the height at which it is shown, `SHOWN` pixels wide."""

    svg: str
    height: int


def plate(catalog: Catalog, figure: Figure) -> Plate:
    """The plate of a chart or of a key figure."""
    room = WIDTH - 2 * MARGIN
    title = wrapped(typography(figure.title), room * BOLD, TITLE, most=4)
    limits = wrapped(typography(figure.limits), room, TEXT, most=MOST_LINES) if figure.limits else ()
    source = wrapped(source_line(catalog), room, TEXT, most=3)
    top = MARGIN + len(title) * TITLE_LINE + 6
    below = top + height_of(figure.svg) + 8
    foot = below + len(limits) * TEXT_LINE + 8
    height = foot + len(source) * TEXT_LINE + MARGIN
    svg = render(
        "svg/planche.svg",
        "",
        name=f"{figure.title}. {figure.description}",
        width=WIDTH,
        height=height,
        shown=SHOWN,
        shown_height=shown(height),
        margin=MARGIN,
        title=[(line, MARGIN + (rank + 1) * TITLE_LINE - 6) for rank, line in enumerate(title)],
        drawing=_placed(figure.svg, top, room),
        limits=[(line, below + (rank + 1) * TEXT_LINE) for rank, line in enumerate(limits)],
        source=[(line, foot + (rank + 1) * TEXT_LINE) for rank, line in enumerate(source)],
        rule=foot,
    )
    return Plate(str(svg), shown(height))


def source_line(catalog: Catalog) -> str:
    """Where a figure comes from, of which day, under which licence."""
    settings = catalog.settings
    edition = date_in_words(catalog.edition)
    site = settings.site_url.partition("://")[2].strip("/")
    return f"Source : {settings.site_name} ({site}), données au {edition}. {settings.licence.nom}."


def shown(height: int) -> int:
    """A height of the drawing, in pixels where it is shown."""
    return round(height * SHOWN / WIDTH)


def _placed(svg: str, y: int, width: int) -> Markup:
    """The drawing where it stands in the plate; its words are those of the plate."""
    return Markup(_SIZE.sub(f' x="{MARGIN}" y="{y}" width="{width}"', svg, count=1))  # noqa: S704
