"""What is published is what it says it is: the Data Package and its schemas, read by another program."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package, Resource, Schema
from small_catalog import SETTINGS, small_catalog

from builder.catalog import Catalog
from builder.config import LegalNotice
from builder.exports import archive, datapackage, exported, schemas
from builder.exports.published import PUBLISHED, path_of


@pytest.fixture(scope="module")
def petit_data(petit_catalog: Catalog, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The open data of the small territory, read by several tests and altered by none."""
    return published(petit_catalog, tmp_path_factory.mktemp("petit"))


def published(catalog: Catalog, folder: Path) -> Path:
    """The open data written in a folder, as on the site."""
    for output in exported(catalog):
        file = folder / output.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(output.content)
    return folder


def descriptor(catalog: Catalog) -> dict[str, Any]:
    return dict(json.loads(datapackage.described(catalog).content))


def faults(package: Path) -> list[list[object]]:
    return Package(str(package)).validate().flatten(["name", "rowNumber", "type", "note"])


def test_the_package_is_valid(petit_data: Path):
    assert faults(petit_data / datapackage.PATH) == []


def test_the_zip_is_a_valid_package_too(petit_data: Path):
    assert faults(petit_data / archive.PATH) == []


@pytest.mark.parametrize("name", PUBLISHED)
def test_each_schema_fits_its_table_alone(petit_data: Path, name: str):
    folder, table = petit_data, petit_data / path_of(name)

    schema = Schema.from_descriptor(json.loads((folder / schemas.path_of(name)).read_bytes()))
    report = Resource(table.name, basepath=str(table.parent), schema=schema).validate()

    assert report.flatten(["rowNumber", "type", "note"]) == []


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("inconnu,valeur_locale,Une preuve.,presse-2020\n", "foreign-key"),
        ("laine,Pas un code,Une preuve.,presse-2020\n", "constraint-error"),
        ("laine,valeur_locale,,presse-2020\n", "constraint-error"),
    ],
)
def test_a_wrong_row_is_seen_by_the_validator(tmp_path: Path, typed: str, fault: str):
    """Else a valid package would prove nothing."""
    folder = published(small_catalog(), tmp_path)
    table = folder / path_of("facteurs")
    table.write_text(table.read_text(encoding="utf-8") + typed, encoding="utf-8")

    assert fault in {kind for _, _, kind, _ in faults(folder / datapackage.PATH)}


def test_altered_bytes_are_seen_by_the_validator(tmp_path: Path):
    folder = published(small_catalog(), tmp_path)
    table = folder / path_of("facteurs")
    table.write_bytes(table.read_bytes().replace("vallée".encode(), "région".encode()))

    assert {kind for _, _, kind, _ in faults(folder / datapackage.PATH)} == {"hash-count"}


def test_package_and_resources_say_which_version_they_follow():
    described = descriptor(small_catalog())

    assert described["$schema"].endswith("/2.0/datapackage.json")
    assert {r["$schema"] for r in described["resources"]} == {
        "https://datapackage.org/profiles/2.0/dataresource.json"
    }
    assert {r["type"] for r in described["resources"]} == {"table"}


def test_a_package_names_its_licence_its_sources_and_nobody_who_is_not_in_the_settings():
    described = descriptor(small_catalog())

    assert described["licenses"] == [
        {"name": "etalab-2.0", "title": "Licence Ouverte 2.0", "path": "https://licence.example/"}
    ]
    assert described["sources"][1] == {
        "title": "Lait du Bas, «\u202fBilan annuel\u202f», 2022",
        "path": "https://lait.example/bilan?a=1&b=2",
    }
    assert "contributors" not in described


def test_sources_too_many_for_a_descriptor_are_those_of_their_table(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.setattr(datapackage, "MOST_SOURCES", 1)
    folder = published(small_catalog(), tmp_path)

    (told,) = json.loads((folder / datapackage.PATH).read_text(encoding="utf-8"))["sources"]
    assert told["title"].endswith("sources, une à une dans le tableau des sources")
    assert (folder / told["path"].removeprefix(SETTINGS.site_url)).is_file()
    assert faults(folder / datapackage.PATH) == []


def test_the_publisher_is_who_the_legal_notice_says():
    settings = replace(SETTINGS, mentions=LegalNotice(editeur="Maison commune"))

    described = descriptor(small_catalog(settings=settings))

    assert described["contributors"] == [{"title": "Maison commune", "roles": ["publisher"]}]


@pytest.mark.parametrize("name", PUBLISHED)
def test_a_schema_alone_is_one_of_version_1_as_the_national_validator_reads(name: str):
    """https://specs.frictionlessdata.io/table-schema/, and what schema.data.gouv.fr asks besides."""
    made = {output.path: output.content for output in schemas.schemas(small_catalog())}
    schema = json.loads(made[f"donnees/schemas/{name}/schema.json"])

    assert schema.keys() >= {
        "$schema",
        "name",
        "title",
        "description",
        "version",
        "homepage",
        "path",
        "fields",
    }
    assert not {"uniqueKeys", "fieldsMatch", "categories"} & schema.keys()
    assert {f["type"] for f in schema["fields"]} <= {"string", "integer", "number", "date"}
    known = {"required", "enum", "pattern", "minimum", "maximum", "minLength", "maxLength"}
    for field in schema["fields"]:
        assert field.keys() == {"name", "title", "description", "type", "example", "constraints"}
        assert field["constraints"].keys() <= known
    if "primaryKey" in schema:
        assert set(schema["primaryKey"]) <= {field["name"] for field in schema["fields"]}


def test_keys_lead_from_table_to_table():
    jobs = schemas.packaged_schema("emplois")

    assert schemas.schema("projets")["primaryKey"] == ["id"]
    assert {"fields": ["id_projet"], "reference": {"resource": "projets", "fields": ["id"]}} in (
        jobs["foreignKeys"]
    )
    assert "primaryKey" not in jobs  # the year may be unknown, and a primary key may not


def test_a_field_tells_its_meaning_its_bounds_and_its_words():
    fields = {field["name"]: field for field in schemas.schema("emplois")["fields"]}

    assert fields["annee"]["type"] == "integer"
    assert fields["annee"]["constraints"] == {"required": False, "minimum": 1800, "maximum": 2100}
    assert "plus_de" in fields["precision"]["constraints"]["enum"]
    assert "etp : équivalents temps plein" in fields["unite"]["description"].replace("\u202f", " ")
    assert fields["id_projet"]["constraints"]["maxLength"] == 80


def test_descriptions_are_the_same_bytes_and_readable_json():
    first, second = (
        [o.content for o in exported(small_catalog()) if o.path.endswith(".json")] for _ in range(2)
    )

    assert first == second
    assert all(json.loads(content) is not None for content in first)
