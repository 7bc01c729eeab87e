"""The map of one département, with its EPCI, its towns and the cases that have a place in it."""

from __future__ import annotations

from collections.abc import Sequence

from ..catalog import CaseStudy, Catalog
from ..figure import Figure
from . import scene


def draw(
    catalog: Catalog,
    studies: Sequence[CaseStudy],
    root: str,
    *,
    code: str,
    id: str = "carte",
    title: str = "",
) -> Figure:
    """The cases in a département, known by its official code; their places elsewhere are left out."""
    return scene.draw(
        catalog,
        studies,
        root,
        id=id,
        title=title or f"Les coopérations : {catalog.geography.departments[code].name}",
        department=code,
    )
