"""Events, seen from the edition of the data: to come, then past. The day of the build plays no part."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date

from markupsafe import Markup

from .. import structured
from ..calendar import PATH, dated, event_path
from ..catalog import Catalog
from ..columns import PartialDate
from ..keys import table_key
from ..paging import last_page, on_page, page_links
from ..records import Event
from ..templating import render
from .base import Fragment

HOME = "agenda/"
BEGINS = "agenda/#les-rendez-vous"


def agenda(catalog: Catalog, attributes: Mapping[str, str], root: str) -> Markup:
    """Events to come, the nearest first; past ones, the latest first; many take several pages."""
    events = ordered(catalog)
    calendar = render(
        "fragments/agenda-calendrier.html",
        root,
        calendar=PATH if catalog.settings.has_address and dated(catalog.events) else "",
        undated=len(catalog.events) - len(dated(catalog.events)),
    )
    links = page_links(HOME, 1, last_page(events), root, BEGINS)
    return calendar + show(catalog, on_page(events, 1), root, first=True) + links


def ordered(catalog: Catalog) -> tuple[Event, ...]:
    """Events to come, the nearest first, then past ones, the latest first."""
    upcoming = [event for event in catalog.events if last_day(event) >= catalog.edition]
    past = [event for event in catalog.events if last_day(event) < catalog.edition]
    return (*reversed(upcoming), *past)


def show(catalog: Catalog, events: Sequence[Event], root: str, first: bool = False) -> Markup:
    """Some events; the first page of them says so when none is to come."""
    return render(
        "fragments/agenda.html",
        root,
        first=first,
        edition=catalog.edition,
        upcoming=[event for event in events if last_day(event) >= catalog.edition],
        past=[event for event in events if last_day(event) < catalog.edition],
        communes=catalog.geography.communes,
        studies=catalog.by_id,
        sources=catalog.sources,
        structured=structured.events(catalog, events),
        file_of=lambda event: event_path(catalog, event),
    )


def key(catalog: Catalog, events: Sequence[Event]) -> str:
    """The key of what `show` tells of any events: they have few words besides their own."""
    return table_key(catalog, "evenements", "communes", "departements", "sources", "projets")


def last_day(event: Event) -> date:
    """The last day on which an event may take place: a date known to the year may be its 31 December."""
    end: PartialDate = event.end or event.start
    month = end.month or 12
    return date(end.year, month, end.day or monthrange(end.year, month)[1])


FRAGMENT = Fragment(
    name="agenda",
    definition="Les rencontres et soirées créatives : à venir à la date des données, puis passées.",
    render=agenda,
)
