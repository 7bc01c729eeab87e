"""The maps that a proposal changes, before and after."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from ..catalog import Catalog
from ..figure import Figure
from ..maps import department, locator, region
from ..pictures import png

WIDTH = 560
FOLDER = "avant-apres"
MOST = 24  # maps shown: a proposal that changes more is not read map by map


@dataclass(frozen=True, slots=True)
class Drawing:
    """A map of the site: its title, the page that shows it, and the drawing."""

    title: str
    page: str
    svg: str


@dataclass(frozen=True, slots=True)
class MapChange:
    """A map that looks different; one of its pictures is None when it is new or gone."""

    name: str  # of its files
    title: str
    page: str
    before: bytes | None
    after: bytes | None


def changed_maps(before: Catalog, after: Catalog) -> list[MapChange]:
    """The first `MOST` maps that look different: the territory, its départements, then the cases."""
    return list(islice(_changed(drawings(before), drawings(after)), MOST))


def drawings(catalog: Catalog) -> dict[str, Drawing]:
    """The maps of a catalogue by name; those of themes and types show the same symbols as these."""
    found = {"territoire": _drawing(region.draw(catalog, catalog.studies, ""), "")}
    for group in catalog.territories:
        if group.studies:
            drawn = department.draw(catalog, group.studies, "", code=group.key)
            found[f"departement-{group.key.lower()}"] = _drawing(drawn, group.path)
    for study in catalog.studies:
        if place := locator.draw(catalog, study):
            title = f"{study.project.name} – {place.title}"
            found[f"projet-{study.project.id}"] = Drawing(title, study.path, str(place.svg))
    return found


def _drawing(figure: Figure, page: str) -> Drawing:
    return Drawing(figure.title, page, str(figure.svg))


def _changed(before: dict[str, Drawing], after: dict[str, Drawing]) -> Iterator[MapChange]:
    """Drawings may differ only in words that are read aloud: pictures decide."""
    for name in [*after, *(name for name in before if name not in after)]:
        old, new = before.get(name), after.get(name)
        if old and new and old.svg == new.svg:
            continue
        pictures = [png(one.svg, WIDTH) if one else None for one in (old, new)]
        shown = new or old
        if shown and pictures[0] != pictures[1]:
            yield MapChange(name, shown.title, shown.page, *pictures)
