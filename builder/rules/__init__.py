"""Every rule that a message may name, explained to an editor; the page « Lire une erreur » prints them.

A rule of the code that has no entry here, or an entry that no code names any more, fails the tests.
"""

from __future__ import annotations

from .base import Family, Rule
from .cells import CELLS
from .changes import CHANGES
from .editions import EDITIONS
from .files import COLUMNS, FILES
from .pages import PAGES, SITE
from .rows import COHERENCE, ROWS, SOURCES
from .workbook import WORKBOOK

__all__ = ["FAMILIES", "RULES", "Family", "Rule"]

FAMILIES: tuple[Family, ...] = (
    CELLS,
    ROWS,
    COHERENCE,
    SOURCES,
    COLUMNS,
    FILES,
    WORKBOOK,
    PAGES,
    SITE,
    EDITIONS,
    CHANGES,
)
RULES: dict[str, Rule] = {rule.name: rule for family in FAMILIES for rule in family.rules}
