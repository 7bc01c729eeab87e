"""Every map of the site that has an address of its own, family by family."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache

from ..catalog import CaseStudy, Catalog, Group
from ..networks import cases_of_networks
from ..scale import details_each_case
from ..scopes import FILTERS, group_code
from .cases import CASES
from .circles import JOBS, MONEY
from .kinds import Kind, Map
from .values import jobs, money
from .zones import ZONES, zones


def territory(catalog: Catalog) -> Iterator[Map]:
    """Every case of the territory."""
    title = f"Les coopérations {catalog.settings.en_territoire}"
    yield Map(name="region", title=title, page="", studies=catalog.studies, kind=CASES)


def departments(catalog: Catalog) -> Iterator[Map]:
    """One map for each département, drawn large, with its EPCI."""
    for group in catalog.territories:
        yield _of_group(group, group.key)


def themes(catalog: Catalog) -> Iterator[Map]:
    """One map for each theme. A thematic community has the same cases: this map is also its own."""
    for group in catalog.themes:
        yield _of_group(group)


def types(catalog: Catalog) -> Iterator[Map]:
    """One map for each form of cooperation."""
    for group in catalog.types:
        yield _of_group(group)


def _of_group(group: Group, department: str = "") -> Map:
    return Map(
        name=group_code(group),
        title=f"Les coopérations : {group.label}",
        page=group.path,
        studies=group.studies,
        kind=CASES,
        department=department,
        asked=f"{FILTERS[group.kind]}={group.key}",
    )


def networks(catalog: Catalog) -> Iterator[Map]:
    """One map for each network that some cases name among their partners."""
    members = cases_of_networks(catalog)
    for network in catalog.networks:
        yield Map(
            name=f"reseau-{network.id}",
            title=f"Les coopérations dont un partenaire est {network.name}",
            page="reseaux/",
            studies=members[network.id],
            kind=CASES,
        )


def figures(catalog: Catalog) -> Iterator[Map]:
    """Jobs and money as circles, cases by EPCI; absent where nothing is known."""
    studies, where = catalog.studies, catalog.settings.en_territoire
    if any(jobs((study,)) for study in studies):
        yield _whole("emplois", f"Les emplois des coopérations {where}", JOBS, studies)
    if any(money((study,)) for study in studies):
        yield _whole("argent", f"L’argent connu des coopérations {where}", MONEY, studies)
    if any(zones((study,)) for study in studies):
        yield _whole("epci", f"Les coopérations par intercommunalité {where}", ZONES, studies)


def _whole(name: str, title: str, kind: Kind, studies: tuple[CaseStudy, ...]) -> Map:
    return Map(name=name, title=title, page="chiffres/", studies=studies, kind=kind)


def cases(catalog: Catalog) -> Iterator[Map]:
    """One map for each case that has a place, as long as there are not too many cases.

    It shows the département where all its places are, the whole territory when there are several.
    """
    if details_each_case(catalog):
        for study in catalog.studies:
            codes = [department.code for department in study.departments]
            yield Map(
                name=f"projet-{study.project.id}",
                title=study.project.name,
                page=study.path,
                studies=(study,) if codes else (),
                kind=CASES,
                department=codes[0] if len(codes) == 1 else "",
            )


MAPS: tuple[Callable[[Catalog], Iterator[Map]], ...] = (
    territory,
    departments,
    themes,
    types,
    networks,
    figures,
    cases,
)


@lru_cache(maxsize=4)
def maps_by_name(catalog: Catalog) -> dict[str, Map]:
    """Every map by name; those that would show no case are not made."""
    found = (one for family in MAPS for one in family(catalog) if one.studies)
    return {one.name: one for one in found}


def map_called(catalog: Catalog, name: str) -> Map | None:
    """The map of that name, None when it would show nothing."""
    return maps_by_name(catalog).get(name)
