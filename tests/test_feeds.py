"""Feeds: Atom that independent readers take, identifiers that last, dates of the data, nothing that runs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import chain
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

import feedparser
import pytest

from builder.catalog import Catalog
from builder.feeds import case_feeds, changes_feed
from builder.feeds.atom import MOST, Entry, Feed, atom, tag
from builder.feeds.dates import appeared_on, changed_on
from builder.fragments import FRAGMENTS
from builder.json_text import readable
from builder.output import Output
from builder.pipeline import load
from tests.hostile_site import HOSTILE, write_hostile_project
from tests.small_catalog import ROWS, SETTINGS, small_catalog
from tests.test_changes_periods import CORRECTED, FILE, frozen, since, told

ATOM = "{http://www.w3.org/2005/Atom}"
SITE = SETTINGS.site_url


def feeds(catalog: Catalog) -> dict[str, Output]:
    return {output.path: output for output in chain(case_feeds(catalog), changes_feed(catalog))}


def root_of(output: Output) -> ElementTree.Element:
    return ElementTree.fromstring(output.content)


def ids(output: Output) -> list[str]:
    return [entry.id for entry in feedparser.parse(output.content).entries]


# What RFC 4287 asks of a feed and of an entry: once, at most once, and nothing that it does not know.
ONCE = {"feed": {"id", "title", "updated", "author"}, "entry": {"id", "title", "updated"}}
AT_MOST_ONCE = {"feed": {"subtitle", "rights", "icon"}, "entry": {"published", "summary", "content"}}
SEVERAL = {"feed": {"link", "entry"}, "entry": {"link", "category"}}
DAY = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def faults(element: ElementTree.Element) -> Iterator[str]:
    kind = element.tag.removeprefix(ATOM)
    names = [child.tag.removeprefix(ATOM) for child in element]
    yield from (f"{kind}: {name} × {names.count(name)}" for name in ONCE[kind] if names.count(name) != 1)
    yield from (f"{kind}: {name} twice" for name in AT_MOST_ONCE[kind] if names.count(name) > 1)
    known = ONCE[kind] | AT_MOST_ONCE[kind] | SEVERAL[kind]
    yield from (f"{kind}: {name}?" for name in set(names) - known)
    for child in element:
        yield from faults_of_child(child, child.tag.removeprefix(ATOM))
    links = [link.get("rel") for link in element.findall(f"{ATOM}link")]
    if kind == "entry":
        yield from faults_of_entry(element)
    if links.count("alternate") != 1 or links.count("self") != (kind == "feed"):
        yield f"{kind}: links {links}"


def faults_of_child(child: ElementTree.Element, name: str) -> Iterator[str]:
    text = child.text or ""
    if name in ("updated", "published") and not DAY.fullmatch(text):
        yield f"{name}: {text}"
    if name == "id" and not re.fullmatch(r"tag:[a-z0-9.-]+,\d{4}:\S+", text):
        yield f"id: {text}"
    if name in ("title", "subtitle", "rights") and not text.strip():
        yield f"{name}: empty"
    if name == "link" and not urlsplit(child.get("href", "")).scheme:
        yield f"link: {child.get('href')}"
    if name == "entry":
        yield from faults(child)


def faults_of_entry(entry: ElementTree.Element) -> Iterator[str]:
    if entry.find(f"{ATOM}content") is None and entry.find(f"{ATOM}summary") is None:
        yield "entry: says nothing"


@pytest.fixture(scope="module")
def hostile(petit: Path, tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    return load(write_hostile_project(petit, tmp_path_factory.mktemp("hostile") / "projet")).catalog


@pytest.fixture(scope="module")
def edited() -> Catalog:
    """Two editions, and something that changed since."""
    first = frozen(small_catalog())
    second = frozen(small_catalog(), "2026-02", {FILE: readable(told(since({"emplois": CORRECTED}, first)))})
    return small_catalog({"emplois": CORRECTED}, editions=(second, first))


@pytest.mark.parametrize("name", ["petit_catalog", "hostile", "edited"])
def test_every_feed_is_what_the_standard_asks(name: str, request: pytest.FixtureRequest):
    catalog: Catalog = request.getfixturevalue(name)
    for path, output in feeds(catalog).items():
        root = root_of(output)
        assert list(faults(root)) == [], path
        assert root.find(f"{ATOM}link[@rel='self']").get("href") == catalog.settings.site_url + path
        read = feedparser.parse(output.content)
        assert not read.bozo, (path, read.get("bozo_exception"))
        assert read.version == "atom10"
        assert len(set(ids(output))) == len(read.entries)


def test_the_site_each_departement_each_theme_and_each_type_have_a_feed():
    catalog = small_catalog()
    groups = [*catalog.territories, *catalog.themes, *catalog.types]
    assert set(feeds(catalog)) == {
        "flux.atom",
        "donnees/changements.atom",
        *(f"{group.path}flux.atom" for group in groups),
    }
    assert len(ids(feeds(catalog)["flux.atom"])) == len(catalog.studies)
    haut = catalog.territories[0]
    assert len(ids(feeds(catalog)[f"{haut.path}flux.atom"])) == len(haut.studies)


def test_a_network_that_cases_name_among_their_partners_has_a_feed_of_these_cases():
    partners = ROWS["partenaires"] + "lait,Appui,ess,conseil,bilan-2022\n"
    catalog = small_catalog({"partenaires": partners})
    found = feeds(catalog)

    assert ids(found["reseaux/appui.atom"]) == ["tag:vitrine.example,2026:/essai/projets/lait/"]
    assert "reseaux/couveuse.atom" not in found  # nobody knows which cases are its own
    read = feedparser.parse(found["reseaux/appui.atom"].content)
    assert {link.rel: link.href for link in read.feed.links} == {
        "alternate": f"{SITE}reseaux/#reseau-appui",
        "self": f"{SITE}reseaux/appui.atom",
    }
    page = str(FRAGMENTS["reseaux"].render(catalog, {}, "../"))
    assert page.count('rel="alternate"') == page.count('href="../reseaux/appui.atom"') == 1


def test_every_feed_is_listed_where_one_subscribes():
    catalog = small_catalog({"partenaires": ROWS["partenaires"] + "lait,Appui,ess,conseil,bilan-2022\n"})
    listed = re.findall(
        r'type="application/atom\+xml" href="\.\./([^"]*)"', str(FRAGMENTS["flux"].render(catalog, {}, "../"))
    )
    assert sorted(listed) == sorted(feeds(catalog))
    unknown = small_catalog(settings=replace(SETTINGS, site_url=""))
    assert "href" not in str(FRAGMENTS["flux"].render(unknown, {}, "../"))


def test_an_entry_has_the_same_identifier_in_every_feed():
    found = feeds(small_catalog())
    expected = "tag:vitrine.example,2026:/essai/projets/laine/"
    assert expected in ids(found["flux.atom"])
    assert expected in ids(found["thematiques/savoir_faire/flux.atom"])


def test_a_correction_that_reads_no_source_moves_the_feed_once_the_change_log_dates_it():
    catalog = small_catalog(corrected={"lait": date(2026, 2, 3)})
    entry = feedparser.parse(feeds(catalog)["flux.atom"].content).entries[0]
    assert (entry.title, entry.updated) == ("Lait du Bas", "2026-02-03T00:00:00Z")
    assert catalog.edition == date(2026, 2, 3)


def test_dates_come_from_the_data_and_never_from_the_build():
    catalog = small_catalog()
    laine = catalog.by_id["laine"]
    assert changed_on(laine) == date(2026, 1, 12)
    checked = ROWS["projets"].replace("presse-2020,\n", "presse-2020,2026-03-01\n", 1)
    again = small_catalog({"projets": checked}).by_id["laine"]
    assert changed_on(again) == date(2026, 3, 1)
    assert appeared_on(again) == appeared_on(laine)
    entry = feedparser.parse(feeds(small_catalog({"projets": checked}))["flux.atom"].content).entries[0]
    assert (entry.title, entry.updated) == ("La Laine du Haut", "2026-03-01T00:00:00Z")


def test_the_last_changed_come_first_and_the_feed_ends():
    many = "".join(
        f"p{n:03d},Projet {n},filiere,actif,,territoire,Vallée,mobilite,2010,,,,Un projet.,presse-2020,"
        f"{'2026-02-02' if n == 149 else ''}\n"
        for n in range(150)
    )
    found = feedparser.parse(feeds(small_catalog({"projets": ROWS["projets"] + many}))["flux.atom"].content)
    assert len(found.entries) == MOST
    assert found.entries[0].title == "Projet 149"


def test_an_entry_says_where_how_much_and_since_when():
    (entry,) = [
        one
        for one in feedparser.parse(feeds(small_catalog())["flux.atom"].content).entries
        if one.title == "La Laine du Haut"
    ]
    assert entry.link == f"{SITE}projets/laine/"
    assert "plus de 14 emplois (2020, déclaré)" in entry.summary.replace("\u00a0", " ").replace("\u202f", " ")
    assert {"Savoir-faire", "Filière", "Haut"} <= {one.term for one in entry.tags}


def test_without_the_address_of_the_site_there_is_no_feed():
    assert feeds(small_catalog(settings=replace(SETTINGS, site_url="/"))) == {}


@pytest.mark.parametrize("text", [*HOSTILE, "\x0b \x00 \ufffe", "𝒜 & <b> ]]>"])
def test_what_people_typed_stays_text(text: str):
    feed = Feed(
        path="flux.atom",
        about="",
        title=text,
        subtitle=text,
        updated=date(2026, 1, 1),
        entries=(
            Entry(key="k", path="p/", title=text, updated=date(2026, 1, 1), text=text, categories=(text,)),
        ),
    )
    root = root_of(atom(feed, small_catalog()))
    assert list(faults(root)) == []
    assert {element.tag.removeprefix(ATOM) for element in root.iter()} == {
        *("feed", "entry", "name"),
        *chain.from_iterable((*ONCE.values(), *AT_MOST_ONCE.values(), *SEVERAL.values())),
    } - {"published", "content"}


def test_the_same_data_give_the_same_key_and_other_data_another():
    keys = {path: output.key for path, output in feeds(small_catalog()).items()}
    assert keys == {path: output.key for path, output in feeds(small_catalog()).items()}
    renamed = ROWS["projets"].replace("La Laine du Haut", "La Laine")
    other = {path: output.key for path, output in feeds(small_catalog({"projets": renamed})).items()}
    assert {path for path in keys if keys[path] != other[path]} == {
        "flux.atom",
        "territoires/01/flux.atom",
        "territoires/02/flux.atom",
        "thematiques/savoir_faire/flux.atom",
        "types/filiere/flux.atom",
    }


def test_each_edition_and_what_changed_since_are_entries(edited: Catalog):
    read = feedparser.parse(feeds(edited)["donnees/changements.atom"].content)
    assert [entry.id.rpartition("/")[2] for entry in read.entries] == ["depuis-2026-02", "2026-02", "2026-01"]
    assert "6 → 7" in read.entries[0].content[0].value
    assert read.entries[0].link.endswith("/donnees/changements/#depuis")
    assert "Première édition" in read.entries[2].summary


def test_an_identifier_names_the_domain_the_year_and_the_path():
    assert tag("https://site.example/vitrine/", "projets/a/") == "tag:site.example,2026:/vitrine/projets/a/"
