"""Cases, the last changed first: the feed of the site and those of its départements, themes and types."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from heapq import nsmallest

from ..catalog import CaseStudy, Catalog, Group
from ..highlights import highlight
from ..output import Output
from ..text import sentence
from .atom import MOST, Entry, Feed, atom
from .dates import appeared_on, changed_on

FILE = "flux.atom"
Dated = tuple[int, str, Entry]


def case_feeds(catalog: Catalog) -> Iterator[Output]:
    """Every feed of cases; none when the site's address is unknown, since feeds hold full ones."""
    if "://" not in catalog.settings.site_url:
        return
    entries = {study.project.id: _dated(study) for study in catalog.studies}
    yield atom(_feed(catalog, None, entries.values()), catalog)
    for group in (*catalog.territories, *catalog.themes, *catalog.types):
        of_group = (entries[study.project.id] for study in group.studies)
        yield atom(_feed(catalog, group, of_group), catalog)


def _feed(catalog: Catalog, group: Group | None, entries: Iterable[Dated]) -> Feed:
    settings = catalog.settings
    where = f"{group.label} – {settings.site_name}" if group else settings.site_name
    return Feed(
        path=f"{group.path if group else ''}{FILE}",
        about=group.path if group else "projets/",
        title=f"{where} : les coopérations nouvelles et modifiées",
        subtitle=f"Coopérations économiques {settings.en_territoire}, les dernières relues d’abord.",
        updated=catalog.edition,
        entries=tuple(entry for *_, entry in nsmallest(MOST, entries)),
    )


def _dated(study: CaseStudy) -> Dated:
    """The entry of a case behind what sorts it: the latest first, then by identifier."""
    entry = _entry(study)
    return -entry.updated.toordinal(), entry.key, entry


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
