"""The data of one page: only its rows, with the sources they cite and the words they use, in each format."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from frictionless import Package
from python_calamine import CalamineWorkbook
from small_catalog import SETTINGS, small_catalog

from builder.catalog import Catalog
from builder.columns import columns_of
from builder.exports import selections
from builder.exports.parts import part
from builder.exports.published import PUBLISHED
from builder.output import Output
from builder.pages import case_study, group

LAINE = "donnees/selections/projet-laine/projet-laine"
BAS = "donnees/selections/departement-02/departement-02"


def files(catalog: Catalog) -> Mapping[str, Output]:
    return {output.path: output for output in selections.files(catalog)}


def ids(catalog: Catalog, table: str) -> list[str]:
    first = columns_of(PUBLISHED[table])[0].name
    return [getattr(row, first) for row in catalog.dataset.records[table]]


# ------------------------------------------------------------------ rows


def test_a_part_holds_its_rows_the_sources_they_cite_and_the_words_they_use():
    catalog = small_catalog()
    chosen = part(catalog, [catalog.by_id["laine"]], "La Laine du Haut")

    assert ids(chosen, "projets") == ["laine"]
    assert set(ids(chosen, "emplois")) == {"laine"}
    assert ids(chosen, "sources") == ["presse-2020"]
    assert ids(chosen, "thematiques") == ["savoir_faire"]
    assert ids(chosen, "types") == ["filiere"]
    assert ids(chosen, "criteres") == ["valeur_locale"]
    assert ids(chosen, "evenements") == ["fete-2019"]
    assert ids(chosen, "departements") == ["01", "02"]  # its shop is in the second one
    assert ids(chosen, "reseaux") == ids(chosen, "aides") == []


def test_no_row_of_a_part_names_what_the_part_lacks(petit_catalog: Catalog):
    for study in petit_catalog.studies:
        chosen = part(petit_catalog, [study], study.project.name)
        for name, record in PUBLISHED.items():
            for column in columns_of(record):
                if column.references in PUBLISHED:
                    known = set(ids(chosen, column.references)) | {None}
                    assert {getattr(r, column.name) for r in chosen.dataset.records[name]} <= known


def test_the_parts_of_all_cases_hold_every_row_about_a_case(petit_catalog: Catalog):
    for table in ("projets", "emplois", "impacts", "financements", "partenaires", "etapes", "lieux"):
        parts = [part(petit_catalog, [study], "x") for study in petit_catalog.studies]
        rows = [row for chosen in parts for row in chosen.dataset.records[table]]
        assert sorted(row.line for row in rows) == sorted(
            r.line for r in petit_catalog.dataset.records[table]
        )


# ------------------------------------------------------------------ files


@pytest.mark.parametrize("stem", [BAS, LAINE])
def test_groups_and_cases_have_every_format(stem: str):
    made = files(small_catalog())

    assert [path.removeprefix(stem) for path in made if path.startswith(stem)] == [
        ".zip", ".json", ".geojson", ".xlsx", ".ods", "-parquet.zip",
    ]  # fmt: skip


def test_an_empty_group_has_no_file():
    assert not [path for path in files(small_catalog()) if "thematique-mobilite" in path]


def test_where_cases_are_many_they_have_no_file_and_groups_only_a_zip(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("builder.scale.EACH_CASE", 2)
    made = files(small_catalog())

    assert not [path for path in made if "projet-" in path]
    assert {path.rpartition(".")[2] for path in made} == {"zip"}


def test_the_zip_is_a_valid_package_with_its_licence(petit_catalog: Catalog, tmp_path: Path):
    for path, output in files(petit_catalog).items():
        if path.endswith(".zip") and "parquet" not in path:
            file = tmp_path / Path(path).name
            file.write_bytes(output.content)
            assert Package(str(file)).validate().flatten(["name", "rowNumber", "type", "note"]) == [], path
            held = zipfile.ZipFile(file).namelist()
            assert {"LISEZ-MOI.txt", "LICENCE.txt", "excel/projets-excel.csv"} <= set(held)


def test_the_readme_says_which_part_it_is():
    held = zipfile.ZipFile(io.BytesIO(files(small_catalog())[f"{BAS}.zip"].content))

    assert "Une partie des données du site : Bas." in held.read("LISEZ-MOI.txt").decode().replace(
        "\u202f", " "
    )


def test_the_workbooks_hold_the_tables_that_have_rows():
    made = files(small_catalog())

    for stem, expected in ((BAS, ["laine", "lait"]), (LAINE, ["laine"])):
        for ending in (".xlsx", ".ods"):
            book = CalamineWorkbook.from_filelike(io.BytesIO(made[f"{stem}{ending}"].content))
            assert "projets" in book.sheet_names
            assert "aides" not in book.sheet_names
            assert [row[0] for row in book.get_sheet_by_name("projets").to_python()] == ["id", *expected]


def test_the_json_tells_its_licence_its_edition_and_its_tables():
    told = json.loads(files(small_catalog())[f"{LAINE}.json"].content)

    assert told["selection"] == "La Laine du Haut"
    assert told["licence"]["spdx"] == "etalab-2.0"
    assert [row["valeur"] for row in told["tableaux"]["emplois"]] == [10, 14]


def test_hostile_names_are_only_text():
    name = '"</script><img src=x onerror=alert(1)> {{ 7*7 }} =cmd 😀"'
    projects = f"laine,{name},filiere,actif,01001,site,,savoir_faire,2010,,,,Une filature.,presse-2020,\n"
    projects += "lait,Lait,filiere,actif,02001,commune,,alimentation,,,,,Une fromagerie.,bilan-2022,\n"
    catalog = small_catalog({"projets": projects, "evenements": ""})

    told = json.loads(files(catalog)[f"{LAINE}.json"].content)
    assert told["selection"] == catalog.by_id["laine"].project.name
    assert all(output.content for output in files(catalog).values())


# ------------------------------------------------------------------ keys, links


def keys(catalog: Catalog, code: str) -> set[str]:
    return {output.key for path, output in files(catalog).items() if f"/{code}/" in path}


def test_a_change_elsewhere_makes_no_file_again_and_a_change_here_does():
    before = small_catalog()
    after = small_catalog({"emplois": "lait,2022,crees,projet,cumul,7,emplois,mesure,exact,bilan-2022,\n"})

    assert keys(before, "projet-reseau") == keys(after, "projet-reseau")
    assert keys(before, "projet-lait") != keys(after, "projet-lait")
    assert keys(before, "departement-02") != keys(after, "departement-02")


def test_a_change_of_licence_makes_every_file_again():
    licence = replace(SETTINGS.licence, nom="Autre")
    after = small_catalog(settings=replace(SETTINGS, licence=licence))

    assert keys(small_catalog(), "projet-laine") != keys(after, "projet-laine")


def test_pages_lead_to_files_that_exist():
    catalog = small_catalog()
    made = files(catalog)
    bodies = [case_study.page(catalog, study).body for study in catalog.studies]
    bodies += [group.page(catalog, one).body for one in (*catalog.territories, *catalog.themes)]
    for body in bodies:
        links = {part.split('"')[0] for part in body.split('href="../../donnees/selections/')[1:]}
        assert {f"donnees/selections/{link}" for link in links} <= set(made)
    assert "Télécharger ces données" in bodies[0]
