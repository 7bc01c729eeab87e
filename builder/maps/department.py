"""The map of one département, with its EPCI, its towns and the cases that have a place in it."""

from __future__ import annotations

from collections.abc import Sequence

from ..catalog import CaseStudy, Catalog
from ..figure import Figure
from . import scene
from .base import department_base
from .names import department_gazetteer


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
        base=department_base(catalog.geography, code),
        gazetteer=department_gazetteer(catalog.geography, code),
        department=code,
    )
