"""What search engines read: the same facts as the page, as JSON that no text can close."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

from small_catalog import SETTINGS, small_catalog

from builder import structured
from builder.catalog import Catalog
from builder.config import LegalNotice
from builder.exports import exported
from builder.fragments import FRAGMENTS
from builder.pages import case_study

HOSTILE = '</script><img src=x onerror=alert(1)> {{ 7*7 }} ${alert(1)} <!-- & "x" 😀'


def told(markup: str) -> Any:
    """The one object that the script of a page holds."""
    (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', markup, re.DOTALL)
    return json.loads(text)


def article(catalog: Catalog, case: str) -> dict[str, Any]:
    return dict(told(structured.case(catalog, catalog.by_id[case]))["@graph"][0])


def test_a_case_is_an_article_about_a_cooperation_that_cites_its_sources():
    node = article(small_catalog(), "lait")

    assert node["@type"] == "Article"
    assert node["dateModified"] == "2026-01-11"  # the day on which its only source was read
    assert node["license"] == "https://licence.example/"
    assert node["about"]["name"] == "Lait du Bas"
    assert node["about"]["url"] == "https://lait.example"
    assert node["about"]["funder"] == [{"@type": "Organization", "name": "Région"}]
    assert node["about"]["location"][0]["name"] == "La Plaine"
    assert [source["url"] for source in node["citation"]] == ["https://lait.example/bilan?a=1&b=2"]


def test_what_is_unknown_is_left_out():
    about = article(small_catalog(), "reseau")["about"]

    assert not {"url", "location", "funder", "dissolutionDate"} & about.keys()


def test_the_way_to_a_case_ends_with_it():
    trail = told(structured.case(small_catalog(), small_catalog().by_id["laine"]))["@graph"][1]

    assert [step["name"] for step in trail["itemListElement"]] == ["Accueil", "Projets", "La Laine du Haut"]
    assert trail["itemListElement"][2]["item"] == "https://vitrine.example/essai/projets/laine/"


def test_hostile_texts_close_no_element():
    name = '"' + HOSTILE.replace('"', '""') + '"'
    projects = f"laine,{name},filiere,actif,01001,site,,savoir_faire,2010,,,,{name},presse-2020,\n"
    projects += "lait,Lait,filiere,actif,02001,commune,,alimentation,,,,,Une fromagerie.,bilan-2022,\n"
    catalog = small_catalog({"projets": projects, "evenements": ""})
    head = case_study.page(catalog, catalog.by_id["laine"]).head

    assert head.count("</script>") == head.count("<script")
    assert "<img" not in head
    assert told(head)["@graph"][0]["about"]["name"].startswith("</script><img")


def test_the_publisher_signs_once_the_settings_name_one():
    settings = replace(SETTINGS, mentions=LegalNotice(editeur="Maison commune"))

    assert article(small_catalog(), "laine")["publisher"]["name"] == "Vitrine d’essai"
    assert article(small_catalog(settings=settings), "laine")["publisher"]["name"] == "Maison commune"


def test_the_data_is_a_dataset_with_a_download_for_each_file():
    catalog = small_catalog()
    node = told(str(FRAGMENTS["telechargements"].render(catalog, {}, "../")))

    assert node["@type"] == "Dataset"
    assert node["temporalCoverage"] == "2010-01-01/2026-01-12"
    assert node["spatialCoverage"]["geo"]["box"] == "45.1 4.1 45.5 4.5"
    assert {d["contentUrl"] for d in node["distribution"]} == {
        f"{SETTINGS.site_url}{output.path}" for output in exported(catalog)
    }
    weights = {d["contentUrl"]: d["contentSize"] for d in node["distribution"]}
    csv = next(output for output in exported(catalog) if output.path == "donnees/emplois.csv")
    assert weights[f"{SETTINGS.site_url}donnees/emplois.csv"] == f"{len(csv.content)} B"


def test_events_whose_day_and_place_are_known_are_events():
    node = told(str(FRAGMENTS["agenda"].render(small_catalog(), {}, "../")))

    assert node["@graph"] == [
        {
            "@type": "Event",
            "name": "Fête de la laine",
            "startDate": "2019-06-01",
            "location": {"@type": "Place", "name": "Le Bourg", "address": "Le Bourg"},
            "endDate": "2019-06-02",
        }
    ]
