"""The small map of a case page: where the case is in the territory.

Every case page has one, so it is light, and its making too: the template is printed once for each département
and each page only adds its words and its symbols.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache, partial

from markupsafe import Markup, escape

from ..catalog import CaseStudy, Catalog, Location
from ..figure import Cell, DataTable, Figure
from ..geography import Geography
from ..records import Commune
from ..scale import details_each_case
from ..templating import render
from ..text import typography
from .base import small_base, small_focus
from .marks import ROOM, is_hollow, place_in_words
from .placement import spread
from .projection import Frame
from .sentences import attribution
from .symbols import Symbol, symbols_by_theme

ID = "lieu"


def draw(catalog: Catalog, study: CaseStudy) -> Figure | None:
    """The territory, the département of the case and its places; None when the case has no place."""
    if not study.locations:
        return None
    main = study.locations[0]
    title = f"{main.commune.name}, {main.department.name}"
    words = _in_words(title, study)
    before, between, after = _surroundings(catalog.geography, main.department.code)
    return Figure(
        id=ID,
        title=title,
        description=words,
        svg=Markup("".join([before, escape(typography(words)), between, _signs(catalog, study), after])),
        tabulate=partial(_table, title, study),
        limits=f"{words} {attribution(catalog)}",
        path=f"cartes/projet-{study.project.id}/" if details_each_case(catalog) else "",
    )


def _in_words(title: str, study: CaseStudy) -> str:
    """The same as the map: the place, what its point is worth, the other places."""
    words = f"{title}. Point : {study.locations[0].precision.label}."
    others = [place_in_words(location) for location in study.locations[1:]]
    return f"{words} Autres lieux : {', '.join(others)}." if others else words


@lru_cache(maxsize=512)
def _surroundings(geography: Geography, department: str) -> tuple[str, str, str]:
    """The drawing around what changes: before the words, between words and symbols, after."""
    base, focus = small_base(geography), small_focus(geography, department)
    printed = render("svg/carte-lieu.svg", "", base=base, focus=focus)
    before, between, after = str(printed).split(_CUT)
    return before, between, after


_CUT = "@"  # stands in the template where words and symbols come


def _signs(catalog: Catalog, study: CaseStudy) -> str:
    spots = tuple((place.commune, is_hollow(place)) for place in study.locations)
    return _placed(small_base(catalog.geography).frame, symbols_by_theme(catalog)[study.theme.code], spots)


@lru_cache(maxsize=1024)  # cases of a theme share the places of its towns
def _placed(frame: Frame, symbol: Symbol, spots: Sequence[tuple[Commune, bool]]) -> str:
    """The symbols of some places, the main one first, in their places or as near as room allows."""
    true = [frame(commune.longitude, commune.latitude) for commune, _ in spots]
    places = spread((x, y, ROOM[rank > 0]) for rank, (x, y) in enumerate(true))
    return "".join(
        f'<g transform="translate({x:.1f} {y:.1f})">{_sign(symbol, hollow, rank > 0)}'
        for rank, ((_, hollow), (x, y)) in enumerate(zip(spots, places, strict=True))
    )


@lru_cache(maxsize=1024)
def _sign(symbol: Symbol, hollow: bool, further: bool) -> str:
    """A symbol, and the end of the group that puts it in its place."""
    return str(render("svg/carte-signe.svg", "", symbol=symbol, hollow=hollow, further=further))


def _table(title: str, study: CaseStudy) -> DataTable:
    return DataTable(
        caption=title,
        headers=("Commune", "Département", "Précision du lieu"),
        rows=tuple(_row(location) for location in study.locations),
    )


def _row(location: Location) -> tuple[Cell, ...]:
    precision = location.precision.label
    words = f"{precision} ({location.label})" if location.label else precision
    return Cell(location.commune.name), Cell(location.department.name), Cell(words)
