"""The OpenDocument workbook, as another program and LibreOffice read it."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook
from small_catalog import small_catalog, small_dataset

from builder.catalog import Catalog
from builder.columns import columns_of
from builder.exports import exported, ods, xlsx
from builder.exports.published import PUBLISHED, cells_of

HOSTILE = "=HYPERLINK(\"https://exemple.fr\";'lisez') </text:p> & <x> 😀 𝒱"


def with_evidence(text: str) -> dict[str, str]:
    typed = text.replace('"', '""')
    return {"facteurs": f'laine,valeur_locale,"{typed}",presse-2020\n'}


def sheet(catalog: Catalog, name: str) -> list[list[object]]:
    return (
        CalamineWorkbook.from_filelike(io.BytesIO(ods.workbook(catalog))).get_sheet_by_name(name).to_python()
    )


def test_it_has_the_sheets_of_the_other_workbook():
    made = {output.path: output.content for output in exported(small_catalog())}
    names = [CalamineWorkbook.from_filelike(io.BytesIO(made[p])).sheet_names for p in (ods.PATH, xlsx.PATH)]

    assert names[0] == names[1] == ["Lisez-moi", *PUBLISHED, "Dictionnaire", "Listes"]


@pytest.mark.parametrize("name", PUBLISHED)
def test_cells_are_the_values_of_the_records_with_their_types(petit_catalog: Catalog, name: str):
    header, *rows = sheet(petit_catalog, name)
    columns = columns_of(PUBLISHED[name])

    assert header == [column.header for column in columns]
    assert len(rows) == len(petit_catalog.dataset.records[name])
    for row, cells in zip(rows, cells_of(petit_catalog, name), strict=True):
        for found, cell, column in zip(row, cells, columns, strict=True):
            if cell and column.type in (int, float, Decimal):
                assert found == float(cell)
            elif cell and column.type is date:
                assert found == date.fromisoformat(cell)
            else:
                assert found == cell


def test_a_hostile_text_is_the_same_text_and_no_formula():
    catalog = small_catalog(with_evidence(HOSTILE))
    content = zipfile.ZipFile(io.BytesIO(ods.workbook(catalog))).read("content.xml").decode()

    assert sheet(catalog, "facteurs")[1][2] == catalog.dataset.records["facteurs"][0].evidence
    assert "table:formula" not in content


def test_a_name_that_looks_like_a_mark_of_the_blank_document_is_a_name():
    part = replace(small_catalog(), about="@mention@")
    meta = zipfile.ZipFile(io.BytesIO(ods.workbook(part))).read("meta.xml").decode()

    assert "(@mention@)</dc:title>" in meta


@settings(max_examples=40)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\t\"'=+-@<&"), min_size=1))
def test_any_text_survives(text: str):
    """But for two characters that XML has not, which nobody types."""
    changes = with_evidence(text)
    assume(not small_dataset(changes).problems and not {"\ufffe", "\uffff"} & set(text))
    catalog = small_catalog(changes)

    assert sheet(catalog, "facteurs")[1][2] == catalog.dataset.records["facteurs"][0].evidence


def test_the_two_characters_that_xml_has_not_do_not_stop_the_site():
    assert sheet(small_catalog(with_evidence("a\uffffb")), "facteurs")[1][2] == "a\ufffdb"


def test_the_first_entry_says_what_it_is_and_nothing_comes_from_the_clock():
    package = zipfile.ZipFile(io.BytesIO(ods.workbook(small_catalog())))
    first, *others = package.infolist()

    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert package.read("mimetype") == b"application/vnd.oasis.opendocument.spreadsheet"
    assert {entry.date_time for entry in (first, *others)} == {(1980, 1, 1, 0, 0, 0)}
    meta = package.read("meta.xml").decode()
    assert "<meta:creation-date>2026-01-12T00:00:00" in meta
    assert "Licence Ouverte 2.0" in meta


def test_the_same_data_gives_the_same_bytes():
    assert ods.workbook(small_catalog()) == ods.workbook(small_catalog())


# ------------------------------------------------------------------ LibreOffice

EACH_SHEET = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"


@pytest.fixture(scope="module")
def office() -> str:
    found = shutil.which("soffice")
    if not found:
        pytest.skip("ATTENTION : LibreOffice manque, aucun fichier n’est ouvert avec lui.")
    return found


@pytest.mark.slow
@pytest.mark.parametrize("path", [ods.PATH, xlsx.PATH, "donnees/impacts-excel.csv"])
def test_libreoffice_finds_the_same_figures(tmp_path: Path, office: str, path: str):
    catalog = small_catalog(
        {"impacts": "laine,environnemental,=cmd,-12.5,tonnes,2019,declare,exact,presse-2020,« =1+1 » 😀\n"}
    )
    made = {output.path: output for output in exported(catalog)}
    file = tmp_path / Path(path).name
    file.write_bytes(made[path].content)

    (row,) = [r for r in opened(office, file) if r[:1] == ["laine"]]
    assert float(row[3].replace(",", ".")) == -12.5
    assert row[2] in ("=cmd", "'=cmd")  # shown, not run
    assert row[9] == "« =1+1 » 😀"


def opened(office: str, file: Path) -> list[list[str]]:
    """The sheet of results, as LibreOffice writes what it has understood of a file."""
    out = file.parent / "lu"
    own = f"-env:UserInstallation={(file.parent / 'profil').as_uri()}"
    french = ["--infilter=CSV:59,34,76,1,,1036,false,true"] if file.suffix == ".csv" else []
    command = [office, "--headless", own, *french, "--convert-to", EACH_SHEET, "--outdir", str(out)]
    subprocess.run([*command, str(file)], check=True, capture_output=True, timeout=180)
    (found,) = out.glob("*impacts*.csv")
    with found.open(encoding="utf-8", newline="") as read:
        return list(csv.reader(read))
