"""The broken project, and the whole list of what is wrong in it; then what no rule may forbid."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest
from markupsafe import Markup

import builder.fragments
from builder.checks import check, check_editions, check_slots, check_stories
from builder.columns import columns_of
from builder.config import check_publication, read_settings
from builder.errors import MOST_PROBLEMS, Level, Problem
from builder.fragments.base import FILTERS, Attribute, Fragment
from builder.parse import Dataset, parse
from builder.read import parse_csv, read_editions, read_pages, read_stories, read_tables
from builder.records import TABLES
from builder.report import problem_lines, verdict
from builder.wording import NARROW
from tests.small_catalog import ROWS, small_dataset
from tests.test_read import UNREADABLE

ROOT = Path(__file__).parent.parent
FRAGMENTS = {
    "carte": Fragment(name="carte", definition="Une carte.", attributes=FILTERS, render=lambda *_: Markup()),
    "chiffre": Fragment(
        name="chiffre",
        definition="Un chiffre.",
        attributes=(Attribute(name="nom", definition="Lequel.", example="projets", required=True),),
        render=lambda *_: Markup(),
    ),
}


def problems_of(project: Path, fragments: Mapping[str, Fragment] = FRAGMENTS) -> list[Problem]:
    settings, dataset = read_settings(project), parse(read_tables(project))
    return [
        *check(dataset),
        *check_slots(read_pages(project / "docs"), fragments, dataset),
        *check_editions(read_editions(project / "docs"), "docs"),
        *check_stories(read_stories(project, settings.recits), settings.recits, dataset),
        *check_publication(settings),
    ]


def test_the_broken_project_says_everything_that_is_wrong_and_nothing_else(casse: Path):
    problems = problems_of(casse)
    said = "\n".join([*problem_lines(problems), "", verdict(problems), ""]).replace(NARROW, " ")
    assert said == (casse / "attendu.txt").read_text(encoding="utf-8")


# Rules that the broken project cannot show, since its files must be readable.
# test_read.py breaks them, the tests of limits below and test_fmt.py.
ELSEWHERE = UNREADABLE.keys() | {
    "fichier-absent",
    "fichier-illisible",
    "fichier-trop-gros",
    "trop-de-problemes",
    "forme-canonique",
}
# Code whose rules need more than tables to be broken: see test_shell.py, test_changes_suspicions.py,
# test_workbook_import.py, test_editions.py and test_undated.py.
APART = ("engines.py", "changes/", "workbook/", "checks/emptied.py", "checks/undated.py")


def test_every_rule_in_the_code_is_broken_somewhere(casse: Path):
    files = {file.relative_to(ROOT / "builder").as_posix(): file for file in ROOT.glob("builder/**/*.py")}
    code = "\n".join(
        file.read_text(encoding="utf-8") for path, file in files.items() if not path.startswith(APART)
    )
    named = set(re.findall(r'\b(?:Problem|Fault|Refusal)\(\s*"([a-z-]+)"', code))
    assert len(named) > 40
    assert named == {problem.rule for problem in problems_of(casse)} | ELSEWHERE


def test_an_invented_territory_has_no_problem(petit: Path):
    problems = problems_of(petit, builder.fragments.FRAGMENTS)
    assert [str(problem) for problem in problems if problem.rule != "mise-en-ligne"] == []


def test_our_own_data_hold_no_error_and_few_warnings():
    problems = check(parse(read_tables(ROOT)))
    assert [str(problem) for problem in problems if problem.level is Level.ERROR] == []
    assert len(problems) <= 10, "a rule that warns this often is a matter of taste"


# ------------------------------------------------------------------ what each rule lets pass


def rules(found: Iterable[Problem]) -> list[str]:
    return [problem.rule for problem in found]


def said_of(**changes: str) -> list[str]:
    """The rules that the small catalogue breaks once changed, but for those that it broke before."""
    before, after = Counter(rules(check(small_dataset()))), Counter(rules(check(small_dataset(changes))))
    return sorted((after - before).elements())


EVENT = "fete,Fête,autre,{},{},,,,,,presse-2020\n"


def test_dates_are_compared_as_far_as_both_are_known():
    assert said_of(evenements=EVENT.format("2019-06-30", "2019")) == []
    assert said_of(evenements=EVENT.format("2019", "2019-01-01")) == []
    assert said_of(evenements=EVENT.format("2019-06", "2019-06-01")) == []
    assert said_of(evenements=EVENT.format("2019-06", "2019-05-31")) == ["fin-avant-debut"]


JOB = "laine,{},{},projet,cumul,{},emplois,{},exact,{},\n"


def test_a_target_may_be_later_than_its_source_and_a_result_may_not():
    assert said_of(emplois=JOB.format(2030, "prevus", 3, "objectif", "presse-2020")) == []
    assert said_of(emplois=JOB.format(2030, "crees", 3, "declare", "presse-2020")) == ["annee-future"]


def test_zero_is_a_figure_and_two_sources_may_disagree():
    first = JOB.format(2020, "crees", 0, "declare", "presse-2020")
    other_value = JOB.format(2020, "crees", 2, "declare", "presse-2020")
    other_source = JOB.format(2020, "crees", 0, "declare", "bilan-2022")
    assert said_of(emplois=first + other_value + other_source) == []
    assert said_of(emplois=first + other_value + first) == ["cle-en-double"]


def test_an_empty_table_is_a_problem_only_where_a_site_needs_rows():
    assert said_of(partenaires="", evenements="", aides="", lieux="") == []
    assert "table-vide" in said_of(types="")


def test_a_table_that_could_not_be_read_is_not_blamed_on_those_that_name_it(petit: Path, tmp_path: Path):
    tables = dict(read_tables(petit))
    tables["sources"] = read_tables(tmp_path)["sources"]
    assert rules(check(parse(tables))) == ["fichier-absent"]


def test_no_source_is_called_unused_because_a_file_that_cites_it_is_broken():
    sources = ROWS["sources"] + "seule,Seule,Le Soir,,https://soir.example/,2026-01-12\n"
    citing = JOB.format(2020, "crees", 3, "declare", "seule")
    sound = small_dataset({"sources": sources, "emplois": citing}).tables
    headers = sound["emplois"].header
    text = f"{','.join(headers)}\n{citing}"
    for typed, called in (
        (text, False),
        (text.replace("seule", "presse-2020"), True),
        ("", False),
        (text.replace("id_source", "source"), False),
        (text.replace(",seule", ",,seule,x"), False),
    ):
        tables = {**sound, "emplois": parse_csv(typed.encode(), "emplois", "data/emplois.csv", headers)}
        unused = [p.what for p in check(parse(tables)) if p.rule == "source-inutilisee"]
        assert any("« seule »" in what for what in unused) == called, typed


def test_a_long_list_of_dangling_references_is_searched_only_as_far_as_it_is_read():
    rows = "".join(f"nulle-part-{n},public,x,presse-2020\n".replace(",", f",P{n},", 1) for n in range(60))
    problems = [p for p in check(small_dataset({"partenaires": rows})) if p.rule == "reference-inconnue"]
    assert len(problems) == 60
    lines = list(problem_lines(problems))
    assert (len(lines), lines[-1]) == (51, "… et 10\u00a0autres problèmes dans data/partenaires.csv.")


ROLE = "laine,P{},public,{},{}\n"


def test_of_thousands_of_problems_the_first_are_said_and_no_warning_hides_an_error():
    rows = "".join(ROLE.format(n, "x@personne.example", "presse-2020") for n in range(MOST_PROBLEMS + 1))
    rows += ROLE.format("", "x", "")
    problems = check(small_dataset({"partenaires": rows}))
    assert Counter(rules(problems))["coordonnees-personnelles"] == MOST_PROBLEMS
    assert [(p.rule, p.level) for p in problems if p.place.line == 0] == [
        ("trop-de-problemes", Level.WARNING)
    ]
    assert {"cellule-vide", "sans-source"} - set(rules(problems)) == {"cellule-vide"}


def test_a_table_full_of_faults_is_not_read_to_its_end():
    rows = JOB.format("mille", "crees", 3, "declare", "presse-2020") * (MOST_PROBLEMS + 50)
    dataset = small_dataset({"emplois": rows})
    assert len(dataset.problems) == MOST_PROBLEMS + 1
    errors = [p for p in check(dataset) if p.place.path == "data/emplois.csv"]
    assert errors[0].rule == "trop-de-problemes"
    assert errors[0].what == "ce fichier a plus de 1\u202f000 erreurs : seuls les premiers points sont dits."
    assert len(errors) == MOST_PROBLEMS + 1


def test_numbers_that_look_like_telephones_are_not_all_telephones():
    story = "laine,{},public,,presse-2020\n"
    for name in (
        "Usine du 01/01/2020 10 h",
        "Usine du 01 01 2020",
        "SIRET 81223110000013",
        "0,5 million",
        "10 000 000 000 €",
    ):
        assert said_of(partenaires=story.format(f'"{name}"')) == [], name
    for name in (
        "appeler le 01 99 00 12 34",
        "+33 1 99 00 12 34",
        "01.99.00.12.34",
        "0199001234",
        "+33 (0)1 99 00 12 34",
    ):
        assert said_of(partenaires=story.format(name)) == ["coordonnees-personnelles"], name


def test_a_message_does_not_repeat_the_details_of_a_person():
    dataset = small_dataset({"partenaires": "laine,x@personne.example,public,,presse-2020\n"})
    assert "personne" not in " ".join(map(str, check(dataset)))


def test_several_communes_may_share_a_postal_code():
    shared = "".join(f"9800{n},Commune {n},01,,98000,500,45.5,4.5,mairie\n" for n in range(1, 7))
    place = "laine,98000,Boutique\n"
    problems = check(small_dataset({"communes": shared, "lieux": place, "projets": PROJECT}))
    assert [p.fix for p in problems if p.place.path == "data/lieux.csv"] == [
        "Vouliez-vous dire « 98001 » (Commune 1), ou l’une des 5 autres communes qui l’ont ?"
    ]


def test_a_code_that_became_a_number_is_recognised():
    for typed in ("1001", "1 001", "1001.0", '"1001,00"', "01001.0"):
        place = f"laine,{typed},Boutique\n"
        problems = check(small_dataset({"lieux": place}))
        assert [p.fix for p in problems if p.rule == "commune-inconnue"] == [
            "Vouliez-vous dire « 01001 » (Le Bourg) ?"
        ], typed


def test_a_lost_zero_is_said_of_every_row_and_quickly():
    rows = "".join(f"laine,1001,Lieu {n}\n" for n in range(500))
    problems = [p for p in check(small_dataset({"lieux": rows})) if p.rule == "commune-inconnue"]
    assert [p.fix for p in problems] == ["Vouliez-vous dire « 01001 » (Le Bourg) ?"] * 500


PROJECT = "laine,La Laine,filiere,actif,,territoire,,savoir_faire,2010,,,,Une filature.,presse-2020,\n"


# ------------------------------------------------------------------ headers and rows


def said_of_file(text: str) -> list[tuple[str, str, str]]:
    """Rule, cell and cure of everything wrong in a file of partners whose header is typed by hand."""
    tables = dict(small_dataset().tables)
    name = "partenaires"
    headers = [column.header for column in columns_of(TABLES[name])]
    tables[name] = parse_csv(text.encode(), name, "data/partenaires.csv", headers)
    problems = check(parse(tables))
    return [(p.rule, p.place.cell, p.fix) for p in problems if p.place.path == "data/partenaires.csv"]


def test_cells_merged_in_the_header_are_one_problem():
    cure = "Défusionnez-les, et remettez le nom qui manque : role."
    text = "id_projet,nom,categorie,,id_source\nlaine,Lycée,public,prêt,presse-2020\n"
    assert said_of_file(text) == [("en-tete-fusionne", "D1", cure)]
    last = "Défusionnez-les, et remettez le nom qui manque : id_source."
    text = "id_projet,nom,categorie,role\n" + "laine,Lycée,public,prêt,presse-2020\n" * 2
    assert said_of_file(text) == [("en-tete-fusionne", "E1", last)]


HEADER = "id_projet,nom,categorie,role,id_source"


def test_a_whole_column_without_name_is_one_problem_and_a_stray_cell_another():
    row = "laine,P{},public,,presse-2020,à rappeler\n"
    cure = "Supprimez-la ; si des textes ont une virgule, mettez-les entre guillemets droits."
    text = f"{HEADER}\n" + "".join(map(row.format, range(30)))
    assert said_of_file(text) == [("colonne-inconnue", "F1", cure)]
    text += "".join(f"lait,Q{n},public,,presse-2020\n" for n in range(40))
    assert {rule for rule, _, _ in said_of_file(text)} == {"cellule-en-trop"}


def test_columns_may_come_in_any_order():
    assert said_of_file("id_source,role,categorie,nom,id_projet\npresse-2020,,public,Lycée,laine\n") == []


def test_rows_are_the_same_however_they_are_typed():
    row = "laine,Lycée d{}Essai,public,prêt,presse-2020\n"
    text = f"{HEADER}\n" + row.format("'") + row.format("’")
    assert [rule for rule, _, _ in said_of_file(text)] == ["cle-en-double"]


@pytest.mark.parametrize("row", ["Total,,,,,12,,,,,", ",,,,,12,,,,,", ",2019,,,,12,,,,,", ",,Total,,,12,,,,,",
                                 "TOTAL GÉNÉRAL,,,,,12,,,,,", "Total 2019,,,,,12,,,,,"])  # fmt: skip
def test_a_row_of_totals_is_one_problem(row: str):
    assert said_of(emplois=f"{ROWS['emplois']}{row}\n") == ["ligne-de-total"]


def test_a_row_begun_and_not_finished_is_not_a_row_of_totals():
    assert "ligne-de-total" not in said_of(emplois=f"{ROWS['emplois']},2019,crees,,,12,,,,,\n")


# ------------------------------------------------------------------ pages


def slots(text: str, dataset: Dataset | None = None) -> list[str]:
    return rules(check_slots({"docs/x.md": text}, FRAGMENTS, dataset or small_dataset()))


def test_a_slot_may_be_shown_as_code_or_put_aside_in_a_comment():
    assert slots('```html\n<div data-slot="rien"></div>\n```\n<!-- <div data-slot="rien"></div> -->') == []


def test_what_looks_like_a_slot_and_is_none_is_said():
    assert slots('<span data-slot="carte"></span>') == ["emplacement-illisible"]
    assert slots('<div data-slot="carte"data-type="filiere"></div>') == ["emplacement-illisible"]
    assert slots("L’attribut `data-slot` et <!-- data-slot --> ne sont pas des emplacements.") == []


def test_a_slot_accepts_the_codes_of_the_data_and_no_others():
    assert slots('<div data-slot="carte" data-departement="02"></div>') == []
    assert slots('<div data-slot="carte" data-departement="2"></div>') == ["valeur-inconnue"]
    assert slots('<div data-slot="carte" data-departement=""></div>') == ["valeur-inconnue"]


def test_a_free_attribute_accepts_any_text_but_none():
    assert slots('<div data-slot="chiffre" data-nom="tout"></div>') == []
    assert slots('<div data-slot="chiffre" data-nom=" "></div>') == ["valeur-inconnue"]


def test_a_story_without_contact_details_and_one_with(petit_dataset: Dataset):
    stories = {"atelier-du-gue": "## Contexte\n\nÉcrire à camille@personne.example."}
    problems = check_stories(stories, "data/recits", petit_dataset)
    assert [(p.rule, p.place.line, p.level) for p in problems] == [
        ("coordonnees-personnelles", 3, Level.WARNING)
    ]
    assert "camille" not in str(problems[0])


def test_a_story_of_an_unknown_project_is_not_blamed_when_projects_cannot_be_read(tmp_path: Path):
    stories = {"line": "## Contexte"}
    assert rules(check_stories(stories, "data/recits", small_dataset())) == ["recit-sans-projet"]
    assert check_stories(stories, "data/recits", parse(read_tables(tmp_path))) == []
