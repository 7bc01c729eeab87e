"""What the explorer loads: columns that count as the site counts, small files, nothing lost on the way."""

from __future__ import annotations

import json
import re
from itertools import accumulate
from typing import Any

import pytest
from small_catalog import ROWS, small_catalog

from builder.catalog import Catalog
from builder.explorer import index as index_module
from builder.explorer import pages as project_list
from builder.explorer.bundles import SIZE, bundles, card
from builder.explorer.columns import combined, steps
from builder.explorer.comparison import comparison_files, file_of, files
from builder.explorer.facets import facets, kinds_of_figures
from builder.explorer.index import index
from builder.explorer.jobs import job_kinds
from builder.explorer.products import explorer
from builder.explorer.text_index import bucket_of, buckets, words_files
from builder.fragments.base import selected
from builder.fragments.cases import ORDERS
from builder.paging import shown_pages
from builder.statistics import job_totals

HOSTILE = "</script><img src=x onerror=alert(1)> {{ 7*7 }} ${alert(1)}"


def contents(outputs: Any) -> dict[str, Any]:
    """The JSON files, by path without the folder of the explorer."""
    return {
        output.path.removeprefix("explorateur/"): json.loads(output.content)
        for output in outputs
        if output.path.endswith(".json")
    }


def many(count: int, name: str = "Cas") -> Catalog:
    """Some cases of one commune, in the order of their numbers."""
    rows = "".join(
        f'cas-{n:05},"{name} {n:05}",filiere,actif,01001,site,,savoir_faire,2010,,,,Un cas.,presse-2020,\n'
        for n in range(count)
    )
    empty = dict.fromkeys(
        ("lieux", "emplois", "impacts", "financements", "partenaires", "etapes", "facteurs"), ""
    )
    return small_catalog({**empty, "projets": rows, "evenements": ""})


def values_of(columns: dict[str, Any], facet: str, row: int) -> list[int]:
    column = columns["facettes"][facet]
    found: list[int] = column["combinaisons"][column["colonne"][row]]
    return found


# ------------------------------------------------------------------ columns


def test_a_column_keeps_the_combinations_met_and_their_numbers():
    assert combined([(1,), (), (0, 2), (1,)]) == {
        "combinaisons": [[1], [], [0, 2]],
        "colonne": [0, 1, 2, 0],
    }


def test_steps_give_back_the_positions():
    assert steps([3, 4, 10]) == [3, 1, 6]
    assert list(accumulate(steps([0, 7, 8]))) == [0, 7, 8]
    assert steps([]) == []


# ------------------------------------------------------------------ facets


@pytest.mark.parametrize("name", ["thematique", "departement", "type", "critere"])
def test_a_facet_chooses_the_cases_that_a_slot_chooses(petit_catalog: Catalog, name: str):
    facet = next(facet for facet in facets(petit_catalog) if facet.name == name)
    for code, _ in facet.values:
        if code != "sans-lieu":
            by_facet = tuple(study for study in petit_catalog.studies if code in set(facet.of(study)))
            assert by_facet == selected(petit_catalog, {name: code})


def test_every_value_of_a_case_is_a_value_of_its_facet(petit_catalog: Catalog):
    for facet in facets(petit_catalog):
        codes = [code for code, _ in facet.values]
        assert len(codes) == len(set(codes))
        for study in petit_catalog.studies:
            assert set(facet.of(study)) <= set(codes)


def test_a_case_without_place_has_a_value_too():
    catalog = small_catalog()
    department = next(facet for facet in facets(catalog) if facet.name == "departement")
    assert [list(department.of(study)) for study in catalog.studies] == [["01", "02"], ["02"], ["sans-lieu"]]


def test_a_theme_without_case_is_still_there():
    theme = next(facet for facet in facets(small_catalog()) if facet.name == "thematique")
    assert ("mobilite", "Mobilité") in theme.values


def test_targets_are_no_figure_that_is_known():
    rows = "lait,2022,crees,projet,cumul,50,emplois,objectif,exact,bilan-2022,\n"
    catalog = small_catalog({"emplois": rows, "impacts": "", "financements": ""})
    assert [list(kinds_of_figures(study)) for study in catalog.studies] == [["aucun"]] * 3


def test_decades_older_than_five_are_counted_together():
    rows = ROWS["projets"].replace(",2010,", ",1950,")
    period = next(facet for facet in facets(small_catalog({"projets": rows})) if facet.name == "periode")
    decades = ["1980", "1990", "2000", "2010", "2020"]
    assert [code for code, _ in period.values] == ["avant-1980", *decades, "inconnue"]


# ------------------------------------------------------------------ jobs


def test_a_kind_of_job_holds_the_latest_result_of_each_case_and_no_target():
    kinds = {kind.code: kind for kind in job_kinds(small_catalog())}
    assert set(kinds) == {"crees-projet-cumul-emplois", "crees-projet-cumul-etp"}
    values = {position: job.value for position, job in kinds["crees-projet-cumul-emplois"].figures.items()}
    assert values == {0: 14, 1: 6}


def test_kinds_of_jobs_add_up_to_the_totals_of_the_site(petit_catalog: Catalog):
    kinds = {kind.code: sum(job.value for job in kind.figures.values()) for kind in job_kinds(petit_catalog)}
    for total in job_totals(petit_catalog.studies):
        code = "-".join((total.measure.value, "projet", total.period.value, total.unit.value))
        assert kinds[code] == total.value


# ------------------------------------------------------------------ index


def test_the_index_counts_cases_as_the_catalogue_does(petit_catalog: Catalog):
    head = contents(index(petit_catalog))["index.json"]
    columns = head["colonnes"]
    assert head["nombre"] == len(petit_catalog.studies) == len(columns["debut"])
    for facet in facets(petit_catalog):
        told = next(told for told in head["facettes"] if told["nom"] == facet.name)
        for row, study in enumerate(petit_catalog.studies):
            codes = {told["valeurs"][number][0] for number in values_of(columns, facet.name, row)}
            assert codes == set(facet.of(study))


def test_documented_cases_come_in_the_order_of_slots(petit_catalog: Catalog):
    documented = contents(index(petit_catalog))["index.json"]["colonnes"]["documentation"]
    order = sorted(range(len(documented)), key=lambda row: -documented[row])
    assert [petit_catalog.studies[row] for row in order] == ORDERS["documente"](petit_catalog.studies)


def test_beyond_a_limit_columns_are_cut_by_department(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(index_module, "MOST_IN_ONE", 1)
    catalog = small_catalog()
    written = contents(index(catalog))
    assert set(written) == {"index.json", "partie-01.json", "partie-02.json", "partie-sans-lieu.json"}
    head = written["index.json"]
    assert "colonnes" not in head
    assert head["parties"] == [["01", 1], ["02", 2], ["sans-lieu", 1]]
    theme = [code for code, _ in next(f["valeurs"] for f in head["facettes"] if f["nom"] == "thematique")]
    assert dict(zip(theme, head["totaux"]["thematique"], strict=True)) == {
        "alimentation": 1, "mobilite": 0, "savoir_faire": 2,
    }  # fmt: skip
    ranks = {code: list(accumulate(written[f"partie-{code}.json"]["rangs"])) for code, _ in head["parties"]}
    assert ranks == {"01": [0], "02": [0, 1], "sans-lieu": [2]}


def test_a_part_holds_the_jobs_of_its_own_cases(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(index_module, "MOST_IN_ONE", 1)
    written = contents(index(small_catalog()))
    codes = [kind["code"] for kind in written["index.json"]["emplois"]]
    created = codes.index("crees-projet-cumul-emplois")
    assert written["partie-02.json"]["emplois"][created] == [[0, 1], [14, 6]]
    assert written["partie-01.json"]["emplois"][created] == [[0], [14]]


def test_an_empty_site_has_an_index():
    assert contents(index(many(0)))["index.json"]["nombre"] == 0


# ------------------------------------------------------------------ cards and figures to compare


def test_bundles_hold_every_card_once_in_order():
    catalog = many(2 * SIZE + 1)
    written = contents(bundles(catalog))
    assert [len(written[f"fiches/{n}.json"]) for n in range(3)] == [SIZE, SIZE, 1]
    ids = [one["id"] for n in range(3) for one in written[f"fiches/{n}.json"]]
    assert ids == [study.project.id for study in catalog.studies]


def test_a_card_says_what_the_data_say():
    laine = small_catalog().by_id["laine"]
    written = card(laine)
    assert written["fait"] == ["plus de", "14", "emplois", "Emplois créés", "2020, déclaré"]
    assert written["emplois"]["crees-projet-cumul-emplois"][:5] == [
        "14", "plus_de", "emplois", 2020, "declare",
    ]  # fmt: skip
    assert written["emplois"]["crees-projet-cumul-emplois"][5] == "https://journal.example/laine"
    assert [place[1] for place in written["lieux"]] == ["Le Bourg", "La Plaine"]


def test_hostile_text_is_kept_as_typed():
    cards = contents(bundles(many(3, HOSTILE)))["fiches/0.json"]
    assert [card["nom"] for card in cards] == [f"{HOSTILE} {n:05}" for n in range(3)]


def test_figures_to_compare_are_found_by_the_identifier():
    catalog = many(60)
    written = contents(comparison_files(catalog))
    assert len(written) == files(catalog) == 3
    for study in catalog.studies:
        assert study.project.id in written[f"comparer/{file_of(study.project.id, 3)}.json"]


def test_each_figure_to_compare_reaches_its_source(petit_catalog: Catalog):
    for cases in contents(comparison_files(petit_catalog)).values():
        for case in cases.values():
            rows = [
                *case["emplois"],
                *case["impacts"],
                *case["argent"],
                *case["partenaires"],
                *case["facteurs"],
            ]
            assert all(case["sources"][row[-1]][1].startswith("http") for row in rows)


# ------------------------------------------------------------------ words


def positions(catalog: Catalog, word: str) -> list[int]:
    written = contents(words_files(catalog))
    return list(accumulate(written[f"mots/{bucket_of(word, buckets(catalog))}.json"].get(word, [])))


@pytest.mark.parametrize(
    ("word", "found"),
    [("filature", [0]), ("eleveurs", [0, 1]), ("filiere", [0, 1]), ("bourg", [0]), ("une", []), ("12", [0])],
)
def test_a_word_leads_to_the_cases_that_hold_it(word: str, found: list[int]):
    assert positions(small_catalog(), word) == found


def test_words_of_many_cases_are_spread_over_a_fixed_number_of_files():
    catalog = many(501)
    assert len(list(words_files(catalog))) == buckets(catalog) == 256
    assert positions(catalog, "cas") == list(range(501))


# ------------------------------------------------------------------ pages of the list


def listed(catalog: Catalog) -> list[str]:
    """The cases that the pages link to, page after page, the first excepted."""
    bodies = [late.make().body for late in project_list.pages(catalog)]
    return [
        found for body in bodies for found in re.findall(r'<h3><a href="(?:\.\./)+projets/([^/"]+)/"', body)
    ]


def test_the_pages_list_every_case_once_in_order():
    catalog = many(250)
    first = [study.project.id for study in project_list.on_page(catalog, 1)]
    assert first + listed(catalog) == [study.project.id for study in catalog.studies]


def test_a_page_of_names_of_300_characters_stays_light():
    catalog = many(101, "Très " * 58)
    (late,) = project_list.pages(catalog)
    page = late.make()
    assert len(page.body.encode()) < 300_000
    assert len(page.description) <= 155


@pytest.mark.parametrize("last", [2, 12, 100, 1000])
def test_links_to_pages_are_few_whatever_the_number_of_pages(last: int):
    for current in {1, 2, last // 2, last}:
        shown = shown_pages(current, last)
        assert {1, current, last} <= set(shown)
        assert len(shown) <= 16
        assert all(1 <= page <= last for page in shown)


def test_a_short_list_has_no_page():
    assert list(project_list.pages(many(100))) == []
    assert project_list.page_links(many(3), 1, "../") == ""


# ------------------------------------------------------------------ sizes


def test_what_is_loaded_first_grows_by_few_bytes_a_case():
    sizes = [len(next(index(many(count))).content) for count in (100, 1100)]
    assert (sizes[1] - sizes[0]) / 1000 < 60


def test_ten_thousand_cases_in_one_commune_are_one_point():
    columns = contents(index(many(300)))["index.json"]["colonnes"]
    assert len(columns["communes"]) == 1
    assert columns["lieux"]["combinaisons"] == [[0]]


def test_the_same_catalogue_gives_the_same_bytes():
    first, second = ({output.path: output.content for output in explorer(small_catalog())} for _ in range(2))
    assert first == second


def test_no_path_is_written_twice():
    paths = [output.path for output in explorer(many(120))]
    assert len(paths) == len(set(paths))
