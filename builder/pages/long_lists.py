"""The pages of lists that would make a hand-written page too long: sources, events, cases that show a factor.

What begins in a hand-written page goes on here, a hundred entries at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from markupsafe import Markup

from ..catalog import Catalog
from ..fragments import agenda, cette_page, criteres, sources
from ..keys import key_of
from ..output import LatePage, Page
from ..paging import address, last_page, on_page, page_links
from ..templating import render, root_of
from ..text import number, typography


@dataclass(frozen=True, slots=True, kw_only=True)
class LongList:
    """A list: where its pages live, where it begins, what one entry after another is printed with.

    `begins` is the address of its first page when a hand-written page shows it, with its anchor.
    """

    home: str
    title: str
    table: str  # whose rows it shows
    back: tuple[str, str]  # the page that leads to it: address and name
    entries: Sequence[Any]
    show: Callable[[Catalog, Sequence[Any], str], Markup]
    key: Callable[[Catalog, Sequence[Any]], str]  # of what the entries of a page tell
    begins: str = ""


def pages(catalog: Catalog) -> Iterator[LatePage]:
    """Every page of every list, but those that hand-written pages show."""
    for long in _lists(catalog):
        for current in range(2 if long.begins else 1, last_page(long.entries) + 1):
            yield LatePage(
                path=address(long.home, current),
                section=long.back[0].rstrip("/"),
                key=partial(_key, catalog, long, current),
                make=partial(_page, catalog, long, current),
            )


def _key(catalog: Catalog, long: LongList, current: int) -> str:
    return key_of(long.home, current, len(long.entries), long.key(catalog, on_page(long.entries, current)))


def _lists(catalog: Catalog) -> Iterator[LongList]:
    yield LongList(
        home=sources.HOME,
        title="Toutes les sources",
        table="sources",
        back=("donnees/", "Données"),
        entries=sources.ordered(catalog),
        show=sources.show,
        key=sources.key,
        begins=sources.BEGINS,
    )
    yield LongList(
        home=agenda.HOME,
        title="Les rendez-vous",
        table="evenements",
        back=("agenda/", "Agenda"),
        entries=agenda.ordered(catalog),
        show=agenda.show,
        key=agenda.key,
        begins=agenda.BEGINS,
    )
    for criterion, proofs in criteres.long_ones(catalog):
        yield LongList(
            home=criteres.home(criterion),
            title=criterion.label,
            table="facteurs",
            back=("criteres/", "Facteurs de réussite"),
            entries=proofs,
            show=criteres.show,
            key=criteres.key,
        )


def _page(catalog: Catalog, long: LongList, current: int) -> Page:
    path, last = address(long.home, current), last_page(long.entries)
    root = root_of(path)
    title = f"{long.title}, page {number(current)} sur {number(last)}" if last > 1 else long.title
    links = {"titre": title, "adresse": path, "tableau": long.table}
    body = render(
        "liste-longue.html",
        root,
        title=title,
        back=long.back,
        shown=long.show(catalog, on_page(long.entries, current), root),
        links=page_links(long.home, current, last, root, long.begins),
    )
    return Page(
        path=path,
        title=typography(title),
        description=typography(f"{title} : {number(len(long.entries))} en tout."),
        body=f"{body}{cette_page.page_links(catalog, links, root)}",
        section=long.back[0].rstrip("/"),
    )
