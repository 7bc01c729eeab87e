"""One map, four forms, one source: each says the same, weighs little, comes back the same, runs nothing."""

from __future__ import annotations

import csv
import gzip
import io
import json
import math
import re
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from golden_files import assert_golden
from PIL import Image
from small_catalog import ROWS, small_catalog

from builder.catalog import Catalog, build_catalog
from builder.config import read_settings
from builder.exhibits import exhibits
from builder.geography import build_geography
from builder.maps import exhibit_of, frame, map_called, maps_by_name
from builder.maps.backdrop import PATH, content
from builder.maps.circles import COVERED, LARGEST, SMALLEST, radius_of
from builder.maps.files import FILES, WITH_HIGHLIGHTS, files
from builder.maps.frame import ending, skeleton
from builder.maps.geojson import outline
from builder.maps.marks import MOST_MARKS
from builder.maps.zones import class_labels, zones
from builder.parse import parse
from builder.pictures import MOST_BYTES
from builder.read import read_shapes, read_tables
from builder.scale import EACH_CASE
from builder.text import slug
from builder.vendored import LEAFLET, vendored

ROOT = Path(__file__).parent.parent
HOSTILE = (
    "{{ cycler.__init__.__globals__.os.popen('touch PREUVE').read() }}",
    "${alert(1)}",
    "</script><img src=x onerror=alert(1)>",
    "C:\\2019\\plan",
    "=cmd|' /C calc'!A0",
)


def of_map(catalog: Catalog, name: str) -> dict[str, bytes]:
    """The files of one map by name, made at once."""
    one = map_called(catalog, name)
    assert one
    return {file: make(catalog, one) for file, make in FILES.items()}


def page_data(page: bytes) -> dict:
    found = re.search(rb'<script type="application/json" id="carte-donnees">(.*?)</script>', page, re.DOTALL)
    assert found
    return json.loads(found[1])


def named(catalog: Catalog, name: str) -> Catalog:
    """The first located case under another name."""
    study = next(study for study in catalog.studies if study.locations)
    renamed = replace(study, project=replace(study.project, name=name))
    others = tuple(other for other in catalog.studies if other is not study)
    return replace(catalog, studies=(renamed, *others))


# ------------------------------------------------------------------ which maps


def test_every_case_theme_type_and_département_has_a_map(petit_catalog: Catalog):
    names = set(maps_by_name(petit_catalog))
    assert {"region", "emplois", "argent", "epci"} <= names
    assert {f"projet-{study.project.id}" for study in petit_catalog.studies if study.locations} <= names
    groups = {"departement": petit_catalog.territories, "thematique": petit_catalog.themes}
    for prefix, found in (groups | {"type": petit_catalog.types}).items():
        for group in found:
            assert (f"{prefix}-{group.code}" in names) == bool(group.studies)


def test_each_map_is_an_exhibit_at_its_address(petit_catalog: Catalog):
    found = [exhibit.path for exhibit in exhibits(petit_catalog) if exhibit.kind == "carte"]
    assert found == [one.path for one in maps_by_name(petit_catalog).values()]


def test_a_network_has_the_map_of_the_cases_that_name_it_among_their_partners():
    partners = ROWS["partenaires"] + "lait,La Couveuse,ess,appui,bilan-2022\n"
    found = maps_by_name(small_catalog({"partenaires": partners}))
    assert [study.project.id for study in found["reseau-couveuse"].studies] == ["lait"]
    assert "reseau-appui" not in found


def test_too_many_cases_have_no_map_of_their_own(petit_catalog: Catalog):
    study = next(study for study in petit_catalog.studies if study.locations)
    many = [replace(study, project=replace(study.project, id=f"cas-{n}")) for n in range(EACH_CASE + 1)]
    names = maps_by_name(replace(petit_catalog, studies=tuple(many)))
    assert "region" in names
    assert not [name for name in names if name.startswith("projet-")]


# ------------------------------------------------------------------ honest figures


def test_the_map_of_jobs_shows_one_kind_of_figure_and_no_target():
    data = page_data(of_map(small_catalog(), "emplois")["index.html"])
    assert [figure.replace("\u00a0", " ").replace("\u202f", " ") for figure in data["lieux"][7]] == [
        "Emplois créés depuis le début : plus de 14 emplois (2020, déclaré)",
        "Emplois créés depuis le début : 6 emplois (2022, mesuré)",
    ]


def test_circles_are_as_large_as_their_figures():
    largest, smallest = page_data(of_map(small_catalog(), "emplois")["index.html"])["rayons"]
    assert smallest / largest == pytest.approx((6 / 14) ** 0.5, abs=0.02)


def test_many_large_circles_shrink_together_and_leave_the_map_to_be_seen():
    radius = radius_of([Decimal(90)] * 4_000)
    assert math.pi * radius(Decimal(90)) ** 2 * MOST_MARKS == pytest.approx(COVERED)
    assert radius_of([Decimal(90)] * 3)(Decimal(90)) == LARGEST
    assert radius_of([])(Decimal(0)) == SMALLEST


def test_the_circles_of_the_key_measure_those_of_the_map():
    made = of_map(small_catalog(), "emplois")
    on_screen = re.search(r'viewBox="\S+ \S+ (\S+) \S+" width="(\S+)"', made["index.html"].decode())
    assert on_screen
    assert float(on_screen[1]) == float(on_screen[2])
    drawing = made["carte.svg"].decode()
    scale = re.search(r'<g transform="translate\(0 \S+\) scale\((\S+)\)"', drawing)
    assert scale
    assert len(re.findall(rf'<path transform="translate\([^)]+\) scale\({scale[1]}\)"', drawing)) == 2


def test_the_key_measures_circles_that_are_on_the_map_and_no_other():
    jobs = ROWS["emplois"] + "reseau,2022,crees,projet,cumul,10000,emplois,declare,exact,presse-2020,\n"
    catalog = small_catalog({"emplois": jobs})
    one = map_called(catalog, "emplois")
    assert one
    assert [sign.label for sign in one.kind.signs(catalog, one.studies, "")] == [
        "10\u00a0emplois",
        "1\u00a0emploi",
    ]
    assert max(sign.reach for sign in one.kind.signs(catalog, one.studies, "")) <= LARGEST
    nowhere = tuple(replace(study, locations=()) for study in one.studies)
    assert one.kind.signs(catalog, nowhere, "") == []


def test_money_only_hoped_for_is_not_on_the_map():
    rows = ROWS["financements"] + "laine,Europe,europe,900000,2021,amorcage,objectif,presse-2020\n"
    features = json.loads(of_map(small_catalog({"financements": rows}), "argent")["carte.geojson"])[
        "features"
    ]
    assert [(f["properties"]["id_projet"], f["properties"]["valeur"]) for f in features] == [
        ("lait", 40000.0)
    ]


def test_a_case_with_two_places_in_an_epci_counts_once_there(real: Catalog):
    for zone in zones(real.studies):
        ids = [study.project.id for study in zone.studies]
        assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("most", "labels"),
    [
        (0, []),
        (1, ["1"]),
        (2, ["1", "2"]),
        (9, ["1", "2 à 4", "5 à 9"]),
        (40, ["1", "2 à 4", "5 à 9", "10 à 19", "20 à 40"]),
    ],
)
def test_classes_are_round_numbers_that_leave_none_out(most: int, labels: list[str]):
    assert class_labels(most) == labels


def test_there_are_never_more_than_five_classes():
    assert all(len(class_labels(most)) <= 5 for most in (50, 99, 1000, 12345, 99999))


def test_the_outline_of_an_epci_turns_as_geojson_asks(real: Catalog):
    for zone in zones(real.studies):
        shape = outline(real.geography, zone)
        assert shape["type"] == "MultiPolygon"
        for polygon in shape["coordinates"]:
            for rank, ring in enumerate(polygon):
                assert ring[0] == ring[-1]
                area = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))
                assert (area > 0) == (rank == 0)


# ------------------------------------------------------------------ one source


@pytest.mark.parametrize("name", ["region", "thematique-savoir_faire"])
def test_every_form_holds_every_case_and_none_is_lost(name: str):
    catalog = small_catalog()
    made = of_map(catalog, name)
    one = map_called(catalog, name)
    assert one
    ids = {study.project.id for study in one.studies}
    features = json.loads(made["carte.geojson"])["features"]
    assert {feature["properties"]["id_projet"] for feature in features} == ids
    assert {f["properties"]["id_projet"] for f in features if not f["geometry"]} == {"reseau"} & ids
    rows = list(csv.reader(io.StringIO(made["carte.csv"].decode())))[1:]
    assert {row[0] for row in rows} == {study.project.name for study in one.studies}
    page = made["index.html"].decode()
    assert all(f'href="../../projets/{name}/"' in page for name in ids)


def test_places_too_many_for_a_page_are_counted_by_commune_and_lead_to_the_list(
    monkeypatch: pytest.MonkeyPatch,
):
    catalog = small_catalog({"lieux": "laine,02001,Boutique\nlaine,02001,Atelier\n"})
    whole = page_data(of_map(catalog, "region")["index.html"])
    assert (len(whole["lieux"][0]), whole["comptes"]) == (4, [])
    monkeypatch.setattr(frame, "MOST_PLACES", 3)
    made = of_map(catalog, "region")
    told = page_data(made["index.html"])
    assert (told["lieux"], told["themes"]) == ([[]] * 8, [])
    assert [place[2] for place in told["communes"]] == ["Le Bourg (Haut)", "La Plaine (Bas)"]
    assert told["comptes"] == [[1, "Haut", "departement=01"], [3, "Bas", "departement=02"]]
    assert "4 lieux : la carte interactive les compte" in made["index.html"].decode().replace("\u202f", " ")
    assert len(json.loads(made["carte.geojson"])["features"]) == 5


def test_a_map_of_a_theme_leads_to_the_list_of_this_theme_in_an_epci(
    monkeypatch: pytest.MonkeyPatch, real: Catalog
):
    monkeypatch.setattr(frame, "MOST_PLACES", 1)
    group = max(real.themes, key=lambda group: len(group.studies))
    told = page_data(of_map(real, f"thematique-{group.key}")["index.html"])
    known = {
        f"thematique={group.key}&departement={place.department.code}&epci={place.epci.code}"
        for study in group.studies
        for place in study.locations
        if place.epci
    }
    assert {query for *_, query in told["comptes"]} == known


def test_circles_too_many_for_a_page_are_the_largest_and_their_file_has_all(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(frame, "MOST_PLACES", 1)
    made = of_map(small_catalog(), "emplois")
    assert page_data(made["index.html"])["lieux"][4] == ["La Laine du Haut"]
    assert "les 1 plus grands chiffres" in made["index.html"].decode()
    assert len([f for f in json.loads(made["carte.geojson"])["features"] if f["geometry"]]) == 2


def test_a_zone_names_its_first_cases_and_counts_them_all(monkeypatch: pytest.MonkeyPatch, real: Catalog):
    monkeypatch.setattr(frame, "MOST_CASES", 2)
    told = page_data(of_map(real, "epci")["index.html"])["zones"]
    counts = {zone.code: len(zone.studies) for zone in zones(real.studies)}
    assert max(counts.values()) > 2
    assert {code: count for code, *_, count, _, _ in told} == counts
    assert {len(cases) for *_, count, cases, _ in told if count > 2} == {2}
    lists = {code: asked for code, *_, asked in told}
    assert lists["200077014"] == "departement=38,69&epci=200077014"


@pytest.mark.parametrize(
    ("name", "title", "sent"),
    [
        ("ardelaine", "Ardelaine – filière laine", [9]),
        ("laine-du-haut", "La Laine du Haut", [2, "ine-du-haut"]),
        ("coeur", "Cœur de vallée", [5]),
        ("rue", "ΑΒΓ rue", [0, "rue"]),
    ],
)
def test_an_id_is_sent_as_what_its_title_does_not_say(name: str, title: str, sent: list):
    assert ending(name, title) == sent
    shared, rest = sent[0], "".join(sent[1:])
    assert slug(title)[:shared] + rest == name


def test_a_point_says_what_it_is_worth():
    (feature, *_) = json.loads(of_map(small_catalog(), "projet-lait")["carte.geojson"])["features"]
    assert feature["properties"]["precision_lieu"] == "commune"
    assert page_data(of_map(small_catalog(), "projet-lait")["index.html"])["lieux"][2] == [1]


def test_the_drawing_travels_with_title_unit_source_and_date():
    drawing = of_map(small_catalog(), "emplois")["carte.svg"].decode()
    words = " ".join(
        "".join(e.itertext()) for e in ElementTree.fromstring(drawing).iter() if e.tag.endswith("text")
    )
    for said in (
        "Les emplois des coopérations",
        "en emplois",
        "Vitrine d’essai, données au",
        "Contours d’essai",
    ):
        assert said in words.replace("\u202f", " ")


# ------------------------------------------------------------------ nothing runs


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_shown_as_typed_and_runs_nothing(
    petit_catalog: Catalog, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    catalog = named(petit_catalog, name)
    made = of_map(catalog, "region")
    assert list(tmp_path.iterdir()) == []
    page = made["index.html"].decode()
    assert name in page_data(made["index.html"])["lieux"][4]
    assert "<img src=x" not in page
    assert name in {f["properties"]["nom"] for f in json.loads(made["carte.geojson"])["features"]}
    assert name.replace("'", "’") in "".join(ElementTree.fromstring(made["carte.svg"]).itertext())
    assert name in made["carte.csv"].decode().replace('""', '"')
    assert not re.search(r"(^|,)=cmd", made["carte.csv"].decode(), re.MULTILINE)


def test_folium_never_sees_a_text_of_the_tables(petit_catalog: Catalog):
    before = skeleton()
    of_map(named(petit_catalog, HOSTILE[0]), "region")
    assert skeleton() is before
    assert re.findall(r"[^\x00-\x7f]", before.script + before.assets) == []


def test_a_page_asks_no_other_host(petit_catalog: Catalog):
    for name in ("region", "emplois", "epci"):
        page = of_map(petit_catalog, name)["index.html"].decode()
        loaded = re.findall(r'<(?:script|img|iframe)[^>]*src="([^"]*)"', page)
        loaded += re.findall(r'<link rel="(?:stylesheet|icon)" href="([^"]*)"', page)
        assert loaded
        assert not [address for address in loaded if ":" in address or address.startswith("//")]


# ------------------------------------------------------------------ weights, bytes


@pytest.fixture(scope="module")
def made(real: Catalog) -> dict[str, dict[str, bytes]]:
    return {
        name: of_map(real, name)
        for name in ("region", "argent", "epci", "departement-69", "projet-ardelaine")
    }


def test_pictures_are_light_enough_for_an_e_mail_and_sharp(made: dict[str, dict[str, bytes]]):
    for one in made.values():
        assert max(len(one["carte.png"]), len(one["carte-2x.png"])) <= MOST_BYTES
        assert Image.open(io.BytesIO(one["carte.png"])).width == 600
        assert Image.open(io.BytesIO(one["carte-2x.png"])).width >= 800


def test_a_map_and_all_it_loads_weigh_little(made: dict[str, dict[str, bytes]], real: Catalog):
    paths = {one.path for one in LEAFLET}
    parts = [output.content for output in vendored(real) if output.path in paths]
    parts += [output.content for output in files(real) if output.path == PATH]
    assets = ROOT / "docs/assets"
    parts += [(assets / name).read_bytes() for name in ("vitrine.css", "carte.css", "carte.js")]
    parts += [made["region"]["index.html"], made["region"]["carte.svg"]]
    assert sum(len(gzip.compress(part)) for part in parts) <= 200_000


def test_the_same_data_give_the_same_bytes(petit: Path):
    def again() -> dict[str, bytes]:
        dataset = parse(read_tables(petit))
        geography = build_geography(dataset, read_shapes(petit, "data/geo"))
        return of_map(build_catalog(dataset, read_settings(petit), geography, {}), "region")

    assert again() == again()


def test_files_come_late_and_with_a_key_that_data_changes(petit_catalog: Catalog):
    keys = {o.path: o.key for o in files(petit_catalog) if o.path.startswith("cartes/region/")}
    told = {f"cartes/region/{name}" for name in WITH_HIGHLIGHTS}  # what one opens tells the figures of a case
    assert len({keys[path] for path in told}) == len({keys[path] for path in keys.keys() - told}) == 1
    assert set(keys) == {f"cartes/region/{name}" for name in FILES}


def test_the_backdrop_holds_shapes_and_names(petit_catalog: Catalog):
    backdrop = content(petit_catalog.geography)
    arcs = {number if number >= 0 else ~number for ring in backdrop["terre"] for number in ring}
    assert arcs
    assert max(arcs) < len(backdrop["arcs"])
    assert {name[0] for name in backdrop["noms"]} >= {
        d.name for d in petit_catalog.geography.departments.values()
    }


# ------------------------------------------------------------------ golden files


@pytest.mark.parametrize("name", ["emplois", "epci"])
def test_figures_are_drawn_as_in_their_golden_file(petit_catalog: Catalog, name: str):
    one = map_called(petit_catalog, name)
    assert one
    assert_golden(f"cartes/{name}.svg", str(one.figure(petit_catalog, "../").svg))


def test_the_page_is_as_in_its_golden_file():
    catalog = small_catalog()
    one = map_called(catalog, "region")
    assert one
    assert exhibit_of(catalog, one).path == "cartes/region/"
    assert_golden("cartes/page.html", of_map(catalog, "region")["index.html"].decode())
