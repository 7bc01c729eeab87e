"""Cases counted by EPCI: each is coloured by its class, and its number is written on it."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from markupsafe import Markup

from ..catalog import CaseStudy, Catalog
from ..figure import Cell, DataTable, Figure
from ..kept import kept
from ..plates import Sign
from ..records import Epci
from ..templating import render
from ..text import number, plural
from .base import district_shapes, region_base
from .kinds import Kind, Studies
from .layer import Layer, Zone
from .marks import Shade
from .names import region_gazetteer
from .scene import Drawing, figure_of, scene_of_shades
from .sentences import attribution

OPACITIES = (0.18, 0.34, 0.5, 0.7, 0.92)  # of the first colour of the site, class after class
STEPS = tuple(step * 10**power for power in range(6) for step in (1, 2, 5))
SQUARE = "M-9-7H9V7H-9Z"
MOST_NAMED = 20  # cases in a row of the table
COLOUR = "var(--primaire,#0f5c5c)"


@lru_cache(maxsize=2)  # a map, its key and its page all ask
def zones(studies: Studies) -> tuple[Zone, ...]:
    """Each EPCI that has a case, the most cases first; a case counts once in each where it has a place."""
    inside: dict[Epci, dict[str, CaseStudy]] = defaultdict(dict)
    for study in studies:
        for location in study.locations:
            if location.epci:
                inside[location.epci][study.project.id] = study
    starts = class_starts(max(map(len, inside.values()), default=0))
    found = [
        Zone(
            code=epci.code,
            name=epci.name,
            longitude=epci.longitude,
            latitude=epci.latitude,
            level=bisect_right(starts, len(cases)),
            studies=tuple(cases.values()),
        )
        for epci, cases in inside.items()
    ]
    return tuple(sorted(found, key=lambda zone: (-len(zone.studies), zone.name, zone.code)))


def unzoned(studies: Studies) -> list[CaseStudy]:
    """The cases that no EPCI counts, for want of a place or of an EPCI there: they are listed."""
    return [study for study in studies if not any(location.epci for location in study.locations)]


def class_starts(most: int) -> list[int]:
    """Where each class of numbers begins: 1, 2, 5, 10… up to the largest number, and at most five classes."""
    steps = [step for step in STEPS if step <= most]
    skipped = -(-len(steps) // len(OPACITIES)) or 1
    return steps[::skipped]


def class_labels(most: int) -> list[str]:
    """Each class in words: `1`, `2 à 4`, `5 à 9`."""
    starts = class_starts(most)
    return [
        number(start) if following == start + 1 else f"{number(start)} à {number(following - 1)}"
        for start, following in pairwise([*starts, most + 1])
    ]


def figure(
    catalog: Catalog, studies: Studies, root: str, *, id: str, title: str, department: str = ""
) -> Figure:
    """The static map of the territory."""
    return figure_of(kept(catalog, _drawing, studies), root, id=id, title=title)


def _drawing(catalog: Catalog, studies: Studies) -> Drawing:
    found = zones(studies)
    base, gazetteer = region_base(catalog.geography), region_gazetteer(catalog.geography)
    return Drawing(
        scene=scene_of_shades(base, gazetteer, shades(catalog, found)),
        words=_description(found),
        table=_table(found, unzoned(studies)),
        limits=_limits(catalog, studies),
    )


def shades(catalog: Catalog, found: Sequence[Zone]) -> list[Shade]:
    """The zones in the frame of the territory."""
    outlines, frame = district_shapes(catalog.geography), region_base(catalog.geography).frame
    return [
        Shade(
            x=x,
            y=y,
            outline=outlines.get(zone.code, ""),
            opacity=OPACITIES[zone.level - 1],
            count=len(zone.studies),
            words=_in_words(zone),
        )
        for zone in found
        for x, y in [frame(zone.longitude, zone.latitude)]
    ]


def _in_words(zone: Zone) -> str:
    return f"{zone.name} : {plural(len(zone.studies), 'coopération')}"


def _description(found: Sequence[Zone]) -> str:
    most = ", ".join(_in_words(zone) for zone in found[:5])
    return (
        f"{plural(len(found), 'intercommunalité')} avec au moins une coopération décrite. "
        f"Le plus : {most}. Ailleurs, aucune n’est décrite, ce qui ne veut pas dire qu’il n’y en a pas."
        if found
        else "Aucune coopération n’a de lieu connu."
    )


def _limits(catalog: Catalog, studies: Studies) -> str:
    count = len(unzoned(studies))
    left_out = f"{plural(count, 'coopération')} sans lieu précis ou sans intercommunalité, hors de la carte."
    return " ".join(
        [
            "Une coopération compte une fois dans chaque intercommunalité où elle a un lieu.",
            "En blanc : aucune n’est décrite ici, ce qui ne veut pas dire qu’il n’y en a pas.",
            *([left_out] if count else []),
            attribution(catalog),
        ]
    )


def _table(found: Sequence[Zone], missing: Sequence[CaseStudy]) -> DataTable:
    rows = [(_zone(zone.name, zone.studies)) for zone in found]
    return DataTable(
        caption="",
        headers=("Intercommunalité", "Coopérations", "Lesquelles"),
        rows=(*rows, *([_zone("Sans lieu précis", missing)] if missing else [])),
    )


def _zone(name: str, studies: Sequence[CaseStudy]) -> tuple[Cell, ...]:
    names = " ; ".join(study.project.name for study in studies[:MOST_NAMED])
    if len(studies) > MOST_NAMED:
        names += f" ; et {plural(len(studies) - MOST_NAMED, 'autre')}"
    return Cell(name), Cell(number(len(studies)), numeric=True), Cell(names)


def signs(catalog: Catalog, studies: Studies, department: str) -> list[Sign]:
    """The classes, lightest first."""
    most = max((len(zone.studies) for zone in zones(studies)), default=0)
    return [
        Sign(SQUARE, f"{label} {'coopération' if label == '1' else 'coopérations'}", COLOUR, opacity=opacity)
        for label, opacity in zip(class_labels(most), OPACITIES, strict=False)
    ]


def key(catalog: Catalog, studies: Studies, root: str, department: str) -> Markup:
    """The key under the map."""
    return render(
        "cartes/legende.html",
        root,
        what="",
        signs=signs(catalog, studies, department),
        measures=False,
        unlocated=unzoned(studies),
        note="",
    )


def layer(catalog: Catalog, studies: Studies, department: str) -> Layer:
    """The zones that have a case."""
    return Layer(zones=zones(studies), unlocated=unzoned(studies))


ZONES = Kind(figure=figure, key=key, signs=signs, layer=layer, tables=("lieux",))
