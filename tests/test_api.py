"""The static API: every document is as its schema says, and what the guide shows runs."""

from __future__ import annotations

import csv
import html
import io
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker, ValidationError
from serving import served
from small_catalog import SETTINGS, small_catalog

from builder.api import api, projects
from builder.api.base import FOLDER
from builder.catalog import Catalog
from builder.exports import csv_tables, totals
from builder.fragments import FRAGMENTS
from builder.products import PRODUCTS

Document = Mapping[str, Any]
HOSTILE = "</script><img src=x onerror=alert(1)> {{ 7*7 }} ${alert(1)} =cmd 𝒱 😀"


def documents(catalog: Catalog) -> dict[str, Document]:
    return {output.path.removeprefix(f"{FOLDER}/"): json.loads(output.content) for output in api(catalog)}


def check(made: Mapping[str, Document]) -> None:
    """Every document against the schema that it names."""
    for path, document in made.items():
        if not path.startswith("schemas/"):
            schema = made["schemas/" + document["schema"].rpartition("/")[2]]
            Draft202012Validator(schema, format_checker=FormatChecker()).validate(document)


# ------------------------------------------------------------------ schemas


def test_every_document_is_as_its_schema_says(petit_catalog: Catalog):
    made = documents(petit_catalog)

    for path, schema in made.items():
        if path.startswith("schemas/"):
            Draft202012Validator.check_schema(schema)
    check(made)
    check(documents(small_catalog()))


@pytest.mark.parametrize("member", ["edition", "projets"])
def test_a_missing_member_is_seen_by_the_schema(member: str):
    """Else a valid document would prove nothing."""
    made = documents(small_catalog())
    made["projets.json"] = {key: value for key, value in made["projets.json"].items() if key != member}

    with pytest.raises(ValidationError, match=member):
        check(made)


def test_a_figure_that_is_a_text_is_seen_by_the_schema():
    made = documents(small_catalog())
    made["projets/laine.json"]["emplois"][0]["valeur"] = "10"

    with pytest.raises(ValidationError):
        check(made)


def test_what_a_later_version_adds_breaks_no_reader():
    made = documents(small_catalog())
    check(made | {"projets.json": {**made["projets.json"], "nouveau": 1}})


def test_hostile_texts_are_only_texts():
    projects_ = f'laine,"{HOSTILE}",filiere,actif,01001,site,,savoir_faire,2010,,,,"{HOSTILE}",presse-2020,\n'
    projects_ += "lait,Lait,filiere,actif,02001,commune,,alimentation,,,,,Une fromagerie.,bilan-2022,\n"
    catalog = small_catalog({"projets": projects_, "evenements": ""})
    made = documents(catalog)

    check(made)
    assert made["projets/laine.json"]["projet"]["nom"] == catalog.by_id["laine"].project.name


# ------------------------------------------------------------------ documents


def test_a_case_tells_its_figures_with_their_source_their_worth_and_their_citation():
    figure = documents(small_catalog())["projets/laine.json"]["emplois"][1]

    assert figure["id"] == "emplois-2020-crees-projet-cumul-emplois"
    assert figure["url"] == f"https://vitrine.example/essai/projets/laine/#{figure['id']}"
    assert (figure["valeur"], figure["precision"], figure["nature"]) == (14, "plus_de", "declare")
    assert figure["id_source"] == "presse-2020"
    assert figure["citation"].startswith("Le Journal (4 mai 2020). La laine repart.")
    assert "id_projet" not in figure


def test_what_is_unknown_is_null_and_never_zero():
    case = documents(small_catalog())["projets/lait.json"]

    assert case["projet"]["annee_debut"] is None
    assert [job["annee"] for job in case["emplois"] if job["unite"] == "etp"] == [None]


def test_a_long_list_is_cut_into_pages_that_lead_to_each_other(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(projects, "PAGE", 2)
    made = documents(small_catalog())
    first, second = made["projets.json"], made["projets-2.json"]

    assert (first["total"], first["page"], first["pages"], first["precedente"]) == (3, 1, 2, None)
    assert first["suivante"] == "https://vitrine.example/essai/api/v1/projets-2.json"
    assert (second["precedente"], second["suivante"]) == (
        "https://vitrine.example/essai/api/v1/projets.json",
        None,
    )
    assert [p["id"] for page in (first, second) for p in page["projets"]] == ["laine", "lait", "reseau"]


def test_every_document_that_the_list_names_exists():
    made = documents(small_catalog())
    root = f"{SETTINGS.site_url}{FOLDER}/"
    assert {p["document"].removeprefix(root) for p in made["projets.json"]["projets"]} <= set(made)


def test_the_same_data_gives_the_same_bytes_and_keys():
    first, second = (
        [(output.path, output.key, output.content) for output in api(small_catalog())] for _ in range(2)
    )
    assert first == second


# ------------------------------------------------------------------ totals


def test_a_total_says_what_it_covers_and_where_its_rows_are():
    region, *_ = documents(small_catalog())["statistiques.json"]["perimetres"]
    created = next(total for total in region["totaux"] if total["nom"] == "emplois-crees-cumul-emplois")

    assert region["code"] == "region"
    assert (created["valeur"], created["projets_renseignes"], created["projets"]) == (20, 2, 3)
    assert (created["annees"], created["precision"]) == ([2020, 2022], "plus_de")
    assert plain(created["limites"]) == (
        "2 projets renseignés sur 3 ; années 2020 à 2022 ; 1 chiffre donné avec réserve."
    )


def plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def rows_of(content: bytes) -> list[dict[str, str]]:

    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


def test_the_rows_of_each_total_add_up_to_it(petit_catalog: Catalog):
    made = {output.path: output.content for output in totals.files(petit_catalog)}
    root = petit_catalog.settings.site_url

    listed = rows_of(made[totals.PATH])
    assert listed
    for total in listed:
        rows = rows_of(made[total["lignes"].removeprefix(root)])
        assert sum(float(row["valeur"]) for row in rows) == pytest.approx(float(total["valeur"]))
        assert len({row["id_projet"] for row in rows}) == int(total["projets_renseignes"])
        assert all(row["source"] and "#" in row["adresse"] for row in rows)
        assert total["limites"].endswith(".")


def test_tiles_lead_to_the_rows_that_they_add():
    catalog = small_catalog()
    paths = {output.path for output in totals.files(catalog)}
    for attributes in ({}, {"departement": "02"}, {"thematique": "alimentation"}):
        shown = str(FRAGMENTS["chiffre-cle"].render(catalog, {"nom": "emplois-crees", **attributes}, ""))
        links = set(re.findall(r'href="(donnees/totaux/[^"]+)"', shown))
        assert links
        assert links <= paths
    assert 'href="projets/laine/#emplois-2020-crees-projet-cumul-emplois"' in shown_for(catalog)


def shown_for(catalog: Catalog) -> str:
    return str(FRAGMENTS["chiffre-cle"].render(catalog, {"nom": "emplois-crees"}, ""))


# ------------------------------------------------------------------ the examples of the guide


def publish(site_url: str, folder: Path) -> Catalog:
    catalog = small_catalog(settings=replace(SETTINGS, site_url=site_url))
    for output in (*api(catalog), *csv_tables.tables(catalog)):
        file = folder / output.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(output.content)
    return catalog


def example(catalog: Catalog, language: str) -> str:
    """The code of the guide in a language, as a reader copies it."""
    shown = str(FRAGMENTS["api"].render(catalog, {}, "../../"))
    (code,) = re.findall(rf'<pre><code class="language-{language}">(.*?)</code></pre>', shown, re.DOTALL)
    return html.unescape(code)


def test_the_example_in_python_runs(tmp_path: Path):
    with served(tmp_path) as address:
        code = example(publish(address, tmp_path), "python")
        run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)

    assert run.stdout == "3 coopérations, données au 2026-01-12\n"


@pytest.mark.skipif(not shutil.which("Rscript"), reason="R is not installed")
def test_the_example_in_r_runs(tmp_path: Path):
    with served(tmp_path) as address:
        code = example(publish(address, tmp_path), "r") + 'cat(nrow(emplois), names(emplois)[6], "\\n")\n'
        command = ["Rscript", "--encoding=UTF-8", "-"]
        run = subprocess.run(command, input=code, capture_output=True, check=True, text=True)

    first, *_, last = run.stdout.splitlines()
    assert first.startswith(
        "Emplois créés depuis le début, en emplois : 20 - 2\u00a0projets renseignés sur 3"
    )
    assert last.strip() == "5 valeur"


def test_the_spreadsheet_formula_finds_the_day_of_the_data():
    """CHERCHE counts from 1, and the day begins ten characters after the word."""
    catalog = small_catalog()
    index = next(output for output in api(catalog) if output.path.endswith("/index.json")).content.decode()
    formula = example(catalog, "formule")

    offset = int(re.search(r"\)\)\+(\d+);10\)", formula)[1])  # type: ignore[index]
    start = index.lower().index("edition") + offset
    assert index[start : start + 10] == "2026-01-12"


def test_the_api_is_published():
    paths = {output.path for product in PRODUCTS for output in product(small_catalog())}
    assert {"api/v1/index.json", "api/v1/projets.json", "api/v1/statistiques.json"} <= paths
