"""Cases, the last changed first: the feed of the site, of its départements, themes, types and networks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from ..catalog import CaseStudy, Catalog
from ..highlights import highlight
from ..networks import cases_of_networks
from ..output import Output
from ..text import sentence
from .atom import MOST, Entry, Feed, atom
from .dates import appeared_on, changed_on

FILE = "flux.atom"


@dataclass(frozen=True, slots=True)
class Followed:
    """What one may follow: its name (empty for the whole site), its page, its feed, its cases."""

    label: str
    about: str
    path: str
    studies: tuple[CaseStudy, ...]
    kind: str = ""  # as groups have it, and « reseaux »


def followed(catalog: Catalog) -> Iterator[Followed]:
    """Everything that has a feed of cases; nothing when the site's address is unknown: feeds hold full ones.

    A network that no case names has none: nobody knows which cases are its own.
    """
    if not catalog.settings.has_address:
        return
    yield Followed("", "projets/", FILE, catalog.studies)
    for group in (*catalog.territories, *catalog.themes, *catalog.types):
        yield Followed(group.label, group.path, f"{group.path}{FILE}", group.studies, group.kind)
    for network in catalog.networks:
        if members := cases_of_networks(catalog)[network.id]:
            about = f"reseaux/#reseau-{network.id}"
            yield Followed(network.name, about, f"reseaux/{network.id}.atom", members, "reseaux")


def case_feeds(catalog: Catalog) -> Iterator[Output]:
    """Every feed of cases."""
    ordered = sorted(catalog.studies, key=_latest_first)
    place = {study.project.id: rank for rank, study in enumerate(ordered)}
    entry = cache(lambda name: _entry(catalog.by_id[name]))  # a case is in the feeds of its groups too
    for one in followed(catalog):
        latest = sorted(one.studies, key=lambda study: place[study.project.id])
        yield atom(_feed(catalog, one, latest, entry), catalog)


def _latest_first(study: CaseStudy) -> tuple[int, str]:
    return -changed_on(study).toordinal(), study.project.id


def _feed(
    catalog: Catalog, one: Followed, ordered: Sequence[CaseStudy], entry: Callable[[str], Entry]
) -> Feed:
    settings = catalog.settings
    where = f"{one.label} – {settings.site_name}" if one.label else settings.site_name
    return Feed(
        path=one.path,
        about=one.about,
        title=f"{where} : les coopérations nouvelles et modifiées",
        subtitle=f"Coopérations économiques {settings.en_territoire}, les dernières relues d’abord.",
        updated=catalog.edition,
        entries=tuple(entry(study.project.id) for study in ordered[:MOST]),
    )


def _entry(study: CaseStudy) -> Entry:
    project = study.project
    return Entry(
        key=study.path,
        path=study.path,
        title=project.name,
        updated=changed_on(study),
        published=appeared_on(study),
        text=" ".join([project.summary, *_fact(study)]),
        categories=(study.theme.label, study.type.label, *(place.name for place in study.departments)),
    )


def _fact(study: CaseStudy) -> Iterator[str]:
    """The first figure of the case, with what it counts and how it is known."""
    if fact := highlight(study):
        amount = " ".join(filter(None, (fact.reserve, fact.number, fact.unit)))
        yield f"{sentence(fact.label)} : {amount} ({fact.known})."
