"""`vitrine nouveau projet`: what is answered, what is asked again, what is written, and what never is."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from builder import cli
from builder.canonical import canonical_csv, canonical_rows
from builder.checks import check
from builder.new_project import Talk, add_project, empty_rows
from builder.new_project.places import ask_commune, find_communes
from builder.new_project.questions import free_id
from builder.new_project.talk import Choice
from builder.parse import parse
from builder.read import read_tables
from builder.records import CURATED, Commune
from tests.small_catalog import small_dataset

ROOT = Path(__file__).parent.parent
PROJETS, SOURCES = "data/projets.csv", "data/sources.csv"

# What somebody answers, question by question, about the invented territory.
ANSWERS = {
    "nom": "La Ruche de l'île",
    "commune": "ile aux tests",
    "choix de la commune": "",
    "precision": "1",
    "territoire": "",
    "id": "",
    "type": "2",
    "thematique": "Mobilité",
    "statut": "actif",
    "annee_debut": "2021",
    "porteur": "",
    "resume": "Des vélos prêtés, réparés et partagés.",
    "url": "https://bulletin.example/ruche",
    "titre": "La Ruche s’envole",
    "editeur": "Bulletin d’Essai",
    "date": "2024-05",
    "id de la source": "",
    "oui": "",
}
PROJECT_ROW = (
    "la-ruche-de-l-ile,La Ruche de l’île,reseau,actif,99001,site,,mobilite,2021,,,,"
    '"Des vélos prêtés, réparés et partagés.",bulletin-d-essai-2024-la-ruche-s-envole,'
)
SOURCE_ROW = (
    "bulletin-d-essai-2024-la-ruche-s-envole,La Ruche s’envole,Bulletin d’Essai,2024-05,"
    f"https://bulletin.example/ruche,{date.today().isoformat()}"
)


def answers(**changes: str | list[str]) -> str:
    """The lines typed; a list stands for an answer given several times, since the first ones were refused."""
    lines: list[str] = []
    for answer in (ANSWERS | {key.replace("__", " "): value for key, value in changes.items()}).values():
        lines += [answer] if isinstance(answer, str) else answer
    return "\n".join([*lines, ""])


@pytest.fixture
def project(petit: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "projet"
    shutil.copytree(petit, copy)
    return copy


Session = Callable[..., Result]


@pytest.fixture
def session(project: Path) -> Session:
    """Runs the command with these lines typed; spaces are made ordinary in what it says."""

    def run(typed: str, *options: str) -> Result:
        return CliRunner().invoke(cli.app, ["nouveau", "projet", "--projet", str(project), *options], typed)

    return run


def said(result: Result) -> str:
    return result.output.replace("\u202f", " ").replace("\u00a0", " ")


def files(project: Path) -> dict[str, bytes]:
    return {
        file.relative_to(project).as_posix(): file.read_bytes()
        for file in sorted(project.rglob("*"))
        if file.is_file()
    }


def lines(project: Path, path: str) -> list[str]:
    return (project / path).read_text(encoding="utf-8").splitlines()


# ------------------------------------------------------------------ writing


def test_a_few_answers_become_a_project_and_its_source_each_at_its_place(session: Session, project: Path):
    before = files(project)
    result = session(answers())
    assert result.exit_code == 0, said(result)
    after = files(project)
    assert {path for path in after if after[path] != before.get(path)} == {PROJETS, SOURCES}
    assert lines(project, PROJETS)[4] == PROJECT_ROW
    assert lines(project, SOURCES)[2] == SOURCE_ROW
    assert "Aucun problème dans ces lignes." in said(result)
    assert "Écrit : data/sources.csv, ligne 3 ; data/projets.csv, ligne 5." in said(result)


def test_what_is_written_is_sound_and_canonical(session: Session, project: Path):
    session(answers())
    dataset = parse(read_tables(project))
    assert check(dataset) == []
    for name in ("projets", "sources"):
        text = (project / dataset.tables[name].path).read_text(encoding="utf-8")
        assert text == canonical_csv(name, canonical_rows(name, dataset.records[name]))


def test_nothing_else_changes_in_the_two_files(session: Session, project: Path):
    before = {path: lines(project, path) for path in (PROJETS, SOURCES)}
    session(answers())
    for path, old in before.items():
        new = lines(project, path)
        assert [line for line in new if line in old] == old
        assert len(new) == len(old) + 1


@pytest.mark.parametrize("typed", ["http://www.gazette.example/atelier-2020/", "gazette-2020-atelier"])
def test_a_source_that_the_site_has_is_not_added_twice(session: Session, project: Path, typed: str):
    before = lines(project, SOURCES)
    result = session(answers(url=typed, titre=[], editeur=[], date=[], id__de__la__source=[]))
    assert result.exit_code == 0, said(result)
    assert "Le site a déjà cette source : « gazette-2020-atelier »." in said(result)
    assert lines(project, SOURCES) == before
    assert lines(project, PROJETS)[4].endswith(",gazette-2020-atelier,")


def test_a_project_without_commune_is_a_territory(session: Session, project: Path):
    result = session(answers(commune="", choix__de__la__commune=[], precision=[]))
    assert result.exit_code == 0, said(result)
    assert ",reseau,actif,,territoire,," in lines(project, PROJETS)[4]


def test_the_year_of_the_end_is_asked_of_what_is_over_and_comes_after_the_start(
    session: Session, project: Path
):
    result = session(answers(statut="3", annee_debut=["2021", "2019", "2023"]))
    assert result.exit_code == 0, said(result)
    assert "2019 est avant 2021, l’année de lancement." in said(result)
    assert ",termine,99001,site,,mobilite,2021,2023," in lines(project, PROJETS)[4]


# ------------------------------------------------------------------ bad answers

BAD = {
    "nom": (["", "La Ruche de l'île"], "La cellule est vide."),
    "commune": (["nulle part", "ile aux tests"], "Aucune commune « nulle part » dans le territoire."),
    "precision": (["4", "zéro", "1"], "Tapez un nombre de 1 à 3."),
    "id": (["La Ruche !", ""], "« La Ruche ! » n’est pas un identifiant."),
    "type": (["", "cluster", "2"], "Tapez un nombre de 1 à 2."),
    "annee_debut": (["l’an dernier", "3021", "2021"], "« 3021 » est supérieur à 2100."),
    "resume": (["", "Des vélos."], "La cellule est vide."),
    "url": (["bulletin.example", "https://bulletin.example/ruche"], "n’est pas une adresse web."),
    "date": (["30/02/2024", "2024-05"], "n’est pas une date"),
    "id de la source": (["gazette-2020-atelier", ""], "« gazette-2020-atelier » est déjà pris."),
    "oui": (["peut-être", "o"], "Répondez par o (oui) ou n (non)."),
}


@pytest.mark.parametrize("question", BAD)
def test_a_bad_answer_is_explained_and_asked_again(session: Session, project: Path, question: str):
    typed, reason = BAD[question]
    result = session(answers(**{question: typed}))
    assert result.exit_code == 0, said(result)
    assert reason in said(result)
    assert len(lines(project, PROJETS)) == 5


def test_an_id_that_is_taken_is_never_proposed_nor_accepted(session: Session, project: Path):
    result = session(answers(nom=["Compost partage", "o"], id=["compost-partage", ""]))
    assert result.exit_code == 0, said(result)
    assert "« Compost partagé » est déjà dans les données" in said(result)
    assert "[compost-partage-ile-aux-tests]" in said(result)
    assert "« compost-partage » est déjà pris." in said(result)
    assert free_id(["Compost", "Gué"], frozenset({"compost", "compost-gue"})) == "compost-2"
    assert len(free_id(["un très long nom " * 9], frozenset())) <= 40


def test_a_namesake_may_be_another_name_after_all(session: Session, project: Path):
    result = session(answers(nom=["Compost partagé", "", "La Ruche de l'île"]))
    assert result.exit_code == 0, said(result)
    assert lines(project, PROJETS)[4] == PROJECT_ROW


def test_an_address_of_somebody_is_a_warning_before_it_is_written(session: Session, project: Path):
    result = session(answers(resume="Écrire à x@personne.example."))
    assert "avertissement : ce texte contient une adresse électronique" in said(result)
    assert result.exit_code == 0


# ------------------------------------------------------------------ leaving everything as it was


@pytest.mark.parametrize("answered", range(len(ANSWERS)))
def test_whoever_stops_on_the_way_changes_nothing(session: Session, project: Path, answered: int):
    before = files(project)
    result = session("\n".join(answers().splitlines()[:answered]))
    assert result.exit_code != 0
    assert files(project) == before


@pytest.mark.parametrize("answered", range(len(ANSWERS)))
def test_ctrl_c_changes_nothing(project: Path, answered: int):
    before, typed = files(project), iter(answers().splitlines()[:answered])

    def ask(_: str) -> str:
        try:
            return next(typed)
        except StopIteration:
            raise KeyboardInterrupt from None

    with pytest.raises(KeyboardInterrupt):
        add_project(Talk(ask, lambda _: None), project, "data", date(2026, 1, 15))
    assert files(project) == before


def test_an_interruption_is_said_in_french(project: Path):
    """The end of what is typed is, for a terminal, the same as Ctrl+C."""
    program = "import sys; from builder.cli import run; sys.exit(run(sys.argv[1:]))"
    command = [sys.executable, "-c", program, "nouveau", "projet", "--projet", str(project)]
    done = subprocess.run(command, input="La Ruche\n", capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (130, "\nInterrompu.\n")


def test_no_is_no(session: Session, project: Path):
    before = files(project)
    result = session(answers(oui="n"))
    assert (result.exit_code, files(project)) == (0, before)
    assert said(result).endswith("Rien n’a été changé.\n")


def test_a_table_that_is_not_understood_is_left_alone_before_anything_is_asked(
    session: Session, project: Path
):
    """Writing it again in canonical form would lose the row that could not be read."""
    file = project / PROJETS
    file.write_text(file.read_text(encoding="utf-8").replace(",2012,", ",en 2012,"), encoding="utf-8")
    before = files(project)
    result = session(answers())
    assert (result.exit_code, files(project)) == (1, before)
    assert said(result) == "Corrigez d’abord data/projets.csv : « vitrine check » dit comment.\n"


def test_what_somebody_else_wrote_meanwhile_is_kept(project: Path):
    typed = iter(answers().splitlines())

    def ask(question: str) -> str:
        if "Son titre" in question:
            with (project / SOURCES).open("a", encoding="utf-8") as file:
                file.write("zoo-2024,Au zoo,Gazette d’Essai,2024,https://gazette.example/zoo,2026-01-10\n")
        return next(typed)

    assert add_project(Talk(ask, lambda _: None), project, "data", date(2026, 1, 15))
    assert [line.partition(",")[0] for line in lines(project, SOURCES)][-1] == "zoo-2024"


# ------------------------------------------------------------------ rows to paste


def test_rows_can_be_pasted_instead_of_written(session: Session, project: Path):
    before = files(project)
    result = session(answers(oui=[]), "--lignes")
    assert (result.exit_code, files(project)) == (0, before)
    assert result.stdout.splitlines()[-6:] == ["", SOURCES, SOURCE_ROW, "", PROJETS, PROJECT_ROW]
    assert "Son nom" in result.stderr
    assert "Son nom" not in result.stdout, "what is asked must not be pasted"


def test_empty_rows_have_the_right_number_of_cells(session: Session, project: Path):
    result = session("", "--vides")
    assert result.exit_code == 0
    assert "data/lieux.csv\nid_projet,code_commune,libelle\n,,\n\n" in result.stdout
    rows = list(empty_rows("data"))
    assert [path for path, _, _ in rows] == [f"data/{record.file}" for record in CURATED.values()]
    assert [header.count(",") for _, header, _ in rows] == [len(row) for _, _, row in rows]


# ------------------------------------------------------------------ communes


@pytest.fixture(scope="module")
def communes() -> tuple[Commune, ...]:
    return parse(read_tables(ROOT)).records["communes"]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("st etienne", "Saint-Étienne"),
        ("SAINT-ÉTIENNE", "Saint-Étienne"),
        ("ste foy les lyon", "Sainte-Foy-lès-Lyon"),
        ("isle d abeau", "L’Isle-d’Abeau"),
        ("l'isle d'abeau", "L’Isle-d’Abeau"),
        ("grenobl", "Grenoble"),
        ("grennoble", "Grenoble"),
        ("42218", "Saint-Étienne"),
        ("01390", "Saint-Vulbas"),
        ("bourg en bresse", "Bourg-en-Bresse"),
    ],
)
def test_a_commune_is_found_as_people_type_it(communes: tuple[Commune, ...], typed: str, first: str):
    assert first in [commune.name for commune in find_communes(typed, communes)[:9]]
    if not typed.isdecimal():
        assert find_communes(typed, communes)[0].name == first


def test_a_postal_code_finds_all_its_communes(communes: tuple[Commune, ...]):
    assert len(find_communes("01390", communes)) == 9  # eight of that postal code, one of that INSEE code
    assert find_communes("zzzz", communes) == ()
    assert find_communes("", communes) == ()


def test_namesakes_are_told_apart_by_their_département(project: Path, session: Session):
    twin = "98003,Île-aux-Tests,98,,98300,9000,46.6,1.4,mairie\n"
    with (project / "data/geo/communes.csv").open("a", encoding="utf-8") as file:
        file.write(twin)
    result = session(answers(choix__de__la__commune="2"))
    assert result.exit_code == 0, said(result)
    assert " 1. Île-aux-Tests (Pays-du-Gué)\n" in said(result)
    assert " 2. Île-aux-Tests (Îles-d’Essai)\n" in said(result)
    assert ",99001," in lines(project, PROJETS)[4]


def test_a_long_list_says_how_many_it_leaves_out():
    told: list[str] = []
    dataset = parse(read_tables(ROOT))
    typed = iter(["saint", ""])
    assert ask_commune(Talk(lambda _: next(typed), told.append), dataset) == ""
    assert len(told) == 10
    assert "autres" in told[-1]


def test_a_choice_is_its_number_its_word_or_its_label():
    choices = [Choice("economie_circulaire", "Économie circulaire"), Choice("mobilite", "Mobilité")]
    for typed in (
        "1",
        "economie_circulaire",
        "economie circulaire",
        "ÉCONOMIE CIRCULAIRE",
        "Economie-circulaire",
    ):
        talk = Talk(lambda _, typed=typed: typed, lambda _: None)  # type: ignore[misc]
        assert talk.choice("?", choices) == "economie_circulaire"


def test_a_small_territory_has_no_need_of_a_long_list():
    assert [c.name for c in find_communes("plaine", small_dataset().records["communes"])] == ["La Plaine"]
