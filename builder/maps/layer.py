"""What an interactive map holds: things with a place, each with the few words of its popup.

The page and the GeoJSON file are both made from it, so they cannot say different things.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from ..catalog import CaseStudy, Location
from ..highlights import Highlight, highlight
from .marks import is_hollow, place_in_words, spots
from .symbols import Symbol


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A place of a case on the map; `figure` is the key figure to tell, with its year and nature.

    `value` is what a proportional circle shows.
    """

    study: CaseStudy
    location: Location
    number: int  # of the place among those of the case, from 1
    figure: str
    source_id: str = ""
    value: Decimal | None = None

    @property
    def hollow(self) -> bool:
        """Whether the point only stands for the commune."""
        return is_hollow(self.location)

    @property
    def place(self) -> str:
        """`Boutique, Saint-Pierreville (Ardèche)`."""
        label = f"{self.location.label}, " if self.location.label else ""
        return f"{label}{place_in_words(self.location)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """A territory that the map colours: its code in the shapes, how many cases, and which."""

    code: str
    name: str
    longitude: float
    latitude: float
    level: int  # 1 is the lightest
    studies: tuple[CaseStudy, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """Everything an interactive map draws over its backdrop, and the cases that it cannot place."""

    items: Sequence[Item] = ()
    zones: Sequence[Zone] = ()
    unlocated: Sequence[CaseStudy] = ()
    symbols: Sequence[Symbol] = ()


def items_of(studies: Sequence[CaseStudy], department: str = "") -> list[Item]:
    """An item for each place of some cases, with the first of their key figures."""
    facts = {study.project.id: highlight(study) for study in studies}
    return [
        Item(
            study=spot.study,
            location=spot.location,
            number=spot.study.locations.index(spot.location) + 1,
            figure=_in_words(fact) if fact else "",
            source_id=fact.source_id if fact else "",
        )
        for spot in spots(studies, department)
        for fact in [facts[spot.study.project.id]]
    ]


def _in_words(fact: Highlight) -> str:
    """A key figure as a sentence: `environ 54 emplois : effectif (2018, déclaré)`."""
    words = " ".join(filter(None, (fact.reserve, fact.number, fact.unit)))
    return f"{fact.label} : {words} ({fact.known})"
