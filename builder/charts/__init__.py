"""Charts drawn at build time. `CHARTS` speak of a set of cases, `CASE_CHARTS` of one (given alone).

One more chart is one more file and one more name here. A chart gives None when there is nothing to see.
"""

from __future__ import annotations

from . import (
    impacts,
    impacts_over_time,
    jobs_around,
    jobs_over_time,
    jobs_totals,
    money,
    partners,
    projects_by,
    projects_by_year,
)
from .base import Chart

CHARTS: dict[str, Chart] = {
    chart.name: chart
    for chart in (
        jobs_totals.CHART,
        jobs_around.MEMBERS,
        jobs_around.SECTORS,
        impacts.CHART,
        money.BY_FUNDER,
        money.BY_USE,
        partners.SET,
        projects_by.DEPARTMENTS,
        projects_by.THEMES,
        projects_by.TYPES,
        projects_by_year.CHART,
    )
}
CASE_CHARTS: dict[str, Chart] = {
    chart.name: chart
    for chart in (
        jobs_over_time.CHART,
        impacts_over_time.CHART,
        partners.CASE,
        money.BY_FUNDER,
        money.BY_USE,
    )
}

__all__ = ["CASE_CHARTS", "CHARTS", "Chart"]
