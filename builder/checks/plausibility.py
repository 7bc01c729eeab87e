"""Plausibility: figures that may be right, but are most often a slip or a word taken for another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from ..errors import Level, Problem
from ..parse import Dataset
from ..text import number, quantity
from ..words import Perimeter, Period, PlacePrecision
from .cells import enough


def jobs_beyond_population(dataset: Dataset) -> Iterator[Problem]:
    """A cooperation by itself does not employ more people than live where it is."""
    yield from enough(_jobs_beyond_population(dataset))


def _jobs_beyond_population(dataset: Dataset) -> Iterator[Problem]:
    living = _population(dataset)
    for job in dataset.records["emplois"]:
        people = living.get(job.project_id)
        own = job.perimeter is Perimeter.PROJECT and job.period is not Period.FLOW
        if people and own and job.value > people:
            jobs = quantity(job.value, job.unit.label)
            what = f"{jobs}, c’est plus que les {number(people)} habitants de la commune."
            fix = (
                "Vérifiez le nombre ; avec d’autres employeurs, le périmètre est « membres » ou « filiere »."
            )
            yield Problem("emplois-plus-qu-habitants", dataset.place(job, "valeur"), what, fix, Level.WARNING)


def _population(dataset: Dataset) -> Mapping[str, int]:
    """How many people live in the communes of each project; none is told of a wider territory."""
    people = {commune.code: commune.population or 0 for commune in dataset.records["communes"]}
    communes: dict[str, set[str]] = defaultdict(set)
    for project in dataset.records["projets"]:
        if project.commune_code and project.place_precision is not PlacePrecision.TERRITORY:
            communes[project.id].add(project.commune_code)
    for place in dataset.records["lieux"]:
        if place.project_id in communes:
            communes[place.project_id].add(place.commune_code)
    return {
        project_id: sum(people[code] for code in codes)
        for project_id, codes in communes.items()
        if all(people.get(code) for code in codes)
    }
