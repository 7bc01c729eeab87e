"""Every file that the explorer loads."""

from __future__ import annotations

from collections.abc import Iterator

from ..catalog import Catalog
from ..output import Output
from .base_map import base_map
from .bundles import bundles
from .comparison import comparison_files
from .index import index
from .text_index import words_files


def explorer(catalog: Catalog) -> Iterator[Output]:
    """Index, cards, words, figures to compare, base map."""
    for family in (index, bundles, words_files, comparison_files, base_map):
        yield from family(catalog)
