"""Grants in the form of local authorities: what is known, nothing guessed, and what is missing said."""

from __future__ import annotations

import csv
import io

from small_catalog import ROWS, small_catalog

from builder.catalog import Catalog
from builder.exports import scdl
from builder.fragments import FRAGMENTS

# https://schema.data.gouv.fr/scdl/subventions/2.1.1/documentation.html
SCHEMA = (
    "nomAttribuant", "idAttribuant", "dateConvention", "referenceDecision", "nomBeneficiaire",
    "idBeneficiaire", "rnaBeneficiaire", "objet", "montant", "nature", "conditionsVersement",
    "datesPeriodeVersement", "idRAE", "notificationUE", "pourcentageSubvention", "dispositifAide",
)  # fmt: skip
MORE = """\
laine,=cmd,etat,1500.5,,non_precise,declare,presse-2020
laine,Banque,banque_publique,9000,2019,investissement,declare,presse-2020
laine,Europe,europe,70000,2030,investissement,objectif,presse-2020
"""


def rows(catalog: Catalog) -> list[dict[str, str]]:
    (output,) = scdl.tables(catalog)
    return list(csv.DictReader(io.StringIO(output.content.decode(), newline="")))


def test_the_columns_are_those_of_the_form_in_its_order_then_ours():
    (output,) = scdl.tables(small_catalog())

    assert output.content.decode().splitlines()[0].split(",") == [*SCHEMA, "annee", "source", "adresse"]


def test_a_grant_says_what_is_known_and_nothing_else():
    (row,) = rows(small_catalog())

    assert {name: value for name, value in row.items() if value} == {
        "nomAttribuant": "Région",
        "nomBeneficiaire": "Lait du Bas",
        "objet": "amorçage",
        "montant": "40000",
        "annee": "2021",
        "source": "Lait du Bas, « Bilan annuel », 2022",
        "adresse": "https://vitrine.example/essai/projets/lait/#argent-2021-region-amorcage",
    }


def test_neither_loans_nor_hopes_are_grants_and_formulas_do_not_run():
    found = rows(small_catalog({"financements": ROWS["financements"] + MORE}))

    assert [(row["nomAttribuant"], row["montant"], row["objet"]) for row in found] == [
        ("'=cmd", "1500.5", ""),
        ("Région", "40000", "amorçage"),
    ]


def test_the_page_says_for_each_column_how_many_rows_fill_it_and_why_others_do_not():
    shown = str(FRAGMENTS["subventions"].render(small_catalog(), {}, "../"))

    assert all(f"<code>{name}</code>" in shown for name in SCHEMA)
    assert "Nos sources donnent un nom, pas de numéro SIRET." in shown
    assert all(column.why for column in scdl.COLUMNS if not column.value)


def test_without_public_money_there_is_a_header_and_a_sentence():
    catalog = small_catalog({"financements": ""})

    assert rows(catalog) == []
    assert "Aucune somme publique" in str(FRAGMENTS["subventions"].render(catalog, {}, "../"))
