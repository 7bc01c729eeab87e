"""The preview of a proposal: the site in a zip that opens by a double click, and what to look at first.

outputs ──offline──▶ pages that need no host ─┐
Report, Catalog before and after ──▶ start page, pictures of maps ──write_zip──▶ apercu.zip
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..catalog import Catalog, build_catalog
from ..changes import Report, Revision, build_report, read_revision
from ..checks import check
from ..config import FILE
from ..errors import has_errors
from ..geography import build_geography
from ..output import Output
from ..pipeline import Inputs, load, outputs
from ..read import read_stories
from ..shell import Shell, render_shell
from .archive import write_zip
from .offline import offline
from .start import pictures, start_page
from .thumbnails import MapChange, changed_maps

__all__ = ["build_preview", "preview"]


def build_preview(project: Path, since: str, file: Path) -> int:
    """Write the preview of a project to a zip file, and give how many files it holds.

    `since` is the revision that the data are compared with; empty, nothing is compared. DataError when data
    or pages hold an error.
    """
    inputs = load(project)
    settings = inputs.settings
    revision = read_revision(project, since, settings) if since else None
    stories = read_stories(project, settings.recits)
    report = build_report(revision, inputs.catalog.dataset, stories, settings) if revision else None
    shell = render_shell(project / FILE)
    return write_zip(preview(inputs, shell, report), file)


def preview(inputs: Inputs, shell: Shell, report: Report | None) -> Iterator[Output]:
    """Every file of the preview; the start page comes first, where it is seen."""
    catalog = inputs.catalog
    maps = _changed_maps(report.revision, catalog) if report else []
    yield start_page(catalog, report, maps)
    yield from offline(outputs(inputs, shell), inputs.settings.site_url)
    yield from pictures(maps)


def _changed_maps(revision: Revision, after: Catalog) -> list[MapChange]:
    """No map when the data of the revision held errors: cases cannot be placed then."""
    if has_errors(check(revision.dataset)):
        return []
    geography = build_geography(revision.dataset, after.geography.shapes)
    before = build_catalog(revision.dataset, after.settings, geography, revision.stories)
    return changed_maps(before, after)
