"""What a comparison doubts, and what it lets pass."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import builder
from builder.changes import compare
from builder.changes.suspicions import suspicions
from builder.errors import Level
from builder.parse import Dataset
from builder.rules import RULES
from tests.small_catalog import ROWS
from tests.versions import added, edited, plain, version

WOOL = "laine,2020,crees,projet,cumul,14,emplois"
MILK = "lait,Lait du Bas,filiere,actif,02001,commune,,alimentation,,,"


def doubts(after: Dataset, before: Dataset | None = None) -> list[str]:
    """What is doubted, as a person reads it; all of it is warnings."""
    found = suspicions(compare(before or version(), after))
    assert {problem.level for problem in found} <= {Level.WARNING}
    return [plain(str(problem)) for problem in found]


def rules(after: Dataset, before: Dataset | None = None) -> list[str]:
    return [problem.rule for problem in suspicions(compare(before or version(), after))]


def test_a_version_does_not_doubt_itself():
    assert doubts(version()) == []


def test_each_rule_is_explained_to_editors():
    code = (Path(builder.__file__).parent / "changes/suspicions.py").read_text(encoding="utf-8")
    named = re.findall(r'Problem\("([a-z-]+)"', code)
    assert len(named) == 7
    assert [name for name in named if name not in RULES] == []


# ------------------------------------------------------------------ figures


def job(value: str, year: int = 2020) -> Dataset:
    return edited(("emplois", WOOL, f"laine,{year},crees,projet,cumul,{value},emplois"))


def test_a_figure_times_a_thousand_is_doubted_where_it_stands():
    assert doubts(job("14000")) == [
        "data/emplois.csv:3 (F3, valeur) : 14 est devenu 14 000, mille fois plus. "
        "Vérifiez dans la source les zéros, la virgule et l’unité."
    ]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("140", "14 est devenu 140, dix fois plus."),
        ('"1,4"', "14 est devenu 1,4, dix fois moins."),
        ("1390", "14 est devenu 1 390, près de cent fois plus."),
        ('"0,014"', "14 est devenu 0,01, mille fois moins."),
        ("14000000", "14 est devenu 14 000 000, un million de fois plus."),
    ],
)
def test_other_slips_of_the_keyboard(value: str, words: str):
    [said] = doubts(job(value))
    assert words in said


@pytest.mark.parametrize("value", ["0", "20", "130", "160", "2800"])
def test_other_corrections_are_not_doubted(value: str):
    assert doubts(job(value)) == []


def test_a_figure_may_grow_tenfold_from_one_year_to_another_but_not_a_hundredfold():
    assert doubts(job("140", year=2024)) == []
    assert rules(job("1400", year=2024)) == ["ordre-de-grandeur"]


def test_money_participants_and_populations_are_figures_too():
    after = edited(
        ("financements", ",40000,", ",40,"),
        ("evenements", "laine,200,", "laine,2000,"),
        ("communes", ",500,45.5", ",5000,45.5"),
    )
    assert rules(after) == ["ordre-de-grandeur"] * 3


# ------------------------------------------------------------------ rows


def partners(count: int) -> Dataset:
    return version(partenaires="".join(f"laine,Partenaire {n},public,,presse-2020\n" for n in range(count)))


def test_a_table_that_shrinks_at_once_is_doubted_from_its_header():
    assert doubts(partners(12), partners(24)) == [
        "data/partenaires.csv:1 : le fichier avait 24 lignes et n’en a plus que 12. "
        "Vérifiez qu’aucun filtre n’en cachait une partie à l’enregistrement."
    ]
    assert "n’en a plus aucune" in doubts(partners(0), partners(1))[0]


@pytest.mark.parametrize(("before", "after"), [(4, 2), (40, 36), (12, 24), (1, 1)])
def test_a_few_rows_less_are_not_doubted(before: int, after: int):
    assert doubts(partners(after), partners(before)) == []


# ------------------------------------------------------------------ sources

PRESS = ROWS["sources"].splitlines()[-1] + "\n"


def test_a_source_that_takes_figures_away_with_it_is_doubted():
    after = edited(
        ("sources", ROWS["sources"].splitlines()[1] + "\n", ""),
        ("emplois", 'lait,,crees,projet,cumul,"2,5",etp,estime,exact,bilan-2022,\n', ""),
        ("emplois", "6,emplois,mesure,exact,bilan-2022", "6,emplois,mesure,exact,presse-2020"),
    )
    assert doubts(after) == [
        "data/sources.csv : la source « bilan-2022 » a disparu, et 1 chiffre avec elle : Lait du Bas, "
        "emplois créés, en équivalents temps plein 2,5 (année non renseignée, estimé). "
        "Remettez-la, ou une autre, si ces chiffres restent vrais."
    ]


def test_a_source_may_go_when_another_gives_its_figures_or_when_the_project_goes():
    figure = f"{WOOL},declare,exact,{{}},\n"
    before = version(emplois=figure.format("presse-2020"), impacts="")
    after = {"sources": ROWS["sources"].replace(PRESS, ""), "impacts": ""}
    assert rules(version(**after, emplois=""), before) == ["lignes-disparues", "source-disparue"]
    assert rules(version(**after, emplois=figure.format("bilan-2022")), before) == []
    without_wool = version(**after, emplois="", projets=ROWS["projets"].split("\n", 1)[1])
    assert rules(without_wool, before) == ["lignes-disparues", "projet-supprime"]


def test_a_source_that_moves_to_another_site_is_doubted():
    assert doubts(edited(("sources", "https://journal.example/laine", "https://autre.example/laine"))) == [
        "data/sources.csv:5 (E5, url) : la source passe du site « journal.example » au site "
        "« autre.example ». Vérifiez que c’est le même document ; sinon, ajoutez une source."
    ]
    assert doubts(edited(("sources", "https://journal.example/laine", "http://www.journal.example/l"))) == []


# ------------------------------------------------------------------ projects


def test_a_renamed_identifier_breaks_the_address_of_a_page():
    after = version(**{table: rows.replace("savoir_faire", "metiers") for table, rows in ROWS.items()})
    assert doubts(after) == [
        "data/thematiques.csv:4 (A4, code) : l’identifiant « savoir_faire » devient « metiers » : la page "
        "thematiques/savoir_faire/ disparaît, et les liens qui y mènent sont rompus. Gardez l’ancien : il ne "
        "sert qu’à l’adresse, même quand le nom change."
    ]


def test_a_renamed_source_breaks_no_address():
    after = version(**{table: rows.replace("presse-2020", "journal") for table, rows in ROWS.items()})
    assert doubts(after) == []


def test_a_project_that_is_removed_might_rather_be_stopped():
    assert doubts(edited(("projets", ROWS["projets"].splitlines()[-1], ""))) == [
        "data/projets.csv : la coopération « Réseau des deux vallées » est supprimée, et sa page avec elle. "
        "Si elle s’est arrêtée, remettez-la avec le statut « arrete », qui dit pourquoi."
    ]


def test_a_cooperation_does_not_stop_without_a_source_or_a_milestone():
    stopped = ("projets", MILK, MILK.replace("actif", "arrete"))
    assert doubts(edited(stopped)) == [
        "data/projets.csv:3 (D3, statut) : la coopération est dite arrêtée, sans nouvelle source ni nouvelle "
        "étape. Citez la source qui l’annonce, ou ajoutez une étape à etapes.csv."
    ]
    told = added("etapes", "lait,2024,Fermeture,bilan-2022")
    assert doubts(edited(stopped, told)) == []
    assert doubts(edited(stopped, ("projets", "fromagerie.,bilan-2022", "fromagerie.,presse-2020"))) == []
    assert doubts(edited(("projets", MILK, MILK.replace("actif", "termine")))) == []
