"""The events as calendars to subscribe to: all of them, those that each network announces, each one to come.

An event whose day is not known cannot be put in a calendar without inventing one: it is left out, and the
calendar says how many are. A network announces what its own site tells of, or what has its page there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from .catalog import Catalog
from .columns import PartialDate
from .output import Output
from .records import Event, Network
from .text import citation, plural, sentence, typography
from .wording import spaced

if TYPE_CHECKING:
    from icalendar import Event as Component

PATH = "agenda.ics"
MOST = 1000  # events of a calendar: the latest


def calendars(catalog: Catalog) -> Iterator[Output]:
    """Every calendar that holds something; none when the site's address, which names events, is unknown."""
    if not catalog.settings.has_address:
        return
    if dated(catalog.events):
        yield _calendar(catalog, PATH, f"{catalog.settings.site_name} : l’agenda", catalog.events)
    for network in catalog.networks:
        if path := network_path(catalog, network):
            events = announced_by(catalog, network)
            yield _calendar(catalog, path, f"{network.name} : les rendez-vous", events)
    for event in catalog.events:
        if path := event_path(catalog, event):
            yield _calendar(catalog, path, event.name, (event,))


def dated(events: Iterable[Event]) -> tuple[Event, ...]:
    """The events whose first day is known."""
    return tuple(event for event in events if event.start.day)


def announced_by(catalog: Catalog, network: Network) -> tuple[Event, ...]:
    """The events that the site of a network announces: by their page, or by the source that tells of them."""
    site = _host(network.website)
    return tuple(
        event
        for event in catalog.events
        if site and site in (_host(event.website), _host(catalog.sources[event.source_id].url))
    )


def network_path(catalog: Catalog, network: Network) -> str:
    """Where the calendar of a network is; empty when it would hold nothing."""
    is_there = catalog.settings.has_address and dated(announced_by(catalog, network))
    return f"reseaux/{network.id}.ics" if is_there else ""


def event_path(catalog: Catalog, event: Event) -> str:
    """Where the file of one event is, to add it to one's own calendar; empty once the event is over."""
    if not catalog.settings.has_address or not event.start.day or last_known_day(event) < catalog.edition:
        return ""
    return f"agenda/{event.id}.ics"


def last_known_day(event: Event) -> date:
    """The last day that is known: the first one when the end is only known to the month."""
    end = event.end if event.end and event.end.day else event.start
    return _day(end)


def _host(url: str | None) -> str:
    return (urlsplit(url or "").hostname or "").removeprefix("www.")


def _day(partial: PartialDate) -> date:
    return date(partial.year, partial.month or 1, partial.day or 1)


# ------------------------------------------------------------------ files


def _calendar(catalog: Catalog, path: str, title: str, events: Iterable[Event]) -> Output:
    events = tuple(events)
    shown, undated = dated(events)[:MOST], len(events) - len(dated(events))
    said = ("ics-1", catalog.settings, title, undated, shown, _about(catalog, shown))
    key = hashlib.sha256(repr(said).encode()).hexdigest()
    return Output.later(path, key, lambda: _content(catalog, title, undated, shown))


def _about(catalog: Catalog, events: Iterable[Event]) -> list[object]:
    """What a calendar says besides the events' own rows."""
    return [(catalog.sources[event.source_id], _place(catalog, event)) for event in events]


def _content(catalog: Catalog, title: str, undated: int, events: Iterable[Event]) -> bytes:
    from icalendar import Calendar  # here, not above: slow to import

    calendar = Calendar()
    described = _description(catalog, undated)
    for name, value in (
        ("prodid", f"-//{catalog.settings.site_name}//Agenda//FR"),
        ("version", "2.0"),
        ("calscale", "GREGORIAN"),
        ("name", typography(title)),
        ("x-wr-calname", typography(title)),
        ("description", described),
        ("x-wr-caldesc", described),
    ):
        calendar.add(name, value)
    for event in events:
        calendar.add_component(_event(catalog, event))
    return bytes(calendar.to_ical(sorted=False))


def _description(catalog: Catalog, undated: int) -> str:
    page = f"{catalog.settings.site_url}agenda/"
    said = f"Rendez-vous des coopérations économiques {catalog.settings.en_territoire}."
    if undated:
        events = plural(undated, "rendez-vous", "rendez-vous")
        said += f" {events} dont le jour n’est pas connu n’y figurent pas : {page}"
    return spaced(said)


def _event(catalog: Catalog, event: Event) -> Component:
    from icalendar import Event as Component

    site_url = catalog.settings.site_url
    source = catalog.sources[event.source_id]
    component = Component()
    component.add("uid", f"{event.id}@{_host(site_url)}")
    component.add("dtstamp", datetime.combine(source.consulted_on, time(), UTC))
    component.add("dtstart", _day(event.start))
    component.add("dtend", last_known_day(event) + timedelta(days=1))  # the first day after
    component.add("summary", typography(event.name))
    if place := _place(catalog, event):
        component.add("location", typography(place))
    component.add("description", spaced(f"Source : {citation(source)}, {source.url}"))
    component.add("url", event.website or f"{site_url}agenda/#evenement-{event.id}")
    component.add("categories", [sentence(event.type.label)])
    component.add("transp", "TRANSPARENT")  # nobody is busy for having subscribed
    return component


def _place(catalog: Catalog, event: Event) -> str:
    if event.place or not event.commune_code:
        return event.place or ""
    return catalog.geography.communes[event.commune_code].name
