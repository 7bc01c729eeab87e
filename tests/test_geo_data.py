"""data/geo holds what its provenance says, and every code in it leads somewhere."""

import csv
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

DATA = Path(__file__).parent.parent / "data"
GEO = DATA / "geo"
TABLES = ("communes.csv", "epci.csv", "departements.csv")
SHAPES = ("limites.topojson", "departements.topojson", "voisins.geojson", "eaux.geojson", "villes.geojson")


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def codes(name: str) -> set[str]:
    return {row["code"] for row in rows(GEO / name)}


def shapes(name: str) -> dict[str, Any]:
    return json.loads((GEO / name).read_text(encoding="utf-8"))


def names_in(shape: dict[str, Any]) -> list[str]:
    """Every name that a map may write: the features of a GeoJSON, the areas of a TopoJSON."""
    areas = [area for layer in shape.get("objects", {}).values() for area in layer["geometries"]]
    return [one["properties"]["nom"] for one in areas + shape.get("features", [])]


PROVENANCE = shapes("provenance.json")
COMMUNES = rows(GEO / "communes.csv")


def test_every_table_and_shape_has_a_provenance():
    assert sorted(PROVENANCE["fichiers"]) == sorted(TABLES + SHAPES)


@pytest.mark.parametrize("name", sorted(PROVENANCE["fichiers"]))
def test_a_file_is_the_one_that_was_derived(name: str):
    content = (GEO / name).read_bytes()
    said = PROVENANCE["fichiers"][name]
    assert (said["octets"], said["sha256"]) == (len(content), hashlib.sha256(content).hexdigest())
    assert set(said["paquets"]) <= set(PROVENANCE["paquets"])


def test_the_licence_note_names_every_file_and_the_attribution():
    note = (GEO / "LICENCE.md").read_text(encoding="utf-8").replace("\u202f", " ")
    assert PROVENANCE["attribution"] in note
    assert [name for name in PROVENANCE["fichiers"] if f"`{name}`" not in note] == []


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_sorted_by_a_code_that_no_other_row_has(name: str):
    found = [row["code"] for row in rows(GEO / name)]
    assert found == sorted(set(found))


def test_every_commune_belongs_to_a_known_departement_and_epci():
    assert {row["departement"] for row in COMMUNES} == codes("departements.csv")
    assert {row["epci"] for row in COMMUNES} - {""} == codes("epci.csv")


def test_the_communes_of_a_departement_make_its_population():
    for row in rows(GEO / "departements.csv"):
        people = sum(int(c["population"]) for c in COMMUNES if c["departement"] == row["code"])
        assert int(row["population"]) == people


def test_the_communes_that_the_curated_tables_cite_exist():
    cited = {
        row["code_commune"]
        for name in ("projets.csv", "lieux.csv", "evenements.csv")
        for row in rows(DATA / name)
        if row["code_commune"]
    }
    assert cited - codes("communes.csv") == set()


@pytest.mark.parametrize("name", ["limites.topojson", "departements.topojson"])
def test_every_departement_has_a_shape(name: str):
    layer = shapes(name)["objects"]["departements"]["geometries"]
    assert {area["id"] for area in layer} == codes("departements.csv")


def test_every_epci_has_a_shape_with_the_same_name():
    layer = shapes("limites.topojson")["objects"]["epci"]["geometries"]
    named = {row["code"]: row["nom"] for row in rows(GEO / "epci.csv")}
    assert {area["id"]: area["properties"]["nom"] for area in layer} == named


def test_an_epci_is_the_regions_when_most_of_its_communes_are():
    layer = shapes("limites.topojson")["objects"]["epci"]["geometries"]
    said = {row["code"]: row["dans_region"] for row in rows(GEO / "epci.csv")}
    for area in layer:
        communes = area["properties"]["communes"]
        inside = sum(row["epci"] == area["id"] for row in COMMUNES)
        assert said[area["id"]] == ("oui" if inside * 2 > communes else "non")


def test_no_name_has_a_straight_apostrophe():
    in_tables = [row["nom"] for name in TABLES for row in rows(GEO / name)]
    in_shapes = [name for file in SHAPES for name in names_in(shapes(file))]
    assert [name for name in in_tables + in_shapes if "'" in name] == []
