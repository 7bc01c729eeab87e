"""Cards by bundles of `SIZE` cases in the order of the catalogue, loaded for what a page shows or exports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from ..catalog import CaseStudy, Catalog, Location
from ..highlights import highlight
from ..json_text import compact
from ..keys import cases_key
from ..output import Output
from ..records import JobFigure, Source
from ..text import citation, lifetime_in_words
from . import FOLDER
from .jobs import code_of, latest_jobs

SIZE = 25


def bundles(catalog: Catalog) -> Iterator[Output]:
    """Every bundle of cards."""
    studies = catalog.studies
    for number, start in enumerate(range(0, len(studies), SIZE)):
        bundle = studies[start : start + SIZE]
        path = f"{FOLDER}fiches/{number}.json"
        yield Output.later(path, cases_key(catalog, bundle), partial(_content, bundle))


def _content(studies: Sequence[CaseStudy]) -> bytes:
    lines = (compact(card(study)) for study in studies)
    return ("[" + ",\n".join(lines) + "]\n").encode()


def card(study: CaseStudy) -> dict[str, Any]:
    """What a card, a row of the table or a row of an export needs, as the data says it: no typography yet."""
    project = study.project
    sources = {source.id: source for source in study.sources}
    fact = highlight(study)
    written: dict[str, Any] = {
        "id": project.id,
        "nom": project.name,
        "resume": project.summary,
        "porteur": project.lead,
        "territoire": project.territory,
        "site": project.website,
        "annees": lifetime_in_words(project),
        "debut": project.start_year,
        "fin": project.end_year,
        "precision": project.place_precision.value,
        "source": _source(sources[project.source_id]),
        "lieux": [_place(place) for place in study.locations],
        "fait": fact and [fact.reserve, fact.number, fact.unit, fact.label, fact.known],
        "emplois": {code_of(job): _job(job, _source(sources[job.source_id])) for job in latest_jobs(study)},
    }
    return {name: value for name, value in written.items() if value not in (None, "", [], {})}


def _place(place: Location) -> list[Any]:
    commune = place.commune
    epci = place.epci.code if place.epci else ""
    head = [commune.code, commune.name, place.department.code, epci, commune.longitude, commune.latitude]
    return [*head, place.precision.value, place.label or "", commune.point.value]


def _job(job: JobFigure, source: list[str]) -> list[Any]:
    """Value as the data writes it, reserve, unit, year, nature; then the address and words of the source."""
    value = f"{job.value.normalize():f}"
    return [value, job.precision.value, job.unit.value, job.year, job.nature.value, *source]


def _source(source: Source) -> list[str]:
    return [source.url, citation(source)]
