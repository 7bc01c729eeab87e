"""The kinds of generated pages, in the order in which they are printed.

Pages that are many or slow to render come as `LatePage`, with a key.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..catalog import Catalog
from ..explorer import pages as project_list
from ..output import LatePage, Page
from ..search import listing
from . import case_study, citing, codes, group, long_lists, removed

PAGES: tuple[Callable[[Catalog], Iterator[Page | LatePage]], ...] = (
    case_study.pages,
    removed.pages,
    citing.pages,
    group.pages,
    project_list.pages,
    listing.pages,
    codes.pages,
    long_lists.pages,
)
