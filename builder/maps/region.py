"""The map of the whole territory, with the cases of any set."""

from __future__ import annotations

from collections.abc import Sequence

from ..catalog import CaseStudy, Catalog
from ..figure import Figure
from . import scene


def draw(
    catalog: Catalog, studies: Sequence[CaseStudy], root: str, *, id: str = "carte", title: str = ""
) -> Figure:
    """The cases on the territory; links go through `root`, the way back to the site's root."""
    return scene.draw(
        catalog,
        studies,
        root,
        id=id,
        title=title or f"Les coopérations {catalog.settings.en_territoire}",
    )
