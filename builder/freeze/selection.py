"""Which exhibits are frozen: those of the territory and of its groups, whose figures people quote.

A case has a map of its own, but where it is hardly changes, and there may be thousands of them: cases are
frozen on demand only.
"""

from __future__ import annotations

from collections.abc import Iterable

from ..catalog import Catalog
from ..exhibits import Exhibit

REGION_ONLY = ("graphique",)  # of these kinds, only what shows the whole territory: groups have hundreds


def chosen(catalog: Catalog, exhibits: Iterable[Exhibit], *, cases: bool) -> tuple[Exhibit, ...]:
    """The exhibits to freeze, in their order."""
    pages_of_cases = {study.path for study in catalog.studies}
    pages_of_groups = {group.path for group in (*catalog.territories, *catalog.themes, *catalog.types)}

    def is_chosen(exhibit: Exhibit) -> bool:
        if exhibit.page in pages_of_cases:
            return cases and exhibit.kind == "carte"
        return exhibit.kind not in REGION_ONLY or exhibit.page not in pages_of_groups

    return tuple(exhibit for exhibit in exhibits if is_chosen(exhibit))
