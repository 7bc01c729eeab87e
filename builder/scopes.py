"""What an exhibit or a download speaks of: the territory, a département, a theme, a type, or one case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from .catalog import CaseStudy, Catalog, Group
from .scale import details_each_case

WHOLE = "region"
KEY_FIGURES = "chiffres-cles"  # the folder of their addresses
# The filter of a slot that chooses a group, by the kind of the group.
FILTERS = {"territoires": "departement", "thematiques": "thematique", "types": "type"}
TITLES = {
    WHOLE: "Tout le territoire",
    "departement": "Départements",
    "thematique": "Thématiques",
    "type": "Formes de coopération",
    "projet": "Projets",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """A set of cases and what it is called in addresses (« departement-07 »).

    `page` is the page of the site about it; `attributes` choose the same cases in a slot.
    """

    code: str
    label: str
    page: str
    studies: tuple[CaseStudy, ...]
    attributes: Mapping[str, str]

    @property
    def kind(self) -> str:
        """« departement » for « departement-07 »; the key of `TITLES`."""
        return self.code.partition("-")[0]


@lru_cache(maxsize=1)
def scopes(catalog: Catalog) -> Mapping[str, Scope]:
    """Every scope that has a case, by its code; each case too, unless there are too many of them."""
    return {scope.code: scope for scope in _scopes(catalog)}


def _scopes(catalog: Catalog) -> Iterator[Scope]:
    yield Scope(
        code=WHOLE,
        label=catalog.settings.territoire,
        page="chiffres/",
        studies=catalog.studies,
        attributes={},
    )
    for group in (*catalog.territories, *catalog.themes, *catalog.types):
        if group.studies:
            yield _group_scope(group)
    if details_each_case(catalog):
        yield from map(_case_scope, catalog.studies)


def _group_scope(group: Group) -> Scope:
    return Scope(
        code=group_code(group),
        label=group.label,
        page=group.path,
        studies=group.studies,
        attributes={FILTERS[group.kind]: group.key},
    )


def _case_scope(study: CaseStudy) -> Scope:
    name = study.project.id
    return Scope(
        code=f"projet-{name}",
        label=study.project.name,
        page=study.path,
        studies=(study,),
        attributes={"projet": name},
    )


def group_code(group: Group) -> str:
    """The name of a group in addresses: « departement-07 »."""
    return f"{FILTERS[group.kind]}-{group.code}"


def group_scope(catalog: Catalog, group: Group) -> Scope | None:
    """The scope of a group, None when it has no case."""
    return scopes(catalog).get(group_code(group))


def scope_of(catalog: Catalog, attributes: Mapping[str, str]) -> Scope | None:
    """The scope that the filters of a slot choose; None when they are several, or not those of a scope."""
    wanted = {name: value for name, value in attributes.items() if name in _KNOWN}
    kind, value = next(iter(wanted.items()), (WHOLE, ""))
    code = f"{kind}-{value.lower()}" if value else kind
    return scopes(catalog).get(code) if len(wanted) < 2 else None


def key_figure_path(scope: Scope, name: str) -> str:
    """The address of a key figure, empty when it has none.

    A case has no key figures of its own, and the number of départements is dull when one is chosen.
    """
    dull = scope.kind == "projet" or (scope.kind == "departement" and name == "departements")
    return "" if dull else f"{KEY_FIGURES}/{scope.code}/{name}/"


_KNOWN = {*FILTERS.values(), "projet", "critere"}
