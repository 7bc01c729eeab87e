"""Figures of the cases as circles: the area of a circle is the figure."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from functools import partial
from heapq import nlargest

from markupsafe import Markup

from ..catalog import Catalog, Location
from ..figure import Cell, DataTable, Figure
from ..kept import kept
from ..plates import Sign
from ..templating import render
from ..text import citation, enumeration, plural
from .base import region_base
from .kinds import Kind, Studies
from .layer import Item, Layer
from .marks import MOST_MARKS, Circle, place_in_words
from .names import region_gazetteer
from .placement import spread
from .scene import Drawing, figure_of, scene_of_circles
from .sentences import attribution
from .values import Value, Values, jobs, money

LARGEST, SMALLEST = 36.0, 5.0  # radii, in units
COVERED = (
    60_000.0  # square units for all circles: more would hide the map, and push them far from their places
)
LETTER_ROOM, LEAST_ROOM = 4.4, 8.0  # units of radius for each letter written in a circle, for any
MOST_NAMED = 5
COLOUR = "var(--primaire,#0f5c5c)"

Read = Callable[[Studies], Values | None]


def figure(
    read: Read,
    catalog: Catalog,
    studies: Studies,
    root: str,
    *,
    id: str,
    title: str,
    department: str = "",
) -> Figure:
    """The static map of the territory: circles, largest under smallest."""
    return figure_of(kept(catalog, _drawing, read, studies), root, id=id, title=title)


def _drawing(catalog: Catalog, read: Read, studies: Studies) -> Drawing:
    values = read(studies)
    if values and len(values.rows) > MOST_MARKS:
        values = values.largest(MOST_MARKS)
    circles = circles_of(catalog, values) if values else []
    base, gazetteer = region_base(catalog.geography), region_gazetteer(catalog.geography)
    return Drawing(
        scene=scene_of_circles(base, gazetteer, circles),
        words=_description(values, circles) if values else "Aucun chiffre de ce genre n’est connu.",
        table=_table(catalog, values),
        limits=" ".join([*_limits(values, circles), attribution(catalog)]),
    )


def _limits(values: Values | None, circles: Sequence[Circle]) -> list[str]:
    if not values:
        return []
    limits = [values.limits]
    if missing := [value.study.project.name for value in values.rows if not value.location]:
        limits.append(f"Sans lieu précis, hors de la carte : {enumeration(missing)}.")
    if any(circle.is_moved for circle in circles):
        limits.append("Trop proches, des cercles sont écartés ; un trait les relie à leur commune.")
    return limits


def circles_of(catalog: Catalog, values: Values) -> list[Circle]:
    """A circle for each figure that has a place, none on another."""
    frame = region_base(catalog.geography).frame
    placed = [(value, value.location) for value in values.rows if value.location]
    true = [frame(location.commune.longitude, location.commune.latitude) for _, location in placed]
    radius = radius_of(value.size for value, _ in placed)
    radii = [radius(value.size) for value, _ in placed]
    discs = [(x, y, r + 0.8) for (x, y), r in zip(true, radii, strict=True)]
    drawn = spread(discs)
    return [
        Circle(
            x=x,
            y=y,
            true_x=true_x,
            true_y=true_y,
            radius=r,
            label=_written(values.label(value.size), r),
            words=_in_words(value, location),
            path=value.study.path,
        )
        for (value, location), (x, y), (true_x, true_y), r in zip(placed, drawn, true, radii, strict=True)
    ]


def radius_of(sizes: Iterable[Decimal]) -> Callable[[Decimal], float]:
    """What gives the radius whose disc is as large as a figure, beside the others of a map.

    The largest figures, those that a drawing can hold, say how large it may be.
    """
    largest = nlargest(MOST_MARKS, sizes)
    most = largest[0] if largest and largest[0] else Decimal(1)
    wanted = math.pi * LARGEST**2 * float(sum(largest) / most)
    widest = LARGEST * math.sqrt(min(1, COVERED / wanted)) if wanted else LARGEST
    return lambda size: max(SMALLEST, widest * math.sqrt(size / most))


def _written(label: str, radius: float) -> str:
    """The figure in its circle, when it can be read there."""
    return label if radius >= max(LEAST_ROOM, LETTER_ROOM * len(label)) else ""


def _in_words(value: Value, location: Location) -> str:
    return f"{value.study.project.name}, {place_in_words(location)} : {value.words} ({value.known})"


def _description(values: Values, circles: Sequence[Circle]) -> str:
    largest = " ; ".join(f"{v.study.project.name} : {v.words} ({v.known})" for v in values.rows[:MOST_NAMED])
    return (
        f"{values.what}. La surface de chaque cercle est proportionnelle au chiffre. "
        f"{plural(len(circles), 'cercle')} sur la carte. Les plus grands chiffres : {largest}."
    )


def _table(catalog: Catalog, values: Values | None) -> DataTable:
    headers = ("Projet", values.header if values else "Valeur", "Année et nature", "Lieu", "Source")
    rows = tuple(_row(catalog, value) for value in values.rows) if values else ()
    return DataTable(caption="", headers=headers, rows=rows)


def _row(catalog: Catalog, value: Value) -> tuple[Cell, ...]:
    source = catalog.sources[value.sources[0]]
    territory = value.study.project.territory or "non renseigné"
    return (
        Cell(value.study.project.name, href=value.study.path),
        Cell(value.words, numeric=True),
        Cell(value.known),
        Cell(place_in_words(value.location) if value.location else territory),
        Cell(citation(source), href=source.url or ""),
    )


def signs(read: Read, catalog: Catalog, studies: Studies, department: str) -> list[Sign]:
    """Two circles of round figures, to measure the others with."""
    values = read(studies)
    placed = [value.size for value in values.rows if value.location] if values else []  # largest first
    if not values or not placed:
        return []
    most, radius = placed[0], radius_of(placed)
    sizes = dict.fromkeys(size for size in (round_below(most), round_below(most / 8)) if size > 0)
    return [
        Sign(disc(r), values.with_unit(size), COLOUR, opacity=0.78, reach=r, scaled=True)
        for size in sizes
        for r in [radius(size)]
    ]


def disc(r: float) -> str:
    """The path of a disc about 0,0."""
    return f"M{r:.3g} 0A{r:.3g} {r:.3g} 0 1 1-{r:.3g} 0A{r:.3g} {r:.3g} 0 1 1 {r:.3g} 0Z"


def round_below(size: Decimal) -> Decimal:
    """The largest of 1, 2, 5, 10, 20… that is not above a figure; 0 below 1."""
    if size < 1:
        return Decimal()
    power = Decimal(10) ** (len(str(int(size))) - 1)
    return next(step * power for step in (5, 2, 1) if step * power <= size)


def key(read: Read, catalog: Catalog, studies: Studies, root: str, department: str) -> Markup:
    """The key under the map."""
    values = read(studies)
    missing = [value.study for value in values.rows if not value.location] if values else []
    return render(
        "cartes/legende.html",
        root,
        what=values.what if values else "",
        signs=signs(read, catalog, studies, department),
        measures=True,
        unlocated=missing,
        note="La surface du cercle est proportionnelle au chiffre.",
    )


def layer(read: Read, catalog: Catalog, studies: Studies, department: str) -> Layer:
    """A circle for each figure that has a place."""
    values = read(studies)
    rows = values.rows if values else ()
    return Layer(
        items=[
            Item(
                study=value.study,
                location=value.location,
                number=1,
                figure=f"{values.name} : {value.words} ({value.known})" if values else "",
                source_id=value.sources[0],
                value=value.size,
            )
            for value in rows
            if value.location
        ],
        unlocated=[value.study for value in rows if not value.location],
    )


def _kind(read: Read, table: str) -> Kind:
    return Kind(
        figure=partial(figure, read),
        key=partial(key, read),
        signs=partial(signs, read),
        layer=partial(layer, read),
        subtitle=partial(subtitle, read),
        tables=("lieux", table),
    )


def subtitle(read: Read, studies: Studies) -> str:
    """What is counted, in which unit."""
    values = read(studies)
    return values.what if values else ""


JOBS, MONEY = _kind(jobs, "emplois"), _kind(money, "financements")


def pixels(items: Sequence[Item]) -> list[int]:
    """The radius on screen of the circle of each item that has a figure."""
    sizes = [item.value for item in items if item.value is not None]
    radius = radius_of(sizes)
    return [max(6, round(radius(size))) for size in sizes]
