"""Every source, with the cases that use it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from markupsafe import Markup

from ..catalog import CaseStudy, Catalog
from ..keys import cases_key, key_of, table_key
from ..paging import last_page, on_page, page_links
from ..records import Source
from ..templating import render
from ..text import sort_key
from .base import Fragment

HOME = "donnees/sources/"
BEGINS = "donnees/#sources"


def source_list(catalog: Catalog, attributes: Mapping[str, str], root: str) -> Markup:
    """The sources by publisher, then by date; many take several pages. Each is an anchor (`#source-<id>`)."""
    sources = ordered(catalog)
    links = page_links(HOME, 1, last_page(sources), root, BEGINS)
    return show(catalog, on_page(sources, 1), root) + links


def show(catalog: Catalog, sources: Sequence[Source], root: str) -> Markup:
    """Some sources, with the cases that use each."""
    return render("fragments/sources.html", root, sources=sources, used=_used(catalog))


def key(catalog: Catalog, sources: Sequence[Source]) -> str:
    """The key of what `show` tells: these sources, the cases that use them."""
    users = [study for source in sources for study in _used(catalog)[source.id]]
    return key_of(table_key(catalog, "sources"), cases_key(catalog, users, ()))


@lru_cache(maxsize=2)
def ordered(catalog: Catalog) -> tuple[Source, ...]:
    """Every source, as the list has them."""
    publishers = {source.publisher for source in catalog.sources.values()}
    ranks = {publisher: sort_key(publisher) for publisher in publishers}  # the same on many sources

    def rank(source: Source) -> tuple[str, str, str]:
        return ranks[source.publisher], str(source.date or ""), source.id

    return tuple(sorted(catalog.sources.values(), key=rank))


@lru_cache(maxsize=2)
def _used(catalog: Catalog) -> Mapping[str, list[CaseStudy]]:
    used: dict[str, list[CaseStudy]] = {source: [] for source in catalog.sources}
    for study in catalog.studies:
        for source in study.sources:
            used[source.id].append(study)
    return used


FRAGMENT = Fragment(
    name="sources",
    definition="Toutes les sources, par éditeur : titre, date, adresse, jour de lecture, cas concernés.",
    render=source_list,
)
