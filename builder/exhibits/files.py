"""The files of charts and key figures: the page that fills a frame, the drawing, pictures, the table."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from markupsafe import Markup

from ..attribution import Attribution, attribution, signature, signed_png, signed_svg
from ..canonical import csv_text
from ..catalog import Catalog
from ..exports.csv_tables import safe
from ..figure import Cell, Figure
from ..json_text import compact
from ..keys import cases_key, key_of
from ..output import Key, Output
from ..pictures import picture_key, png_pair
from ..plates import WIDTH, credits, plate
from ..scale import has_picture
from ..sharing.addresses import page_picture
from ..templating import render, root_of
from ..text import typography
from .base import Exhibit
from .key_figures import key_figures
from .listing import exhibits
from .sharing import Shared, discovery

NARROWER = 500  # pixels: drawn narrower than the plate, then enlarged, the least letters can be read
_SYSTEM_FONT = ' font-family="system-ui, sans-serif"'  # a plate has its own
_SHARE = re.compile(r'="([\d.]+)%"')


def files(catalog: Catalog) -> Iterator[Output]:
    """Every file of every chart and of every key figure."""
    for exhibit in exhibits(catalog):
        if exhibit.kind != "carte":
            key = key_of(cases_key(catalog, exhibit.studies, exhibit.tables), exhibit.title)
            for path, make, lasting in _files(catalog, exhibit):
                yield Output.later(path, key, make, lasting, together=exhibit.together)


def _files(catalog: Catalog, exhibit: Exhibit) -> Iterator[tuple[str, Callable[[], bytes], Key]]:
    """How to make each file, and its lasting key; nothing is drawn before one is asked for."""
    draw, stem = exhibit.draw, f"{exhibit.path}{exhibit.kind}"
    drawing = cache(lambda: alone(catalog, exhibit, draw()))

    def said() -> Attribution:
        return attribution(catalog, draw(), exhibit.path, exhibit.studies)

    def lasting() -> str:
        return picture_key(drawing(), WIDTH, signature(said()))

    yield f"{exhibit.path}index.html", lambda: frame(catalog, exhibit, draw()), ""
    yield f"{stem}.svg", lambda: signed_svg(drawing(), said()).encode(), ""
    yield f"{stem}.csv", lambda: table(catalog, exhibit, draw()), ""
    if has_picture(exhibit.path):
        yield f"{stem}.png", lambda: signed_png(png_pair(drawing(), WIDTH)[0], said()), lasting
        yield f"{stem}-2x.png", lambda: signed_png(png_pair(drawing(), WIDTH)[1], said()), lasting
    if exhibit.kind == "graphique":
        yield f"{stem}.json", lambda: _plot(draw()), ""


def alone(catalog: Catalog, exhibit: Exhibit, figure: Figure) -> str:
    """The drawing by itself: with its title, what it covers, its source and its date."""
    notes = [note for note in (figure.limits, credits(catalog, exhibit.path)) if note]
    return plate(_measured(str(figure.svg)), title=figure.title, notes=notes)


def _measured(svg: str) -> str:
    """The drawing at a width of its own, in pixels: resvg takes shares of the width from the whole plate."""
    narrower = svg.replace('width="600"', f'width="{NARROWER}"', 1).replace(_SYSTEM_FONT, "", 1)
    return _SHARE.sub(lambda share: f'="{round(float(share[1]) * NARROWER / 100, 2):g}"', narrower)


def frame(catalog: Catalog, exhibit: Exhibit, figure: Figure) -> bytes:
    """The page that fills a frame."""
    shared = Shared(catalog=catalog, exhibit=exhibit)
    known = key_figures(catalog).get(exhibit.path)
    page = render(
        "exhibits/cadre.html",
        root_of(exhibit.path),
        exhibit=exhibit,
        figure=figure,
        tiles=known.tiles if known else (),
        settings=catalog.settings,
        edition=catalog.edition,
        url=shared.url,
        card=page_picture(catalog, exhibit.page),
        description=_shortened(typography(f"{exhibit.title}. {figure.description}")),
        discovery=Markup(discovery(shared)),
    )
    return page.encode()


def _shortened(text: str, most: int = 190) -> str:
    return text if len(text) <= most else f"{text[:most].rsplit(' ', 1)[0].rstrip(' ,;:')}…"


def _plot(figure: Figure) -> bytes:
    assert figure.plot is not None
    return compact(figure.plot()).encode()


# ------------------------------------------------------------------ the table


def table(catalog: Catalog, exhibit: Exhibit, figure: Figure) -> bytes:
    """The table of a figure; each row says its licence, its date and where it comes from, so that none is
    ever parted from them."""
    settings = catalog.settings
    said = (catalog.edition.isoformat(), settings.licence.nom, f"{settings.site_url}{exhibit.path}")
    header = (*figure.table.headers, "Lien", "Données au", "Licence", "Adresse")
    rows = ((*map(_cell, row), safe(_link(catalog, row)), *said) for row in figure.table.rows)
    return csv_text((header, *rows)).encode()


def _cell(cell: Cell) -> str:
    """What a cell says, thousands together so that a spreadsheet reads a number."""
    if cell.numeric:
        return safe(re.sub(r"(?<=\d)[\u202f\u00a0](?=\d)", "", cell.text))
    return safe(cell.text)


def _link(catalog: Catalog, row: Iterable[Cell]) -> str:
    """Where the last linked cell of a row leads: its source, else its case."""
    found = [cell.href for cell in row if cell.href]
    if not found or found[-1].startswith(("https://", "http://")):
        return found[-1] if found else ""
    return f"{catalog.settings.site_url}{found[-1]}"
