"""Everything that can be found, as lists that a browser searches by itself: the search without JavaScript.

A short group is listed in `/recherche/`; a long one in pages of its own, `/recherche/projets-1/` and so on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from ..catalog import Catalog
from ..keys import cases_key, key_of, table_key
from ..output import LatePage, Page
from ..templating import render, root_of
from ..text import number, slug, typography
from . import FOLDER
from .entries import CASES, EVENTS, Entry, Recipe, recipes

SIZE = 400  # entries in a list: about 100 kB


@dataclass(frozen=True, slots=True)
class Part:
    """A page of a long group: where it lives, the first and the last name it holds."""

    path: str
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Section:
    """A group of the list: its entries when they are few, else its pages."""

    label: str
    entries: tuple[Entry, ...]
    parts: tuple[Part, ...]


def listing(catalog: Catalog, attributes: Mapping[str, str], root: str) -> Markup:
    """What a slot prints: every group, long ones as links to their pages."""
    found = recipes(catalog, ()).items()
    sections = [_section(label, made) for label, made in found if made]
    return render("fragments/liste-complete.html", root, sections=sections)


def _section(label: str, made: list[Recipe]) -> Section:
    if len(made) <= SIZE:
        return Section(label, tuple(make() for make in made), ())
    pieces = [made[start : start + SIZE] for start in range(0, len(made), SIZE)]
    return Section(
        label,
        (),
        tuple(
            Part(_path(label, order), piece[0]().title, piece[-1]().title)
            for order, piece in enumerate(pieces, 1)
        ),
    )


def _path(label: str, order: int) -> str:
    return f"{FOLDER}{slug(label)}-{order}/"


def pages(catalog: Catalog) -> Iterator[LatePage]:
    """The pages of the groups that are too long for one; only those that grow with the data can be."""
    found = recipes(catalog, ())
    for label in (EVENTS, CASES):
        if len(found[label]) > SIZE:
            for order, start in enumerate(range(0, len(found[label]), SIZE), 1):
                yield LatePage(
                    path=_path(label, order),
                    section=FOLDER.rstrip("/"),
                    key=key_of(_key(catalog, label, start), label, len(found[label])),
                    make=partial(_page, catalog, label, found[label], order),
                )


def _key(catalog: Catalog, label: str, start: int) -> str:
    if label == CASES:
        return cases_key(catalog, catalog.studies[start : start + SIZE])
    return table_key(catalog, "evenements", "communes", "projets")


def _page(catalog: Catalog, label: str, made: list[Recipe], order: int) -> Page:
    last = -(-len(made) // SIZE)
    entries = [make() for make in made[(order - 1) * SIZE : order * SIZE]]
    path = _path(label, order)
    body = render(
        "liste-complete-page.html",
        root_of(path),
        label=label,
        entries=entries,
        before=_path(label, order - 1) if order > 1 else "",
        after=_path(label, order + 1) if order < last else "",
    )
    table = {CASES: "projets", EVENTS: "evenements"}[label]
    return Page(
        path=path,
        title=f"{label}, liste {number(order)} sur {number(last)}",
        description=typography(f"De « {entries[0].title} » à « {entries[-1].title} »")[:155],
        body=str(body),
        section=FOLDER.rstrip("/"),
        source_note=f"{catalog.settings.donnees}/{table}.csv",
    )
