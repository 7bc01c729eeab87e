"""Charts drawn at build time. `CHARTS` speak of a set of cases, `CASE_CHARTS` of one (given alone).

One more chart is one more file and one more name here. A chart gives None when there is nothing to see.
"""

from __future__ import annotations

from . import jobs_over_time, projects_by
from .base import Chart

CHARTS: dict[str, Chart] = {
    chart.name: chart
    for chart in (
        projects_by.DEPARTMENTS,
        projects_by.THEMES,
        projects_by.TYPES,
    )
}
CASE_CHARTS: dict[str, Chart] = {chart.name: chart for chart in (jobs_over_time.CHART,)}

__all__ = ["CASE_CHARTS", "CHARTS", "Chart"]
