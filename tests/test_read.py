"""What spreadsheets, editors and accidents do to a CSV file, and what is read of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.decoding import LONGEST_LINE, MOST_LINES, Refusal, encoding_of
from builder.read import MOST_BYTES, Table, parse_csv, read_pages, read_stories, read_table, read_tables

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


@pytest.mark.parametrize("blank", [",,,,,,,,", " , ,", '"",""', "\u00a0,", ""])
def test_a_spreadsheet_may_leave_many_blank_rows_and_columns(blank: str):
    table = read("id,nom,montant" + "," * 300 + "\na,b,1" + "," * 300 + "\n" + f"{blank}\n" * 3)
    assert (table.header, cells(table)) == (HEADERS, [("a", "b", "1")])


def test_columns_in_another_order_and_decimal_commas_are_no_problem():
    table = read('montant;id;nom\r\n2,5;a;"b; c"\r\n')
    assert (table.header, cells(table)) == (("montant", "id", "nom"), [("2,5", "a", "b; c")])


def test_a_large_line_of_text_is_still_a_line():
    assert len(read(f"id,nom,montant\na,{'x' * 90_000},1\n").rows) == 1


# What cannot be read at all: the whole list of these rules, which tests/fixtures/casse cannot hold.
UNREADABLE = {
    "fichier-vide": (b"", 0),
    "classeur": (b"PK\x03\x04 the rest of a workbook", 0),
    "page-web": (b"\n<!DOCTYPE html><html><body>", 0),
    "octet-nul": (b"id,nom,montant\na,b\x00,1\n", 2),
    "conflit-git": (b"id,nom,montant\n<<<<<<< HEAD\na,b,1\n=======\na,b,2\n>>>>>>> x\n", 2),
    "encodage": ("id,nom,montant\na,b,1\nc,été,2\n".encode("mac_roman"), 3),
    "guillemet": (b'id,nom,montant\na,b,1\nc,"d,2\ne,f,3\n', 3),
    "en-tete-absent": (b"ardelaine,Filature,2\nceralep,Usine,3\n", 1),
    "en-tete-deplace": (b"Cas,,Argent\n\nid,nom,montant\na,b,1\n", 3),
    "ligne-trop-longue": (b"id,nom,montant\na," + b"x" * (LONGEST_LINE + 1) + b",1\n", 2),
    "trop-de-lignes": (b"id,nom,montant\n" + b"a,b,1\n" * MOST_LINES, 0),
}


@pytest.mark.parametrize("rule", UNREADABLE)
def test_a_file_that_cannot_be_read_says_why_and_where(rule: str):
    raw, line = UNREADABLE[rule]
    table = read(raw)
    assert (said(table), table.readable, table.rows) == ([(rule, line)], False, ())


@pytest.mark.parametrize(
    "mark",
    ['"<<<<<<< HEAD"', "<<<<<<< HEAD;;", "=======;;;", "=======\r", ">>>>>>> branche", "||||||| abc12"],
)
def test_a_conflict_is_seen_even_when_a_spreadsheet_has_saved_it(mark: str):
    assert said(read(f"id;nom;montant\na;b;1\n{mark}\nc;d;2\n")) == [("conflit-git", 3)]


@pytest.mark.parametrize("start", ["<html>", "<?xml version='1.0'?>", "\ufeff  <TABLE>", "<!doctype html>"])
def test_a_web_page_saved_as_a_table_is_told(start: str):
    assert said(read(f"{start}\nid,nom,montant\n")) == [("page-web", 0)]


def test_a_title_above_the_header_is_told_whatever_the_delimiter():
    table = read("Les emplois ; 2019\n\nid;nom;montant\na;b;1\n")
    assert table.problems[0].what == "les noms des colonnes sont à la ligne 3, et pas à la première."


def test_a_header_in_capitals_is_recognised_even_though_it_must_be_mended():
    assert read("ID,Nom,Montant\na,b,1\n").header == ("ID", "Nom", "Montant")


def test_a_quote_that_is_never_closed_is_told_without_reading_on():
    table = read('id,nom,montant\n"a,b,1\n' + "c,d,2\n" * 200_000)
    assert said(table) == [("guillemet", 2)]


def test_a_million_blank_rows_are_nothing():
    assert len(read("id;nom;montant\na;b;1\n" + ";;\n" * 1_000_000).rows) == 1


def test_a_file_out_of_all_proportion_is_not_opened(tmp_path: Path):
    file = tmp_path / "t.csv"
    with file.open("wb") as sparse:
        sparse.truncate(MOST_BYTES + 1)
    table = read_table(file, "t", "data/t.csv", HEADERS)
    assert said(table) == [("fichier-trop-gros", 0)]
    assert table.problems[0].what == "le fichier pèse plus de 150 Mo."


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
    raw = text.encode(encoding)
    assert raw.decode(encoding_of(raw)) == text


@given(
    st.lists(st.sampled_from(["à", "façade", "coût", "île", "fin"])), st.sampled_from(["mac_roman", "cp850"])
)
def test_accents_of_an_old_mac_or_of_dos_are_refused(words: list[str], encoding: str):
    with pytest.raises(Refusal):
        encoding_of(" ".join([*words, "été"]).encode(encoding))


@pytest.mark.parametrize("far", [1 << 20, (1 << 20) - 1, (1 << 20) - 2, 3 << 19])
def test_the_encoding_is_told_however_far_the_first_accent_is(far: int):
    """Files are decoded by pieces: a letter may be cut in two."""
    assert encoding_of(b"x" * far + "é€".encode()) == "utf-8"
    assert encoding_of(b"x" * far + "é€".encode("cp1252")) == "cp1252"
    assert (
        encoding_of("\ufeff".encode("utf-16-le") + ("x" * (far // 2) + "é𝄞").encode("utf-16-le")) == "utf-16"
    )
    with pytest.raises(Refusal):
        encoding_of(b"x" * far + "é".encode() + "é".encode("cp1252"))


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
