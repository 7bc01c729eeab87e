"""When a case appeared and changed: the days on which somebody read, checked or corrected it.

They come from the data and from the change log, never from the build: see `changelog.py`.
"""

from __future__ import annotations

from datetime import date

from ..catalog import CaseStudy


def changed_on(study: CaseStudy) -> date:
    """The latest day on which somebody checked the case, read one of its sources or corrected it."""
    days = [source.consulted_on for source in study.sources]
    return max(filter(None, [*days, study.project.checked_on, study.corrected_on]))


def appeared_on(study: CaseStudy) -> date:
    """The first day on which somebody read one of its sources."""
    return min(source.consulted_on for source in study.sources)
