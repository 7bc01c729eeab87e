"""Cards: the picture that a network shows beside a link to a page, 1200 × 630 pixels.

A card says what the page is about, one figure of it with its source, where it is, and whose it is. The map
and what all cards share are drawn once for each département; only words and points are laid upon it, so that
a hundred cards cost little. Pages that have nothing of their own share the card of the site.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial

from PIL import Image, ImageDraw

from ..catalog import CaseStudy, Catalog, Group
from ..highlights import highlight
from ..keys import cases_key, key_of
from ..letters import font_of
from ..maps.base import small_base, small_focus
from ..maps.marks import is_hollow
from ..output import Output
from ..pictures import encoded
from ..plates import wrapped
from ..rasters import PAPER, drawn
from ..scale import details_each_case
from ..templating import render
from ..text import NO_BREAK, date_in_words, plural, sentence, typography
from ..version import code_version
from .addresses import PICTURE, address_of

WIDTH, HEIGHT = 1200, 630
LEFT, ROOM = 72, 610  # where words begin, and how far they go
MAP_LEFT, MAP_WIDTH = 716, 440
BOTTOM, LEADING = 532, 1.16  # where the band with the name of the site begins; from line to line
INK, MUTED, PRIMARY, ACCENT = "#1d2433", "#5a6070", "#0f5c5c", "#b5482f"
TITLES = ((60, 3), (48, 4))  # sizes of a title, and how many lines it may then have
PLACES = ("lieux",)  # the tables that cards of many cases tell of, besides how many they are
NUMBERS = (84, 64, 48)  # sizes of a figure, the largest that fits


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A place on the map; hollow when it is only roughly known."""

    longitude: float
    latitude: float
    hollow: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What a card says; `text` stands for a figure that is missing.

    `department` is the code of the one to show on the map, empty for all.
    """

    kicker: str
    title: str
    number: str = ""
    label: str = ""
    source: str = ""
    text: str = ""
    department: str
    points: tuple[Point, ...]


def cards(catalog: Catalog) -> Iterator[Output]:
    """The card of the site, those of its groups and, as long as there are not too many, of its cases."""
    key = cases_key(catalog, catalog.studies, PLACES)
    yield _output(catalog, PICTURE, key, partial(_of_site, catalog))
    for group in (*catalog.territories, *catalog.themes, *catalog.types):
        key = key_of(group.label, cases_key(catalog, group.studies, PLACES))
        yield _output(catalog, address_of(group.path), key, partial(_of_group, group))
    for study in catalog.studies if details_each_case(catalog) else ():
        yield _output(catalog, address_of(study.path), cases_key(catalog, (study,)), partial(_of_case, study))


def _output(catalog: Catalog, path: str, key: str, card: partial[Card]) -> Output:
    def lasting() -> str:
        return key_of(card(), cases_key(catalog, ()), code_version())

    return Output.later(path, key_of("card", key), lambda: picture(catalog, card()), lasting)


# ------------------------------------------------------------------ what cards say


def _of_site(catalog: Catalog) -> Card:
    return Card(
        kicker="Coopérations économiques territoriales",
        title=f"Ce que produisent les coopérations {catalog.settings.en_territoire}",
        number=plural(len(catalog.studies), "coopération"),
        label="Chaque chiffre avec sa source",
        department="",
        points=_points(catalog.studies),
    )


KINDS = {"territoires": "Département", "thematiques": "Thématique", "types": "Forme de coopération"}


def _of_group(group: Group) -> Card:
    return Card(
        kicker=KINDS[group.kind],
        title=group.label,
        number=plural(len(group.studies), "coopération"),
        label="Chaque chiffre avec sa source" if group.studies else "",
        department=group.key if group.kind == "territoires" else "",
        points=_points(group.studies),
    )


def _of_case(study: CaseStudy) -> Card:
    fact = highlight(study)
    source = next((one for one in study.sources if fact and one.id == fact.source_id), study.sources[0])
    where = study.locations[0] if study.locations else None
    place = f" · {where.commune.name} ({where.department.name})" if where else ""
    return Card(
        kicker=f"{study.theme.label}{place}",
        title=study.project.name,
        number=" ".join(filter(None, (fact.reserve, f"{fact.number}{NO_BREAK}{fact.unit}"))) if fact else "",
        label=f"{sentence(fact.label)} ({fact.known})" if fact else "",
        source=f"Source : {source.publisher}" if fact else "",
        text="" if fact else study.project.summary,
        department=where.department.code if where else "",
        points=_points([study]),
    )


def _points(studies: Iterable[CaseStudy]) -> tuple[Point, ...]:
    return tuple(
        Point(longitude=place.commune.longitude, latitude=place.commune.latitude, hollow=is_hollow(place))
        for study in studies
        for place in study.locations
    )


# ------------------------------------------------------------------ drawing


def picture(catalog: Catalog, card: Card) -> bytes:
    """The card as a PNG file."""
    image = _background(catalog, card.department).copy()
    pen = ImageDraw.Draw(image)
    _draw_points(pen, catalog, card.points)
    y = _line(pen, 74, card.kicker, "semibold", 26, ACCENT)
    y = _title(pen, y + 14, card.title)
    if card.number:
        y = _number(pen, max(y + 26, 300), card.number)
        y = _paragraph(pen, y + 2, card.label, "regular", 28, INK, 2)
        _paragraph(pen, y + 8, card.source, "regular", 22, MUTED, 1)
    elif card.text:
        _paragraph(pen, y + 18, card.text, "regular", 28, INK, 5)
    return encoded(image)


@lru_cache(maxsize=128)
def _background(catalog: Catalog, department: str) -> Image.Image:
    """The card without its words: the map over what all cards share."""
    focus = small_focus(catalog.geography, department) if department else ""
    svg = render("svg/partage-carte.svg", "", base=small_base(catalog.geography), focus=focus)
    image = _shared(catalog).copy()
    image.paste(drawn(str(svg), MAP_WIDTH), (MAP_LEFT, _map_top(catalog)))
    return image


@lru_cache(maxsize=1)
def _shared(catalog: Catalog) -> Image.Image:
    """The name of the site, the date of the data."""
    settings = catalog.settings
    svg = render(
        "svg/partage.svg",
        "",
        name=settings.site_name,
        about=f"Coopérations économiques {settings.en_territoire}",
        day=f"Données au {date_in_words(catalog.edition)}",
    )
    return drawn(str(svg), WIDTH)


def _map_top(catalog: Catalog) -> int:
    frame = small_base(catalog.geography).frame
    return round(285 - frame.height * MAP_WIDTH / frame.width / 2)


def _draw_points(pen: ImageDraw.ImageDraw, catalog: Catalog, points: Iterable[Point]) -> None:
    frame = small_base(catalog.geography).frame
    scale, top = MAP_WIDTH / frame.width, _map_top(catalog)
    several = len(tuple(points)) > 1
    reach = 7 if several else 13
    for point in points:
        x, y = frame(point.longitude, point.latitude)
        centre = (MAP_LEFT + x * scale, top + y * scale)
        if point.hollow:
            pen.circle(centre, reach, fill=PAPER, outline=ACCENT, width=4 if several else 6)
        else:
            pen.circle(centre, reach, fill=ACCENT, outline=PAPER, width=1 if several else 3)


def _title(pen: ImageDraw.ImageDraw, y: float, text: str) -> float:
    """A title in the largest letters that do, cut when even the smallest are too many."""
    for size, most in TITLES:
        lines = list(wrapped(text, "bold", size, ROOM))
        if len(lines) <= most or (size, most) == TITLES[-1]:
            return _paragraph(pen, y, text, "bold", size, INK, most)
    return y


def _number(pen: ImageDraw.ImageDraw, y: float, text: str) -> float:
    fitting = (size for size in NUMBERS if len(list(wrapped(text, "bold", size, ROOM))) == 1)
    return _paragraph(pen, y, text, "bold", next(fitting, NUMBERS[-1]), PRIMARY, 2)


def _paragraph(
    pen: ImageDraw.ImageDraw, y: float, text: str, face: str, size: int, fill: str, most: int
) -> float:
    lines = list(wrapped(text, face, size, ROOM))
    most = min(most, int((BOTTOM - y) // (size * LEADING)))  # nothing is laid over the name of the site
    if len(lines) > most > 0:
        lines[most - 1] = f"{lines[most - 1].rstrip(' ,;:.')}…"
    for line in lines[: max(most, 0)]:
        y = _line(pen, y, line, face, size, fill)
    return y


def _line(pen: ImageDraw.ImageDraw, y: float, text: str, face: str, size: int, fill: str) -> float:
    """A line whose top is at `y`; where the next one goes."""
    pen.text((LEFT, y), typography(text), fill=fill, font=font_of(face, size))
    return y + size * LEADING
