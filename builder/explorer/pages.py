"""The complete list of the cases, page after page: what `/projets/` offers without JavaScript.

The first page is `/projets/` itself, the next ones `/projets/page/2/`… A browser can search each of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from markupsafe import Markup

from .. import paging
from ..catalog import CaseStudy, Catalog
from ..keys import cases_key, key_of
from ..output import LatePage, Page
from ..templating import render, root_of
from ..text import number
from ..wording import shown


def pages(catalog: Catalog) -> Iterator[LatePage]:
    """Every page of the list but the first."""
    last = last_page(catalog)
    for current in range(2, last + 1):
        yield LatePage(
            path=address(current),
            section="projets",
            key=key_of(cases_key(catalog, on_page(catalog, current)), current, last),
            make=partial(page, catalog, current),
        )


def page(catalog: Catalog, current: int) -> Page:
    """A page of the list."""
    last = last_page(catalog)
    studies = on_page(catalog, current)
    root = root_of(address(current))
    first_name, last_name = (shown(study.project.name) for study in (studies[0], studies[-1]))
    return Page(
        path=address(current),
        title=f"Projets, page {number(current)} sur {number(last)}",
        description=f"Les coopérations par ordre alphabétique, de {first_name} à {last_name}."[:155],
        body=str(
            render(
                "projets-page.html",
                root,
                studies=studies,
                first_name=first_name,
                last_name=last_name,
                links=page_links(catalog, current, root),
            )
        ),
        section="projets",
        source_note=f"{catalog.settings.donnees}/projets.csv",
    )


def on_page(catalog: Catalog, current: int) -> Sequence[CaseStudy]:
    """The cases of a page, counted from 1."""
    return paging.on_page(catalog.studies, current)


def last_page(catalog: Catalog) -> int:
    """The number of the last page; an empty catalogue has one page."""
    return paging.last_page(catalog.studies)


def address(current: int) -> str:
    """Where a page of the list lives."""
    return paging.address("projets/", current)


def page_links(catalog: Catalog, current: int, root: str) -> Markup:
    """The links from a page of the list to others; nothing when there is one page."""
    return paging.page_links("projets/", current, last_page(catalog), root)
