"""Maps show every case where it is, say what the point is worth, and never trust a text."""

from __future__ import annotations

import gzip
import math
import random
import re
from dataclasses import replace
from functools import partial
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import pytest
from golden_files import assert_golden
from small_catalog import ROWS, small_catalog

from builder.catalog import CaseStudy, Catalog, build_catalog
from builder.config import read_settings
from builder.fragments.carte import case_map
from builder.geography import build_geography
from builder.maps import department, legend, locator, scene
from builder.maps import region as region_map
from builder.maps.base import region_base, small_base
from builder.maps.marks import MOST_MARKS, is_hollow, marks, spots
from builder.maps.names import region_gazetteer
from builder.maps.placement import Sheet, _around, beside, centred, spread
from builder.maps.scene import scene_of_symbols
from builder.maps.symbols import COLOURS, SHAPES, symbol, symbols_by_theme
from builder.parse import parse
from builder.read import read_shapes, read_tables
from builder.words import PlacePrecision

ROOT = Path(__file__).parent.parent
HOSTILE = '</title><script>alert(1)</script> {{ 7*7 }} "><img src=x> @'


def region(catalog: Catalog, **options: str) -> str:
    return str(region_map.draw(catalog, catalog.studies, "../", **options).svg)


def links(svg: str) -> list[str]:
    return re.findall(r'<a class="[^"]+" href="([^"]+)"', svg)


def with_name(catalog: Catalog, name: str) -> Catalog:
    study = next(study for study in catalog.studies if study.locations)
    renamed = replace(study, project=replace(study.project, name=name))
    return replace(catalog, studies=(renamed,))


def many(catalog: Catalog, count: int) -> list[CaseStudy]:
    """Copies of a located case, each with its own id."""
    study = next(study for study in catalog.studies if study.locations)
    return [replace(study, project=replace(study.project, id=f"cas-{n}")) for n in range(count)]


def test_every_place_of_every_case_is_a_link_to_its_page(petit_catalog: Catalog):
    assert links(region(petit_catalog)) == [
        "../projets/brasserie-des-iles/",
        "../projets/atelier-du-gue/",
        "../projets/atelier-du-gue/",
    ]


def test_a_symbol_says_its_case_its_place_and_what_stands_there(petit_catalog: Catalog):
    svg = region(petit_catalog)
    assert 'aria-label="Brasserie des Îles, Île-aux-Tests (Îles-d’Essai)"' in svg
    assert "<title>L’Atelier du Gué\u202f: Boutique du port, Bourg-Fictif (Îles-d’Essai)</title>" in svg


def test_only_a_true_site_is_filled(petit_catalog: Catalog):
    location = petit_catalog.by_id["atelier-du-gue"].locations[0]
    assert [is_hollow(replace(location, precision=precision)) for precision in PlacePrecision] == [
        False,
        True,
        True,
    ]
    svg = region(petit_catalog)
    assert svg.count("#carte-p1") == 2  # a site and a further place
    assert svg.count("#carte-c0") == 1  # a commune


def test_a_case_without_place_is_listed_under_the_map_and_in_the_table(petit_catalog: Catalog):
    key = legend(petit_catalog, petit_catalog.studies, "../")
    assert 'Sans lieu précis\u202f: <a href="../projets/compost-partage/">Compost partagé</a>' in key.replace(
        " :", "\u202f:"
    )
    figure = region_map.draw(petit_catalog, petit_catalog.studies, "")
    assert [row[0].text for row in figure.table.rows] == [
        "Brasserie des Îles",
        "L’Atelier du Gué",
        "L’Atelier du Gué",
        "Compost partagé",
    ]
    assert "2\u00a0coopérations placées sur 3." in figure.limits
    assert petit_catalog.settings.attribution_cartes in figure.limits


def test_the_legend_names_only_the_themes_of_the_map_and_links_to_them(petit_catalog: Catalog):
    key = str(legend(petit_catalog, petit_catalog.studies, "../"))
    assert re.findall(r'href="\.\./thematiques/([^/]+)/"', key) == ["alimentation", "artisanat"]


def test_a_departement_map_leaves_out_places_elsewhere(petit_catalog: Catalog):
    study = petit_catalog.by_id["atelier-du-gue"]
    figure = department.draw(petit_catalog, [study], "", code="99")
    assert links(str(figure.svg)) == ["projets/atelier-du-gue/"]
    assert [row[1].text for row in figure.table.rows] == ["Bourg-Fictif"]


def test_the_locator_says_in_words_what_it_shows(petit_catalog: Catalog):
    figure = locator.draw(petit_catalog, petit_catalog.by_id["atelier-du-gue"])
    assert figure
    assert figure.title == "Le Gué-d’Essai, Pays-du-Gué"
    assert figure.description == (
        "Le Gué-d’Essai, Pays-du-Gué. Point : lieu d’activité dans la commune. "
        "Autres lieux : Bourg-Fictif (Îles-d’Essai)."
    )
    assert figure.svg.count("<g transform=") == 3  # the base, the place, the other place


def test_a_case_without_place_has_no_locator(petit_catalog: Catalog):
    assert locator.draw(petit_catalog, petit_catalog.by_id["compost-partage"]) is None


def test_a_territory_without_shapes_still_has_its_maps():
    catalog = small_catalog()
    assert len(links(region(catalog))) == 3
    assert all(locator.draw(catalog, study) for study in catalog.studies if study.locations)


def test_a_hostile_name_stays_text(petit_catalog: Catalog):
    catalog = with_name(petit_catalog, HOSTILE)
    svg = region(catalog, title=HOSTILE)
    document = ElementTree.fromstring(svg)
    assert [element.tag for element in document.iter() if "script" in element.tag] == []
    assert "{{ 7*7 }}" in svg
    assert "<img" not in svg + str(case_map(catalog, {}, "../"))


def test_a_hostile_commune_stays_text_in_the_locator():
    name = HOSTILE.replace('"', '""')
    catalog = small_catalog(
        {"communes": ROWS["communes"].replace("Le Bourg", f'"{name}"')},
    )
    figure = locator.draw(catalog, catalog.by_id["laine"])
    assert figure
    document = ElementTree.fromstring(str(figure.svg))
    assert {element.tag.split("}")[1] for element in document.iter()} <= {"svg", "g", "path"}
    assert HOSTILE.rstrip(" @") in document.attrib["aria-label"]


def test_colocated_points_become_a_flower_around_the_first():
    places = spread([(100, 100, 10)] * 8)
    assert places[0] == (100, 100)
    assert [round(math.dist(place, (100, 100))) for place in places[1:7]] == [20] * 6
    assert all(math.dist(a, b) >= 20 - 1e-6 for a, b in combinations(places, 2))


def test_points_far_enough_stay_at_their_place():
    discs = [(0.0, 0.0, 10.0), (20.0, 0.0, 10.0), (0.0, 25.0, 8.0)]
    assert spread(discs) == [(0, 0), (20, 0), (0, 25)]


def test_looking_only_at_what_is_around_gives_the_same_places_as_looking_at_everything():
    chance = random.Random(7)
    towns = [(chance.uniform(-40, 300), chance.uniform(-40, 300)) for _ in range(25)]
    discs = [(*chance.choice(towns), chance.choice((8.5, 10.5, 36))) for _ in range(120)]
    names = [(50.0, 50.0, 150.0, 75.0), (0.0, 200.0, 60.0, 215.0)]
    placed: list[tuple[float, float, float]] = []

    def is_free(x: float, y: float, r: float) -> bool:
        beside_names = all(x + r <= a or x - r >= c or y + r <= b or y - r >= d for a, b, c, d in names)
        return beside_names and all(math.dist((x, y), (a, b)) >= r + s - 1e-7 for a, b, s in placed)

    for x, y, r in discs:
        placed.append((*next(spot for spot in _around(x, y, r) if is_free(*spot, r)), r))
    assert spread(discs, names) == [(x, y) for x, y, _ in placed]


def test_a_symbol_makes_room_for_a_name():
    assert spread([(0, 0, 10)], [(-5, -5, 40, 5)]) != [(0, 0)]


def test_names_cover_neither_symbols_nor_each_other_nor_the_edge(petit_catalog: Catalog):
    sheet = Sheet(region_base(petit_catalog.geography).frame, [(190, 90, 210, 110)])
    first = sheet.put(beside("Ville", (200, 100), 14, "ville", (6, 12)))
    second = sheet.put(beside("Autre ville", (230, 114), 14, "ville", (6, 12)))
    assert first
    assert first.x > 210
    assert second
    assert second.anchor == "middle"  # under its dot: the first name is in the way elsewhere
    assert sheet.put(centred("Trop au bord", [(3, 3)], 14, "departement")) is None


def test_the_number_of_a_departement_does_not_read_as_the_end_of_a_town(petit_catalog: Catalog):
    sheet = Sheet(region_base(petit_catalog.geography).frame)
    town = sheet.put(beside("Ville", (200, 100), 14, "ville", (6,)))
    assert town
    right = town.box[2]
    assert sheet.put(centred("74", [(right + 12, 100)], 14, "departement")) is None
    assert sheet.put(centred("74", [(right + 30, 100)], 14, "departement"))


def test_no_symbol_nor_name_of_the_real_map_covers_another(real: Catalog):
    base = region_base(real.geography)
    shown = scene_of_symbols(real, base, region_gazetteer(real.geography), spots(real.studies))
    for one, other in combinations(shown.marks, 2):
        assert math.dist((one.x, one.y), (other.x, other.y)) >= 17 - 1e-6
    for a, b in combinations([label.box for label in shown.labels], 2):
        assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
    assert "Lyon" in {label.text for label in shown.labels}


def test_every_case_of_the_real_map_is_shown_or_listed(real: Catalog):
    svg, key = region(real), str(legend(real, real.studies, "../"))
    assert all(f"projets/{study.project.id}/" in svg + key for study in real.studies)


def test_a_theme_keeps_its_symbol_on_every_map(real: Catalog):
    by_theme = symbols_by_theme(real)
    frame = region_base(real.geography).frame
    for mark, spot in zip(marks(real, spots(real.studies), frame), spots(real.studies), strict=True):
        assert mark.symbol == by_theme[spot.study.theme.code]


def test_a_hundred_themes_have_different_symbols_and_the_first_ones_different_shapes():
    assert len({(one.path, one.colour) for one in map(symbol, range(100))}) == 100
    assert len({symbol(position).path for position in range(len(SHAPES))}) == len(SHAPES)
    assert math.gcd(len(SHAPES), len(COLOURS)) == 1


def test_too_many_places_are_counted_by_zone(petit_catalog: Catalog):
    studies = many(petit_catalog, MOST_MARKS + 1)
    figure = region_map.draw(petit_catalog, studies, "../")
    assert links(str(figure.svg)) == ["../territoires/99/"]
    assert [[cell.text for cell in row] for row in figure.table.rows] == [
        ["Îles-d’Essai", str(MOST_MARKS + 1)]
    ]
    inside = department.draw(petit_catalog, studies, "../", code="99")
    assert "CC des Îles\u202f: 151\u00a0coopérations" in inside.svg
    assert links(str(inside.svg)) == []  # an EPCI has no page


def test_a_map_is_put_together_once_whatever_page_shows_it(
    petit_catalog: Catalog, monkeypatch: pytest.MonkeyPatch
):
    first = region_map.draw(petit_catalog, petit_catalog.studies, "../", id="un", title="Un")
    monkeypatch.setattr(scene, "spots", lambda *_: pytest.fail("put together again"))
    other = region_map.draw(petit_catalog, [*petit_catalog.studies], "../../", id="deux", title="Deux")
    assert other.svg == str(first.svg).replace("../", "../../").replace("un-", "deux-").replace(
        '"Un"', '"Deux"'
    )
    assert (first.table.caption, other.table.caption) == ("Un", "Deux")
    assert first.table.rows == other.table.rows


def test_a_selection_chooses_the_map_and_its_title(petit_catalog: Catalog):
    everywhere = case_map(petit_catalog, {"thematique": "artisanat"}, "../")
    assert 'id="carte-artisanat"' in everywhere
    assert "Les coopérations\u202f: Artisanat" in everywhere
    inside = case_map(petit_catalog, {"departement": "98"}, "../")
    assert "carte-98-contour" in inside


def test_an_empty_selection_is_said_politely(petit_catalog: Catalog):
    sentence = case_map(petit_catalog, {"thematique": "mobilite"}, "../")
    assert sentence.strip() == (
        '<p class="manque">Aucune coopération à placer sur la carte pour Mobilité pour l’instant.</p>'
    )


@pytest.mark.parametrize("name", ["region", "departement"])
def test_maps_are_drawn_as_in_their_golden_file(petit_catalog: Catalog, name: str):
    drawn = {"region": region_map.draw, "departement": partial(department.draw, code="98")}[name]
    figure = drawn(petit_catalog, petit_catalog.studies, "../")
    assert_golden(f"cartes/{name}.svg", str(figure.svg))


def test_the_locator_is_drawn_as_in_its_golden_file(petit_catalog: Catalog):
    figure = locator.draw(petit_catalog, petit_catalog.by_id["atelier-du-gue"])
    assert figure
    assert_golden("cartes/lieu.svg", str(figure.svg))


def test_the_same_data_give_the_same_bytes(petit: Path):
    def drawn() -> str:
        dataset = parse(read_tables(petit))
        geography = build_geography(dataset, read_shapes(petit, "data/geo"))
        catalog = build_catalog(dataset, read_settings(petit), geography, {})
        return str(case_map(catalog, {}, "../"))

    assert drawn() == drawn()


def test_maps_are_well_formed_and_their_colours_have_a_fallback(real: Catalog):
    figures = [region_map.draw(real, real.studies, "../").svg]
    figures += [department.draw(real, real.studies, "../", code=code).svg for code in ("07", "69")]
    figures += [figure.svg for study in real.studies if (figure := locator.draw(real, study))]
    for svg in figures:
        ElementTree.fromstring(str(svg))
        assert not re.search(r"var\(--[\w-]+\)", svg)
        assert "http" not in svg.replace("http://www.w3.org/2000/svg", "")


def test_the_base_and_the_locator_are_light(real: Catalog):
    base = region_base(real.geography)
    assert len(gzip.compress((base.land + base.borders).encode())) <= 6_000
    small = small_base(real.geography)
    assert len(gzip.compress((small.land + small.borders).encode())) <= 2_500
    locators = [figure.svg for study in real.studies if (figure := locator.draw(real, study))]
    assert max(len(gzip.compress(svg.encode())) for svg in locators) <= 3_000
