"""A map put together: base, names, symbols, words. It is the same in its page, in others and in its files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from ..catalog import CaseStudy, Catalog
from ..figure import DataTable, Figure
from ..kept import kept
from ..templating import render
from .base import Base, department_base, region_base
from .drawing import Box
from .marks import MOST_MARKS, ROOM, Circle, Mark, Shade, Spot, Tally, marks, spots, tallies, true_places
from .names import Gazetteer, department_gazetteer, main_names, other_names, region_gazetteer
from .placement import Label, Sheet, squares
from .sentences import count_limits, description, limits, table, tally_table
from .symbols import RADIUS, Symbol

REACH = RADIUS * 1.45  # phones enlarge symbols: names keep off them at that size
NUMBER_ROOM = 7  # half of what the number of a zone takes


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What the template of a map draws, in units of the frame."""

    base: Base
    labels: Sequence[Label]
    marks: Sequence[Mark] = ()
    tallies: Sequence[Tally] = ()
    circles: Sequence[Circle] = ()
    shades: Sequence[Shade] = ()

    @property
    def symbols(self) -> list[Symbol]:
        """The symbols in use, each once, in the order of the themes."""
        used = {mark.symbol.number: mark.symbol for mark in self.marks}
        return [used[number] for number in sorted(used)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """What a map shows, wherever it is shown: its scene, its words, its table still without title."""

    scene: Scene
    words: str
    table: DataTable
    limits: str


def figure_of(drawing: Drawing, root: str, *, id: str, title: str) -> Figure:
    """A drawing as a page shows it; links go through `root`, the way back to the site's root."""
    words = drawing.words
    return Figure(
        id=id,
        title=title,
        description=words,
        svg=render("svg/carte.svg", root, id=id, title=title, description=words, scene=drawing.scene),
        tabulate=partial(replace, drawing.table, caption=title),
        limits=drawing.limits,
    )


def draw(
    catalog: Catalog,
    studies: Sequence[CaseStudy],
    root: str,
    *,
    id: str,
    title: str,
    department: str = "",
) -> Figure:
    """The figure of some cases on the map of the territory, or of one département."""
    return figure_of(kept(catalog, _drawing, tuple(studies), department), root, id=id, title=title)


def _drawing(catalog: Catalog, studies: Sequence[CaseStudy], department: str) -> Drawing:
    """Cases as symbols; beyond `MOST_MARKS` places, they are counted by zone."""
    base, gazetteer = _ground(catalog, department)
    found = spots(studies, department)
    if len(found) > MOST_MARKS:
        zones = "intercommunalité" if department else "département"
        discs = tallies(found, base.frame, by_epci=bool(department))
        return Drawing(
            scene=_counts(base, gazetteer, discs),
            words=f"Les coopérations comptées par {zones}. {', '.join(d.words for d in discs[:12])}.",
            table=tally_table(discs),
            limits=count_limits(catalog, studies, zones),
        )
    scene = scene_of_symbols(catalog, base, gazetteer, found)
    return Drawing(
        scene=scene,
        words=description(studies, found),
        table=table(studies, found),
        limits=limits(catalog, studies, found, scene.marks),
    )


def _ground(catalog: Catalog, department: str) -> tuple[Base, Gazetteer]:
    geography = catalog.geography
    if department:
        return department_base(geography, department), department_gazetteer(geography, department)
    return region_base(geography), region_gazetteer(geography)


def scene_of_symbols(catalog: Catalog, base: Base, gazetteer: Gazetteer, found: Sequence[Spot]) -> Scene:
    """Main towns are placed first, off the true places; then symbols, off those names; then other names."""
    places = squares(true_places(found, base.frame), ROOM[False])
    main = main_names(Sheet(base.frame), gazetteer, places)
    drawn = marks(catalog, found, base.frame, [label.box for label in main])
    symbols = squares(((mark.x, mark.y) for mark in drawn), REACH)
    labels = _all_names(base, gazetteer, main, symbols)
    return Scene(base=base, marks=drawn, labels=labels)


def _counts(base: Base, gazetteer: Gazetteer, discs: Sequence[Tally]) -> Scene:
    covered = [box for disc in discs for box in squares([(disc.x, disc.y)], disc.radius)]
    main = main_names(Sheet(base.frame, covered), gazetteer, ())
    return Scene(base=base, tallies=discs, labels=_all_names(base, gazetteer, main, covered))


def scene_of_circles(base: Base, gazetteer: Gazetteer, circles: Sequence[Circle]) -> Scene:
    """Circles keep their place, names go around them."""
    covered = [box for one in circles for box in squares([(one.x, one.y)], one.radius)]
    main = main_names(Sheet(base.frame, covered), gazetteer, ())
    return Scene(base=base, circles=circles, labels=_all_names(base, gazetteer, main, covered))


def scene_of_shades(base: Base, gazetteer: Gazetteer, shades: Sequence[Shade]) -> Scene:
    """The numbers of the zones come first; names go where they leave room."""
    covered = squares(((one.x, one.y) for one in shades), NUMBER_ROOM)
    main = main_names(Sheet(base.frame, covered), gazetteer, ())
    return Scene(base=base, shades=shades, labels=main)


def _all_names(
    base: Base, gazetteer: Gazetteer, main: Sequence[Label], covered: Sequence[Box]
) -> Sequence[Label]:
    sheet = Sheet(base.frame, covered, list(main))
    return [*main, *other_names(sheet, gazetteer, main)]
