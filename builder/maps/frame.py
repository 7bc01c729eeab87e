"""The interactive page of a map: folium builds the map, our own script fills it.

No text of a table ever reaches folium or branca, which would run it as a template: they only see numbers and
addresses of ours. What the map shows is JSON in the page, its tags escaped, and becomes text in the browser
by `textContent`. In the page rather than fetched: a sandboxed frame may not fetch, a page opened by a double
click neither.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby, takewhile
from textwrap import shorten
from typing import Any

from markupsafe import Markup

from ..catalog import Catalog, Location
from ..exhibits import Exhibit
from ..exhibits.sharing import Shared, discovery
from ..figure import Figure
from ..json_text import in_page
from ..sharing.addresses import page_picture
from ..templating import render, root_of
from ..text import number, slug, typography
from ..vendored import LEAFLET
from ..words import PlacePrecision
from .backdrop import PATH as BACKDROP
from .circles import pixels
from .kinds import Map
from .layer import Item, Layer, Zone
from .symbols import COLOURS, symbols_by_theme

ROOT = "../../"  # from every page of a map
OWN_SCRIPT = "assets/carte.js"
MOST_PLACES = 12_000  # beyond, a phone would wait: see `_counts` and `_shown`
MOST_CASES = 20  # in the popup of a zone: the list of all cases has the others


@dataclass(frozen=True, slots=True)
class Skeleton:
    """What folium makes: the scripts and styles it asks for, the element of the map, what opens it."""

    assets: Markup
    element: Markup
    script: Markup


# The names of Leaflet: folium keeps some of its own for tiles.
OPTIONS: dict[str, Any] = {
    "minZoom": 6,
    "maxZoom": 13,
    "zoomSnap": 0.25,
    "zoomDelta": 1,
    "attributionControl": False,
}
MACROS = """
{% macro html(this, kwargs) %}<div id="{{ this.get_name() }}"></div>{% endmacro %}
{% macro script(this, kwargs) %}
const element = {{ this.get_name()|tojson }};
if (window.L) window.vitrineCarte = L.map(element, {{ this.options|tojavascript }});
else document.documentElement.classList.remove("anime");
{% endmacro %}
"""


def _addresses(ending: str) -> list[tuple[str, str]]:
    return [(one.path, f"{ROOT}{one.path}") for one in LEAFLET if one.path.endswith(ending)]


@lru_cache(maxsize=1)
def skeleton() -> Skeleton:
    """The same for every map: what differs is data."""
    from branca.element import Figure as Document  # here: half a second that most builds do without
    from folium import Map as FoliumMap
    from folium.template import Template

    class Frame(FoliumMap):
        """A map without tiles nor foreign files, with a name that never changes."""

        default_js = _addresses(".js")
        default_css = _addresses(".css")
        _template = Template(MACROS)

        def get_name(self) -> str:
            return "carte"

    document = Document()
    document.add_child(Frame(tiles=None, zoom_control=False, **OPTIONS))
    document.render()
    parts = (document.header, document.html, document.script)
    assets, element, script = (Markup(part.render()) for part in parts)
    return Skeleton(assets, element, script)


def page(catalog: Catalog, one: Map, exhibit: Exhibit, figure: Figure) -> bytes:
    """The page that fills a frame."""
    layer = one.layer(catalog)
    shared = Shared(catalog=catalog, exhibit=exhibit)
    printed = render(
        "cartes/page.html",
        root_of(one.path),
        map=one,
        figure=figure,
        subtitle=one.kind.subtitle(one.studies),
        key=one.kind.key(catalog, one.studies, root_of(one.path), one.department),
        unlocated=layer.unlocated,
        skeleton=skeleton(),
        scripts=(BACKDROP, OWN_SCRIPT),
        data=in_page(data(catalog, one, layer)),
        left_out=_left_out(layer),
        settings=catalog.settings,
        edition=catalog.edition,
        exhibit=exhibit,
        url=shared.url,
        card=page_picture(catalog, exhibit.page),
        description=shorten(typography(f"{exhibit.title}. {figure.description}"), 190, placeholder="…"),
        discovery=Markup(discovery(shared)),
    )
    return printed.encode()


# ------------------------------------------------------------------ what the script reads


def data(catalog: Catalog, one: Map, layer: Layer) -> dict[str, Any]:
    """What a map shows, by columns and commune by commune: compressed, 10,000 places weigh 250 kB."""
    items = sorted(_shown(layer), key=lambda item: (item.location.commune.code, item.study.project.id))
    counted = len(items) > MOST_PLACES
    places = {item.location.commune.code: item.location for item in items}
    symbols = symbols_by_theme(catalog)
    told: set[str] = set() if counted else {item.study.theme.code for item in items}
    used = [theme for theme in catalog.dataset.records["thematiques"] if theme.code in told]
    return {
        "racine": ROOT,
        "departement": one.department,
        "themes": [
            [theme.label, symbols[theme.code].path, symbols[theme.code].number % len(COLOURS) + 1]
            for theme in used
        ],
        "precisions": [word.label for word in PlacePrecision],
        "communes": [_place(location) for location in places.values()],
        "lieux": _columns([] if counted else items, list(places), [theme.code for theme in used]),
        "comptes": _counts(one, items) if counted else [],
        "rayons": pixels(items),
        "zones": [_zone(zone) for zone in layer.zones],
    }


def _shown(layer: Layer) -> Sequence[Item]:
    """What the page can hold: every place, or the largest circles."""
    return layer.items[:MOST_PLACES] if _of_circles(layer) else layer.items


def _of_circles(layer: Layer) -> bool:
    return any(item.value is not None for item in layer.items)


def _left_out(layer: Layer) -> str:
    """How the page differs from the file of the map when things are too many for it."""
    if len(layer.items) <= MOST_PLACES:
        return ""
    if _of_circles(layer):
        largest = number(MOST_PLACES)
        return f"La carte interactive montre les {largest} plus grands chiffres, le fichier GeoJSON tous."
    return (
        f"{number(len(layer.items))} lieux : la carte interactive les compte par commune et mène à la liste "
        "des coopérations. Le fichier GeoJSON a chaque lieu."
    )


def _place(location: Location) -> list[Any]:
    commune = location.commune
    return [commune.latitude, commune.longitude, f"{commune.name} ({location.department.name})"]


def _counts(one: Map, items: Sequence[Item]) -> list[list[Any]]:
    """For each commune, how many places; a territory around it, and how to ask for the list of its cases."""
    return [
        [len(inside), *_nearest_list(one, inside[0].location)]
        for _, found in groupby(items, lambda item: item.location.commune.code)
        for inside in [list(found)]
    ]


def _nearest_list(one: Map, place: Location) -> tuple[str, str]:
    """The smallest territory around a place that one can choose in the list of all cases."""
    epci = place.epci
    return (epci or place.department).name, _asked(
        {place.department.code}, epci.code if epci else "", one.asked
    )


def _asked(departments: Set[str], epci: str, also: str = "") -> str:
    """What the list of all cases is asked for; of many cases, it only has a département at a time."""
    filters = (also, f"departement={','.join(sorted(departments))}", f"epci={epci}" if epci else "")
    return "&".join(dict.fromkeys(filter(None, filters)))


def _columns(items: Sequence[Item], communes: list[str], themes: list[str]) -> list[list[Any]]:
    """Commune, theme, precision, whether it is a further place, name, end of the id, label, key figure."""
    numbers = {code: number for number, code in enumerate(communes)}
    return [
        [numbers[item.location.commune.code] for item in items],
        [themes.index(item.study.theme.code) for item in items],
        [item.location.precision.rank for item in items],
        [int(item.number > 1) for item in items],
        [item.study.project.name for item in items],
        [ending(item.study.project.id, item.study.project.name) for item in items],
        [item.location.label or "" for item in items],
        [typography(item.figure) for item in items],
    ]


def ending(name: str, title: str) -> list[Any]:
    """An id as how much it shares with the slug of a title, which the script also makes, and the rest."""
    beginning = slug(title) if _COMMON.fullmatch(title) else ""
    shared = len(list(takewhile(lambda pair: pair[0] == pair[1], zip(name, beginning, strict=False))))
    return [shared, name[shared:]] if name[shared:] else [shared]


_COMMON = re.compile("[ -~À-ÖØ-öø-ÿœŒ\u2013’«»\u00a0\u202f]*")  # letters of which scripts make the same slug


def _zone(zone: Zone) -> list[Any]:
    """Its code, name, place and class, how many cases, the first of them, what to ask for the list of all."""
    cases = [[study.project.name, study.path] for study in zone.studies[:MOST_CASES]]
    places = [place for study in zone.studies for place in study.locations]
    departments = {place.department.code for place in places if place.epci and place.epci.code == zone.code}
    head = [zone.code, zone.name, zone.latitude, zone.longitude, zone.level]
    return [*head, len(zone.studies), cases, _asked(departments, zone.code)]
