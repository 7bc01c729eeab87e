"""`vitrine classeur`: what is typed, what is answered, what is written."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from workbooks import copy_of, csv_rows, made

from builder import cli

Run = Callable[..., tuple[int, list[str]]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `vitrine classeur`: exit code, then what it said, whichever way, with ordinary spaces."""
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)

    def run(*arguments: object) -> tuple[int, list[str]]:
        code = cli.run(["classeur", *map(str, arguments)])
        out, err = capsys.readouterr()
        return code, (out + err).replace("\u202f", " ").replace("\u00a0", " ").splitlines()

    return run


@pytest.fixture
def project(petit: Path, tmp_path: Path) -> Path:
    return copy_of(petit, tmp_path)


def edited(project: Path, file: Path) -> Path:
    """A workbook that says five jobs in 2020, and that the network is in fact one more partner."""
    jobs, partners = csv_rows(project, "emplois"), csv_rows(project, "partenaires")
    jobs[2][5] = "5"
    partners.append(["atelier-du-gue", "Réseau d’Essai", "ess", "", "gazette-2020-atelier"])
    file.write_bytes(made({"emplois": jobs, "partenaires": partners}))
    return file


def test_an_export_says_where_it_is_and_is_dated_like_the_data(
    run: Run, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(tmp_path)
    assert run("export", "--projet", project) == (0, ["Le classeur est prêt : vitrine-2026-01-15.xlsx"])
    assert (tmp_path / "vitrine-2026-01-15.xlsx").is_file()


def test_an_export_does_not_erase_the_work_of_somebody(run: Run, project: Path):
    file = project / "x.xlsx"
    file.write_bytes(b"filled in")

    code, [answer, *_] = run("export", file, "--projet", project)

    assert code == 2
    assert answer.endswith("Donnez un autre nom, ou ajoutez --remplacer.")
    assert file.read_bytes() == b"filled in"
    assert run("export", file, "--projet", project, "--remplacer")[0] == 0
    assert run("export", file, "--projet", project)[0] == 0, "the same bytes erase nothing"


def test_data_with_errors_are_not_exported(run: Run, casse: Path, tmp_path: Path):
    code, said = run("export", tmp_path / "x.xlsx", "--projet", casse)
    assert code == 1
    assert "data/emplois.csv:2 (F2, valeur) : « deux » n’est pas un nombre." in " ".join(said)
    assert not (tmp_path / "x.xlsx").exists()


CHANGES = [
    "data/emplois.csv : 1 ligne modifiée",
    "  modifiée : atelier-du-gue, 2020, effectif : valeur 7,5 → 5",
    "data/partenaires.csv : 1 ligne ajoutée",
    "  ajoutée : atelier-du-gue, Réseau d’Essai, ess, gazette-2020-atelier",
]


def test_an_import_says_each_cell_and_writes_only_the_files_that_change(run: Run, project: Path):
    before = {file: file.read_bytes() for file in (project / "data").rglob("*.csv")}
    file = edited(project, project / "classeur.xlsx")

    code, said = run("import", file, "--projet", project)

    assert code == 0
    assert said[-5:] == [*CHANGES, "2 fichiers modifiés. Relisez ces changements, puis proposez-les."]
    changed = {path.name for path, content in before.items() if path.read_bytes() != content}
    assert changed == {"emplois.csv", "partenaires.csv"}
    assert run("import", file, "--projet", project)[1][-1].startswith("Aucun changement")


def test_a_trial_writes_nothing(run: Run, project: Path):
    file = edited(project, project / "classeur.xlsx")
    before = (project / "data/emplois.csv").read_bytes()

    code, said = run("import", file, "--projet", project, "--essai")

    assert (code, said[-5:-1]) == (0, CHANGES)
    assert said[-1] == "2 fichiers à modifier. Rien n’a été écrit : c’était un essai."
    assert (project / "data/emplois.csv").read_bytes() == before


def test_one_error_keeps_everything_as_it_was(run: Run, project: Path):
    rows = csv_rows(project, "emplois")
    rows[1][5], rows[2][5] = "quatre", "5"
    file = project / "classeur.xlsx"
    file.write_bytes(made({"emplois": rows}))
    before = (project / "data/emplois.csv").read_bytes()

    code, said = run("import", file, "--projet", project)

    assert code == 1
    assert said[0].startswith("classeur.xlsx, feuille emplois (F2, valeur) : « quatre » n’est pas un nombre.")
    assert said[-1] == "1 problème. Aucune donnée n’a été modifiée."
    assert (project / "data/emplois.csv").read_bytes() == before


def test_two_long_texts_are_shown_where_they_differ(run: Run, project: Path):
    rows = csv_rows(project, "projets")
    rows[1][12] = rows[1][12].replace("ensemble", "tous ensemble") + " " + "Suite du texte. " * 9
    file = project / "classeur.xlsx"
    file.write_bytes(made({"projets": rows}))

    _, said = run("import", file, "--projet", project, "--essai")

    [line] = [line for line in said if "resume" in line]
    assert line == (
        "  modifiée : atelier-du-gue : resume « …re, apprend et vend ensemble. » → "
        "« …re, apprend et vend tous ensemble. Suite du texte. Suite d… »"
    )


# ------------------------------------------------------------------ dropped workbooks


@pytest.fixture
def drop(project: Path) -> Path:
    folder = project / "data/a-importer"
    folder.mkdir()
    (folder / "LISEZMOI.md").write_text("Déposez ici.", encoding="utf-8")
    return folder


def test_without_any_workbook_there_is_nothing_to_do(run: Run, project: Path, drop: Path):
    answer = (0, ["Aucun classeur dans data/a-importer/."])
    assert run("import-depot", "--projet", project) == answer
    shutil.rmtree(drop)
    assert run("import-depot", "--projet", project) == answer


def test_a_dropped_workbook_is_converted_and_removed(run: Run, project: Path, drop: Path):
    edited(project, drop / "chiffres.xlsx")
    (drop / ".~lock.chiffres.xlsx#").write_bytes(b"")

    code, said = run("import-depot", "--projet", project)

    assert (code, said[0]) == (0, "data/a-importer/chiffres.xlsx :")
    assert b",2020,effectif,projet,stock,5," in (project / "data/emplois.csv").read_bytes()
    assert sorted(file.name for file in drop.iterdir()) == [".~lock.chiffres.xlsx#", "LISEZMOI.md"]


def test_what_is_refused_stays_and_does_not_hold_back_the_others(run: Run, project: Path, drop: Path):
    (drop / "a.csv").write_bytes(b"id;nom\n")
    edited(project, drop / "b.xlsx")

    code, said = run("import-depot", "--projet", project)

    assert code == 1
    assert said[1].startswith("a.csv : ce n’est pas un classeur .xlsx ou .ods.")
    assert said[-1] == "1 classeur refusé."
    assert sorted(file.name for file in drop.iterdir()) == ["LISEZMOI.md", "a.csv"]


def test_a_link_is_not_followed(run: Run, project: Path, drop: Path):
    """A proposal from anyone may hold one, that leads out of the project."""
    secret = edited(project, project / "ailleurs.xlsx")
    (drop / "lien.xlsx").symlink_to(secret)

    assert run("import-depot", "--projet", project)[1] == ["Aucun classeur dans data/a-importer/."]
    assert secret.is_file()


# ------------------------------------------------------------------ help


@pytest.mark.parametrize("name", ["export", "import", "import-depot"])
def test_every_command_has_a_french_help(run: Run, name: str):
    code, said = run(name, "--help")
    assert code == 0
    assert said[0].startswith(f"Utilisation : vitrine classeur {name}")
    assert not [line for line in said if "Usage" in line or "Show" in line]


def test_an_import_without_a_file_is_answered_in_french(run: Run):
    assert run("import") == (2, ["Il manque FICHIER. Voyez « vitrine classeur import --help »."])
