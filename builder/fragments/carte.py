"""A map of cases, jobs, money or EPCI: its key, its table, the way to its interactive page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from markupsafe import Markup

from ..catalog import Catalog
from ..figure import Figure
from ..keys import cases_key, key_of
from ..maps import CASES, Map, map_called
from ..parse import Dataset
from ..templating import render
from ..text import slug
from .base import FILTERS, Attribute, Fragment, everything, selected, selection_in_words


def case_map(catalog: Catalog, attributes: Mapping[str, str], root: str) -> Markup:
    """The named map, or that of the chosen cases; a sentence when there is nothing to place.

    Filters and name combine: the money of one theme is `data-nom="argent"` with that theme.
    """
    words = selection_in_words(catalog, attributes)
    one = _chosen(catalog, attributes, words)
    return render(
        "svg/carte-figure.html",
        root,
        figure=_figure(catalog, one, attributes, root) if one else None,
        legend=one.kind.key(catalog, one.studies, root, one.department) if one else "",
        words=words,
    )


def key(catalog: Catalog, attributes: Mapping[str, str]) -> str:
    """The key of the cases that the map shows, and of the address to which it leads."""
    one = _chosen(catalog, attributes, selection_in_words(catalog, attributes))
    if not one:
        return everything(catalog, attributes)
    told = cases_key(catalog, one.studies, one.kind.tables)
    return key_of(one.name, one.title, _has_page(catalog, one), told)


def _figure(catalog: Catalog, one: Map, attributes: Mapping[str, str], root: str) -> Figure:
    """The drawing; it leads to the interactive map when that one shows the very same cases."""
    figure = one.figure(catalog, root, id="-".join(["carte", *map(slug, attributes.values())]))
    return replace(figure, path=one.path) if _has_page(catalog, one) else figure


def _has_page(catalog: Catalog, one: Map) -> bool:
    page = map_called(catalog, one.name)
    return page is not None and page.studies == one.studies


def _chosen(catalog: Catalog, attributes: Mapping[str, str], words: str) -> Map | None:
    """The map that a slot asks for, with the cases that pass its filters; None when none does."""
    whole = map_called(catalog, attributes.get("nom") or _name(attributes))
    if not whole:
        return None
    wanted = {study.project.id for study in selected(catalog, attributes)}
    studies = tuple(study for study in whole.studies if study.project.id in wanted)
    if studies == whole.studies or not studies:
        return whole if studies else None
    subject = "Les coopérations" if whole.kind is CASES else whole.title
    return replace(whole, studies=studies, title=f"{subject} : {words}")


def _name(attributes: Mapping[str, str]) -> str:
    """The map that filters alone ask for: a département is drawn large, whatever else is chosen."""
    if code := attributes.get("departement"):
        return f"departement-{code.lower()}"
    wanted = [(name, attributes[name]) for name in OTHER_FILTERS if name in attributes]
    return "-".join(wanted[0]) if len(wanted) == 1 and wanted[0][0] in ("thematique", "type") else "region"


OTHER_FILTERS = tuple(one.name for one in FILTERS if one.name != "departement")


def _names(dataset: Dataset) -> Iterable[str]:
    """Every name that `data-nom` accepts; a map that would show nothing says so in its place."""
    yield from ("region", "emplois", "argent", "epci")
    for prefix, table in PREFIXES.items():
        for code in dataset.keys[table]:
            yield f"{prefix}-{code.lower()}"


PREFIXES = {
    "departement": "departements",
    "thematique": "thematiques",
    "type": "types",
    "reseau": "reseaux",
    "projet": "projets",
}

FRAGMENT = Fragment(
    name="carte",
    definition="Une carte, avec sa légende, la liste des lieux et le lien vers la carte interactive.",
    attributes=(
        Attribute(
            name="nom",
            definition="Une carte par son nom ; sans lui, la carte des coopérations choisies.",
            example="emplois",
            choices=_names,
        ),
        *FILTERS,
    ),
    render=case_map,
    key=key,
)
