"""A workbook that comes back: what changes, what is refused and how it is said."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from golden_files import assert_golden
from workbooks import copy_of, csv_rows, headers, made, said

from builder.errors import DataError, Level
from builder.workbook import import_
from builder.workbook.incoming import Incoming, incoming
from builder.workbook.read import parse_workbook

CLASSEURS = Path(__file__).parent / "fixtures" / "classeurs"
JOB = [
    "atelier-du-gue",
    2016,
    "effectif",
    "projet",
    "stock",
    4,
    "emplois",
    "declare",
    "exact",
    "gazette-2016-atelier",
]


@pytest.fixture
def project(petit: Path, tmp_path: Path) -> Path:
    return copy_of(petit, tmp_path)


def take(project: Path, sheets: dict[str, Any], edit: Any = lambda book: None) -> Incoming:
    file = project / "classeur.xlsx"
    file.write_bytes(made(sheets, edit))
    return incoming(project, file)


def jobs(*rows: list[Any], header: list[str] | None = None) -> dict[str, Any]:
    return {"emplois": [header or headers("emplois"), *rows]}


def errors(found: Incoming) -> list[str]:
    return said([problem for problem in found.problems if problem.level is Level.ERROR])


def job_with(value: Any, column: str = "valeur") -> list[Any]:
    row = [*JOB, ""]
    row[headers("emplois").index(column)] = value
    return row


# ------------------------------------------------------------------ what LibreOffice saves


@pytest.mark.parametrize("kind", ["ods", "xlsx"])
def test_what_libreoffice_did_to_cells_is_refused_with_a_cure(kind: str, petit: Path):
    """Typed in LibreOffice in French: 25%, 2/3, =1/0, VRAI, 12:30, 5 mars; a tab, merged cells, notes."""
    found = incoming(petit, CLASSEURS / f"accidents.{kind}")

    assert found.refused
    assert found.files == {}
    assert_golden(f"classeur/accidents-{kind}.txt", "\n".join(said(found.problems)) + "\n")


# ------------------------------------------------------------------ cells


def test_numbers_come_back_as_they_were_typed(project: Path):
    found = take(project, jobs(job_with(7.5), job_with(0.1 + 0.2), job_with(1234.567), job_with("2 500")))

    assert errors(found) == []
    rows = found.files["data/emplois.csv"].decode().splitlines()[1:]
    assert sorted(row.split(",")[5] for row in rows) == ["0.3", "1234.567", "2500", "7.5"]


def test_three_decimals_keep_a_zero_that_tells_them_from_thousands(project: Path):
    assert b",1.2340,emplois" in take(project, jobs(job_with(1.234))).files["data/emplois.csv"]


def test_a_code_that_lost_its_zero_is_answered_with_the_commune(project: Path):
    rows = csv_rows(project, "lieux")
    rows[1][1] = 1004  # type: ignore[call-overload]

    [error] = errors(take(project, {"lieux": rows}))

    assert error.startswith("classeur.xlsx, feuille lieux (B2, code_commune) : ")
    assert "1004" in error


@pytest.mark.parametrize(
    ("value", "column", "answer"),
    [
        (True, "valeur", "« VRAI » est une valeur logique du tableur"),
        (time(12, 30), "valeur", "« 12:30:00 » est une heure ou une durée."),
        (datetime(2019, 3, 5, 12, 30), "note", "« 2019-03-05 12:30:00 » est une heure"),
        (date(2019, 3, 2), "valeur", "« 2 mars 2019 » est une date, que le tableur a cru reconnaître."),
        (date(2019, 3, 2), "note", "« 2 mars 2019 » est une date, que le tableur a cru reconnaître."),
        (8.12e16, "valeur", "« 8,12e+16 » a plus de 15 chiffres : le tableur a perdu les derniers."),
        (2019.5, "annee", "« 2019.5 » n’est pas un nombre entier."),
    ],
)
def test_a_value_that_no_text_of_the_column_says_is_refused(
    project: Path, value: Any, column: str, answer: str
):
    def dated(book: Any) -> None:
        if isinstance(value, date | time):
            look = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
            index = headers("emplois").index(column)
            book.get_worksheet_by_name("emplois").write_datetime(1, index, value, look)

    [error] = errors(
        take(project, jobs(job_with("" if isinstance(value, date | time) else value, column)), dated)
    )

    assert answer in error
    assert error.startswith(f"classeur.xlsx, feuille emplois ({'F' if column == 'valeur' else ''}")


@pytest.mark.parametrize(
    ("shown_as", "text"),
    [("dd/mm/yyyy", "2019-03-05"), ("d mmmm yyyy", "2019-03-05"), ("mmm-yy", "2019-03"), ("yyyy", "2019")],
)
def test_a_date_says_as_much_as_its_cell_shows(project: Path, shown_as: str, text: str):
    rows = csv_rows(project, "etapes")

    def dated(book: Any) -> None:
        look = book.add_format({"num_format": shown_as})
        book.get_worksheet_by_name("etapes").write_datetime(1, 1, date(2019, 3, 5), look)

    found = take(project, {"etapes": rows}, dated)

    assert errors(found) == []
    assert f"atelier-du-gue,{text},Ouverture".encode() in found.files["data/etapes.csv"]


def test_a_date_without_year_is_refused(project: Path):
    def dated(book: Any) -> None:
        look = book.add_format({"num_format": "d-mmm"})
        book.get_worksheet_by_name("etapes").write_datetime(1, 1, date(2026, 3, 5), look)

    [error] = errors(take(project, {"etapes": csv_rows(project, "etapes")}, dated))

    assert "cette date n’a pas d’année : le tableur a ajouté 2026 de lui-même." in error


def test_a_percentage_is_refused_rather_than_divided_by_a_hundred(project: Path):
    def percent(book: Any) -> None:
        look = book.add_format({"num_format": "0 %"})
        book.get_worksheet_by_name("emplois").write_number(1, 5, 0.25, look)

    [error] = errors(take(project, jobs(JOB), percent))

    assert "« 25 % » est un pourcentage : le tableur garde le nombre 0,25." in error


def test_the_value_of_a_formula_is_taken_and_its_error_refused(project: Path):
    def formulas(book: Any) -> None:
        sheet = book.get_worksheet_by_name("emplois")
        sheet.write_formula(1, 5, "=2*3", None, 6)
        sheet.write_formula(2, 10, "=A9&B9", None, "#REF!")
        sheet.write_formula(3, 10, "=1/0", None, "#DIV/0!")

    found = take(project, jobs(JOB, job_with(5), job_with(8)), formulas)

    assert errors(found) == [
        f"classeur.xlsx, feuille emplois (K{line}, note) : « {error} » est une erreur de calcul du tableur. "
        "Retapez la valeur elle-même, à la place de la formule."
        for line, error in ((3, "#REF!"), (4, "#DIV/0!"))
    ]


def test_a_text_that_looks_like_a_formula_is_a_text(project: Path):
    found = take(project, jobs([*JOB, "=1+1"]))

    assert b",gazette-2016-atelier,=1+1\n" in found.files["data/emplois.csv"]


# ------------------------------------------------------------------ rows and columns


def test_columns_may_come_in_another_order_and_empty_rows_between_others(project: Path):
    header = headers("emplois")[::-1]
    row = [*JOB, ""][::-1]

    found = take(project, jobs([], row, [], ["  "], header=header))

    assert errors(found) == []
    assert found.files["data/emplois.csv"].decode().splitlines()[1:] == [",".join(map(str, [*JOB, ""]))]


def test_a_column_that_nobody_expects_is_refused(project: Path):
    found = take(project, jobs([*JOB, "", "à vérifier"], header=[*headers("emplois"), "notes à moi"]))

    [error] = errors(found)
    assert error.startswith("classeur.xlsx, feuille emplois (L1) : colonne inconnue « notes à moi »")


def test_what_is_beyond_the_last_column_is_refused(project: Path):
    [error] = errors(take(project, jobs([*JOB, "", "", "note"])))
    assert error.startswith(
        "classeur.xlsx, feuille emplois (M2) : « note » est au-delà de la dernière colonne."
    )


def test_merged_cells_are_refused(project: Path):
    def merge(book: Any) -> None:
        book.get_worksheet_by_name("emplois").merge_range(0, 0, 0, 1, "id_projet")

    found = take(project, jobs(JOB), merge)

    assert (
        "les cellules A1:B1 sont fusionnées : une seule a une valeur, les autres sont vides."
        in errors(found)[0]
    )


def test_a_title_merged_above_the_header_is_told_from_it(project: Path):
    """The first row that holds something is the header: a title there is a column that nobody expects."""
    found = take(project, {"emplois": [["Emplois 2026"], headers("emplois"), JOB]})
    assert any("colonne inconnue « Emplois 2026 »" in error for error in errors(found))


# ------------------------------------------------------------------ sheets


def test_a_table_without_a_sheet_does_not_change(project: Path):
    found = take(project, jobs(JOB))
    assert list(found.files) == ["data/emplois.csv"]


def test_a_sheet_of_notes_is_left_aside_and_mentioned(project: Path):
    found = take(project, jobs(JOB) | {"Brouillon": [["à faire"]], "Feuil2": []})

    assert "feuille Brouillon" in said(found.problems)[0]
    assert not found.refused


@pytest.mark.parametrize(("name", "rows"), [("emploi", [["a"]]), ("Feuil1", [headers("emplois"), JOB])])
def test_a_table_under_another_name_is_an_error(project: Path, name: str, rows: Any):
    found = take(project, {name: rows, "types": csv_rows(project, "types")})

    assert any("Renommez-la « emplois », ou supprimez-la." in error for error in errors(found))


def test_neither_case_nor_accents_matter_in_the_name_of_a_sheet(project: Path):
    sheets = {"Emplois": jobs(JOB)["emplois"], "Étapes": csv_rows(project, "etapes")}
    assert [problem.rule for problem in take(project, sheets).problems] == ["classeur-sans-reperes"]


def test_two_sheets_for_one_table_are_refused(project: Path):
    rows = csv_rows(project, "etapes")
    [error] = errors(take(project, {"etapes": rows, "Étapes": rows}))
    assert error.startswith(
        "classeur.xlsx, feuille Étapes : une autre feuille est déjà lue comme « etapes »."
    )


def test_a_workbook_without_any_table_says_which_names_it_expects(project: Path):
    assert "Nommez les feuilles : projets, lieux, emplois" in errors(take(project, {"Notes": [["x"]]}))[-1]


def test_an_empty_sheet_is_not_a_table_without_rows(project: Path):
    [error] = errors(take(project, {"emplois": [], "types": csv_rows(project, "types")}))
    assert error.startswith("classeur.xlsx, feuille emplois : la feuille est vide.")


def test_a_reference_between_two_sheets_is_checked(project: Path):
    found = take(project, jobs(job_with("gazette-2016-atelie", "id_source")))

    [error] = errors(found)
    assert error.startswith(
        "classeur.xlsx, feuille emplois (J2, id_source) : la source « gazette-2016-atelie »"
    )
    assert "Vouliez-vous dire « gazette-2016-atelier » ?" in error


def test_a_workbook_that_is_not_ours_is_said_to_replace_whole_files(project: Path):
    warnings = [problem.rule for problem in take(project, jobs(JOB)).problems]
    assert "classeur-sans-reperes" in warnings


# ------------------------------------------------------------------ files


@pytest.mark.parametrize(
    ("content", "answer"),
    [
        (b"id;nom\n", "ce n’est pas un classeur .xlsx ou .ods."),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "c’est un classeur .xls, d’avant 2007"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "protégé par un mot de passe."),
        (b"PK\x03\x04abc", "le classeur est abîmé"),
        (b"", "ce n’est pas un classeur"),
    ],
)  # fmt: skip
def test_another_file_is_refused(content: bytes, answer: str):
    with pytest.raises(DataError) as caught:
        parse_workbook(content, "x.xlsx")
    assert answer in str(caught.value).replace("\u202f", " ")


def test_a_damaged_workbook_is_refused_whatever_the_damage():
    """Each byte that is cut or changed gives a workbook or a refusal, never a traceback."""
    whole = made({"types": [headers("types"), ["a", "b", "c"]]})
    for cut in range(0, len(whole), 97):
        damaged = whole[:cut] + b"\xff" + whole[cut + 1 :]
        for content in (whole[:cut], damaged):
            with suppress(DataError):
                parse_workbook(content, "x.xlsx")


def test_a_cell_very_far_away_is_refused_before_it_fills_the_memory():
    def stray(book: Any) -> None:
        book.get_worksheet_by_name("types").write_string(1_048_575, 16_383, "x")

    with pytest.raises(DataError, match="feuille types"):
        parse_workbook(made({"types": [headers("types")]}, stray), "x.xlsx")


def test_an_archive_that_swells_is_refused():
    swelling = io.BytesIO()
    with zipfile.ZipFile(swelling, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * 200_000_000)
    with pytest.raises(DataError, match="trop grand"):
        parse_workbook(swelling.getvalue(), "x.xlsx")


def test_entities_that_swell_are_refused():
    """« A billion laughs »: a few lines of XML that name themselves over and over."""
    levels = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 20}">' for n in range(1, 9))
    bomb = f'<!DOCTYPE x [<!ENTITY a0 "ha">{levels}]><workbook>&a8;</workbook>'
    archived = io.BytesIO()
    with zipfile.ZipFile(archived, "w") as archive:
        archive.writestr("xl/workbook.xml", bomb)
        archive.writestr("xl/_rels/workbook.xml.rels", "<Relationships/>")
    with pytest.raises(DataError, match="abîmé"):
        parse_workbook(archived.getvalue(), "x.xlsx")


def test_a_file_that_is_not_there_is_said_so(project: Path):
    lines: list[str] = []
    assert not import_(project, project / "absent.xlsx", lines.append)
    assert lines[0].replace("\u202f", " ").startswith("absent.xlsx : le fichier ne s’ouvre pas")
