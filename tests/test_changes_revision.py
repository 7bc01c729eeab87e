"""`vitrine diff`: another version of the project is read where git keeps it, and nothing of it is run."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from builder import cli
from builder.changes import read_revision
from builder.config import read_settings
from tests.proposal import edit, git

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `vitrine diff` in a project: exit code, what it said, complained of, with ordinary spaces."""
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)

    def run(project: Path, *arguments: object) -> tuple[int, str, str]:
        code = cli.run(["diff", "--projet", str(project), *map(str, arguments)])
        said = capsys.readouterr()
        return code, *(text.replace("\u202f", " ").replace("\u00a0", " ") for text in said)

    return run


@pytest.fixture
def project(petit: Path, tmp_path: Path) -> Path:
    """The small territory, committed in a repository that holds other things too."""
    folder = tmp_path / "depot/vitrine"
    shutil.copytree(petit, folder)
    git(tmp_path / "depot", "init", "--quiet", "--initial-branch=main")
    commit(folder)
    return folder


def commit(project: Path, day: str = "2026-03-01T12:00:00+01:00") -> None:
    git(project, "add", ".")
    os.environ["GIT_AUTHOR_DATE"] = os.environ["GIT_COMMITTER_DATE"] = day
    try:
        git(project, "commit", "--quiet", "--message", "Avant")
    finally:
        del os.environ["GIT_AUTHOR_DATE"], os.environ["GIT_COMMITTER_DATE"]


def files(project: Path) -> dict[Path, bytes]:
    return {file: file.read_bytes() for file in project.rglob("*") if file.is_file()}


# ------------------------------------------------------------------ the report


def test_without_revision_the_last_commit_is_meant(run: Run, project: Path):
    code, said, complaint = run(project)
    assert (code, complaint) == (0, "")
    start, end = said.splitlines()[0], said.splitlines()[-1]
    assert start.startswith("Ce qui change dans les données depuis « HEAD » (")
    assert start.endswith(", 1er mars 2026)")
    assert end == "Aucun changement."


def test_a_corrected_figure_is_told_with_its_total_and_its_pages(run: Run, project: Path):
    edit(project / "data/emplois.csv", "stock,4,emplois", "stock,5,emplois")
    edit(project / "data/emplois.csv", "stock,1,emplois", "stock,2,emplois")
    _, said, _ = run(project, "main")
    assert said.splitlines()[2:] == [
        "Compost partagé : emplois 1 → 2 (2018, déclaré) ; "
        "L’Atelier du Gué : emplois 4 → 5 (2016, déclaré) ; "
        "total effectif à cette date (emplois) environ 8,5 → environ 9,5, couverture 2 sur 3.",
        "",
        "Projets modifiés",
        "- Compost partagé : emplois 1 → 2 (2018, déclaré)",
        "- L’Atelier du Gué : emplois 4 → 5 (2016, déclaré)",
        "",
        "Totaux",
        "- total effectif à cette date (emplois) environ 8,5 → environ 9,5, couverture 2 sur 3",
        "",
        "Pages du site",
        "- Modifiée : projets/atelier-du-gue/",
        "- Modifiée : projets/compost-partage/",
        "- Modifiée : territoires/98/",
        "- Modifiée : territoires/99/",
        "- Modifiée : thematiques/artisanat/",
        "- Modifiée : thematiques/dechets/",
        "- Modifiée : types/atelier/",
        "- Modifiée : types/reseau/",
    ]


def test_a_story_is_read_from_both_versions(run: Run, project: Path):
    story = next((project / "data/recits").glob("*.md"))
    story.write_text("Autre chose.", encoding="utf-8")
    _, said, _ = run(project)
    assert " : récit modifié\n" in said
    assert f"- Modifiée : projets/{story.stem}/\n" in said


def test_what_deserves_a_second_look_is_said_last_and_blocks_nothing(run: Run, project: Path):
    edit(project / "data/emplois.csv", "stock,4,emplois", "stock,4000,emplois")
    code, said, _ = run(project)
    assert code == 0
    assert said.splitlines()[-3:] == [
        "À vérifier",
        "data/emplois.csv:2 (F2, valeur), avertissement : 4 est devenu 4 000, mille fois plus. "
        "Vérifiez dans la source les zéros, la virgule et l’unité.",
        "1 avertissement dans 1 fichier : rien n’empêche de publier.",
    ]


def test_on_github_it_is_also_an_annotation(run: Run, project: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    edit(project / "data/emplois.csv", "stock,4,emplois", "stock,4000,emplois")
    _, said, _ = run(project)
    path = f"{project.as_posix()}/data/emplois.csv"
    assert f"::warning file={path},line=2::F2, valeur : 4 est devenu 4 000" in said


def test_the_report_is_also_written_for_a_forge_and_for_programs(run: Run, project: Path, tmp_path: Path):
    edit(project / "data/emplois.csv", "stock,4,emplois", "stock,5,emplois")
    run(project, "main", "--markdown", tmp_path / "a.md", "--json", tmp_path / "a.json")
    text = (tmp_path / "a.md").read_text(encoding="utf-8")
    assert "- **L’Atelier du Gué**\u202f: emplois 4 → 5 (2016, déclaré)\n" in text
    assert json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))["revision"]["name"] == "main"


def test_errors_in_the_present_data_do_not_keep_the_rest_from_being_compared(run: Run, project: Path):
    edit(project / "data/emplois.csv", "stock,4,emplois", "stock,quatre,emplois")
    edit(project / "data/partenaires.csv", "animation", "coordination")
    code, said, _ = run(project)
    assert code == 0
    assert "rôle : « animation » → « coordination »" in said
    assert said.splitlines()[-3:] == [
        "Ce qui n’a pas pu être comparé",
        "- data/emplois.csv a aujourd’hui 1 ligne illisible : ce qu’on n’y lit pas paraît ici supprimé.",
        "- Les totaux ne sont pas comparés : les données ont des erreurs ; voyez « vitrine check ».",
    ]


# ------------------------------------------------------------------ other versions


def test_the_data_are_sought_where_they_were(run: Run, project: Path):
    """The settings of the revision name its folders; what cannot be read of them is taken from ours."""
    (project / "data").rename(project / "tables")
    settings = project / "mkdocs.yml"
    before = settings.read_text(encoding="utf-8")
    settings.write_text(
        before.replace("    territoire:", "    donnees: tables\n    recits: tables/recits\n    territoire:"),
        encoding="utf-8",
    )
    assert read_settings(project).donnees == "tables"
    assert run(project)[1].endswith("\nAucun changement.\n")
    settings.write_text("extra: [", encoding="utf-8")
    commit(project)
    settings.write_text(before, encoding="utf-8")
    (project / "tables").rename(project / "data")
    assert "Projets ajoutés\n" in run(project)[1]


def test_a_file_that_did_not_exist_had_no_row(run: Run, project: Path):
    aids = (project / "data/aides.csv").read_bytes()
    (project / "data/aides.csv").unlink()
    commit(project)
    (project / "data/aides.csv").write_bytes(aids)
    _, said, _ = run(project)
    assert "Aides\n- Ajoutée : « Amorçage d’Essai »\n" in said
    assert "Les totaux ne sont pas comparés : la version d’avant avait des erreurs." in said


def test_nothing_is_checked_out_and_nothing_of_the_other_version_is_run(run: Run, project: Path):
    """Attributes, filters, links and hooks that a version holds have no effect on how it is read."""
    mark = project.parent / "marque"
    (project / ".gitattributes").write_text("*.csv export-ignore filter=piege diff=piege ident eol=crlf\n")
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as settings_file:
        settings_file.write(f"\nplugins: !!python/object/apply:os.system ['touch {mark}']\n")
    (project / "data/lieux.csv").unlink()
    (project / "data/lieux.csv").symlink_to("/etc/passwd")
    commit(project)
    git(project, "config", "filter.piege.smudge", f"touch {mark}")
    git(project, "config", "diff.piege.textconv", f"touch {mark}")
    before = files(project)
    settings = read_settings(project)
    revision = read_revision(project, "HEAD", settings)
    assert len(revision.dataset.records["projets"]) == 3
    assert not revision.dataset.tables["lieux"].rows
    assert not mark.exists()
    assert files(project) == before


# ------------------------------------------------------------------ what cannot be


@pytest.mark.parametrize(
    "name", ["nulle-part", "HEAD~9", "--output=piege", "-h", "main:data", "a b", "main..main"]
)
def test_a_revision_that_does_not_exist_is_told(run: Run, project: Path, name: str):
    code, said, complaint = run(project, "--", name)
    assert (code, said) == (2, "")
    assert complaint == (
        f"La révision « {name} » n’existe pas. Écrivez le nom d’une branche, d’une étiquette ou d’un commit "
        "; « git log » en donne la liste.\n"
    )


def test_a_shallow_copy_says_how_to_get_the_rest(run: Run, project: Path, tmp_path: Path):
    copy = tmp_path / "copie"
    git(tmp_path, "clone", "--quiet", "--depth", "1", f"file://{project.parent}", str(copy))
    _, _, complaint = run(copy / "vitrine", "HEAD~1")
    assert "lancez d’abord « git fetch --unshallow »." in complaint


def test_outside_a_repository_there_is_nothing_to_compare_with(run: Run, petit: Path, tmp_path: Path):
    shutil.copytree(petit, tmp_path / "ailleurs")
    code, _, complaint = run(tmp_path / "ailleurs")
    assert code == 2
    assert "n’est pas dans un dépôt git : il n’y a aucune version à laquelle le comparer." in complaint


def test_without_git_it_is_asked_for(run: Run, project: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PATH", "")
    code, _, complaint = run(project)
    assert code == 2
    assert complaint.startswith("Il faut git pour comparer deux versions, et il n’est pas installé.")


def test_a_folder_of_somebody_else_says_how_to_trust_it(
    run: Run, project: Path, monkeypatch: pytest.MonkeyPatch
):
    refusal = subprocess.CompletedProcess([], 128, b"", b"fatal: detected dubious ownership in repository")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: refusal)
    _, _, complaint = run(project)
    assert "git config --global --add safe.directory" in complaint
