"""What the comparison of a few cases needs: their figures, each with nature, year, reserve and source.

Cases are spread over files by their identifier, so that an address which names four of them loads four files
at most, whatever the size of the site.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from ..catalog import CaseStudy, Catalog, Location
from ..json_text import compact
from ..keys import cases_key
from ..output import Output
from ..records import Funding, Impact, JobFigure
from ..text import citation, lifetime_in_words
from . import FOLDER

CASES_IN_A_FILE = 25


def comparison_files(catalog: Catalog) -> Iterator[Output]:
    """Every file of figures to compare."""
    among = files(catalog)
    spread: list[list[CaseStudy]] = [[] for _ in range(among)]
    for study in catalog.studies:
        spread[file_of(study.project.id, among)].append(study)
    for number, studies in enumerate(spread):
        path = f"{FOLDER}comparer/{number}.json"
        yield Output.later(path, cases_key(catalog, studies), partial(_content, studies))


def files(catalog: Catalog) -> int:
    """Over how many files the cases are spread."""
    return -(-len(catalog.studies) // CASES_IN_A_FILE) or 1


def file_of(project_id: str, among: int) -> int:
    """The file of a case, which the browser finds in the same way."""
    return zlib.crc32(project_id.encode()) % among


def _content(studies: Sequence[CaseStudy]) -> bytes:
    return compact({study.project.id: compared(study) for study in studies}).encode()


def compared(study: CaseStudy) -> dict[str, Any]:
    """A case as the comparison reads it; codes are those of the data, sources are numbered from 0."""
    project = study.project
    numbers = {source.id: number for number, source in enumerate(study.sources)}
    return {
        "nom": project.name,
        "resume": project.summary,
        "thematique": study.theme.label,
        "type": study.type.label,
        "statut": project.status.label,
        "annees": lifetime_in_words(project),
        "porteur": project.lead or "",
        "lieux": [
            [place.commune.name, place.department.name, place.precision.label] for place in study.locations
        ],
        "emplois": [_job(job, numbers[job.source_id]) for job in study.jobs],
        "impacts": [_impact(row, numbers[row.source_id]) for row in study.impacts],
        "argent": [_funding(row, numbers[row.source_id]) for row in study.fundings],
        "partenaires": [[p.category.value, p.name, numbers[p.source_id]] for p in study.partners],
        "facteurs": [
            [e.criterion.label, e.factor.evidence, numbers[e.factor.source_id]] for e in study.evidence
        ],
        "sources": [[citation(source), source.url] for source in study.sources],
    }


def _place(place: Location) -> list[str]:
    return [place.commune.name, place.department.name, place.precision.label]


def _job(job: JobFigure, source: int) -> list[Any]:
    kind = [word.value for word in (job.measure, job.perimeter, job.period, job.unit)]
    return [*kind, _number(job), job.precision.value, job.year, job.nature.value, source]


def _impact(row: Impact, source: int) -> list[Any]:
    known = [_number(row), row.precision.value, row.year, row.nature.value]
    return [row.family.value, row.indicator, row.unit, *known, source]


def _funding(row: Funding, source: int) -> list[Any]:
    return [
        row.funder,
        row.category.value,
        str(row.amount),
        row.use.value,
        row.year,
        row.nature.value,
        source,
    ]


def _number(row: JobFigure | Impact) -> str:
    return f"{row.value.normalize():f}"
