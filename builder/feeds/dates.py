"""When a case appeared and changed, as the data says it: the days on which somebody read or checked it."""

from __future__ import annotations

from datetime import date

from ..catalog import CaseStudy


def changed_on(study: CaseStudy) -> date:
    """The latest day on which somebody checked the case or read one of its sources."""
    days = [source.consulted_on for source in study.sources]
    return max([*days, study.project.checked_on] if study.project.checked_on else days)


def appeared_on(study: CaseStudy) -> date:
    """The first day on which somebody read one of its sources."""
    return min(source.consulted_on for source in study.sources)
