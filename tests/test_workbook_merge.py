"""A workbook that was kept for a while: it brings its changes and undoes nobody else's."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from small_catalog import SETTINGS
from workbooks import copy_of, made, said

from builder.parse import parse
from builder.read import read_tables
from builder.workbook.export import workbook
from builder.workbook.incoming import Incoming, incoming
from builder.workbook.layout import BASE
from builder.workbook.read import Sheet, parse_workbook

Edit = Mapping[str, Callable[[list[list[Any]]], None]]


class Editor:
    """Somebody who exported a workbook from a project, and gives it back later."""

    def __init__(self, project: Path) -> None:
        self.project = project
        content = workbook(parse(read_tables(project)), SETTINGS, date(2026, 1, 31))
        self.sheets = {sheet.name: rows_of(sheet) for sheet in parse_workbook(content, "classeur.xlsx")}

    def gives_back(self) -> Incoming:
        file = self.project / "classeur.xlsx"
        file.write_bytes(made({name: rows for name, rows in self.sheets.items() if name != "Lisez-moi"}))
        return incoming(self.project, file)

    def row(self, table: str, *start: object) -> list[Any]:
        """The row of a sheet that starts so."""
        return next(row for row in self.sheets[table] if tuple(row[: len(start)]) == start)


def rows_of(sheet: Sheet) -> list[list[Any]]:
    return [list(row) for row in sheet.rows]


@pytest.fixture
def editor(petit: Path, tmp_path: Path) -> Editor:
    return Editor(copy_of(petit, tmp_path))


def others_change(editor: Editor, table: str, before: str, after: str) -> None:
    """Meanwhile, in the data of the project."""
    file = editor.project / "data" / f"{table}.csv"
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after), encoding="utf-8")


def lines(found: Incoming, table: str) -> list[str]:
    return found.files[f"data/{table}.csv"].decode().splitlines()[1:]


SERVANT = "atelier-du-gue,Lycée d’Essai,formation_recherche,,gazette-2020-atelier"
TWO = "compost-partage,Deux voisins,citoyens,,gazette-2020-compost"


def test_what_others_changed_since_then_stays(editor: Editor):
    others_change(editor, "partenaires", SERVANT, f"{SERVANT}\n{TWO}")
    others_change(editor, "partenaires", "prêt du bâtiment", "don du bâtiment")

    assert (editor.gives_back().problems, editor.gives_back().files) == ((), {})


def test_both_changes_are_in_the_result(editor: Editor):
    others_change(editor, "partenaires", SERVANT, f"{SERVANT}\n{TWO}")
    others_change(editor, "partenaires", "prêt du bâtiment", "don du bâtiment")
    editor.row("partenaires", "compost-partage")[3] = "animation et conseil"

    found = editor.gives_back()

    assert found.problems == ()
    assert lines(found, "partenaires") == [
        "atelier-du-gue,Commune du Gué-d’Essai,public,don du bâtiment,gazette-2016-atelier",
        SERVANT,
        "compost-partage,Association Compost,ess,animation et conseil,gazette-2020-compost",
        TWO,
    ]
    assert [change.kind for change in found.changes] == ["modified"], "only what the workbook changed is told"


def test_a_row_that_others_removed_does_not_come_back(editor: Editor):
    others_change(editor, "partenaires", f"{SERVANT}\n", "")
    editor.row("partenaires", "compost-partage")[3] = "conseil"

    assert SERVANT not in lines(editor.gives_back(), "partenaires")


def test_a_row_that_the_editor_removed_goes(editor: Editor):
    editor.sheets["partenaires"].remove(editor.row("partenaires", "atelier-du-gue", "Lycée d’Essai"))

    assert SERVANT not in lines(editor.gives_back(), "partenaires")


def test_a_row_that_both_changed_is_a_conflict(editor: Editor):
    others_change(editor, "emplois", '"7,5"', "8")
    editor.row("emplois", "atelier-du-gue", 2020)[5] = 9

    assert said(editor.gives_back().problems) == [
        "classeur.xlsx, feuille emplois (A3) : cette ligne a aussi changé dans les données "
        "(data/emplois.csv, ligne 3) depuis que ce classeur a été fait. "
        "Prenez un nouveau classeur et refaites-y ce changement."
    ]


def test_a_project_that_both_changed_is_a_conflict_said_once(editor: Editor):
    others_change(editor, "projets", "SCIC du Gué", "SCIC du Vieux Gué")
    editor.row("projets", "atelier-du-gue")[1] = "L’Atelier"

    found = editor.gives_back()

    assert [problem.rule for problem in found.problems] == ["changement-croise"]
    assert found.files == {}


def test_the_same_change_on_both_sides_is_no_conflict(editor: Editor):
    others_change(editor, "emplois", '"7,5"', "8")
    editor.row("emplois", "atelier-du-gue", 2020)[5] = 8

    assert (editor.gives_back().problems, editor.gives_back().files) == ((), {})


def test_an_error_in_a_row_of_the_data_is_placed_there(editor: Editor):
    others_change(
        editor, "partenaires", SERVANT, f"{SERVANT}\nlycee-perdu,Deux,citoyens,,gazette-2020-compost"
    )
    editor.row("partenaires", "compost-partage")[3] = "conseil"

    [error] = said(editor.gives_back().problems)

    assert error.startswith(
        "data/partenaires.csv:4 (A4, id_projet) : le projet « lycee-perdu » n’existe pas."
    )


def test_a_note_beyond_the_table_is_not_lost_with_a_row_that_others_changed(editor: Editor):
    others_change(editor, "partenaires", "prêt du bâtiment", "don du bâtiment")
    editor.row("partenaires", "atelier-du-gue", "Commune du Gué-d’Essai").append("à vérifier")

    assert "cellule-en-trop" in {problem.rule for problem in editor.gives_back().problems}


def test_a_file_that_cannot_be_read_is_not_replaced(editor: Editor):
    (editor.project / "data" / "emplois.csv").write_bytes(b"<<<<<<< HEAD\n")

    rules = {problem.rule for problem in editor.gives_back().problems}

    assert "fichier-a-corriger" in rules


def test_without_its_hidden_sheet_a_workbook_replaces_whole_files(editor: Editor):
    del editor.sheets[BASE]
    others_change(editor, "partenaires", SERVANT, f"{SERVANT}\n{TWO}")

    found = editor.gives_back()

    assert TWO not in lines(found, "partenaires")
    assert [problem.rule for problem in found.problems] == ["classeur-sans-reperes"]
