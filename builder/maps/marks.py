"""What a map shows of the cases: a symbol for each place or, when too many, a count for each zone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..catalog import CaseStudy, Catalog, Location
from ..records import Department, Epci
from ..text import plural
from ..words import PlacePrecision
from .drawing import Box, Point
from .placement import spread
from .projection import Frame
from .symbols import Symbol, symbols_by_theme

# Half of the room of a symbol, in units, by whether the place is a further one: a pointer's worth on a wide
# screen, and no overlap on a phone, where the style sheet enlarges symbols.
ROOM = {False: 10.5, True: 8.5}
MOST_MARKS = 150  # beyond, symbols would hide the map: zones are counted instead


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A symbol: where it is drawn and where the place truly is, which are the same unless places crowd."""

    x: float
    y: float
    true_x: float
    true_y: float
    symbol: Symbol
    hollow: bool
    further: bool
    words: str
    path: str

    @property
    def is_moved(self) -> bool:
        """Whether the symbol had to leave its place."""
        return (self.x, self.y) != (self.true_x, self.true_y)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """A disc whose area is a number of cases; `path` is empty when the zone has no page."""

    x: float
    y: float
    radius: float
    count: int
    name: str
    words: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Circle:
    """A disc whose area is a figure of one case; `label` is that figure, in few letters."""

    x: float
    y: float
    true_x: float
    true_y: float
    radius: float
    label: str
    words: str
    path: str

    @property
    def is_moved(self) -> bool:
        """Whether the disc had to leave its place."""
        return (self.x, self.y) != (self.true_x, self.true_y)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shade:
    """A zone coloured by how many cases it has: its outline, its class, and where its number is written."""

    x: float
    y: float
    outline: str
    opacity: float
    count: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place of a case, before it is drawn."""

    study: CaseStudy
    location: Location
    further: bool


def spots(studies: Iterable[CaseStudy], department: str = "") -> list[Spot]:
    """Every place of the cases, main places first so that they keep their true position."""
    found = [
        Spot(study=study, location=location, further=rank > 0)
        for study in studies
        for rank, location in enumerate(study.locations)
        if department in ("", location.department.code)
    ]
    return sorted(found, key=lambda spot: spot.further)


def true_places(found: Iterable[Spot], frame: Frame) -> list[Point]:
    """Where the communes of some places are in a frame."""
    return [frame(spot.location.commune.longitude, spot.location.commune.latitude) for spot in found]


def marks(catalog: Catalog, found: Sequence[Spot], frame: Frame, names: Sequence[Box] = ()) -> list[Mark]:
    """A symbol for each place, none on another nor on a name; the order of the places is kept."""
    symbols = symbols_by_theme(catalog)
    true = true_places(found, frame)
    drawn = spread(((x, y, ROOM[spot.further]) for spot, (x, y) in zip(found, true, strict=True)), names)
    return [
        Mark(
            x=x,
            y=y,
            true_x=true_x,
            true_y=true_y,
            symbol=symbols[spot.study.theme.code],
            hollow=is_hollow(spot.location),
            further=spot.further,
            words=spot_in_words(spot),
            path=spot.study.path,
        )
        for spot, (x, y), (true_x, true_y) in zip(found, drawn, true, strict=True)
    ]


def is_hollow(location: Location) -> bool:
    """Only a place where something truly stands is filled; a commune that stands for more is hollow."""
    return location.precision is not PlacePrecision.SITE


def spot_in_words(spot: Spot) -> str:
    """`Ardelaine – filière laine, Saint-Pierreville (Ardèche)`, with the label of a further place."""
    names = [spot.study.project.name, *([spot.location.label] if spot.location.label else [])]
    return f"{' : '.join(names)}, {place_in_words(spot.location)}"


def place_in_words(location: Location) -> str:
    """`Saint-Pierreville (Ardèche)`."""
    return f"{location.commune.name} ({location.department.name})"


def tallies(found: Sequence[Spot], frame: Frame, *, by_epci: bool) -> list[Tally]:
    """Cases counted by département or, within one, by EPCI; the largest discs come first.

    A disc stands in the middle of the places that it counts: an EPCI may lie mostly in another département.
    """
    places: dict[Epci | Department, list[Spot]] = defaultdict(list)
    for spot in found:
        if zone := spot.location.epci if by_epci else spot.location.department:
            places[zone].append(spot)
    counts = {zone: len({spot.study.project.id for spot in inside}) for zone, inside in places.items()}
    most = max(counts.values(), default=1)
    discs = [_tally(zone, counts[zone], most, true_places(places[zone], frame)) for zone in places]
    return sorted(discs, key=lambda disc: (-disc.count, disc.name))


def _tally(zone: Epci | Department, count: int, most: int, places: Sequence[Point]) -> Tally:
    xs, ys = zip(*places, strict=True)
    return Tally(
        x=sum(xs) / len(xs),
        y=sum(ys) / len(ys),
        radius=max(18.0, 34 * (count / most) ** 0.5),
        count=count,
        name=zone.name,
        words=f"{zone.name} : {plural(count, 'coopération')}",
        path=zone.path if isinstance(zone, Department) else "",
    )
