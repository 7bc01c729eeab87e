"""Long lists, page after page: no page grows with the data. The first page is where the list lives.

The next ones are below it: `territoires/07/page/2/`, `territoires/07/page/3/`…
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from markupsafe import Markup

from .templating import render

SIZE = 100  # entries in a page
SHOWN_STEPS = 10  # links to far pages
T = TypeVar("T")


def on_page(entries: Sequence[T], current: int) -> Sequence[T]:
    """The entries of a page, counted from 1."""
    return entries[(current - 1) * SIZE : current * SIZE]


def last_page(entries: Sequence[object]) -> int:
    """The number of the last page; an empty list has one page."""
    return -(-len(entries) // SIZE) or 1


def address(home: str, current: int) -> str:
    """Where a page of the list of `home` lives."""
    return home if current == 1 else f"{home}page/{current}/"


def page_links(home: str, current: int, last: int, root: str, first: str = "") -> Markup:
    """The links from a page of a list to others; nothing when there is one page.

    `first` is the address of the first page, when it is not that of the list.
    """
    if last == 1:
        return Markup()
    where = {page: address(home, page) for page in shown_pages(current, last)} | {1: first or home}
    return render(
        "fragments/_pages.html",
        root,
        current=current,
        shown=[(page, where[page]) for page in sorted(where)],
        before=where[current - 1] if current > 1 else "",
        after=where[current + 1] if current < last else "",
    )


def shown_pages(current: int, last: int) -> list[int]:
    """Which pages to link to: the ends, the neighbours, and about ten steps over the rest."""
    step = max(1, -(-last // SHOWN_STEPS))
    near = range(current - 1, current + 2)
    return sorted({1, last, *(page for page in near if 1 <= page <= last), *range(step, last, step)})
