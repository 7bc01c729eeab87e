"""Every format holds the same values, as readers that are not ours find them."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

import pyarrow.parquet as pq
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from small_catalog import small_catalog, small_dataset

from builder.catalog import Catalog
from builder.columns import Word, columns_of
from builder.exports import archive, csv_excel, exported, geojson, json_tables
from builder.exports.published import PUBLISHED, path_of

HOSTILE = "=cmd|' /C calc'!A0 ; \"dit\" 😀 𝒱"


def quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def with_evidence(text: str) -> dict[str, str]:
    return {"facteurs": f"laine,valeur_locale,{quoted(text)},presse-2020\n"}


class Files(Mapping[str, bytes]):
    """The files of a catalogue, each made only when a test reads it."""

    def __init__(self, catalog: Catalog) -> None:
        self._outputs = {output.path: output for output in exported(catalog)}

    def __getitem__(self, path: str) -> bytes:
        return self._outputs[path].content

    def __iter__(self) -> Iterator[str]:
        return iter(self._outputs)

    def __len__(self) -> int:
        return len(self._outputs)


def files(catalog: Catalog) -> Files:
    return Files(catalog)


def known(catalog: Catalog, name: str) -> list[dict[str, Any]]:
    """The rows of a table as its records have them: words and dates as texts."""
    return [
        {column.header: plain(getattr(record, column.name)) for column in columns_of(PUBLISHED[name])}
        for record in catalog.dataset.records[name]
    ]


def plain(value: object) -> object:
    if isinstance(value, Word):
        return value.value
    return value if value is None or isinstance(value, str | int | float | Decimal) else str(value)


def in_order(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(rows, key=repr)


def like_numbers(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Numbers as doubles, which is all that a JSON reader or a spreadsheet promises."""
    return in_order(
        [{k: float(v) if isinstance(v, int | float | Decimal) else v for k, v in r.items()} for r in rows]
    )


@pytest.mark.parametrize("name", PUBLISHED)
def test_json_and_json_lines_hold_the_values_of_the_records(petit_catalog: Catalog, name: str):
    made = files(petit_catalog)

    array = json.loads(made[path_of(name, json_tables.ARRAY)])
    lines = [json.loads(line) for line in made[path_of(name, json_tables.LINES)].decode().split("\n")[:-1]]

    assert array == lines
    assert like_numbers(array) == like_numbers(known(petit_catalog, name))


def test_numbers_are_numbers_and_what_is_unknown_is_null():
    row = json.loads(files(small_catalog())["donnees/emplois.json"])[-1]

    assert (row["annee"], row["valeur"], row["note"]) == (2022, 6, None)


def read_excel(content: bytes) -> list[dict[str, str]]:
    """As a French Excel reads it: the mark says UTF-8, fields end with semicolons."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


@pytest.mark.parametrize("name", PUBLISHED)
def test_csv_for_excel_holds_the_values_of_the_records(petit_catalog: Catalog, name: str):
    rows = read_excel(files(petit_catalog)[path_of(name, csv_excel.ENDING)])
    numbers = {c.header for c in columns_of(PUBLISHED[name]) if c.type in (int, float, Decimal)}

    read = [
        {k: (float(v.replace(",", ".")) if k in numbers else v) if v else None for k, v in row.items()}
        for row in rows
    ]

    assert like_numbers(read) == like_numbers(known(petit_catalog, name))


def test_csv_for_excel_has_a_mark_semicolons_decimal_commas_and_its_line_ends():
    content = files(small_catalog())["donnees/emplois-excel.csv"]

    assert content.startswith(b"\xef\xbb\xbfid_projet;annee;")
    assert b";2,5;etp;" in content
    assert content.count(b"\r\n") == content.count(b"\n") == 6
    assert b"sep=" not in content


def test_a_hostile_text_is_neutralised_for_spreadsheets_and_kept_for_machines():
    made = files(small_catalog(with_evidence(HOSTILE)))

    assert read_excel(made["donnees/facteurs-excel.csv"])[0]["preuve"] == f"'{HOSTILE}"
    assert json.loads(made["donnees/facteurs.json"])[0]["preuve"] == HOSTILE


@settings(max_examples=60)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\t\"';,=+-@"), min_size=1))
def test_any_text_survives_every_format(text: str):
    changes = with_evidence(text)
    assume(not small_dataset(changes).problems)
    catalog = small_catalog(changes)
    evidence = catalog.dataset.records["facteurs"][0].evidence
    made = files(catalog)

    opened = csv.DictReader(io.StringIO(made["donnees/facteurs.csv"].decode(), newline=""))
    assert json.loads(made["donnees/facteurs.json"])[0]["preuve"] == evidence
    assert next(opened)["preuve"] in (evidence, f"'{evidence}")
    assert read_excel(made["donnees/facteurs-excel.csv"])[0]["preuve"] in (evidence, f"'{evidence}")
    parquet = pq.read_table(io.BytesIO(made["donnees/facteurs.parquet"]))
    assert parquet.column("preuve").to_pylist() == [evidence]
    if not {"\ufffe", "\uffff"} & set(evidence):  # XML has not these two
        book = CalamineWorkbook.from_filelike(io.BytesIO(made["donnees/vitrine.xlsx"]))
        assert book.get_sheet_by_name("facteurs").to_python()[1][2] == evidence


@settings(max_examples=30)
@given(st.decimals(-(10**9), 10**9, allow_nan=False, places=4))
def test_any_number_survives_every_format(number: Decimal):
    typed = f"laine,environnemental,Laine,{number:f},tonnes,2019,declare,exact,presse-2020,\n"
    assume(not small_dataset({"impacts": typed}).problems)
    made = files(small_catalog({"impacts": typed}))

    opened = csv.DictReader(io.StringIO(made["donnees/impacts.csv"].decode(), newline=""))
    assert Decimal(next(opened)["valeur"]) == number
    assert pq.read_table(io.BytesIO(made["donnees/impacts.parquet"])).to_pylist()[0]["valeur"] == number
    assert json.loads(made["donnees/impacts.json"])[0]["valeur"] == float(number)
    for path in ("donnees/vitrine.xlsx", "donnees/vitrine.ods"):
        book = CalamineWorkbook.from_filelike(io.BytesIO(made[path]))
        assert book.get_sheet_by_name("impacts").to_python()[1][3] == float(number)


# ------------------------------------------------------------------ GeoJSON


def test_every_place_is_a_feature_and_a_case_without_place_has_no_geometry():
    catalog = small_catalog()

    collection = json.loads(files(catalog)[geojson.PATH])

    assert collection["type"] == "FeatureCollection"
    assert [(f["id"], f["geometry"] and f["geometry"]["coordinates"]) for f in collection["features"]] == [
        ("laine/1", [4.5, 45.5]),
        ("laine/2", [4.1, 45.1]),
        ("lait/1", [4.1, 45.1]),
        ("reseau/1", None),
    ]


def test_a_feature_says_what_it_is_and_what_its_point_is_worth():
    first, second, *_, last = json.loads(files(small_catalog())[geojson.PATH])["features"]

    assert first["properties"]["nom"] == "La Laine du Haut"
    assert first["properties"]["page"] == "https://vitrine.example/essai/projets/laine/"
    assert (first["properties"]["precision_lieu"], second["properties"]["lieu"]) == ("site", "Boutique")
    assert last["properties"]["precision_lieu"] == "territoire"
    assert first["properties"].keys() == last["properties"].keys()


def test_geojson_is_as_its_standard_asks(petit_catalog: Catalog):
    """RFC 7946: three members in a feature, unique ids, longitude then latitude, no `crs`."""
    collection = json.loads(files(petit_catalog)[geojson.PATH])
    features = collection["features"]

    assert "crs" not in collection
    assert len({feature["id"] for feature in features}) == len(features)
    for feature in features:
        assert feature.keys() == {"type", "id", "geometry", "properties"}
        if feature["geometry"]:
            longitude, latitude = feature["geometry"]["coordinates"]
            assert -180 <= longitude <= 180
            assert -90 <= latitude <= 90
    assert {f["properties"]["id_projet"] for f in features} == set(petit_catalog.by_id)


# ------------------------------------------------------------------ zip, bytes


def test_the_zip_holds_the_published_csvs_their_description_a_readme_and_the_licence():
    made = files(small_catalog())

    with zipfile.ZipFile(io.BytesIO(made[archive.PATH])) as opened:
        assert opened.testzip() is None
        held = {name: opened.read(name) for name in opened.namelist()}

    texts = {name: held.pop(name).decode() for name in ("LISEZ-MOI.txt", "LICENCE.txt")}
    assert held == {
        name.removeprefix("donnees/"): content
        for name, content in made.items()
        if name == "donnees/datapackage.json"
        or (name.endswith(".csv") and "-excel" not in name and "scdl" not in name)
    }
    assert "données au 12 janvier 2026, Licence Ouverte 2.0" in texts["LISEZ-MOI.txt"]
    assert texts["LICENCE.txt"].startswith("Licence Ouverte 2.0 (etalab-2.0)\n")


def test_the_same_data_gives_the_same_bytes_in_every_format():
    assert dict(files(small_catalog())) == dict(files(small_catalog()))
