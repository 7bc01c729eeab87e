"""Events, seen from the edition of the data: to come, then past. The day of the build plays no part."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import date

from markupsafe import Markup

from .. import structured
from ..calendar import PATH, dated, event_path, has_address
from ..catalog import Catalog
from ..columns import PartialDate
from ..records import Event
from ..templating import render
from .base import Fragment


def agenda(catalog: Catalog, attributes: Mapping[str, str], root: str) -> Markup:
    """Events to come, the nearest first; past ones, the latest first."""
    upcoming = [event for event in catalog.events if last_day(event) >= catalog.edition]
    return render(
        "fragments/agenda.html",
        root,
        edition=catalog.edition,
        upcoming=upcoming[::-1],
        past=[event for event in catalog.events if last_day(event) < catalog.edition],
        communes=catalog.geography.communes,
        studies=catalog.by_id,
        sources=catalog.sources,
        structured=structured.events(catalog, catalog.events),
        calendar=PATH if has_address(catalog) and dated(catalog.events) else "",
        undated=len(catalog.events) - len(dated(catalog.events)),
        file_of=lambda event: event_path(catalog, event),
    )


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
