"""One page for each cooperation: what it is, where, since when, who leads, what it achieved, with proof."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from .. import structured
from ..anchors import anchors, gone
from ..catalog import CaseStudy, Catalog
from ..exhibits.charts import case_figures
from ..exports.selections import downloads
from ..forge import correction_url, data_url
from ..highlights import highlights
from ..keys import cases_key, key_of
from ..maps import locator
from ..output import LatePage, Page
from ..records import CURATED, JobFigure, Project
from ..sharing.addresses import case_picture, public_address
from ..sharing.printed import printed_code
from ..similar import Similar, similar_cases
from ..statistics import Series, job_series
from ..story import story_html
from ..templating import render, root_of
from ..text import (
    NARROW,
    date_in_words,
    how_known,
    lifetime_in_words,
    mid_sentence,
    quantity,
    sentence,
    typography,
)
from .citing import cite_path

SECTION = "projets"
MOST_JOBS = 300  # job figures in a page: the data hold the others


@dataclass(frozen=True, slots=True)
class Link:
    """What a link says, and where it leads."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class JobTable:
    """Job figures of one kind, oldest first: they may be compared with each other and with nothing else."""

    title: str
    definition: str
    rows: tuple[JobFigure, ...]
    left: int  # how many older ones are left out, when a page would be endless


def pages(catalog: Catalog) -> Iterator[LatePage]:
    """The page of every case, by name."""
    similar = similar_cases(catalog.studies)
    for study in catalog.studies:
        key, make = partial(_key, catalog, study, similar), partial(_page, catalog, study, similar)
        yield LatePage(path=study.path, section=SECTION, key=key, make=make)


def _key(catalog: Catalog, study: CaseStudy, similar: Mapping[str, tuple[Similar, ...]]) -> str:
    near = similar[study.project.id]
    told = [study, *(other.study for other in near)]
    return key_of(cases_key(catalog, told), [other.reasons for other in near])


def _page(catalog: Catalog, study: CaseStudy, similar: Mapping[str, tuple[Similar, ...]]) -> Page:
    return page(catalog, study, similar[study.project.id])


def page(catalog: Catalog, study: CaseStudy, similar: tuple[Similar, ...] = ()) -> Page:
    """The page of one case."""
    root = root_of(study.path)
    project = study.project
    facts = highlights(study)
    charts = case_figures(catalog, study)
    body = render(
        "case_study.html",
        root,
        study=study,
        facts=facts,
        when=when(project),
        locator=locator.draw(catalog, study),
        jobs_chart=charts.get("emplois-dans-le-temps"),
        job_tables=job_tables(study),
        partners_chart=charts.get("partenaires-du-projet"),
        impacts_chart=charts.get("impacts-dans-le-temps"),
        uses_chart=charts.get("argent-par-usage"),
        funders_chart=charts.get("argent-par-financeur"),
        story=story_html(study.story),
        similar=similar,
        citation=citation(catalog, study),
        edit_urls=edits(catalog, study),
        report_url=report_url(catalog, study),
        quantity=quantity,
        how_known=how_known,
        anchors=anchors(study),
        gone=gone(study.published),
        cite_path=cite_path(catalog, study),
        downloads=downloads(catalog, f"projet-{project.id}"),
        share_url=public_address(catalog, study.path),
        catalog=catalog,
        code=printed_code(catalog, study.path),
        nnbsp=NARROW,
    )
    return Page(
        path=study.path,
        title=typography(project.name),
        description=_shortened(typography(project.summary)),
        body=str(body),
        section=SECTION,
        source_note=f"{catalog.settings.donnees}/{Project.file}, ligne {project.line}",
        head=structured.case(catalog, study),
        **case_picture(catalog, study),
    )


def job_tables(study: CaseStudy) -> list[JobTable]:
    """The job figures of a case, kept apart by measure, perimeter, period and unit, targets apart."""
    series = job_series(study.jobs)
    most = len(study.jobs) if len(study.jobs) <= MOST_JOBS else max(1, MOST_JOBS // len(series))
    return [_job_table(one, most) for one in series]


def _job_table(series: Series[JobFigure], most: int) -> JobTable:
    job = series.rows[0]
    target = " (objectif)" if series.target else ""
    measured, about = (word.definition.rstrip(".") for word in (job.measure, job.perimeter))
    return JobTable(
        title=f"{sentence(job.measure.label)} {job.perimeter.label}, en {job.unit.label}{target}",
        definition=f"{measured} ({mid_sentence(about)}), {job.period.label}.",
        rows=series.rows[-most:],
        left=max(0, len(series.rows) - most),
    )


def when(project: Project) -> str:
    """The years of a cooperation in words, « Date de début non renseignée » when nothing is known."""
    return sentence(lifetime_in_words(project)) or "Date de début non renseignée"


def _shortened(text: str, most: int = 155) -> str:
    """The beginning of a text, cut between words, for search engines."""
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def citation(catalog: Catalog, study: CaseStudy) -> str:
    """How to quote the page: title, site, edition, address."""
    settings = catalog.settings
    return (
        f"« {study.project.name} », {settings.site_name} – coopérations économiques territoriales "
        f"{settings.en_territoire}, données au {date_in_words(catalog.edition)}, {settings.licence.nom}, "
        f"{settings.site_url}{study.path}"
    )


def report_url(catalog: Catalog, study: CaseStudy) -> str:
    """The form that tells of an error in the page of a case."""
    return correction_url(catalog.settings, study.path, f"Erreur : {study.project.name}")


_ROWS = {
    "emplois": "jobs",
    "impacts": "impacts",
    "financements": "fundings",
    "partenaires": "partners",
    "etapes": "milestones",
}


def edits(catalog: Catalog, study: CaseStudy) -> list[Link]:
    """The lines of each table that this page shows, the project's own line first."""
    factors = [item.factor for item in study.evidence]
    rows: dict[str, Iterable[Any]] = {"projets": [study.project]}
    rows |= {table: getattr(study, field) for table, field in _ROWS.items()} | {"facteurs": factors}
    return [_edit(catalog, table, [row.line for row in found]) for table, found in rows.items() if found]


def _edit(catalog: Catalog, table: str, lines: list[int]) -> Link:
    file = CURATED[table].file
    return Link(file, data_url(catalog.settings, file, min(lines), max(lines)))
