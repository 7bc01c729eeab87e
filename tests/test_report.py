"""What the command line says of problems, and how GitHub is told."""

from __future__ import annotations

from pathlib import Path

from builder.errors import DataError, Level, Place, Problem
from builder.pipeline import BuildSummary
from builder.publish import Summary
from builder.report import MOST, annotation_lines, help_line, problem_lines, summary_lines, verdict
from builder.wording import NARROW

ERROR = Problem(
    "nombre", Place("data/b.csv", 3, "E3", "valeur"), "« deux » n’est pas un nombre.", "Écrivez 2."
)
WARNING = Problem("fin-absente", Place("data/a.csv", 10), "la fin manque.", "Ajoutez-la.", Level.WARNING)


def plain(lines: object) -> list[str]:
    return [line.replace(NARROW, " ").replace("\u00a0", " ") for line in lines]  # type: ignore[attr-defined]


def test_problems_are_said_file_by_file_in_reading_order():
    second = Problem("nombre", Place("data/b.csv", 3, "AA3"), "autre.", "Corrigez.")
    assert plain(problem_lines([second, ERROR, WARNING])) == [
        "data/a.csv:10, avertissement : la fin manque. Ajoutez-la.",
        "",
        "data/b.csv:3 (E3, valeur) : « deux » n’est pas un nombre. Écrivez 2.",
        "data/b.csv:3 (AA3) : autre. Corrigez.",
    ]


def test_a_long_list_is_cut_and_counted_for_each_file():
    many = [Problem("x", Place("data/b.csv", line), "faux.", "Corrigez.") for line in range(MOST + 2)]
    lines = plain(problem_lines([*many, WARNING]))
    assert len(lines) == 2 + MOST + 1
    assert lines[-1] == "… et 2 autres problèmes dans data/b.csv."


def test_the_verdict_counts_and_says_what_follows():
    assert plain(map(verdict, ([], [WARNING], [ERROR], [ERROR, ERROR, WARNING]))) == [
        "Aucun problème.",
        "1 avertissement dans 1 fichier : rien n’empêche de publier.",
        "1 problème dans 1 fichier. Rien n’a été publié.",
        "2 problèmes dans 1 fichier, et 1 avertissement. Rien n’a été publié.",
    ]


def test_github_shows_the_same_problem_beside_its_line():
    assert plain(annotation_lines([ERROR, WARNING], "site/")) == [
        "::warning file=site/data/a.csv,line=10::la fin manque. Ajoutez-la.",
        "::error file=site/data/b.csv,line=3::E3, valeur : « deux » n’est pas un nombre. Écrivez 2.",
    ]


def test_github_is_told_no_more_than_a_person_reads():
    many = [Problem("x", Place("data/b.csv", line), "faux.", "Corrigez.") for line in range(MOST + 2)]
    assert len(list(annotation_lines([*many, WARNING]))) == MOST + 1


def test_what_was_typed_cannot_forge_an_annotation():
    forged = Problem("x", Place("data/a,b:c.csv", 1), "100 %\n::error::faux.", "Corrigez.")
    assert plain(annotation_lines([forged])) == [
        "::error file=data/a%2Cb%3Ac.csv,line=1::100 %25%0A::error::faux. Corrigez."
    ]


def test_an_error_carries_every_problem_sorted():
    error = DataError([ERROR, WARNING])
    assert error.problems == (WARNING, ERROR)
    assert str(error).splitlines() == [str(WARNING), str(ERROR)]


def test_a_summary_tells_what_was_made_and_where_to_look():
    summary = BuildSummary(
        pages=1250,
        figures=1,
        files=Summary(written=2, unchanged=1, removed=0),
        warnings=(),
        seconds=2.34,
        site=Path("site"),
    )
    assert plain(summary_lines(summary)) == [
        "1 250 pages, 1 chiffre avec leur source.",
        "2 fichiers écrits, 1 inchangé, 0 supprimé, en 2,3 secondes.",
        "Le site est dans site : ouvrez site/index.html.",
    ]


def test_an_online_site_tells_where_each_message_is_explained():
    problem = Problem("nombre", Place("data/emplois.csv", 2), "« x » n’est pas un nombre.", "Écrivez 2.")
    page = "https://vitrine.exemple.fr/contribuer/erreurs/"
    assert (
        help_line([problem], "https://vitrine.exemple.fr/")
        == f"Chaque message est expliqué ici\u202f: {page}"
    )
    assert help_line([], "https://vitrine.exemple.fr/") == ""
    assert help_line([problem], "https://vitrine.example/") == "", "nobody can read a site that is not online"
