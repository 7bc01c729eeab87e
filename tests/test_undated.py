"""A change that nothing dates is told to editors: those who follow the data would never know."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.checks import check_undated
from builder.exports import csv_tables
from builder.read import read_editions
from tests.small_catalog import ROWS, small_catalog, small_dataset
from tests.test_editions import write_edition

JOBS = ROWS["emplois"]
CORRECTED = JOBS.replace(",10,emplois", ",13,emplois")
SINCE = "depuis l’édition « 2026-01 » (données au 12 janvier 2026), et rien ne dit quand"


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    files = {output.path: output.content for output in csv_tables.tables(small_catalog())}
    write_edition(tmp_path, "2026-01", files)
    return tmp_path


def told(docs: Path, changelog: str = "", **rows: str) -> list[str]:
    problems = check_undated(read_editions(docs), small_dataset(rows), changelog)
    assert all(problem.level for problem in problems)  # warnings
    return [str(problem).replace("\u202f", " ").replace("\u00a0", " ") for problem in problems]


def test_nothing_is_said_without_edition_or_without_change(docs: Path, tmp_path: Path):
    assert told(tmp_path / "ailleurs", emplois=CORRECTED) == []
    assert told(docs) == []


def test_a_correction_that_nothing_dates_is_said_with_what_to_do(docs: Path):
    assert told(docs, emplois=CORRECTED) == [
        f"data/projets.csv:2 : 1 projet a changé {SINCE} : « laine ». Avancez sa colonne verifie_le, ou "
        "écrivez dans CHANGELOG.md une ligne comme : - `laine` (AAAA-MM-JJ) : ce qui était faux."
    ]


def test_several_are_said_together(docs: Path):
    (message,) = told(docs, emplois=CORRECTED.replace(",6,", ",7,"))
    assert "2 projets ont changé" in message
    assert "« laine », « lait ». Avancez leur colonne" in message


@pytest.mark.parametrize("changelog", ["- `laine` (2026-01-12) : x", "## A\n\n- `laine` (2026-03-01): x"])
def test_the_change_log_dates_it(docs: Path, changelog: str):
    assert told(docs, changelog, emplois=CORRECTED) == []
    assert told(docs, changelog.replace("2026-", "2025-"), emplois=CORRECTED) != []


def test_a_case_checked_since_or_a_source_read_since_dates_it(docs: Path):
    checked = ROWS["projets"].replace("12 métiers.,presse-2020,", "12 métiers.,presse-2020,2026-02-01")
    assert checked != ROWS["projets"]
    assert told(docs, emplois=CORRECTED, projets=checked) == []
    read = ROWS["sources"].replace("journal.example/laine,2026-01-12", "journal.example/laine,2026-02-01")
    assert told(docs, emplois=CORRECTED, sources=read) == []


def test_rows_that_moved_or_are_typed_otherwise_did_not_change(docs: Path):
    lines = JOBS.splitlines(keepends=True)
    assert told(docs, emplois="".join(reversed(lines)).replace('"2,5"', "2.50")) == []


def test_a_removed_project_must_be_dated_by_the_change_log(docs: Path):
    without = ROWS["projets"].split("\n", 2)
    rows = {"projets": "\n".join([without[0], without[1]]) + "\n"}  # without « reseau »
    (message,) = told(docs, **rows)
    assert "« reseau »" in message
    assert told(docs, "- `reseau` (2026-02-01) : n’existe plus.", **rows) == []


def test_a_table_that_belongs_to_no_project_is_said_by_its_file(docs: Path):
    changed = ROWS["reseaux"].replace("Couve des projets.", "Couve.")
    assert told(docs, reseaux=changed) == [
        f"data/reseaux.csv : ce fichier a changé {SINCE}. Pour le dater, écrivez dans CHANGELOG.md une ligne "
        "comme : - `reseaux` (AAAA-MM-JJ) : ce qui était faux."
    ]
    assert told(docs, "- `reseaux` (2026-02-01) : x", reseaux=changed) == []


def test_a_line_of_the_change_log_that_dates_nothing_is_said(docs: Path):
    said = ("`laines` (2026-02-01)", "`laine` (01/02/2026)", "`reseaux` (2026-02-01)")
    changelog = "# Journal\n\n" + "".join(f"- {one} : x\n" for one in said)
    fix = "Écrivez l’identifiant d’un projet ou le nom d’un tableau, puis le jour : AAAA-MM-JJ."
    assert told(docs, changelog) == [
        f"CHANGELOG.md:3 : « laines » n’est ni un projet ni un tableau. {fix}",
        f"CHANGELOG.md:4 : « 01/02/2026 » n’est pas un jour. {fix}",
    ]
