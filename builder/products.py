"""What is published besides pages, in the order in which it is made: one line for each family of files.

A product depends on the catalogue alone. Costly files come as `Output.later`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from . import editions
from .catalog import Catalog
from .exports import derived, exported
from .output import Output
from .vendored import vendored


def _exports(catalog: Catalog) -> Iterator[Output]:
    yield from exported(catalog)
    yield from derived(catalog)


PRODUCTS: tuple[Callable[[Catalog], Iterator[Output]], ...] = (_exports, vendored, editions.published)
