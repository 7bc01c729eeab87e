"""What is made once of a catalogue and asked for by several files: kept as long as the catalogue is."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import lru_cache
from typing import Any, TypeVar

from .catalog import Catalog

T = TypeVar("T")
CATALOGUES = 2  # all the data, and a part of it; those that a server replaced are let go
THINGS = 1024


def kept(catalog: Catalog, make: Callable[..., T], *arguments: Hashable) -> T:
    """What `make(catalog, *arguments)` gives; made again only when it has long not been asked for."""
    found: T = _made_of(catalog)(make, *arguments)
    return found


@lru_cache(maxsize=CATALOGUES)
def _made_of(catalog: Catalog) -> Callable[..., Any]:
    @lru_cache(maxsize=THINGS)
    def made(make: Callable[..., T], *arguments: Hashable) -> T:
        return make(catalog, *arguments)

    return made
