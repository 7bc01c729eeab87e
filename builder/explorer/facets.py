"""Facets: the ways in which the explorer sorts cases out, in the order in which it shows them.

A facet is the only description of a filter: its values, its words, and which of them a case has. The browser
receives them as numbers and knows nothing more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from ..catalog import CaseStudy, Catalog
from ..statistics import is_result
from ..text import sort_key
from ..words import ImpactFamily, Nature, PartnerCategory, Perimeter, Status

DECADES = 5  # the decades shown one by one; older cases are counted together
UNKNOWN = "inconnue"
NO_FIGURE = "aucun"
NOWHERE = ("sans-lieu", "Sans lieu précis")


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    """A filter: its name in addresses, its title, its values as (code, label), and those that a case has."""

    name: str
    title: str
    values: tuple[tuple[str, str], ...]
    of: Callable[[CaseStudy], Iterable[str]]


@lru_cache(maxsize=4)
def facets(catalog: Catalog) -> tuple[Facet, ...]:
    """Every facet; words and départements without case are there too, an EPCI without case is not."""
    return (
        Facet(
            name="thematique",
            title="Thématique",
            values=tuple((group.key, group.label) for group in catalog.themes),
            of=lambda study: (study.theme.code,),
        ),
        Facet(
            name="departement",
            title="Département",
            values=(*((group.key, group.label) for group in catalog.territories), NOWHERE),
            of=lambda study: [department.code for department in study.departments] or NOWHERE[:1],
        ),
        Facet(
            name="type",
            title="Forme de coopération",
            values=tuple((group.key, group.label) for group in catalog.types),
            of=lambda study: (study.type.code,),
        ),
        Facet(
            name="statut",
            title="Situation",
            values=tuple((word.value, word.label) for word in Status),
            of=lambda study: (study.project.status.value,),
        ),
        _periods(catalog),
        Facet(
            name="critere",
            title="Facteur de réussite observé",
            values=tuple((criterion.code, criterion.label) for criterion in catalog.criteria),
            of=lambda study: (evidence.criterion.code for evidence in study.evidence),
        ),
        Facet(
            name="partenaire",
            title="Partenaires",
            values=tuple((word.value, word.label) for word in PartnerCategory),
            of=lambda study: (partner.category.value for partner in study.partners),
        ),
        Facet(name="chiffre", title="Chiffres disponibles", values=KINDS_OF_FIGURES, of=kinds_of_figures),
        Facet(
            name="epci",
            title="Intercommunalité",
            values=tuple(_epcis(catalog.studies)),
            of=lambda study: (place.epci.code for place in study.locations if place.epci),
        ),
    )


def _epcis(studies: Iterable[CaseStudy]) -> list[tuple[str, str]]:
    found = {place.epci.code: place.epci.name for study in studies for place in study.locations if place.epci}
    return sorted(found.items(), key=lambda item: (sort_key(item[1]), item[0]))


def _periods(catalog: Catalog) -> Facet:
    """When cases began, by decade: the latest ones one by one, `avant-1980` for what is older."""
    years = [study.project.start_year for study in catalog.studies if study.project.start_year]
    last = max(years, default=0) // 10 * 10
    first = last - 10 * (DECADES - 1)
    before = f"avant-{first}"

    def of(study: CaseStudy) -> tuple[str]:
        year = study.project.start_year
        if not year:
            return (UNKNOWN,)
        return (str(year // 10 * 10),) if year >= first else (before,)

    values = [(before, f"Avant {first}")] if years else []
    values += [(str(decade), f"Années {decade}") for decade in range(first, last + 1, 10) if years]
    return Facet(
        name="periode",
        title="Période de lancement",
        values=(*values, (UNKNOWN, "Année non renseignée")),
        of=of,
    )


_JOBS = {
    Perimeter.PROJECT: ("emplois", "Emplois dans la coopération"),
    Perimeter.MEMBERS: ("emplois-membres", "Emplois chez les membres"),
    Perimeter.SECTOR: ("emplois-filiere", "Emplois dans la filière"),
}
_IMPACTS = {
    ImpactFamily.ECONOMIC: ("economique", "Résultats économiques"),
    ImpactFamily.SOCIAL: ("social", "Résultats sociaux"),
    ImpactFamily.ENVIRONMENTAL: ("environnemental", "Résultats environnementaux"),
    ImpactFamily.TERRITORIAL: ("territorial", "Résultats territoriaux"),
}
KINDS_OF_FIGURES = (
    *_JOBS.values(),
    *_IMPACTS.values(),
    ("argent", "Sommes reçues"),
    (NO_FIGURE, "Aucun résultat chiffré"),
)


def kinds_of_figures(study: CaseStudy) -> Iterator[str]:
    """What is known in figures of a case; targets and starting points are not results, and do not count."""
    found = {_JOBS[job.perimeter][0] for job in study.jobs if is_result(job)}
    found |= {_IMPACTS[row.family][0] for row in study.impacts if row.nature is not Nature.TARGET}
    if any(row.nature is not Nature.TARGET for row in study.fundings):
        found.add("argent")
    return iter(sorted(found) or (NO_FIGURE,))
