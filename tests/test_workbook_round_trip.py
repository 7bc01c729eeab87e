"""Out to a spreadsheet and back: without an edit nothing changes, whatever the tables hold."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from small_catalog import SETTINGS, small_dataset

from builder.canonical import canonical_csv, canonical_rows, rewritten_rows
from builder.columns import COMMUNE, Column, columns_of
from builder.config import read_settings
from builder.parse import Dataset, parse
from builder.read import parse_csv, read_tables
from builder.records import CURATED, TABLES
from builder.workbook.export import workbook
from builder.workbook.incoming import incoming
from builder.workbook.layout import holds_dates
from builder.workbook.read import parse_workbook
from builder.workbook.tables import handed_in

ROOT = Path(__file__).parent.parent
CLASSEURS = Path(__file__).parent / "fixtures" / "classeurs"
EDITION = date(2026, 1, 31)


@pytest.mark.parametrize("name", ["petit", "real"])
def test_a_workbook_that_nobody_edited_changes_nothing(name: str, petit: Path, tmp_path: Path):
    project = petit if name == "petit" else ROOT
    file = tmp_path / "classeur.xlsx"
    file.write_bytes(workbook(parse(read_tables(project)), read_settings(project), EDITION))

    found = incoming(project, file)

    assert (found.problems, found.files, list(found.changes)) == ((), {}, [])


def test_the_sheets_alone_make_the_files_again_byte_for_byte():
    content = workbook(parse(read_tables(ROOT)), SETTINGS, EDITION)
    again = handed_in(parse_workbook(content, "classeur.xlsx"), "classeur.xlsx")

    for name in CURATED:
        written = canonical_csv(name, rewritten_rows(again.tables[name]))
        assert written.encode() == (ROOT / "data" / CURATED[name].file).read_bytes()


@pytest.mark.parametrize("name", ["libreoffice.ods", "libreoffice.xlsx"])
def test_what_libreoffice_saved_without_an_edit_changes_nothing(name: str, petit: Path, tmp_path: Path):
    """Saved by LibreOffice 7.4 in French, from the workbook of the small territory."""
    found = incoming(petit, CLASSEURS / name)

    assert (found.problems, found.files) == ((), {})


def test_a_file_in_another_form_is_left_as_it_is(petit: Path, tmp_path: Path):
    """Semicolons, French decimals, Windows line ends: an import without an edit is no rewriting."""
    project = tmp_path / "projet"
    shutil.copytree(petit, project)
    emplois = project / "data" / "emplois.csv"
    text = emplois.read_text(encoding="utf-8").replace(",", ";").replace("\n", "\r\n")
    emplois.write_bytes(text.encode("cp1252"))
    file = tmp_path / "classeur.xlsx"
    file.write_bytes(workbook(parse(read_tables(project)), SETTINGS, EDITION))

    assert incoming(project, file).files == {}


# ------------------------------------------------------------------ generated tables

KEYS = ["a", "b-2", "0012", "x" * 80]
# What spreadsheets take for something else, beside anything that can be typed on one line.
TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=40),
    st.sampled_from(
        [
            "=1+1", "+33", "-5", "@x", "'=1", "00123", "1E5", "8,12E+13", "VRAI", "2/3", "1/2/2019", "25 %",
            'dit "oui"', "un, deux; trois", "😀 𝒳", "_x0041_", "_x000D_", "#REF!x", "https://a.example/?q=1#b",
            "  deux  espaces", "l’été", "NA", "None", "<b>&amp;</b>", "]]>", "\ufeffx", "\u200b", "e\u0301",
        ]
    ),
)  # fmt: skip
NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=0, max_value=10**9).map(str)
DATES = st.dates(min_value=date(1800, 1, 1), max_value=date(2100, 12, 31)).map(str)


def texts_of(column: Column) -> st.SearchStrategy[str]:
    """What a cell of a column may hold."""
    if column.words:
        found: st.SearchStrategy[str] = st.sampled_from([word.value for word in column.words])
    elif column.kind is COMMUNE:
        found = st.sampled_from(["01001", "2A004", "00001"])
    elif holds_dates(column):
        found = DATES if column.type is date else st.tuples(DATES, st.sampled_from([4, 7, 10])).map(_cut)
    elif column.kind and column.kind.name == "adresse web":
        found = st.sampled_from(["https://a.example/", "http://b.example/?q=%20&r=1#x"])
    elif column.kind:
        found = st.sampled_from(["a", "0012", "1e5"] if column.kind.name == "code" else KEYS)
    elif column.type is int:
        found = st.integers(max(column.minimum or 0, 1800), 2100).map(str)
    else:
        found = TEXTS if column.type is str else NUMBERS
    return found if column.required else st.one_of(st.just(""), found)


def _cut(dated: tuple[str, int]) -> str:
    return dated[0][: dated[1]]


@st.composite
def datasets(draw: st.DrawFn) -> Dataset:
    """Any tables whose cells can all be read; that their rows make sense together does not matter here."""
    tables = {}
    for name, record in TABLES.items():
        headers = [column.header for column in columns_of(record)]
        cells = st.tuples(*map(texts_of, columns_of(record)))
        rows = draw(st.lists(cells, max_size=2)) if name in CURATED else []
        tables[name] = parse_csv(canonical_csv(name, rows).encode(), name, f"data/{name}.csv", headers)
    dataset = parse(tables)
    assume(not dataset.problems)
    return dataset


def csvs(dataset: Dataset) -> Mapping[str, str]:
    return {name: canonical_csv(name, canonical_rows(name, dataset.records[name])) for name in CURATED}


@given(datasets())
@settings(max_examples=40, suppress_health_check=list(HealthCheck))
def test_whatever_the_tables_hold_it_comes_back_to_the_byte(dataset: Dataset):
    content = workbook(dataset, SETTINGS, EDITION)
    again = handed_in(parse_workbook(content, "classeur.xlsx"), "classeur.xlsx")

    assert again.problems == ()
    assert {name: canonical_csv(name, rewritten_rows(again.tables[name])) for name in CURATED} == csvs(
        dataset
    )


def test_the_same_data_gives_the_same_bytes():
    first, second = (workbook(small_dataset(), SETTINGS, EDITION) for _ in range(2))
    assert first == second
