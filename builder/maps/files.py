"""The files of every map: its page, its drawing, its pictures, its table, its GeoJSON."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from operator import attrgetter

from ..attribution import Attribution, attribution, signature, signed_png, signed_svg
from ..catalog import Catalog
from ..exhibits.files import table
from ..figure import Figure
from ..highlights import TABLES as HIGHLIGHTED
from ..keys import cases_key, key_of
from ..output import Output
from ..pictures import picture_key, png_pair
from ..plates import WIDTH, credits, plate
from . import exhibit_of
from .backdrop import backdrop
from .frame import page
from .geojson import content
from .kinds import Map
from .registry import maps_by_name


def files(catalog: Catalog) -> Iterator[Output]:
    """Every file of every map, and the backdrop that their pages share."""
    yield from backdrop(catalog)
    # Those that share a backdrop follow one another: a few are kept, and each is heavy.
    for one in sorted(maps_by_name(catalog).values(), key=attrgetter("department")):
        for name, make in FILES.items():
            key = partial(_key, catalog, one, name)
            lasting = partial(_picture_key, catalog, one) if name in PICTURES else ""
            made = partial(make, catalog, one)
            yield Output.later(f"{one.path}{name}", key, made, lasting, together=one.together)


def _key(catalog: Catalog, one: Map, name: str) -> str:
    told = HIGHLIGHTED if one.kind.highlights and name in WITH_HIGHLIGHTS else ()
    return key_of(cases_key(catalog, one.studies, (*one.kind.tables, *told)), one.name, one.title)


def _page(catalog: Catalog, one: Map) -> bytes:
    return page(catalog, one, exhibit_of(catalog, one), _figure(catalog, one))


def _table(catalog: Catalog, one: Map) -> bytes:
    return table(catalog, exhibit_of(catalog, one), _figure(catalog, one))


def _drawing(catalog: Catalog, one: Map) -> bytes:
    return signed_svg(drawing(catalog, one), _attribution(catalog, one)).encode()


@lru_cache(maxsize=4)  # each of its files asks
def _figure(catalog: Catalog, one: Map) -> Figure:
    return exhibit_of(catalog, one).draw()


@lru_cache(maxsize=4)
def drawing(catalog: Catalog, one: Map) -> str:
    """The map by itself: with its title, its unit, its key, what it covers, its source and its date."""
    figure = _figure(catalog, one)
    return plate(
        figure.svg,
        title=figure.title,
        subtitle=one.kind.subtitle(one.studies),
        signs=one.kind.signs(catalog, one.studies, one.department),
        notes=[figure.limits, credits(catalog, one.path)],
        bleed=True,
    )


def _picture(catalog: Catalog, one: Map, *, large: bool) -> bytes:
    return signed_png(png_pair(drawing(catalog, one), WIDTH)[large], _attribution(catalog, one))


def _picture_key(catalog: Catalog, one: Map) -> str:
    return picture_key(drawing(catalog, one), WIDTH, signature(_attribution(catalog, one)))


def _attribution(catalog: Catalog, one: Map) -> Attribution:
    return attribution(catalog, _figure(catalog, one), one.path, one.studies, is_map=True)


WITH_HIGHLIGHTS = ("index.html", "carte.geojson")
PICTURES = ("carte.png", "carte-2x.png")
FILES: dict[str, Callable[[Catalog, Map], bytes]] = {
    "index.html": _page,
    "carte.svg": _drawing,
    "carte.png": partial(_picture, large=False),
    "carte-2x.png": partial(_picture, large=True),
    "carte.csv": _table,
    "carte.geojson": content,
}
