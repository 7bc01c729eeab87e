"""The names that a map may show: towns, départements, towns around; as many as there is room for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Any

from ..geography import Geography
from ..records import Commune, Department
from .base import Base, department_base, features, region_base
from .drawing import Box, Point
from .outlines import Feature
from .placement import Label, Sheet, beside, centred

# Sizes in units. A phone shows a map at about half scale, and few names: they are placed as large as they are
# there. The others, which only wide screens show, fill what is left. The style sheet holds the same sizes.
LARGE, MEDIUM = 25.0, 14.5
MOST_MAIN, MOST_TOWNS, MOST_FAR = 6, 10, 8
APART = 44.0  # units between named towns: suburbs leave room to the next town
MOST_SPOTS = 250  # communes, from the middle, where the name of a département is tried

Town = tuple[str, Point]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gazetteer:
    """Names and where they belong, in the units of one frame; the main towns come first."""

    towns: Sequence[Town]
    far: Sequence[Town] = ()  # towns outside the territory
    departments: Sequence[tuple[Department, Sequence[Point]]] = ()  # with spots inside, from the middle


@lru_cache(maxsize=8)
def region_gazetteer(geography: Geography) -> Gazetteer:
    """The names of a map of the whole territory, from the optional file of towns."""
    base = region_base(geography)
    towns = features(geography, "villes.geojson")
    own = sorted((town for town in towns if not town.properties.get("hors")), key=importance)
    far = (town for town in towns if town.properties.get("hors"))
    return Gazetteer(
        towns=list(_apart(_named(base, own))),
        far=list(_named(base, far)),
        departments=_departments(geography, base),
    )


@lru_cache(maxsize=128)
def department_gazetteer(geography: Geography, code: str) -> Gazetteer:
    """The names of a map of one département: its most populated communes, the départements around."""
    base = department_base(geography, code)
    communes = sorted(
        (commune for commune in geography.communes.values() if commune.department == code),
        key=lambda commune: (-(commune.population or 0), commune.code),
    )
    return Gazetteer(
        towns=list(_apart((c.name, base.frame(c.longitude, c.latitude)) for c in islice(communes, 60))),
        departments=_departments(geography, base, without=code),
    )


def importance(town: Feature) -> tuple[Any, ...]:
    """The order of towns: prefectures first, then the most populated."""
    properties = town.properties
    return -properties.get("pref", 0), -properties.get("pop", 0), properties["nom"]


def _named(base: Base, towns: Iterable[Feature]) -> Iterator[Town]:
    return ((town.properties["nom"], base.frame(*town.point)) for town in towns)


def _apart(towns: Iterable[Town]) -> Iterator[Town]:
    """Towns from the first, without those that are too near one already taken."""
    taken: list[Point] = []
    for name, (x, y) in towns:
        if all((x - a) ** 2 + (y - b) ** 2 > APART**2 for a, b in taken):
            taken.append((x, y))
            yield name, (x, y)


def _departments(
    geography: Geography, base: Base, without: str = ""
) -> list[tuple[Department, Sequence[Point]]]:
    """Where each département can be named: about its middle, then on its communes, so never outside of it."""
    communes: dict[str, list[Commune]] = {}
    for commune in geography.communes.values():
        communes.setdefault(commune.department, []).append(commune)
    return [
        (department, _spots(base, department, communes.get(department.code, [])))
        for department in geography.departments.values()
        if department.code != without
    ]


def _spots(base: Base, department: Department, communes: Iterable[Commune]) -> Sequence[Point]:
    width, height = base.frame.width, base.frame.height
    places = [(commune.longitude, commune.latitude) for commune in communes]
    inside = () if not places or base.frame.misses(places, 0) else (base.frame(*place) for place in places)
    shown = [(x, y) for x, y in inside if 0 < x < width and 0 < y < height]
    x, y = base.frame(department.longitude, department.latitude)
    if not (0 < x < width and 0 < y < height):
        if not shown:
            return []
        x, y = (sum(axis) / len(shown) for axis in zip(*shown, strict=True))
    shown.sort(key=lambda spot: ((spot[0] - x) ** 2 + (spot[1] - y) ** 2, spot))
    return [*((x, y + drop) for drop in (0, -18, 18, -36, 36)), *shown[:MOST_SPOTS]]


def main_names(sheet: Sheet, gazetteer: Gazetteer, avoided: Sequence[Box]) -> list[Label]:
    """The few towns that phones show too, where they cover least of the places that are `avoided`."""
    labels = (
        sheet.put(beside(name, point, LARGE, "ville", (8, 12, 20)), avoided)
        for name, point in gazetteer.towns[:MOST_MAIN]
    )
    return [label for label in labels if label]


def other_names(sheet: Sheet, gazetteer: Gazetteer, main: Iterable[Label]) -> list[Label]:
    """The names that wide screens add."""
    done = {label.text for label in main}
    towns = [town for town in gazetteer.towns if town[0] not in done]
    return [
        *_of_departments(sheet, gazetteer),
        *islice(_of_towns(sheet, towns, "ville mineure"), MOST_TOWNS),
        *islice(_of_towns(sheet, gazetteer.far, "ville mineure loin"), MOST_FAR),
    ]


def _of_towns(sheet: Sheet, towns: Iterable[Town], kind: str) -> Iterator[Label]:
    for name, point in towns:
        if label := sheet.put(beside(name, point, MEDIUM, kind, (6, 12, 18))):
            yield label


def _of_departments(sheet: Sheet, gazetteer: Gazetteer) -> Iterator[Label]:
    """Names of départements near their middle; the number when the name finds no room."""
    for department, spots in gazetteer.departments:
        for text in (department.name, department.code):
            if label := sheet.put(centred(text, spots, MEDIUM, "departement")):
                yield label
                break
