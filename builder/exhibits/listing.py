"""Every exhibit of the site, and those of each scope."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from .. import maps
from ..catalog import Catalog
from ..scopes import WHOLE, Scope, scopes
from . import charts, key_figures
from .base import Exhibit

CODES = "integrer"  # the folder of the codes to paste


@lru_cache(maxsize=1)
def exhibits(catalog: Catalog) -> tuple[Exhibit, ...]:
    """Every exhibit of the site: maps, then charts, then key figures."""
    drawn = (one for scope in scopes(catalog).values() for one in charts.exhibits(catalog, scope))
    told = (one.exhibit for one in key_figures.key_figures(catalog).values())
    return (*maps.exhibits(catalog), *drawn, *told)


@lru_cache(maxsize=1)
def exhibits_by_scope(catalog: Catalog) -> Mapping[str, list[Exhibit]]:
    """The exhibits of each scope, by its code; what no other scope has stands with the whole territory."""
    found: dict[str, list[Exhibit]] = {code: [] for code in scopes(catalog)}
    for exhibit in exhibits(catalog):
        code = exhibit.path.split("/")[1]
        found[code if code in found else WHOLE].append(exhibit)
    return {code: shown for code, shown in found.items() if shown}


def codes_path(scope: Scope) -> str:
    """The address of the codes to paste of a scope."""
    return f"{CODES}/{scope.code}/"
