"""Cases, the last changed first: the feed of the site and those of its départements, themes and types."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache

from ..catalog import CaseStudy, Catalog, Group
from ..highlights import highlight
from ..output import Output
from ..text import sentence
from .atom import MOST, Entry, Feed, atom
from .dates import appeared_on, changed_on

FILE = "flux.atom"


def case_feeds(catalog: Catalog) -> Iterator[Output]:
    """Every feed of cases; none when the site's address is unknown, since feeds hold full ones."""
    if not catalog.settings.has_address:
        return
    ordered = sorted(catalog.studies, key=_latest_first)
    entry = cache(lambda name: _entry(catalog.by_id[name]))  # a case is in the feeds of its groups too
    yield atom(_feed(catalog, None, ordered, entry), catalog)
    place = {study.project.id: rank for rank, study in enumerate(ordered)}
    for group in (*catalog.territories, *catalog.themes, *catalog.types):
        of_group = sorted(group.studies, key=lambda study: place[study.project.id])
        yield atom(_feed(catalog, group, of_group, entry), catalog)


def _latest_first(study: CaseStudy) -> tuple[int, str]:
    return -changed_on(study).toordinal(), study.project.id


def _feed(
    catalog: Catalog, group: Group | None, ordered: Sequence[CaseStudy], entry: Callable[[str], Entry]
) -> Feed:
    settings = catalog.settings
    where = f"{group.label} – {settings.site_name}" if group else settings.site_name
    return Feed(
        path=f"{group.path if group else ''}{FILE}",
        about=group.path if group else "projets/",
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
