"""A page where that of a case was, once an edition published it: what became of it and of its figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from ..anchors import anchors, gone
from ..catalog import CaseStudy, Catalog, Published
from ..keys import cases_key, key_of
from ..output import LatePage, Page
from ..templating import render, root_of
from ..text import typography
from .case_study import SECTION


def pages(catalog: Catalog) -> Iterator[LatePage]:
    """The page of every case that editions have and that the data has no more, or by another identifier."""
    for name, published in catalog.gone.items():
        now = _now(catalog, published)
        make = partial(page, catalog, name, now)
        key = key_of(name, published, cases_key(catalog, [now] if now else []))
        yield LatePage(path=_path(name), section=SECTION, key=key, make=make)


def page(catalog: Catalog, name: str, now: CaseStudy | None) -> Page:
    """The page at the address of the case called `name`, which is `now` another one or none."""
    published = catalog.gone[name]
    own = next(one for one in published if not one.anchor)
    named = anchors(now) if now else {}
    body = render(
        "retiree.html",
        root_of(_path(name)),
        name=own.said,
        edition=own.edition,
        now=now,
        gone=gone(published),
        here={one for anchor in named.values() for one in (anchor.long, anchor.short, *anchor.former) if one},
    )
    return Page(
        path=_path(name),
        title=typography(f"{own.said} (fiche {'déplacée' if now else 'retirée'})"),
        description=typography(
            f"Ce que devient la fiche « {own.said[:120]} », publiée dans une édition figée."
        ),
        body=str(body),
        section=SECTION,
    )


def _now(catalog: Catalog, published: Iterable[Published]) -> CaseStudy | None:
    line = next(one.line for one in published if not one.anchor)
    return next((study for study in catalog.studies if study.project.line == line), None)


def _path(name: str) -> str:
    return f"{SECTION}/{name}/"
