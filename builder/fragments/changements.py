"""What changed in the data, edition by edition, the newest first."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from markupsafe import Markup

from ..catalog import Catalog
from ..templating import render
from .base import Fragment

if TYPE_CHECKING:
    from ..changes.history import Chapter

IN_FULL = 6  # chapters shown with every line; the older ones only with their summary
MOST_LINES = 40  # of a section


def changes(catalog: Catalog, attributes: Mapping[str, str], root: str) -> Markup:
    """Each chapter: what it is compared with, a summary, then the lines, as far as anyone reads."""
    from ..changes.history import PATH, chapters  # not above: it needs the checks, which need fragments
    from ..changes.periods_json import FILE

    told = chapters(catalog)
    return render(
        "fragments/changements.html",
        root,
        chapters=told,
        in_full=told[:IN_FULL],
        title_of=title_of,
        most=MOST_LINES,
        studies=catalog.by_id,
        json=PATH,
        rows=FILE,
        feed=f"{PATH.removesuffix('.json')}.atom",
    )


def title_of(chapter: Chapter) -> str:
    """« Depuis l’édition 2026-11 », « Édition 2026-12 »."""
    if chapter.edition:
        return f"Édition {chapter.edition.name}"
    return f"Depuis l’édition {chapter.told['de']['edition']}" if chapter.told else ""


FRAGMENT = Fragment(
    name="changements",
    definition="Ce qui a changé dans les données, d’une édition à l’autre et depuis la dernière.",
    render=changes,
)
