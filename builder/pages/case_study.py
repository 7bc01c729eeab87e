"""One page for each cooperation: what it is, where, since when, who leads, what it achieved, with proof."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from ..catalog import CaseStudy, Catalog
from ..changes.figures import FIGURES, figure
from ..charts import CASE_CHARTS
from ..figure import Figure
from ..forge import correction_url, data_url
from ..highlights import highlights
from ..maps import locator
from ..output import Page
from ..records import CURATED, JobFigure, Project
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


def pages(catalog: Catalog) -> Iterator[Page]:
    """The page of every case, by name."""
    similar = similar_cases(catalog.studies)
    for study in catalog.studies:
        yield page(catalog, study, similar[study.project.id])


def page(catalog: Catalog, study: CaseStudy, similar: tuple[Similar, ...] = ()) -> Page:
    """The page of one case."""
    root = root_of(study.path)
    project = study.project
    facts = highlights(study)
    body = render(
        "case_study.html",
        root,
        study=study,
        facts=facts,
        when=when(project),
        locator=locator.draw(catalog, study),
        jobs_chart=_chart("emplois-dans-le-temps", study),
        job_tables=job_tables(study),
        partners_chart=_chart("partenaires-du-projet", study),
        impacts_chart=_chart("impacts-dans-le-temps", study),
        money_charts=[
            c for c in (_chart("argent-par-usage", study), _chart("argent-par-financeur", study)) if c
        ],
        story=story_html(study.story),
        similar=similar,
        citation=citation(catalog, study),
        edit_urls=edits(catalog, study),
        report_url=report_url(catalog, study),
        figure_reports=figure_reports(catalog, study),
        quantity=quantity,
        how_known=how_known,
        job_anchors=job_anchors(study.jobs),
        nnbsp=NARROW,
    )
    return Page(
        path=study.path,
        title=typography(project.name),
        description=_shortened(typography(project.summary)),
        body=str(body),
        section="projets",
        source_note=f"{catalog.settings.donnees}/{Project.file}, ligne {project.line}",
    )


def _chart(name: str, study: CaseStudy) -> Figure | None:
    """A chart with an anchor of its own: the parts of the page are named « emplois », « partenaires »…"""
    figure = CASE_CHARTS[name].draw([study])
    return figure and replace(figure, id=f"graphique-{figure.id}")


def job_tables(study: CaseStudy) -> list[JobTable]:
    """The job figures of a case, kept apart by measure, perimeter, period and unit, targets apart."""
    return [_job_table(series) for series in job_series(study.jobs)]


def _job_table(series: Series[JobFigure]) -> JobTable:
    job = series.rows[0]
    target = " (objectif)" if series.target else ""
    measured, about = (word.definition.rstrip(".") for word in (job.measure, job.perimeter))
    return JobTable(
        title=f"{sentence(job.measure.label)} {job.perimeter.label}, en {job.unit.label}{target}",
        definition=f"{measured} ({mid_sentence(about)}), {job.period.label}.",
        rows=series.rows,
    )


def when(project: Project) -> str:
    """The years of a cooperation in words, « Date de début non renseignée » when nothing is known."""
    return sentence(lifetime_in_words(project)) or "Date de début non renseignée"


def _shortened(text: str, most: int = 155) -> str:
    """The beginning of a text, cut between words, for search engines."""
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


def job_anchors(jobs: Iterable[JobFigure]) -> dict[int, str]:
    """The stable anchor of each job figure, by its line: `emplois-2018-effectif-projet-stock-emplois-54`.

    Two sources may give the same figure: the second one's anchor ends in « --2 ».
    """
    anchors: dict[int, str] = {}
    times: Counter[str] = Counter()
    for job in jobs:
        anchor = _job_anchor(job)
        times[anchor] += 1
        anchors[job.line] = anchor if times[anchor] == 1 else f"{anchor}--{times[anchor]}"
    return anchors


def _job_anchor(job: JobFigure) -> str:
    year = job.year or "sans-annee"
    value = str(job.value.normalize()) if job.value % 1 else str(int(job.value))
    kind = (job.measure.value, job.perimeter.value, job.period.value, job.unit.value)
    return "-".join(["emplois", str(year), *kind, value.replace(".", "-")])


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


def figure_reports(catalog: Catalog, study: CaseStudy) -> list[Link]:
    """The same form for each figure of a case, with the figure and its line already written."""
    settings = catalog.settings
    rows = [(table, row) for table in FIGURES for row in getattr(study, _ROWS[table])]
    links = []
    for table, row in rows:
        words = str(figure(table, row))
        told = f"{words} ({settings.donnees}/{CURATED[table].file}, ligne {row.line})"
        title = f"Erreur : {study.project.name}"
        links.append(Link(words, correction_url(settings, study.path, title, told)))
    return links


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
