"""The kinds of generated pages, in the order in which they are printed."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..catalog import Catalog
from ..output import Page
from . import case_study, group

PAGES: tuple[Callable[[Catalog], Iterator[Page]], ...] = (case_study.pages, group.pages)
