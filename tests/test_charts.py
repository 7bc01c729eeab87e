"""Charts: what is drawn, what is only said, what is never joined or added; any name stays text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from xml.etree import ElementTree

import pytest
from golden_files import assert_golden
from small_catalog import ROWS, small_catalog

from builder.catalog import CaseStudy, Catalog
from builder.charts import CASE_CHARTS, CHARTS
from builder.charts.scales import (
    NARROWEST,
    Box,
    YearScale,
    anchor,
    lifted,
    percent,
    shortened,
    spaced,
    width_of,
    wrapped,
)
from builder.figure import Figure
from builder.fragments.graphique import FRAGMENT

HOSTILE = "<script>alert(1)</script> {{ 7*7 }} ${x} \"'&"
JOBS = """\
laine,1990,effectif,projet,stock,1,emplois,declare,exact,presse-2020,
laine,2010,effectif,projet,stock,23,emplois,declare,exact,presse-2020,
laine,2018,effectif,projet,stock,46,emplois,declare,exact,presse-2020,
laine,2018,effectif,projet,stock,47,emplois,declare,environ,annuaire,
laine,,effectif,projet,stock,90,emplois,declare,exact,annuaire,
laine,2018,prevus,projet,cumul,60,emplois,objectif,plus_de,presse-2020,
laine,2000,contexte,filiere,stock,300,emplois,mesure,moins_de,presse-2020,
lait,2022,effectif,membres,stock,40,emplois,declare,exact,bilan-2022,
laine,2019,effectif,membres,stock,250,emplois,declare,plus_de,presse-2020,
laine,2019,effectif,filiere,stock,900,personnes,estime,environ,presse-2020,
reseau,,effectif,filiere,stock,1200,personnes,declare,exact,presse-2020,
lait,2022,crees,projet,cumul,0,emplois,mesure,exact,bilan-2022,
reseau,2022,crees,projet,cumul,6,emplois,mesure,environ,bilan-2022,
laine,2018,crees,projet,cumul,10,emplois,declare,exact,presse-2020,
"""
IMPACTS = """\
laine,economique,Chiffre d’affaires,2000000,€,2014,declare,exact,presse-2020,
laine,economique,Chiffre d’affaires,2500000,€,2018,declare,environ,presse-2020,
laine,environnemental,Laine transformée,8,tonnes,2019,declare,environ,presse-2020,
laine,environnemental,Laine à transformer,30,tonnes,2019,objectif,exact,presse-2020,
"""
MONEY = """\
lait,Région,region,40000,2021,amorcage,declare,bilan-2022
lait,Ville,epci_commune,1500000,2022,non_precise,declare,bilan-2022
laine,Éleveurs,autofinancement,8000,,investissement,declare,presse-2020
laine,État,etat,99000,2026,ingenierie,objectif,presse-2020
"""
CATALOG = small_catalog({"emplois": JOBS, "impacts": IMPACTS, "financements": MONEY})
WOOL = CATALOG.by_id["laine"]
MILK = CATALOG.by_id["lait"]


def figure(name: str, *studies: CaseStudy) -> Figure:
    """A chart of the small catalogue, or of one of its cases."""
    drawn = (CASE_CHARTS if studies else CHARTS)[name].draw(studies or CATALOG.studies)
    assert drawn is not None
    return drawn


def elements(drawn: Figure) -> Iterator[ElementTree.Element]:
    return ElementTree.fromstring(str(drawn.svg)).iter()


def texts(drawn: Figure) -> list[str]:
    return ["".join(element.itertext()) for element in elements(drawn) if element.tag == "text"]


def every_figure(catalog: Catalog) -> list[Figure]:
    sets = (chart.draw(catalog.studies) for chart in CHARTS.values())
    cases = (chart.draw([study]) for chart in CASE_CHARTS.values() for study in catalog.studies)
    return [drawn for drawn in (*sets, *cases) if drawn]


# ------------------------------------------------------------------ every chart


@pytest.mark.parametrize("name", CHARTS)
def test_each_chart_of_a_set_of_cases_looks_like_its_golden_file(name: str):
    assert_golden(f"graphiques/{name}.svg", str(figure(name).svg))


@pytest.mark.parametrize(
    ("name", "study"),
    [("emplois-dans-le-temps", WOOL), ("impacts-dans-le-temps", WOOL), ("partenaires-du-projet", WOOL)],
)
def test_each_chart_of_one_case_looks_like_its_golden_file(name: str, study: CaseStudy):
    assert_golden(f"graphiques/cas-{name}.svg", str(figure(name, study).svg))


@pytest.mark.parametrize("drawn", every_figure(CATALOG), ids=lambda drawn: drawn.id)
def test_each_drawing_stands_alone_and_says_what_it_shows(drawn: Figure):
    root = next(elements(drawn))
    assert root.get("role") == "img"
    assert drawn.title.replace("’", "") in (root.get("aria-label") or "").replace("’", "")
    assert re.search(r"\d", drawn.description), "the words hold the figures"
    assert not {"id", "style", "class"} & {key for e in list(elements(drawn))[1:] for key in e.attrib}
    assert {e.tag for e in elements(drawn)} <= {"svg", "g", "text", "tspan", "rect", "line", "circle"}
    assert all(len(row) == len(drawn.table.headers) for row in drawn.table.rows)
    assert drawn.limits.endswith(".")


@pytest.mark.parametrize("chart", CHARTS.values(), ids=lambda chart: chart.name)
def test_a_chart_of_nothing_is_none(chart):
    assert chart.draw([]) is None


@pytest.mark.parametrize("name", [*CHARTS, *CASE_CHARTS])
def test_whether_a_chart_shows_something_is_known_without_drawing_it(name: str):
    chart, sizes = (CHARTS[name], range(4)) if name in CHARTS else (CASE_CHARTS[name], [1])
    for size in sizes:
        for studies in combinations(small_catalog().studies, size):
            assert chart.shows(studies) == bool(chart.draw(studies)), [one.project.id for one in studies]


def test_a_case_without_figures_has_no_chart():
    bare = replace(WOOL, jobs=(), impacts=(), fundings=(), partners=())
    assert [chart.draw([bare]) for chart in CASE_CHARTS.values()] == [None] * len(CASE_CHARTS)


def test_the_same_data_give_the_same_bytes_whatever_the_order_of_the_lines():
    turned = small_catalog(
        {
            name: "".join(reversed(rows.splitlines(keepends=True)))
            for name, rows in (("emplois", JOBS), ("impacts", IMPACTS), ("financements", MONEY))
        }
    )
    assert [drawn.svg for drawn in every_figure(turned)] == [drawn.svg for drawn in every_figure(CATALOG)]


def test_hostile_names_stay_text():
    quoted = '"' + HOSTILE.replace('"', '""') + '"'
    catalog = small_catalog(
        {
            "projets": ROWS["projets"].replace("La Laine du Haut", quoted),
            "thematiques": ROWS["thematiques"].replace("Savoir-faire", quoted),
            "types": ROWS["types"].replace("Filière", quoted),
            "departements": ROWS["departements"].replace("Haut", quoted),
            "emplois": JOBS,
            "impacts": IMPACTS.replace("Chiffre d’affaires", quoted),
        }
    )
    drawings = every_figure(catalog)
    for drawn in drawings:
        assert {e.tag for e in elements(drawn)} <= {"svg", "g", "text", "tspan", "rect", "line", "circle"}
    written = " ".join(text for drawn in drawings for text in texts(drawn))
    assert "<script>alert(1)" in written
    assert "{{ 7*7 }}" in written


# ------------------------------------------------------------------ jobs of a case


def test_targets_and_context_stand_apart_from_results():
    titles = [text for text in texts(figure("emplois-dans-le-temps", WOOL)) if text[0].isupper()]
    assert titles == [
        "Effectif dans la coopération",
        "Emplois créés dans la coopération",
        "Effectif chez les membres",
        "Effectif dans la filière",
        "Emplois prévus dans la coopération",
        "Donnée de contexte dans la filière",
    ]


def test_a_target_is_hollow():
    marks = [e for e in elements(figure("emplois-dans-le-temps", WOOL)) if e.tag in ("rect", "circle")]
    assert sum("stroke-dasharray" in mark.attrib for mark in marks) == 1


def test_nothing_joins_two_figures():
    lines = [e for e in elements(figure("emplois-dans-le-temps", WOOL)) if e.tag == "line"]
    across = [e for e in lines if e.get("x1") != e.get("x2")]
    assert {(e.get("x1"), e.get("x2")) for e in across} == {(None, "100%")}


def test_two_values_of_a_year_stand_side_by_side_and_it_is_said():
    drawn = figure("emplois-dans-le-temps", WOOL)
    columns = [(e.get("x"), e.get("transform")) for e in elements(drawn) if e.tag == "rect"]
    assert columns[-2:] == [("90.5%", "translate(-20)"), ("90.5%", "translate(2)")]
    assert "Plusieurs valeurs sont publiées pour 2018" in drawn.limits


def test_years_are_to_scale_and_columns_start_from_zero():
    columns = [e for e in elements(figure("emplois-dans-le-temps", WOOL)) if e.tag == "rect"][:3]
    places = [float((e.get("x") or "").rstrip("%")) for e in columns]
    assert (places[1] - places[0]) / (places[2] - places[1]) == pytest.approx(20 / 8, abs=0.02)
    heights = [float(e.get("height") or 0) for e in columns]
    assert heights == [round(value / 47 * 92) for value in (1, 23, 46)]


def test_reserves_are_signs_with_their_key():
    written = texts(figure("emplois-dans-le-temps", WOOL))
    assert {"≈\u00a047", "≥\u00a060", "≤\u00a0300"} <= set(written)
    assert written[-1] == "≈ environ\u2003≥ plus de\u2003≤ moins de"


def test_a_figure_without_year_is_in_the_table_and_said_not_drawn():
    drawn = figure("emplois-dans-le-temps", WOOL)
    assert "90" not in texts(drawn)
    assert "1\u00a0chiffre sans année" in drawn.limits
    assert [row[2].text for row in drawn.table.rows if row[1].text == "non renseignée"] == ["90\u00a0emplois"]


def test_a_case_known_for_one_year_has_no_chart_of_years():
    assert CASE_CHARTS["emplois-dans-le-temps"].draw([MILK]) is None


def test_an_impact_below_zero_is_left_to_the_list():
    below = IMPACTS.replace("2500000", "-100")
    study = small_catalog({"impacts": below}).by_id["laine"]
    assert CASE_CHARTS["impacts-dans-le-temps"].draw([study]) is None


def test_impacts_known_once_are_not_drawn_and_it_is_said():
    drawn = figure("impacts-dans-le-temps", WOOL)
    assert "2 autres résultats sont connus" in drawn.limits.replace("\u00a0", " ")
    assert {"2\u202fM€", "≈\u00a02,5\u202fM€"} <= set(texts(drawn))


# ------------------------------------------------------------------ partners and money


def test_three_hundred_partners_still_read():
    rows = "".join(f"laine,Partenaire {n},entreprise,,presse-2020\n" for n in range(299))
    study = small_catalog({"partenaires": rows + "laine,Mairie,public,,presse-2020\n"}).by_id["laine"]
    drawn = figure("partenaires-du-projet", study)
    assert texts(drawn) == ["Acteurs publics", "1", "Entreprises", "299"]
    assert len(drawn.table.rows) == 51
    assert drawn.table.rows[-1][0].text.replace("\u00a0", " ") == "… et 250 autres lignes, à télécharger"


def test_one_dot_is_one_partner():
    rows = "".join(f"laine,Partenaire {n},entreprise,,presse-2020\n" for n in range(20))
    twice = "laine,Partenaire 3,entreprise,autre rôle,presse-2020\nlaine,Mairie,public,,presse-2020\n"
    study = small_catalog({"partenaires": rows + twice}).by_id["laine"]
    lengths = [e.get("x2") for e in elements(figure("partenaires-du-projet", study)) if e.tag == "line"][1:]
    assert lengths == [f"{5.5 + 17 * 16 + 0.1:g}", f"{5.5 + 16 + 0.1:g}"]


def test_money_only_hoped_for_is_not_drawn_and_it_is_said():
    drawn = figure("argent-par-usage")
    assert "Ingénierie" not in texts(drawn)
    assert "1\u00a0somme espérée, écartée" in drawn.limits
    assert "2\u00a0projets renseignés sur 3" in drawn.limits


def test_money_whose_use_is_unknown_comes_last_and_hollow():
    drawn = figure("argent-par-usage")
    assert texts(drawn)[-2] == "Usage non précisé97\u202f%, 1\u00a0projet"
    assert [e.get("fill") for e in elements(drawn) if e.tag == "rect"][-1] == "none"


def test_a_sum_that_makes_most_of_a_total_is_named():
    assert (
        "pèse 97\u202f% du total : 1\u202f500\u202f000\u202f€ pour Lait du Bas"
        in figure("argent-par-usage").limits
    )


def test_one_sum_alone_is_no_chart():
    assert CASE_CHARTS["argent-par-usage"].draw([WOOL]) is None


# ------------------------------------------------------------------ sets of cases


def test_totals_of_jobs_say_what_they_cover_and_lead_to_their_sources():
    drawn = figure("emplois-totaux")
    assert "3\u00a0projets renseignés sur 3, 2018 à 2022" in texts(drawn)
    added = [row for row in drawn.table.rows if not row[0].text.endswith("total")]
    assert added
    assert all(row[1].href.startswith("projets/") and row[4].href.startswith("https://") for row in added)


def test_zero_is_drawn_as_a_figure():
    jobs = "lait,2022,crees,projet,cumul,0,emplois,mesure,exact,bilan-2022,\n"
    drawn = CHARTS["emplois-totaux"].draw(small_catalog({"emplois": jobs}).studies)
    assert drawn
    assert texts(drawn)[1:3] == ["Emplois créés", "0"]


def test_jobs_of_members_are_ranked_without_any_total():
    drawn = figure("emplois-membres")
    assert [text for text in texts(drawn) if text[0].isdigit() or text[0] == "≥"] == ["≥\u00a0250", "40"]
    assert "290" not in drawn.svg + drawn.description + drawn.limits
    assert "ne s’ajoutent pas" in drawn.limits


def test_cases_without_place_are_hollow_not_lost():
    drawn = figure("projets-par-departement")
    assert texts(drawn)[-2:] == ["Sans lieu précis", "1"]
    assert "1\u00a0projet compte dans plusieurs départements" in drawn.limits


def test_a_label_of_two_hundred_characters_is_cut_in_the_drawing_and_whole_in_the_table():
    long = ("Coopération " * 17).strip()
    catalog = small_catalog({"thematiques": ROWS["thematiques"].replace("Savoir-faire", long)})
    drawn = CHARTS["projets-par-thematique"].draw(catalog.studies)
    assert drawn
    assert len([text for text in texts(drawn) if text.endswith("…")]) == 1
    assert drawn.table.rows[0][0].text == long


# ------------------------------------------------------------------ the slot


def test_a_slot_names_what_its_chart_speaks_of():
    shown = str(FRAGMENT.render(CATALOG, {"nom": "partenaires-du-projet", "projet": "laine"}, "../"))
    assert 'id="graphique-partenaires-du-projet-laine"' in shown
    assert "<figcaption>Les partenaires, famille par famille\u202f: La Laine du Haut</figcaption>" in shown
    assert 'href="https://journal.example/laine"' in shown


def test_a_slot_filters_the_cases():
    shown = str(FRAGMENT.render(CATALOG, {"nom": "projets-par-type", "thematique": "savoir_faire"}, ""))
    assert "2\u00a0projets." in shown
    assert "Projets par forme de coopération\u202f: Savoir-faire" in shown


@pytest.mark.parametrize(
    "attributes",
    [
        {"nom": "emplois-totaux", "thematique": "mobilite"},
        {"nom": "emplois-dans-le-temps"},
        {"nom": "projets-par-type", "projet": "laine"},
    ],
)
def test_a_slot_with_nothing_to_draw_says_so(attributes: dict[str, str]):
    assert "Rien à dessiner ici" in FRAGMENT.render(CATALOG, attributes, "")


# ------------------------------------------------------------------ scales


def test_a_share_is_written_in_percent():
    assert [percent(share) for share in (0, 1 / 3, 1)] == ["0%", "33.33%", "100%"]


def test_a_long_text_is_cut_between_words_and_ends_with_an_ellipsis():
    assert wrapped("Un deux trois", 60, 10) == ("Un deux", "trois")
    assert wrapped("Un deux trois anticonstitutionnel", 60, 10) == ("Un deux", "trois…")
    assert wrapped("", 60, 10) == ("",)


def test_a_word_longer_than_the_line_is_cut():
    cut = shortened("Anticonstitutionnellement", 60, 10)
    assert cut.endswith("…")
    assert width_of(cut, 10) <= 60


def test_labels_rise_until_they_touch_nothing():
    bar = Box(0, 10, 0, 50)
    assert lifted(Box(5, 15, 40, 50), [bar]).bottom <= 0
    assert lifted(Box(11, 15, 40, 50), [bar]).bottom == 50


def test_years_too_close_go_to_the_next_row_then_are_left_out():
    scale = YearScale(1982, 2018)
    assert spaced([1982, 2015, 2018], scale) == {1982: 0, 2015: 1, 2018: 0}
    assert spaced([2015, 2016, 2017, 2018], YearScale(1900, 2018), rows=1) == {2018: 0}


def test_texts_at_the_ends_stay_inside():
    assert [anchor(share, 60) for share in (0.05, 0.5, 0.95)] == ["start", "middle", "end"]
    assert NARROWEST <= 320


# ---------------------------------------------------------------- what is missing


@pytest.mark.parametrize("name", CHARTS)
def test_every_chart_says_what_it_leaves_out_from_the_data_itself(name: str):
    """« Limites » is written by the data: with a case of which nothing is known, it says something else."""
    few, more = small_catalog(), small_catalog({"projets": ROWS["projets"] + UNKNOWN})
    before, after = (CHARTS[name].draw(catalog.studies) for catalog in (few, more))
    if before and after:
        assert before.limits.endswith(".")
        assert after.limits != before.limits


UNKNOWN = "vide,Sans rien,filiere,inconnu,,territoire,,savoir_faire,,,,,Rien n’en est connu.,presse-2020,\n"


def test_the_totals_of_jobs_say_how_many_projects_they_cover():
    drawn = CHARTS["emplois-totaux"].draw(small_catalog().studies)
    assert drawn is not None
    assert "En tout, 2 projets renseignés sur 3." in drawn.limits.replace("\u00a0", " ")


def test_projects_without_a_place_are_said():
    drawn = figure("projets-par-departement")
    assert "1 projet n’a pas de lieu précis." in drawn.limits.replace("\u00a0", " ")


def test_a_series_of_thousands_of_figures_is_not_drawn_but_its_neighbours_are():
    years = "".join(
        f"laine,{1900 + n % 100},crees,projet,flux,{n},emplois,declare,exact,presse-2020,\n"
        for n in range(5000)
    )
    two = "".join(
        f"laine,{year},effectif,projet,stock,9,emplois,declare,exact,presse-2020,\n" for year in (2018, 2020)
    )
    study = small_catalog({"emplois": years + two}).by_id["laine"]
    drawn = figure("emplois-dans-le-temps", study)
    assert len([e for e in elements(drawn) if e.tag == "rect"]) == 2
    assert "1 série de trop pour être lisible" in drawn.limits.replace("\u00a0", " ")
    assert len(drawn.table.rows) == 51


def test_a_case_with_only_an_endless_series_has_no_chart():
    rows = "".join(
        f"laine,{1900 + n},crees,projet,flux,{n},emplois,declare,exact,presse-2020,\n" for n in range(100)
    )
    assert (
        CASE_CHARTS["emplois-dans-le-temps"].draw([small_catalog({"emplois": rows}).by_id["laine"]]) is None
    )
