"""What spreadsheets, editors and accidents do to a CSV file, and what is read of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.read import Table, decode, parse_csv, read_pages, read_stories, read_table, read_tables

HEADERS = ("id", "nom", "montant")
TEXT = "id,nom,montant\nardelaine,« Œuvre » – l’été,2\nceralep,Usine,3\n"


def read(raw: bytes | str) -> Table:
    return parse_csv(raw if isinstance(raw, bytes) else raw.encode(), "t", "data/t.csv", HEADERS)


def cells(table: Table) -> list[tuple[str, ...]]:
    return [row.cells for row in table.rows]


def said(table: Table) -> list[tuple[str, int]]:
    return [(problem.rule, problem.place.line) for problem in table.problems]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_whatever_the_spreadsheet_wrote_the_same_table_is_read(encoding: str, delimiter: str, line_end: str):
    typed = TEXT.replace(",", delimiter).replace("\n", line_end)
    table = read(typed.encode(encoding))
    assert table.header == HEADERS
    assert cells(table) == [("ardelaine", "« Œuvre » – l’été", "2"), ("ceralep", "Usine", "3")]
    assert [row.line for row in table.rows] == [2, 3]


def test_commas_inside_texts_do_not_fool_the_choice_of_the_delimiter():
    table = read('id;nom;"montant"\na;"un, deux, trois, quatre";3\n')
    assert cells(table) == [("a", "un, deux, trois, quatre", "3")]


def test_a_row_knows_its_first_physical_line_and_its_number_in_the_spreadsheet():
    table = read('id,nom,montant\n\na,"deux\nlignes",1\n,,\nb,c,2\n')
    assert [(row.line, row.number) for row in table.rows] == [(3, 3), (6, 5)]


def test_empty_rows_and_empty_columns_at_the_end_are_nothing():
    table = read("id,nom,montant,,\na,b,1,,\n,,,,\n")
    assert (table.header, len(table.rows), len(table.rows_in_shape)) == (HEADERS, 1, 1)


def test_a_row_that_holds_more_than_the_header_is_out_of_shape():
    table = read("id,nom,montant\na,b,1,c\nd,e,2\n")
    assert [row.cell(0) for row in table.rows_in_shape] == ["d"]


def test_a_short_row_ends_with_empty_cells():
    assert read("id,nom,montant\na\n").rows[0].cell(2) == ""


def test_the_hint_that_excel_leaves_about_the_delimiter_is_not_a_header():
    table = read("\ufeffsep=;\r\nid;nom;montant\r\na;b;1\r\n")
    assert (table.header, table.header_line, table.rows[0].line) == (HEADERS, 2, 3)


# What cannot be read at all: the whole list of these rules, which tests/fixtures/casse cannot hold.
UNREADABLE = {
    "fichier-vide": (b"", 0),
    "classeur": (b"PK\x03\x04 the rest of a workbook", 0),
    "octet-nul": (b"id,nom,montant\na,b\x00,1\n", 2),
    "conflit-git": (b"id,nom,montant\n<<<<<<< HEAD\na,b,1\n=======\na,b,2\n>>>>>>> x\n", 2),
    "encodage": ("id,nom,montant\na,b,1\nc,été,2\n".encode("mac_roman"), 3),
    "guillemet": (b'id,nom,montant\na,b,1\nc,"d,2\ne,f,3\n', 3),
}


@pytest.mark.parametrize("rule", UNREADABLE)
def test_a_file_that_cannot_be_read_says_why_and_where(rule: str):
    raw, line = UNREADABLE[rule]
    table = read(raw)
    assert (said(table), table.readable, table.rows) == ([(rule, line)], False, ())


@pytest.mark.parametrize("text", ["\n\n", ",,,\n", '""\n', "\ufeff", "sep=;\n", " ;\t, \n\u00a0\n"])
def test_a_file_without_a_word_is_empty(text: str):
    assert said(read(text)) == [("fichier-vide", 0)]


@pytest.mark.parametrize(
    ("raw", "what"),
    [
        ("été".encode("mac_roman"), "a spreadsheet of an old Mac"),
        ("été à Nîmes".encode("cp850"), "« CSV (MS-DOS) »"),
        ("été\n".encode() + "été\n".encode("cp1252"), "two encodings in one file"),
        ("été".encode("utf-16-le"), "UTF-16 without its mark"),
        (b"\xff\xfe\x00", "half a character of UTF-16"),
    ],
)
def test_a_text_that_would_come_out_garbled_is_refused(raw: bytes, what: str):
    assert said(read(raw)) != [], what


WORDS = ["été", "à", "Œuvre", "l’usine", "« là »", "façade", "coût", "–", "5 €", "Noël", "île", "où", "fin"]


@given(st.lists(st.sampled_from(WORDS)), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]))
def test_french_is_never_garbled(words: list[str], encoding: str):
    text = " ".join(words)
    assert decode(text.encode(encoding)) == text


@given(
    st.lists(st.sampled_from(["à", "façade", "coût", "île", "fin"])), st.sampled_from(["mac_roman", "cp850"])
)
def test_accents_of_an_old_mac_or_of_dos_are_refused(words: list[str], encoding: str):
    assert decode(" ".join([*words, "été"]).encode(encoding)) is None


@given(st.binary() | st.text().map(str.encode))
def test_no_bytes_raise(raw: bytes):
    table = read(raw)
    assert table.readable == (not table.problems)


def test_a_missing_file_is_a_problem_of_that_file_only(tmp_path: Path):
    table = read_table(tmp_path / "t.csv", "t", "data/t.csv", HEADERS)
    assert said(table) == [("fichier-absent", 0)]
    assert "id,nom,montant" in table.problems[0].fix


def test_a_folder_where_a_file_should_be_is_a_problem_of_that_file(tmp_path: Path):
    assert said(read_table(tmp_path, "t", "data/t.csv", HEADERS)) == [("fichier-illisible", 0)]


def test_every_table_is_read_from_the_folder_that_the_settings_name(petit: Path, tmp_path: Path):
    assert all(table.readable for table in read_tables(petit).values())
    assert {rule for table in read_tables(tmp_path, "ailleurs").values() for rule, _ in said(table)} == {
        "fichier-absent"
    }


def test_pages_are_known_by_their_path_and_never_stop_the_reading(casse: Path):
    pages = read_pages(casse / "docs")
    assert list(pages) == ["docs/index.md", "docs/methode.md"]
    assert "M\ufffdthode" in pages["docs/methode.md"]


def test_stories_are_known_by_the_project_they_tell(petit: Path, tmp_path: Path):
    assert list(read_stories(petit, "data/recits")) == ["atelier-du-gue"]
    assert read_stories(tmp_path, "data/recits") == {}
