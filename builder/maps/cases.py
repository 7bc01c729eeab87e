"""Cases as symbols on a map of the territory or of one département: a shape and a colour for each theme."""

from __future__ import annotations

from collections.abc import Sequence

from ..catalog import CaseStudy, Catalog
from ..figure import Figure
from ..plates import Sign
from ..text import plural
from . import department, region
from .kinds import Kind
from .layer import Layer, items_of
from .legend import keys, legend
from .marks import MOST_MARKS, is_hollow, spots
from .sentences import unlocated
from .symbols import symbols_by_theme

DOT = "M6 0A6 6 0 1 1-6 0A6 6 0 1 1 6 0Z"
SMALL_DOT = "M4 0A4 4 0 1 1-4 0A4 4 0 1 1 4 0Z"
GREY = "var(--discret,#5a6070)"


def figure(
    catalog: Catalog, studies: Sequence[CaseStudy], root: str, *, id: str, title: str, department: str = ""
) -> Figure:
    """The static map; of one département when its code is given."""
    if department:
        return _department(catalog, studies, root, id=id, title=title, code=department)
    return region.draw(catalog, studies, root, id=id, title=title)


_department = department.draw


def signs(catalog: Catalog, studies: Sequence[CaseStudy], department: str) -> list[Sign]:
    """The themes that show, then what filled, hollow and small mean."""
    shown = spots(studies, department)
    if len(shown) > MOST_MARKS:
        return []
    found = [
        Sign(key.symbol.path, f"{key.label} ({key.count})", key.symbol.colour)
        for key in keys(catalog, (spot.study for spot in shown))
    ]
    if any(not is_hollow(spot.location) for spot in shown):
        found.append(Sign(DOT, "Plein : lieu d’activité", GREY))
    if any(is_hollow(spot.location) for spot in shown):
        found.append(Sign(DOT, "Creux : position approchée", "none", GREY))
    if any(spot.further for spot in shown):
        found.append(Sign(SMALL_DOT, "Petit : autre lieu", GREY))
    return found


def layer(catalog: Catalog, studies: Sequence[CaseStudy], department: str) -> Layer:
    """Every place, as a point."""
    items = items_of(studies, department)
    symbols = symbols_by_theme(catalog)
    used = {symbols[item.study.theme.code].number: symbols[item.study.theme.code] for item in items}
    return Layer(items=items, unlocated=unlocated(studies), symbols=[used[number] for number in sorted(used)])


def counted(studies: Sequence[CaseStudy]) -> str:
    """`12 coopérations`."""
    return plural(len(studies), "coopération")


CASES = Kind(figure=figure, key=legend, signs=signs, layer=layer, tables=("lieux",), highlights=True)
