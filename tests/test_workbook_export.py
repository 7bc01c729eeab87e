"""The workbook that is given to editors: what each sheet holds, says and allows."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from golden_files import assert_golden
from small_catalog import SETTINGS, small_dataset
from workbooks import headers

from builder.columns import columns_of
from builder.errors import BuilderError
from builder.parse import parse
from builder.read import read_tables
from builder.records import CURATED
from builder.workbook import guide
from builder.workbook.export import workbook
from builder.workbook.notes import LONGEST, message, note
from builder.workbook.read import Sheet, parse_workbook
from builder.workbook.rules import TITLE, WordLists, rule

EDITION = date(2026, 1, 31)
ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def content() -> bytes:
    return workbook(small_dataset(), SETTINGS, EDITION)


@pytest.fixture(scope="module")
def parts(content: bytes) -> dict[str, str]:
    """The XML of the workbook, by sheet name; other parts by their path."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        texts = {name: archive.read(name).decode() for name in archive.namelist()}
    names = re.findall(r'<sheet name="([^"]+)"', texts["xl/workbook.xml"])
    return texts | {name: texts[f"xl/worksheets/sheet{n}.xml"] for n, name in enumerate(names, 1)}


def sheets(content: bytes) -> dict[str, Sheet]:
    return {sheet.name: sheet for sheet in parse_workbook(content, "classeur.xlsx")}


def attribute(element: str, name: str) -> str:
    match = re.search(rf'\b{name}="([^"]*)"', element)
    return match[1] if match else ""


def style(parts: dict[str, str], sheet: str, cell: str) -> str:
    """The style of a cell, as XML."""
    found = re.search(rf'<c r="{cell}" s="(\d+)"', parts[sheet])
    assert found, cell
    styles = re.search(r"<cellXfs.*?</cellXfs>", parts["xl/styles.xml"])
    assert styles
    return re.findall(r"<xf .*?(?:/>(?!<(?:al|pr))|</xf>)", styles[0])[int(found[1])]


# ------------------------------------------------------------------ sheets


def test_there_is_a_guide_then_a_sheet_for_each_table_then_what_is_only_read(content: bytes):
    assert list(sheets(content)) == ["Lisez-moi", *CURATED, "Listes", "Communes", "Repères"]


def test_the_guide_says_what_it_is_how_to_fill_it_and_how_to_give_it_back():
    text = "\n".join(f"{look:8}{one:16}{two}".rstrip() for look, one, two in guide.lines(SETTINGS, EDITION))
    assert_golden("classeur/lisez-moi.txt", text.replace("\u202f", " "))


@pytest.mark.parametrize("name", CURATED)
def test_the_first_row_of_a_table_is_the_header_of_its_file(content: bytes, name: str):
    assert list(sheets(content)[name].rows[0]) == headers(name)


def test_codes_are_texts_and_figures_are_numbers(content: bytes):
    projects, jobs = (sheets(content)[name].rows for name in ("projets", "emplois"))
    assert projects[1][4] == "01001"
    assert [row[5] for row in jobs[1:]] == [10.0, 14.0, 2.5, 50.0, 6.0]
    assert jobs[3][1] == "", "not said is empty, never 0"


def test_a_text_that_looks_like_a_formula_is_written_as_a_text():
    hostile = small_dataset({"facteurs": "laine,valeur_locale,=HYPERLINK(1),presse-2020\n"})
    with zipfile.ZipFile(io.BytesIO(workbook(hostile, SETTINGS, EDITION))) as archive:
        cells = [archive.read(name).decode() for name in archive.namelist() if "worksheets/sheet" in name]
    assert not any("<f>" in text for text in cells)


def test_the_controlled_words_are_listed_with_what_they_mean(content: bytes):
    rows = sheets(content)["Listes"].rows
    assert ("statut (projets)", "actif", "en activité", "En activité d’après la dernière source lue.") in rows
    assert any(row[0] == "nature (emplois) ou nature (impacts) ou nature (financements)" for row in rows)


def test_communes_are_there_to_find_a_code(content: bytes):
    assert sheets(content)["Communes"].rows[0] == ("nom", "code", "codes_postaux")


# ------------------------------------------------------------------ what an editor may do


@pytest.mark.parametrize("name", CURATED)
def test_only_the_header_is_locked_and_rows_can_be_added_removed_sorted_and_filtered(
    parts: dict[str, str], name: str
):
    sheet = parts[name]
    protection = re.search(r"<sheetProtection[^>]*>", sheet)
    assert protection
    assert 'sheet="1"' in protection[0]
    assert "password" not in protection[0]
    for allowed in ("formatCells", "insertRows", "deleteRows", "sort", "autoFilter"):
        assert f'{allowed}="0"' in protection[0]
    assert 'state="frozen"' in sheet
    assert "<autoFilter " in sheet
    assert 'locked="0"' not in style(parts, name, "A1")


def test_cells_below_the_header_are_open_and_typed(parts: dict[str, str]):
    code, value = style(parts, "projets", "E2"), style(parts, "emplois", "F2")
    assert 'locked="0"' in code
    assert attribute(code, "numFmtId") == "49", "Text"
    assert 'locked="0"' in value
    assert attribute(value, "numFmtId") in ("", "0"), "General: a number shows its decimals, and no more"


def test_cells_that_nobody_filled_yet_are_open_too(parts: dict[str, str]):
    first = re.search(r"<cellXfs[^>]*><xf .*?</xf>", parts["xl/styles.xml"])
    assert first
    assert 'locked="0"' in first[0]


# ------------------------------------------------------------------ rules, notes, messages


def rules(name: str) -> dict[str, dict[str, Any]]:
    lists, dataset = WordLists(CURATED.values()), small_dataset()
    return {c.header: rule(c, message(c, dataset), lists) for c in columns_of(CURATED[name])}


def test_controlled_words_come_in_a_list_and_others_are_refused(content: bytes):
    found = rules("emplois")["mesure"]
    first, last = map(int, re.findall(r"\$B\$(\d+)", found["source"]))
    words = [row[1] for row in sheets(content)["Listes"].rows[first - 1 : last]]
    assert words == ["effectif", "crees", "maintenus", "prevus", "insertion", "contexte"]
    assert found["error_type"] == "stop"


def test_an_identifier_comes_from_the_sheet_of_its_table_rows_just_added_included():
    found = rules("emplois")["id_source"]
    assert found["source"] == "=OFFSET(sources!$A$2,0,0,MAX(1,COUNTA(sources!$A:$A)-1),1)"
    assert found["error_type"] == "warning"


def test_numbers_have_their_bounds():
    jobs = rules("emplois")
    assert (jobs["annee"]["minimum"], jobs["annee"]["maximum"]) == (1800, 2100)
    assert (jobs["valeur"]["criteria"], jobs["valeur"]["value"]) == (">=", 0)
    assert rules("impacts")["valeur"] == {}, "an evolution may be negative"


def test_a_message_gives_the_labels_of_the_codes():
    assert rules("projets")["thematique"]["input_message"].replace("\u202f", " ").splitlines() == [
        "alimentation : Alimentation", "mobilite : Mobilité", "savoir_faire : Savoir-faire",
    ]  # fmt: skip


@pytest.mark.parametrize("name", CURATED)
def test_no_message_is_longer_than_a_spreadsheet_keeps(name: str):
    dataset = parse(read_tables(ROOT))
    for column in columns_of(CURATED[name]):
        found = rule(column, message(column, dataset), WordLists(CURATED.values()))
        assert len(found.get("input_message", "")) <= LONGEST
        assert len(found.get("error_message", "")) <= LONGEST
        assert max(len(column.label), len(found.get("error_title", ""))) <= TITLE


def test_a_note_says_what_a_column_is():
    [column] = [c for c in columns_of(CURATED["financements"]) if c.header == "montant_eur"]
    assert note(column).replace("\u202f", " ").splitlines() == [
        "Montant",
        "Somme en euros courants.",
        "Forme : nombre, en €, au moins 0.",
        "Exemple : 40000",
        "À remplir toujours.",
    ]


def test_every_header_has_its_note(parts: dict[str, str]):
    notes = sum(text.count("<comment ") for name, text in parts.items() if name.startswith("xl/comments"))
    assert notes == sum(len(headers(name)) for name in CURATED)


# ------------------------------------------------------------------ limits


def test_the_file_is_dated_from_the_data_and_from_nothing_else(parts: dict[str, str]):
    assert re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", parts["docProps/core.xml"]) == ["2026-01-31T00:00:00Z"] * 2


def test_a_text_that_no_spreadsheet_can_hold_is_an_error_rather_than_a_hole():
    endless = small_dataset({"facteurs": f"laine,valeur_locale,{'a' * 40_000},presse-2020\n"})
    with pytest.raises(BuilderError, match="trop longue"):
        workbook(endless, SETTINGS, EDITION)
