"""Everything that can be shown elsewhere: in another site, an e-mail, a picture shared on a network."""

from __future__ import annotations

from functools import lru_cache

from .. import maps
from ..catalog import Catalog
from . import charts, key_figures
from .base import Exhibit


@lru_cache(maxsize=1)
def exhibits(catalog: Catalog) -> tuple[Exhibit, ...]:
    """Every exhibit of the site: maps, then charts, then key figures."""
    shown = (one.exhibit for one in key_figures.key_figures(catalog).values())
    return (*maps.exhibits(catalog), *charts.exhibits(catalog), *shown)


__all__ = ["Exhibit", "exhibits"]
