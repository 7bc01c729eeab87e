"""Generated pages: what a case and a group say, when little is known too, and where their links lead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from builder.catalog import Catalog
from builder.output import Page
from builder.pages import case_study, group
from builder.pages.case_study import when
from builder.pipeline import load
from builder.records import Project
from builder.similar import similar_cases
from builder.words import Status
from tests.golden_files import assert_golden
from tests.small_catalog import small_catalog

ROOT = Path(__file__).parent.parent
NARROW = "\u202f"


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return small_catalog()


def case(catalog: Catalog, project_id: str) -> Page:
    return case_study.page(catalog, catalog.by_id[project_id], similar_cases(catalog.studies)[project_id])


def project(**changes: object) -> Project:
    return replace(small_catalog().by_id["laine"].project, start_year=None, end_year=None, **changes)


def without_drawings(html: str) -> str:
    """Drawings have golden files of their own; empty lines say nothing."""
    return re.sub(r"\n\s*\n+", "\n", re.sub(r"<svg.*?</svg>", "<svg/>", html, flags=re.DOTALL))


# ---------------------------------------------------------------- golden pages


@pytest.mark.parametrize("project_id", ["laine", "reseau"])
def test_a_case_looks_like_its_golden_page(catalog: Catalog, project_id: str):
    assert_golden(f"pages/projet-{project_id}.html", without_drawings(case(catalog, project_id).body))


@pytest.mark.parametrize("code", ["alimentation", "mobilite"])
def test_a_theme_looks_like_its_golden_page(catalog: Catalog, code: str):
    (theme,) = (theme for theme in catalog.themes if theme.code == code)
    assert_golden(f"pages/thematique-{code}.html", without_drawings(group.page(catalog, theme).body))


# ---------------------------------------------------------------- a case


def test_a_case_without_figures_asks_for_one_and_shows_no_empty_part(catalog: Catalog):
    body = case(catalog, "reseau").body
    assert "Aucun résultat chiffré n’est encore renseigné pour cette coopération." in body
    assert re.findall(r'<section id="([a-z-]+)"', body) == ["sources", "proches"]
    assert body.count("non renseigné<") == 2  # where, who leads


@pytest.mark.parametrize(
    ("years", "said"),
    [
        ({"start_year": 1982}, "Depuis 1982"),
        ({"start_year": 2009, "status": Status.FINISHED}, "À partir de 2009"),
        ({"start_year": 2009, "status": Status.STOPPED}, "À partir de 2009"),
        ({"start_year": 2015, "end_year": 2019}, "De 2015 à 2019"),
        ({"start_year": 2019, "end_year": 2019}, "En 2019"),
        ({"end_year": 2019}, "Jusqu’en 2019"),
        ({}, "Date de début non renseignée"),
    ],
)
def test_when_a_cooperation_lived(years: dict[str, object], said: str):
    assert when(replace(project(), **years)) == said


def test_a_citation_names_the_case_the_site_the_edition_the_licence_and_the_address(catalog: Catalog):
    assert case_study.citation(catalog, catalog.by_id["laine"]) == (
        "« La Laine du Haut », Vitrine d’essai – coopérations économiques territoriales "
        "dans les Deux-Vallées, données au 12 janvier 2026, Licence Ouverte 2.0, "
        "https://vitrine.example/essai/projets/laine/"
    )


def test_a_description_is_cut_between_words_and_spaced_as_french_asks():
    long = small_catalog({"projets": ROW.format("Un mot : " + "coopération " * 30)})
    page = next(case_study.pages(long)).make()
    assert page.description.startswith(f"Un mot{NARROW}: coopération")
    assert page.description.endswith("coopération…")
    assert len(page.description) <= 156


ROW = "laine,La Laine du Haut,filiere,actif,01001,site,,savoir_faire,2010,,,,{},presse-2020,\n"


# ---------------------------------------------------------------- links to the data


def edited_lines(catalog: Catalog) -> Iterator[tuple[str, str]]:
    """Each line that a link of a case leads to, with the id of the case."""
    for study in catalog.studies:
        for edit in case_study.edits(catalog, study):
            address = urlsplit(edit.url)
            path = address.path.partition("/blob/main/")[2]
            first, _, last = address.fragment.partition("-")
            lines = (ROOT / path).read_text(encoding="utf-8").splitlines()
            for number in range(int(first[1:]), int((last or first)[1:]) + 1):
                yield lines[number - 1], study.project.id


def test_links_to_edit_the_data_lead_to_the_very_lines_of_the_case():
    """With the real tables: sorted by project, so that the rows of a case follow each other."""
    assert [line for line, key in edited_lines(load(ROOT).catalog) if not line.startswith(f"{key},")] == []


def asked(url: str) -> dict[str, str]:
    """What a link to a form of the forge has already written in it."""
    address = urlsplit(url)
    assert f"{address.scheme}://{address.netloc}{address.path}" == "https://forge.example/essai/issues/new"
    return {key: value for key, (value,) in parse_qs(address.query).items()}


def test_an_error_is_reported_with_the_page_already_written(catalog: Catalog):
    assert asked(case_study.report_url(catalog, catalog.by_id["laine"])) == {
        "template": "corriger-un-chiffre.yml",
        "title": "Erreur : La Laine du Haut",
        "page": "https://vitrine.example/essai/projets/laine/",
    }


# ---------------------------------------------------------------- groups


def test_every_place_theme_and_type_has_its_page_even_without_a_case(catalog: Catalog):
    assert [page.path for page in group.pages(catalog)] == [
        "territoires/01/",
        "territoires/02/",
        "thematiques/alimentation/",
        "thematiques/mobilite/",
        "thematiques/savoir_faire/",
        "types/cluster/",
        "types/filiere/",
    ]


def test_a_group_says_how_many_cases_it_holds(catalog: Catalog):
    said = {page.path: page.make().description for page in group.pages(catalog)}
    assert said["territoires/02/"].startswith(f"Bas{NARROW}: 2 coopérations. ")
    assert said["types/cluster/"].startswith(f"Cluster{NARROW}: 1 coopération dans les Deux-Vallées. ")
    assert said["thematiques/mobilite/"].startswith(f"Mobilité{NARROW}: aucune coopération décrite dans")


def test_a_page_says_on_paper_where_it_is_with_a_code_to_photograph():
    catalog = small_catalog()
    body = case_study.page(catalog, catalog.by_id["laine"]).body
    printed = body[body.index('<p class="imprime"') :]
    assert "https://vitrine.example/essai/projets/laine/" in printed
    assert 'class="qr"' in printed


def test_a_case_with_thousands_of_figures_has_a_page_of_ordinary_weight():
    rows = "".join(
        f"laine,{1900 + n % 100},crees,projet,flux,{n},emplois,declare,exact,presse-2020,\n"
        for n in range(5000)
    )
    catalog = small_catalog({"emplois": rows})
    body = case_study.page(catalog, catalog.by_id["laine"]).body
    assert len(body.encode()) < 300_000
    assert body.count("<tr id=") == 300
    assert "4\u202f700" in body
