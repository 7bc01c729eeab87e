"""Filling: generated pages printed into the blank page, fragments printed into the slots.

A blank page is cut into its constant pieces once; a generated page is then one join of strings.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from .output import Output, Page
from .shell import BLANKS, Shell
from .slots import Slot

Fragment = Callable[[Slot, str], str]  # the slot, the address of its page → HTML, already safe

# What main.html leaves to print in the blank page, and the blank page's own address, in its canonical link.
_BLANK_ADDRESS = f"{BLANKS}page/"
_TOKEN = re.compile(rf"@@(titre|description|contenu|rubrique|tete)@@|({_BLANK_ADDRESS})")
_CANONICAL = re.compile(r'<link rel="canonical" href="([^"]*)"')


def fill(shell: Shell, pages: Iterable[Page], fragment: Fragment) -> Iterator[Output]:
    """Every file of the site: hand-written pages filled, generated pages printed, files of `docs/`, site map.

    `fragment` gives the HTML of a slot. The blank pages are not part of the site.
    """
    addresses = []
    for output in (*_written(shell, fragment),):
        ...
