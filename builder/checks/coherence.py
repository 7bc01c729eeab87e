"""Coherence: what each cell says is possible, but not together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..columns import PartialDate
from ..errors import Level, Problem
from ..parse import Dataset
from ..records import Event, Project, Record
from ..text import date_in_words
from ..words import Measure, Nature, PlacePrecision, Status


def ends_before_start(dataset: Dataset) -> Iterator[Problem]:
    """A cooperation or an event does not end before it starts; only what both dates tell is compared."""
    spans: list[tuple[Record, PartialDate | None, PartialDate | None, str]] = [
        *((p, _year(p.start_year), _year(p.end_year), "annee_fin") for p in _projects(dataset)),
        *((e, e.start, e.end, "date_fin") for e in _events(dataset)),
    ]
    for record, start, end, header in spans:
        if start and end and _before(end, start):
            what = f"la fin ({date_in_words(end)}) est avant le début ({date_in_words(start)})."
            fix = "Corrigez l’une des deux dates."
            yield Problem("fin-avant-debut", dataset.place(record, header), what, fix)


def _projects(dataset: Dataset) -> tuple[Project, ...]:
    return dataset.records["projets"]


def _events(dataset: Dataset) -> tuple[Event, ...]:
    return dataset.records["evenements"]


def _year(year: int | None) -> PartialDate | None:
    return PartialDate(year) if year else None


def _before(one: PartialDate, other: PartialDate) -> bool:
    """Whether a date is earlier than another, as far as the less precise of the two tells."""
    depth = min(_precision(one), _precision(other))
    return _parts(one)[:depth] < _parts(other)[:depth]


def _parts(day: PartialDate) -> tuple[int, int, int]:
    return day.year, day.month, day.day


def _precision(day: PartialDate) -> int:
    return sum(map(bool, _parts(day)))


def missing_end_years(dataset: Dataset) -> Iterator[Problem]:
    """A cooperation that is over ended some year; nobody is blocked when no source tells which."""
    for project in _projects(dataset):
        if project.status in (Status.FINISHED, Status.STOPPED) and not project.end_year:
            what = f"la coopération est {project.status.label}, mais son année de fin n’est pas renseignée."
            fix = "Renseignez-la si une source la donne."
            yield Problem("fin-absente", dataset.place(project, "annee_fin"), what, fix, Level.WARNING)


def places_without_commune(dataset: Dataset) -> Iterator[Problem]:
    """A precise place is in a commune; only a wider territory may do without."""
    for project in _projects(dataset):
        if project.place_precision is not PlacePrecision.TERRITORY and not project.commune_code:
            what = f"la précision du lieu est « {project.place_precision.value} », mais la commune manque."
            fix = "Écrivez son code INSEE, ou « territoire » comme précision du lieu."
            yield Problem("lieu-sans-commune", dataset.place(project, "code_commune"), what, fix)


def results_in_the_future(dataset: Dataset) -> Iterator[Problem]:
    """A result or a milestone is not later than the day on which its source was read."""
    read_on = {source.id: source.consulted_on for source in dataset.records["sources"]}
    for record, year, header in _facts(dataset):
        day = read_on.get(record.source_id)
        if year and day and year > day.year:
            what = f"{year} est après la lecture de la source ({day.year})."
            fix = "Corrigez l’année ; si c’est une prévision, un chiffre est de nature « objectif »."
            yield Problem("annee-future", dataset.place(record, header), what, fix, Level.WARNING)


def _facts(dataset: Dataset) -> Iterator[tuple[Any, int | None, str]]:
    for table in ("emplois", "impacts", "financements"):
        for figure in dataset.records[table]:
            if figure.nature is not Nature.TARGET:
                yield figure, figure.year, "annee"
    for milestone in dataset.records["etapes"]:
        yield milestone, milestone.date.year, "date"


def targets_called_results(dataset: Dataset) -> Iterator[Problem]:
    """Planned jobs are a target and the reverse: pages tell results from targets by both columns."""
    for job in dataset.records["emplois"]:
        planned, target = job.measure is Measure.PLANNED, job.nature is Nature.TARGET
        if planned and not target:
            what, fix = "des emplois prévus sont un objectif.", "Écrivez « objectif » dans « nature »."
            yield Problem("objectif-attendu", dataset.place(job, "nature"), what, fix, Level.WARNING)
        if target and not planned:
            what, fix = "un objectif compte des emplois prévus.", "Écrivez « prevus » dans « mesure »."
            yield Problem("objectif-attendu", dataset.place(job, "mesure"), what, fix, Level.WARNING)
