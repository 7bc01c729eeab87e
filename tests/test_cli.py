"""The command line: what is typed, what is answered, with which exit code."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import typer

import builder
from builder import cli

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command line: exit code, what it said, what it complained of, with ordinary spaces."""
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)

    def run(*arguments: object) -> tuple[int, str, str]:
        code = cli.run([str(argument) for argument in arguments])
        said = capsys.readouterr()
        return code, *(text.replace("\u202f", " ").replace("\u00a0", " ") for text in said)

    return run


@pytest.fixture
def project(petit: Path, tmp_path: Path) -> Path:
    """A copy of the small territory, to be spoilt."""
    copy = tmp_path / "projet"
    shutil.copytree(petit, copy, ignore=shutil.ignore_patterns("site"))
    config = copy / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace("../../../builder", str(Path(builder.__file__).parent)), encoding="utf-8")
    return copy


# ------------------------------------------------------------------ help and misuse

ENGLISH = (
    "Usage",
    "Options:",
    "Commands",
    "Show",
    "Error",
    "Try",
    "No such",
    "Did you",
    "Missing",
    "unexpected",
)


def in_french(text: str) -> bool:
    return text != "" and not [word for word in ENGLISH if word in text]


@pytest.mark.parametrize("arguments", [[], ["--help"], ["-h"], ["--aide"]])
def test_without_command_or_with_help_the_commands_are_listed(run: Run, arguments: list[str]):
    code, said, _ = run(*arguments)
    assert code == 0
    assert in_french(said)
    assert said.startswith("Utilisation : vitrine COMMANDE [OPTIONS]\n")
    assert re.search("^  check +Vérifie les données", said, re.MULTILINE)
    assert "  --help, -h, --aide  Affiche cette aide.\n" in said


@pytest.mark.parametrize("command", typer.main.get_command(cli.app).commands.values(), ids=lambda c: c.name)  # type: ignore[attr-defined]
def test_every_command_and_every_option_has_a_french_help(run: Run, command: typer.core.TyperCommand):
    code, said, _ = run(command.name, "--help")
    assert code == 0
    assert in_french(said)
    assert command.help
    for option in command.params:
        assert option.help, option.name  # type: ignore[attr-defined]
        assert (option.metavar if option.param_type_name == "argument" else option.opts[0]) in said


@pytest.mark.parametrize(
    ("arguments", "answer"),
    [
        ("chek", "La commande « chek » n’existe pas. Vouliez-vous dire « check » ?"),
        ("zzz", "La commande « zzz » n’existe pas. Choisissez parmi : check, "),
        ("check --projt x", "L’option « --projt » n’existe pas. Vouliez-vous dire « --projet » ?"),
        ("check --projet", "L’option « --projet » est mal employée"),
        ("check --mise-en-ligne=oui", "L’option « --mise-en-ligne » est mal employée"),
        ("check encore", "La commande n’est pas comprise : un mot est en trop."),
        ("build --engine hugo", "Le moteur « hugo » n’existe pas. Choisissez parmi : mkdocs, zensical."),
        ("--version", "L’option « --version » n’existe pas."),
    ],
)  # fmt: skip
def test_a_misspelt_command_line_is_answered_in_french(run: Run, arguments: str, answer: str):
    code, said, complaint = run(*arguments.split())
    assert (code, said) == (2, "")
    assert in_french(complaint)
    assert complaint.startswith(answer)
    assert complaint.endswith(" --help ».\n")


def test_help_comes_at_once():
    """Half a second, when nothing slow is imported."""
    clock = time.perf_counter()
    program = "import sys; from builder.cli import run; run(['--help']); print('pandas' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert said.endswith("False\n")
    assert time.perf_counter() - clock < 2, "far above what is wanted, for a machine that does ten things"


def test_checking_does_not_wait_for_what_it_does_not_use(petit: Path):
    """Pandas alone takes half a second to import, and so does MkDocs."""
    slow = ("pandas", "mkdocs", "plotly", "folium", "pyarrow", "xlsxwriter")
    program = (
        f"import sys; from builder.cli import run; run(['check', '--projet', {str(petit)!r}]); "
        f"print([name for name in {slow!r} if name in sys.modules])"
    )
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert said.endswith("[]\n")


@pytest.mark.parametrize("jobs", ["0", "deux", "1000", "-1"])
def test_a_number_of_processes_that_is_not_one_is_refused_in_french(
    petit: Path, capsys: pytest.CaptureFixture[str], jobs: str
):
    assert cli.run(["build", "--projet", str(petit), f"--jobs={jobs}"]) == 2
    assert "n’est pas un nombre de processus, de 1 à 64." in capsys.readouterr().err


def test_what_other_programs_may_use_is_listed_and_described():
    assert [name for name in builder.__all__ if not getattr(builder, name).__doc__] == []
    with pytest.raises(AttributeError):
        _ = builder.pandas


# ------------------------------------------------------------------ check


def test_a_sound_project_has_no_problem(run: Run, petit: Path):
    assert run("check", "--projet", petit) == (0, "Aucun problème.\n", "")


def test_a_broken_project_is_told_everything_at_once(run: Run, casse: Path):
    code, said, complaint = run("check", "--projet", casse)
    assert (code, complaint) == (1, "")
    assert "data/emplois.csv:2 (F2, valeur) : « deux » n’est pas un nombre." in said
    assert said.endswith(". Rien n’a été publié.\n")


def test_going_online_asks_more_than_a_preview(run: Run, petit: Path):
    code, said, _ = run("check", "--projet", petit, "--mise-en-ligne")
    assert code == 1
    assert "mkdocs.yml (extra.vitrine.mentions.hebergeur) : la mention légale est vide." in said


def test_on_github_each_problem_is_also_an_annotation(run: Run, casse: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    _, said, _ = run("check", "--projet", casse)
    start = f"::error file={casse.as_posix()}/data/emplois.csv,line=2::F2, valeur : « deux »"
    assert [line for line in said.splitlines() if line.startswith(start)] != []


def test_unusable_settings_are_not_data_problems(run: Run, tmp_path: Path):
    code, said, complaint = run("check", "--projet", tmp_path)
    assert (code, said) == (2, "")
    assert complaint.startswith("mkdocs.yml : le fichier manque.")
    assert in_french(complaint)


# Each spoils one file of a sound project, as people and spreadsheets do.
FIVE_BROKEN_FILES = {
    "a cell": (
        "emplois.csv",
        lambda text: text.replace(",4,", ",quatre,"),
        "data/emplois.csv:2 (F2, valeur) : « quatre » n’est pas un nombre. "
        "Écrivez le nombre seul, par exemple 54.",
    ),
    "a lost zero": (
        "geo/communes.csv",
        lambda text: text.replace("00001,Hameau-Vide", "0001,Hameau-Vide"),
        "data/geo/communes.csv:2 (A2, code) : « 0001 » n’est pas un code INSEE de commune. "
        "Un code INSEE a cinq caractères, par exemple « 01053 ».",
    ),
    "a source": (
        "impacts.csv",
        lambda text: text.replace("plus_de,gazette-2020-atelier", "plus_de,"),
        "data/impacts.csv:2 (I2, id_source) : la source manque : un chiffre sans source n’est pas publié, "
        "un fait non plus. Écrivez l’identifiant d’une ligne de sources.csv.",
    ),
    "a conflict": (
        "partenaires.csv",
        lambda text: text + "<<<<<<< HEAD\n",
        "data/partenaires.csv:5 : le fichier contient les marques d’un conflit (<<<<<<<, =======, >>>>>>>). "
        "Gardez une seule des deux versions et effacez ces marques.",
    ),
    "a private column": (
        "aides.csv",
        lambda text: text.replace("id_source", "id_source,commentaire"),
        "data/aides.csv:1 (I1) : colonne inconnue « commentaire » : une colonne en trop peut contenir "
        "des notes privées, elle n’est jamais publiée. Supprimez-la.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("accident", FIVE_BROKEN_FILES)
def test_one_broken_file_is_one_message_and_nothing_is_published(run: Run, project: Path, accident: str):
    name, spoil, message = FIVE_BROKEN_FILES[accident]
    file = project / "data" / name
    file.write_text(spoil(file.read_text(encoding="utf-8")), encoding="utf-8")
    code, said, complaint = run("build", "--projet", project)
    assert (code, complaint) == (1, "")
    assert said.splitlines() == [
        "Lire et vérifier…",
        message,
        "1 problème dans 1 fichier. Rien n’a été publié.",
    ]
    assert not (project / "site").exists()


# ------------------------------------------------------------------ build


def test_a_build_says_its_stages_and_sums_up(run: Run, project: Path):
    code, said, complaint = run("build", "--projet", project)
    assert (code, complaint) == (0, "")
    lines = said.splitlines()
    assert lines[:3] == ["Lire et vérifier…", "Habiller les pages…", "Imprimer et publier…"]
    assert lines[-1] == f"Le site est dans {project}/site : ouvrez {project}/site/index.html."
    assert (project / "site/projets/atelier-du-gue/index.html").is_file()


def test_a_second_build_writes_nothing_and_may_go_elsewhere(run: Run, project: Path, tmp_path: Path):
    elsewhere = tmp_path / "ailleurs"
    run("build", "--projet", project, "--site-dir", elsewhere)
    _, said, _ = run("build", "--projet", project, "--site-dir", elsewhere)
    assert "0 fichier écrit" in said
    assert not (project / "site").exists()


def test_a_folder_that_is_not_ours_is_left_alone(run: Run, project: Path, tmp_path: Path):
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos/vacances.jpg").write_bytes(b"")
    code, _, complaint = run("build", "--projet", project, "--site-dir", tmp_path / "photos")
    assert code == 2
    assert "contient des fichiers que Vitrine n’a pas écrits" in complaint
    assert in_french(complaint)


def test_on_a_terminal_each_stage_has_its_bar(run: Run, project: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    code, said, _ = run("build", "--projet", project)
    assert code == 0
    assert all(f"{label:<20} " in said for label in cli.STAGES.values())
    assert "…\n" not in said


def test_a_build_that_is_interrupted_says_so(run: Run, project: Path, monkeypatch: pytest.MonkeyPatch):
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("builder.pipeline.build", interrupted)
    assert run("build", "--projet", project) == (130, "", "Interrompu.\n")


def test_another_territory_owes_nothing_to_ours(run: Run, project: Path):
    """Names, codes and addresses come from its own settings and data."""
    run("build", "--projet", project)
    pages = [file.read_text(encoding="utf-8") for file in (project / "site").rglob("*.html")]
    assert len(pages) > 10
    ours = re.compile(r"Auvergne|Rhône|Lyon|CESER|vitrine\.example|forge\.example/vitrine")
    assert [found[0] for page in pages for found in ours.finditer(page)] == []
