"""The files with which an exhibit is shown elsewhere: oEmbed, e-mail block, code to print."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from functools import cache, partial
from typing import Any

from .. import mail
from ..catalog import Catalog
from ..charts.plots import rows
from ..figure import Figure
from ..fragments.tiles import Tile
from ..keys import cases_key, key_of
from ..output import Output
from .key_figures import key_figures
from .listing import exhibits
from .sharing import Shared, oembed, qr_code

MOST_TOLD = 12  # rows of a frozen table that a block says
LINKS = {
    "carte": "Voir la carte, sa liste et ses sources",
    "graphique": "Voir le graphique, ses données et ses sources",
    "chiffre": "Voir le chiffre, ce qu’il couvre et ses sources",
}


def files(catalog: Catalog) -> Iterator[Output]:
    """What stands beside every exhibit, maps included."""
    for exhibit in exhibits(catalog):
        key = key_of(cases_key(catalog, exhibit.studies, exhibit.tables), exhibit.title)
        for name, make in _files(Shared(catalog=catalog, exhibit=exhibit)):
            yield Output.later(f"{exhibit.path}{name}", key, make, together=exhibit.together)


def _files(shared: Shared) -> Iterator[tuple[str, Callable[[], bytes]]]:
    settings = shared.catalog.settings
    block = cache(partial(block_of, shared))
    yield "oembed.json", partial(oembed, shared)
    html = cache(lambda: mail.document(block()))
    text = cache(lambda: mail.text(block()))
    day, sender = shared.catalog.edition, settings.contact
    yield "courriel.html", lambda: html().encode()
    yield "courriel.txt", lambda: text().encode()
    yield "courriel.eml", lambda: mail.message(block().title, text(), html(), day, sender)
    yield "qr.svg", partial(qr_code, shared.url)


def block_of(shared: Shared) -> mail.Block:
    """The e-mail block of an exhibit as it is now.

    A key figure is text: a picture would be heavier, and blocked. A chart without picture is bars of cells.
    """
    exhibit = shared.exhibit
    figure = exhibit.draw()
    known = key_figures(shared.catalog).get(exhibit.path)
    picture = "" if known else shared.picture
    return mail.Block(
        title=exhibit.title,
        url=shared.url,
        words=figure.description,
        source=source(shared),
        link=LINKS[exhibit.kind],
        picture=picture,
        panels=() if known or picture else _panels(figure),
        numbers=tuple(map(_number, known.tiles)) if known else (),
    )


def frozen_block(shared: Shared) -> mail.Block:
    """The e-mail block of an exhibit as an edition keeps it: what it says is read from the frozen table."""
    assert shared.edition is not None
    path = f"{shared.exhibit.path}{shared.stem}.csv"
    known = path in shared.edition.files
    return mail.Block(
        title=shared.title,
        url=shared.url,
        words=_told(shared.edition.read(path)) if known else "",
        source=source(shared),
        link="Voir la version figée, et celle d’aujourd’hui",
        picture=shared.picture,
    )


def _told(table: bytes) -> str:
    """The first rows of a table in a sentence: « Ardèche : 4 ; Drôme : 3 »."""
    lines = list(csv.reader(io.StringIO(table.decode())))[1:]
    return " ; ".join(" : ".join(filter(None, line[:2])) for line in lines[:MOST_TOLD]) + "."


def source(shared: Shared) -> str:
    """Where the figures come from, of which day, under which licence."""
    settings = shared.catalog.settings
    return f"Source : {settings.site_name}, {shared.dated}. {settings.licence.nom}."


def _number(tile: Tile) -> mail.Number:
    return mail.Number(
        value=f"{tile.reserve} {tile.number} {tile.unit}".strip(), label=tile.label, known=tile.known
    )


def _panels(figure: Figure) -> tuple[mail.Panel, ...]:
    plot: dict[str, Any] = figure.plot() if figure.plot else {"data": []}
    return tuple(mail.Panel(title, tuple(mail.Bar(*row) for row in found)) for title, found in rows(plot))
