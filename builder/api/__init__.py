"""A static API: JSON documents at addresses that stay, each described by a JSON Schema.

What is in version 1 is never renamed nor removed: members may only be added. The rest would be version 2.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..catalog import Catalog
from ..output import Output
from . import index, projects, schemas, statistics


def api(catalog: Catalog) -> Iterator[Output]:
    """Every document of the API."""
    yield from index.documents(catalog)
    yield from projects.documents(catalog)
    yield from statistics.documents(catalog)
    yield from schemas.documents(catalog)
