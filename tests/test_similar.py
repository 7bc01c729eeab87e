"""Similar cases: what two cooperations share, said in French."""

from __future__ import annotations

from collections.abc import Mapping

from builder.catalog import Catalog
from builder.records import CURATED
from builder.similar import MOST, similar_cases
from tests.small_catalog import small_catalog


def near(catalog: Catalog) -> Mapping[str, list[tuple[str, tuple[str, ...]]]]:
    found = similar_cases(catalog.studies)
    return {key: [(one.study.project.id, one.reasons) for one in several] for key, several in found.items()}


def test_cases_are_similar_for_reasons_that_are_said():
    assert near(small_catalog()) == {
        "laine": [
            ("lait", ("même département (Bas)", "même forme de coopération")),
            ("reseau", ("même thématique",)),
        ],
        "lait": [("laine", ("même département (Bas)", "même forme de coopération"))],
        "reseau": [("laine", ("même thématique",))],
    }


def test_a_shared_success_factor_is_a_reason():
    factors = "laine,valeur_locale,Preuve.,presse-2020\nreseau,valeur_locale,Preuve.,presse-2020\n"
    reasons = dict(near(small_catalog({"facteurs": factors}))["laine"])["reseau"]
    assert reasons == ("même thématique", "même facteur de réussite (Valeur gardée sur place)")


def test_a_case_that_shares_nothing_has_no_similar_case(petit_catalog: Catalog):
    assert near(petit_catalog)["compost-partage"] == []


def test_only_the_nearest_cases_are_kept_whatever_their_number():
    rows = "".join(
        f"p{n},Projet {n:02},filiere,actif,01001,site,,savoir_faire,2010,,,,Texte.,presse-2020,\n"
        for n in range(80)
    )
    alone = dict.fromkeys(CURATED.keys() - {"types", "thematiques", "criteres", "sources"}, "")
    found = similar_cases(small_catalog(alone | {"projets": rows}).studies)
    assert {len(several) for several in found.values()} == {MOST}
    assert all(one.study.project.id != key for key, several in found.items() for one in several)
