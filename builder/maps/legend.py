"""The key of a map, as HTML under it: what each symbol means, and the cases that the map cannot place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from ..catalog import CaseStudy, Catalog
from ..templating import render
from .base import department_base
from .marks import MOST_MARKS, is_hollow, spots
from .sentences import unlocated
from .symbols import Symbol, symbols_by_theme


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A theme of the map: its symbol, its name, its page, how many of the cases."""

    symbol: Symbol
    label: str
    path: str
    count: int


def legend(catalog: Catalog, studies: Sequence[CaseStudy], root: str, department: str = "") -> Markup:
    """The themes that are on the map, what filled and hollow mean, and the cases without place."""
    shown = spots(studies, department)
    counted = len(shown) > MOST_MARKS
    return render(
        "svg/carte-legende.html",
        root,
        keys=[] if counted else keys(catalog, (spot.study for spot in shown)),
        filled=not counted and any(not is_hollow(spot.location) for spot in shown),
        hollow=not counted and any(is_hollow(spot.location) for spot in shown),
        further=not counted and any(spot.further for spot in shown),
        districts=bool(department) and bool(department_base(catalog.geography, department).districts),
        unlocated=[] if counted else unlocated(studies),
    )


def keys(catalog: Catalog, studies: Iterable[CaseStudy]) -> list[Key]:
    """The themes of some cases, in the order of the table of themes, which is that of the symbols."""
    symbols = symbols_by_theme(catalog)
    by_theme: dict[str, set[str]] = {}
    for study in studies:
        by_theme.setdefault(study.theme.code, set()).add(study.project.id)
    groups = (group for group in catalog.themes if group.key in by_theme)
    return sorted(
        (
            Key(
                symbol=symbols[group.key],
                label=group.label,
                path=group.path,
                count=len(by_theme[group.key]),
            )
            for group in groups
        ),
        key=lambda key: key.symbol.number,
    )
