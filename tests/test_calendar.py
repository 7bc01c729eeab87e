"""Calendars: what an independent reader finds in them, no day that the source does not give."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import icalendar
import pytest

from builder.calendar import calendars
from builder.catalog import Catalog
from builder.output import Output
from tests.hostile_site import HOSTILE
from tests.small_catalog import ROWS, SETTINGS, small_catalog

EVENT = "{id},{name},rencontre,{start},{end},01001,,,,{site},annuaire\n"


def event(
    id: str = "e", name: str = "Rencontre", start: str = "2019-06-01", end: str = "", site: str = ""
) -> str:
    return EVENT.format(id=id, name=name, start=start, end=end, site=site)


def files(events: str = "", catalog: Catalog | None = None) -> dict[str, Output]:
    catalog = catalog or small_catalog({"evenements": events} if events else None)
    return {output.path: output for output in calendars(catalog)}


def events_in(output: Output) -> list[icalendar.Event]:
    calendar = icalendar.Calendar.from_ical(output.content)
    found = calendar.walk("VEVENT")
    assert [one.errors for one in (calendar, *found)] == [[]] * (1 + len(found))
    return found


def test_an_event_of_two_days_ends_on_the_day_after():
    (one,) = events_in(files()["agenda.ics"])
    assert one["UID"] == "fete-2019@vitrine.example"
    assert (one.start, one.end) == (date(2019, 6, 1), date(2019, 6, 3))
    assert one["DTSTAMP"].dt.isoformat() == "2026-01-12T00:00:00+00:00", "the day its source was read"
    assert one["SUMMARY"] == "Fête de la laine"
    assert one["LOCATION"] == "Le Bourg"
    assert "https://journal.example/laine" in one["DESCRIPTION"]
    assert one["URL"] == "https://vitrine.example/essai/agenda/#evenement-fete-2019"


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2019-06-01", "", (date(2019, 6, 1), date(2019, 6, 2))),
        ("2019-06-01", "2019-06", (date(2019, 6, 1), date(2019, 6, 2))),
        ("2019-06-01", "2019", (date(2019, 6, 1), date(2019, 6, 2))),
        ("2019-12-31", "", (date(2019, 12, 31), date(2020, 1, 1))),
    ],
)
def test_only_the_days_that_the_source_gives_are_in_the_calendar(
    start: str, end: str, expected: tuple[date, date]
):
    (one,) = events_in(files(event(start=start, end=end))["agenda.ics"])
    assert (one.start, one.end) == expected


def test_an_event_without_a_day_is_left_out_and_counted():
    rows = event("a") + event("b", start="2022-11") + event("c", start="2022")
    content = files(rows)["agenda.ics"]
    assert [one["UID"] for one in events_in(content)] == ["a@vitrine.example"]
    described = str(icalendar.Calendar.from_ical(content.content)["X-WR-CALDESC"])
    assert "2 rendez-vous dont le jour n’est pas connu" in described.replace("\u00a0", " ")
    assert files(event(start="2022-11")) == {}, "a calendar without event is not one"


def test_a_network_has_the_events_that_its_own_site_announces():
    rows = event("a", site="https://www.appui.example/fete") + event("b", site="https://ailleurs.example/")
    found = files(rows)
    assert [one["UID"] for one in events_in(found["reseaux/appui.ics"])] == ["a@vitrine.example"]
    assert "reseaux/couveuse.ics" not in found, "it has no site"


def test_an_event_to_come_has_a_file_of_its_own():
    rows = event("passe") + event("demain", start="2026-12-01") + event("un-jour", start="2027")
    found = files(rows)
    assert [path for path in found if path.startswith("agenda/")] == ["agenda/demain.ics"]
    assert len(events_in(found["agenda/demain.ics"])) == 1


@pytest.mark.parametrize("name", [*HOSTILE, "Été 𝒜 ; a, b \\n : é" + "x" * 300])
def test_what_people_typed_stays_text(name: str):
    quoted = name.replace('"', '""')
    content = files(event(name=f'"{quoted}"'))["agenda.ics"].content
    (one,) = events_in(Output("agenda.ics", content))
    assert one["SUMMARY"].replace("\u202f", "").replace(" ", "").replace("’", "'") == name.replace(" ", "")
    lines = content.decode().split("\r\n")
    assert lines[-1] == ""
    assert all(len(line.encode()) <= 75 for line in lines)
    assert not any("\n" in line for line in lines)


def test_the_order_and_the_bytes_depend_on_the_data_only():
    first, again = files()["agenda.ics"], files()["agenda.ics"]
    assert (first.key, first.content) == (again.key, again.content)
    moved = ROWS["evenements"].replace("2019-06-02", "2019-06-03")
    assert files(moved)["agenda.ics"].key != first.key


def test_without_the_address_of_the_site_there_is_no_calendar():
    assert files(catalog=small_catalog(settings=replace(SETTINGS, site_url="/"))) == {}
