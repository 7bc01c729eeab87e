"""`vitrine fmt`: one form for every file, and never a value lost or altered."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import fields
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.columns import Column, PartialDate, columns_of
from builder.parse import parse
from builder.read import Table, parse_csv
from builder.records import CURATED, TABLES
from builder.tidying import Tidied, tidied, to_tidy
from tests.test_cli import Run, project, run  # noqa: F401 — fixtures

ROOT = Path(__file__).parent.parent


def headers(name: str) -> list[str]:
    return [column.header for column in columns_of(TABLES[name])]


def read(raw: bytes, name: str) -> Table:
    return parse_csv(raw, name, f"data/{name}.csv", headers(name))


def tidy(raw: bytes, name: str = "types") -> Tidied:
    return tidied(read(raw, name), raw)


TYPES = "code,libelle,definition\n"


# ------------------------------------------------------------------ what is rewritten


@pytest.mark.parametrize("name", CURATED)
def test_our_own_data_are_as_they_should_be(name: str):
    raw = (ROOT / "data" / CURATED[name].file).read_bytes()
    assert tidy(raw, name) == Tidied(f"data/{name}.csv", raw, raw)


@pytest.mark.parametrize(
    ("raw", "changes"),
    [
        ("\ufeffcode,libelle,definition\na,A,Un.\n".encode(), ("encodage",)),
        ("code,libelle,definition\na,A,Été.\n".encode("cp1252"), ("encodage",)),
        (b"code;libelle;definition\na;A;Un.\n", ("séparateur",)),
        (b"code,libelle,definition\r\na,A,Un.\r\n", ("fins de ligne",)),
        (b"libelle,code,definition\nA,a,Un.\n", ("ordre des colonnes",)),
        (b"code,libelle,definition\nb,B,Deux.\na,A,Un.\n", ("ordre des lignes",)),
        (b"code,libelle,definition\na,A,L'un.\n", ("1\u00a0texte",)),
        (b'code,libelle,definition\na,A,"L\'un  et\nl\xe2\x80\x99autre"\n', ("1\u00a0texte",)),
        (b'code,libelle,definition\n"a","A","Un."\n', ("guillemets ou lignes vides",)),
        (b"code,libelle,definition,,\na,A,Un.,,\n,,,,\n", ("guillemets ou lignes vides",)),
        (b"code,libelle,definition\na,A,Un.", ("guillemets ou lignes vides",)),
    ],
)
def test_what_a_spreadsheet_did_is_undone_and_named(raw: bytes, changes: tuple[str, ...]):
    result = tidy(raw)
    assert (result.changes, result.problems) == (changes, ())
    assert result.after.startswith(TYPES.encode())
    assert tidy(result.after) == Tidied(result.path, result.after, result.after)


def test_numbers_dates_words_and_texts_each_have_one_form():
    typed = (
        "date_fin;nom;id;type;date_debut;code_commune;lieu;id_projet;participants;site_web;id_source\r\n"
        '2019-06;"l\'été   à «\u00a0Thiers\u00a0»";fete; autre ;31/12/2018;63430;;;1\u202f250,0;;journal\r\n'
    )
    result = tidy(typed.encode("utf-16"), "evenements")
    assert result.after.decode().splitlines()[1] == (
        "fete,l’été à « Thiers »,autre,2018-12-31,2019-06,63430,,,1250,,journal"
    )
    assert result.in_words.replace("\u00a0", " ") == (
        "encodage, séparateur, fins de ligne, ordre des colonnes, 1 nombre, 1 date, 1 mot, 1 texte"
    )


@pytest.mark.parametrize(
    ("typed", "written"),
    [("1 250,50", "1250.5"), ("2019.0", "2019"), ("-0", "0"), ("0,10", "0.1"), ("1,1250", "1.1250"),
     ("+12", "12"), ("007", "7"), ("123456789012345", "123456789012345")],
)  # fmt: skip
def test_a_number_keeps_its_value_without_exponent_nor_needless_zero(typed: str, written: str):
    row = f'laine,social,Indicateur,"{typed}",unités,,declare,exact,source,\n'
    raw = (",".join(headers("impacts")) + "\n" + row).encode()
    assert tidy(raw, "impacts").after.decode().splitlines()[1].split(",")[3] == written


@pytest.mark.parametrize("typed", ["1.250", "deux", "  #REF! ", "8,12E+13", "2-mai", "1 2500", "12\u200b"])
def test_a_cell_that_cannot_be_read_is_left_exactly_as_it_was_typed(typed: str):
    row = f'z,social,L\'eau,"{typed}",unités,,declare,exact,source,\n'
    result = tidy((",".join(headers("impacts")) + "\n" + row).encode(), "impacts")
    assert read(result.after, "impacts").rows[0].cells[2:4] == ("L’eau", typed)
    assert result.in_words == "1\u00a0texte"


@pytest.mark.parametrize(
    ("raw", "rule"),
    [
        (b"code,libelle,definition,notes\na,A,Un.,secret\n", "colonne-inconnue"),
        (b"code,libelle\na,A\n", "colonne-manquante"),
        (b"code,libelle,definition\na,A,Un,deux\nb,B,Deux.\n", "cellule-en-trop"),
        (b"code,libelle,definition,libelle\na,A,Un.,B\n", "colonne-en-double"),
        (b"code,,definition\na,A,Un.\n", "en-tete-fusionne"),
        (b"code,libelle,definition\n<<<<<<< HEAD\n", "conflit-git"),
        (b"PK\x03\x04", "classeur"),
        ("libelle,code,definition\nA,<<<<<<< a,Un.\n".encode("utf-16"), "conflit-git"),
    ],
)
def test_a_file_of_which_something_would_be_lost_is_left_alone(raw: bytes, rule: str):
    result = tidy(raw)
    assert (result.before, result.after, result.changes) == (raw, raw, ())
    assert [problem.rule for problem in result.problems] == [rule]


def test_the_first_line_that_differs_is_told():
    problem = to_tidy(tidy(b"code,libelle,definition\na,A,Un.\nb,B,L'autre.\n"))
    assert (problem.place.line, problem.what) == (
        3,
        "le fichier n’a pas sa forme habituelle (1\u00a0texte).",
    )


# ------------------------------------------------------------------ whatever was typed

YEARS = ["2019", "2019.0", " 2018 ", "2\u00a0019", "+2019"]
NUMBERS = ["1 250,50", "2,1250", "1\u202f000", "-0", "12", "0,10", "007", "123456789012345"]
DATES = ["2019-03-05", "05/03/2019", "31/12/2018", "2019-03-05 00:00:00"]
PARTIAL = [*DATES, "2019", "2019-03", "2019.0"]
TEXTS = ["l'été", "L’eau", "  deux  espaces ", "a\u00a0: b", "e\u0301te\u0301", "a\r\nb", "a\rb", "a\n b",
         'dit "oui"', "un, deux; trois", "=1+1", "-", "5' à pied", "\u2028fin", "aujourd'hui\t"]  # fmt: skip
WRONG = ["", "1.250", "2,125", "deux", "8,12E+13", "mars-19", "#REF!", "31/02/2019", "43831", "Ã©",
         "<<<<<<< a", "=======", "01-févr", "Err :\u00a0502", "Total", " Actif", "1004", "hier"]  # fmt: skip
READABLE = {int: YEARS, Decimal: NUMBERS, date: DATES, PartialDate: PARTIAL}
ANYTHING = st.text(st.characters(exclude_characters="\x00", exclude_categories=("Cs",)), max_size=8)


def readable_cells(column: Column) -> st.SearchStrategy[str]:
    if column.words:
        return st.sampled_from([word.value for word in column.words] + [f" {column.example}\t"])
    ways = TEXTS if column.type is str and not column.kind else READABLE.get(column.type, [])
    empty = [] if column.required else [" "]
    return st.sampled_from([column.example, *ways, *empty])


@st.composite
def typed_rows(draw: Callable[..., Any], columns: list[Column]) -> list[str]:
    """A row that says something, but for a few cells in some of them."""
    row = [draw(readable_cells(column)) for column in columns]
    for index in draw(st.just([]) | st.lists(st.integers(0, len(row) - 1), max_size=2)):
        row[index] = draw(st.sampled_from(WRONG) | ANYTHING)
    return row


@st.composite
def typed_files(draw: Callable[..., Any]) -> tuple[str, bytes]:
    """A file as people and spreadsheets may leave it: any cells, delimiter, order of columns, line ends."""
    name = draw(st.sampled_from(["emplois", "evenements", "impacts", "sources", "projets"]))
    columns = draw(st.permutations(columns_of(TABLES[name])))
    rows = draw(st.lists(typed_rows(columns), max_size=4))
    delimiter, end = draw(st.sampled_from([",", ";", "\t"])), draw(st.sampled_from(["\n", "\r\n", "\r"]))
    blanks = delimiter * draw(st.integers(0, 2))
    lines = [[column.header for column in columns], *rows, [""] * draw(st.integers(0, 3))]
    quote = draw(st.sampled_from([quoted_when_needed, always_quoted]))
    text = end.join(delimiter.join(map(quote, line)) + blanks for line in lines)
    encoding = draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]))
    return name, text.encode(encoding, errors="replace")


def always_quoted(cell: str) -> str:
    doubled = cell.replace('"', '""')
    return f'"{doubled}"'


def quoted_when_needed(cell: str) -> str:
    return always_quoted(cell) if set(cell) & set(',;\t"\r\n') else cell


def said(table: Table) -> tuple[Counter[Any], Counter[Any]]:
    """What a table says, whatever the order of its rows: its records, and what is wrong in the others."""
    dataset = parse({table.name: table})
    values = Counter(
        tuple(getattr(record, field.name) for field in fields(record) if field.name != "line")
        for record in dataset.records[table.name]
    )
    return values, Counter((p.rule, p.place.column, p.what, p.fix) for p in dataset.problems)


def cells(table: Table) -> Counter[str]:
    """The cells by their signs other than spaces and apostrophes: none may be lost, even in a faulty row."""
    return Counter("".join(cell.split()) for row in table.rows for cell in row.cells if cell.strip())


@given(typed_files())
@settings(max_examples=400)
def test_a_rewritten_file_says_exactly_the_same_and_is_never_rewritten_again(file: tuple[str, bytes]):
    name, raw = file
    result = tidy(raw, name)
    before, after = read(raw, name), read(result.after, name)
    assert said(after) == said(before)
    assert len(after.rows) == len(before.rows)
    if not result.problems:
        assert tidy(result.after, name) == Tidied(result.path, result.after, result.after)


@given(typed_files(), st.data())
@settings(max_examples=300)
def test_a_damaged_file_is_rewritten_without_loss_or_left_alone(file: tuple[str, bytes], data: st.DataObject):
    """A few bytes are cut, doubled or replaced anywhere."""
    name, raw = file
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(raw)))
        stop = min(start + data.draw(st.integers(0, 6)), len(raw))
        raw = raw[:start] + data.draw(st.binary(max_size=3) | st.just(raw[start:stop] * 2)) + raw[stop:]
    result = tidy(raw, name)
    if result.problems:
        assert result.after == raw
        return
    before, after = read(raw, name), read(result.after, name)
    assert said(after) == said(before)
    assert len(after.rows) == len(before.rows)
    assert tidy(result.after, name).changes == ()


@given(typed_files())
@settings(max_examples=200)
def test_no_cell_disappears(file: tuple[str, bytes]):
    """Every cell is found again, as it was or as the value that it had."""
    name, raw = file
    result = tidy(raw, name)
    before, after = read(raw, name), read(result.after, name)
    assert sum(cells(after).values()) == sum(cells(before).values())


@given(st.binary() | st.text().map(str.encode))
def test_no_bytes_raise_nor_are_lost(raw: bytes):
    result = tidy(raw)
    assert result.after == raw if result.problems else read(result.after, "types").readable


# ------------------------------------------------------------------ the command


def spoil(project: Path) -> Path:  # noqa: F811
    """What Excel makes of a file: semicolons, its own encoding and line ends, a decimal comma."""
    file = project / "data/emplois.csv"
    file.write_bytes(file.read_bytes().replace(b",", b";").replace(b"\n", b"\r\n"))
    return file


def canonical_project(run: Run, project: Path) -> None:  # noqa: F811
    run("fmt", "--projet", project)


def test_a_project_is_rewritten_once(run: Run, project: Path):  # noqa: F811
    canonical_project(run, project)
    canonical = (project / "data/emplois.csv").read_bytes()
    file = spoil(project)
    code, answer, complaint = run("fmt", "--projet", project)
    assert (code, complaint) == (0, "")
    assert answer.splitlines() == [
        "data/emplois.csv : réécrit (séparateur, fins de ligne).",
        "1 fichier réécrit, 14 déjà en forme.",
    ]
    assert file.read_bytes() == canonical
    assert run("fmt", "--projet", project) == (0, "0 fichier réécrit, 15 déjà en forme.\n", "")
    assert run("check", "--projet", project) == (0, "Aucun problème.\n", "")


def test_with_check_nothing_is_written_and_the_files_are_named(run: Run, project: Path):  # noqa: F811
    canonical_project(run, project)
    file = spoil(project)
    spoilt = file.read_bytes()
    code, answer, complaint = run("fmt", "--projet", project, "--check")
    assert (code, complaint, file.read_bytes()) == (1, "", spoilt)
    assert answer.splitlines() == [
        "data/emplois.csv:1, avertissement : le fichier n’a pas sa forme habituelle "
        "(séparateur, fins de ligne). « vitrine fmt » le réécrit, sans rien changer à ce qu’il dit.",
        "1 fichier à réécrire, 14 déjà en forme.",
    ]


def test_a_project_in_form_passes_the_check(run: Run, project: Path):  # noqa: F811
    canonical_project(run, project)
    assert run("fmt", "--projet", project, "--check") == (0, "0 fichier à réécrire, 15 déjà en forme.\n", "")


def test_a_file_with_errors_is_rewritten_all_the_same_and_one_with_notes_is_not(run: Run, project: Path):  # noqa: F811
    canonical_project(run, project)
    spoil(project).write_bytes(spoil(project).read_bytes().replace(b";4;", b";quatre;"))
    notes = project / "data/aides.csv"
    notes.write_text(
        notes.read_text(encoding="utf-8").replace("id_source", "id_source,notes"), encoding="utf-8"
    )
    private = notes.read_bytes()
    code, answer, _ = run("fmt", "--projet", project)
    assert (code, notes.read_bytes()) == (1, private)
    assert "data/aides.csv:1 (I1) : colonne inconnue « notes »" in answer
    assert answer.endswith("1 fichier réécrit, 13 déjà en forme, 1 laissé tel quel.\n")
    assert b",quatre," in (project / "data/emplois.csv").read_bytes()


def test_a_missing_file_is_not_made_up(run: Run, project: Path):  # noqa: F811
    (project / "data/aides.csv").unlink()
    code, answer, _ = run("fmt", "--projet", project)
    assert (code, (project / "data/aides.csv").exists()) == (1, False)
    assert "data/aides.csv : le fichier manque." in answer


def test_geographic_tables_and_stories_are_left_alone(run: Run, project: Path):  # noqa: F811
    communes = project / "data/geo/communes.csv"
    communes.write_bytes(communes.read_bytes().replace(b"\n", b"\r\n"))
    before = communes.read_bytes()
    shutil.copy(communes, project / "data/autre.csv")
    run("fmt", "--projet", project)
    assert communes.read_bytes() == before == (project / "data/autre.csv").read_bytes()
