"""The small map of a case page: where the case is in the territory.

It is printed in every case page, so it is light, and made without computing anything twice.
"""

from __future__ import annotations

from functools import lru_cache

from markupsafe import Markup

from ..catalog import CaseStudy, Catalog, Location
from ..figure import Cell, DataTable, Figure
from ..geography import Geography
from ..templating import render
from .base import small_base, small_focus
from .marks import is_hollow, marks, place_in_words, spots
from .sentences import attribution

ID = "lieu"


def draw(catalog: Catalog, study: CaseStudy) -> Figure | None:
    """The territory, the département of the case and its places; None when the case has no place."""
    if not study.locations:
        return None
    main = study.locations[0]
    title = f"{main.commune.name}, {main.department.name}"
    words = f"{title}. Point : {main.precision.label}."
    found = spots([study])
    base = background(catalog.geography, main.department.code)
    frame = small_base(catalog.geography).frame
    drawn = marks(catalog, found, frame)
    full = _in_full(words, study)
    return Figure(
        id=ID,
        title=title,
        description=words,
        svg=render("svg/carte-lieu.svg", "", base=base, frame=frame, words=full, marks=drawn),
        table=_table(title, study),
        limits=f"{full} {attribution(catalog)}",
    )


def _in_full(words: str, study: CaseStudy) -> str:
    others = [place_in_words(location) for location in study.locations[1:]]
    return f"{words} Autres lieux : {', '.join(others)}." if others else words


@lru_cache(maxsize=512)
def background(geography: Geography, department: str) -> Markup:
    """The base and its highlighted département, as the start of an SVG document, printed once for all."""
    base, focus = small_base(geography), small_focus(geography, department)
    return render("svg/carte-lieu-fond.svg", "", base=base, focus=focus)


def _table(title: str, study: CaseStudy) -> DataTable:
    return DataTable(
        caption=title,
        headers=("Commune", "Département", "Précision du lieu"),
        rows=tuple(_row(location) for location in study.locations),
    )


def _row(location: Location) -> tuple[Cell, ...]:
    words = "position approchée" if is_hollow(location) else "lieu d’activité"
    label = location.label or location.precision.label
    return Cell(location.commune.name), Cell(location.department.name), Cell(f"{words} : {label}")
