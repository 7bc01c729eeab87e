"""The joins: what belongs to a case, in which order, and what belongs to a territory or a theme."""

from __future__ import annotations

from datetime import date

import pytest

from builder.catalog import Catalog, Group
from tests.small_catalog import small_catalog


def names(group: Group) -> list[str]:
    return [study.project.id for study in group.studies]


def test_cases_are_sorted_as_a_french_index(petit_catalog: Catalog):
    assert [study.project.name for study in petit_catalog.studies] == [
        "Brasserie des Îles",
        "Compost partagé",
        "L’Atelier du Gué",
    ]


def test_a_case_holds_its_words_its_figures_and_its_story(petit_catalog: Catalog):
    study = petit_catalog.by_id["atelier-du-gue"]
    assert (study.theme.label, study.type.label, study.path) == (
        "Artisanat",
        "Atelier",
        "projets/atelier-du-gue/",
    )
    assert [(job.measure.value, job.year) for job in study.jobs] == [
        ("effectif", 2016),
        ("effectif", 2020),
        ("prevus", 2022),
    ]
    assert [funding.amount for funding in study.fundings] == [40000, 10000]
    assert [partner.name for partner in study.partners] == ["Commune du Gué-d’Essai", "Lycée d’Essai"]
    assert [str(milestone.date) for milestone in study.milestones] == ["2012", "2016-09-01"]
    assert study.evidence[0].criterion.label == "Temps long"
    assert study.events[0].name == "Fête du Gué"
    assert study.story.startswith("## Contexte")


def test_the_main_place_comes_first_with_what_its_point_is_worth(petit_catalog: Catalog):
    study = petit_catalog.by_id["atelier-du-gue"]
    assert [(place.commune.name, place.precision.value, place.label) for place in study.locations] == [
        ("Le Gué-d’Essai", "site", None),
        ("Bourg-Fictif", "site", "Boutique du port"),
    ]
    assert study.locations[0].epci is not None
    assert [department.code for department in study.departments] == ["98", "99"]


def test_a_case_without_any_figure_or_place_is_whole(petit_catalog: Catalog):
    brewery, compost = petit_catalog.by_id["brasserie-des-iles"], petit_catalog.by_id["compost-partage"]
    assert (brewery.jobs, brewery.impacts, brewery.fundings) == ((), (), ())
    assert (brewery.partners, brewery.story) == ((), "")
    assert (compost.locations, compost.departments) == ((), ())
    assert petit_catalog.unlocated == (compost,)


def test_sources_are_numbered_in_the_order_in_which_the_page_meets_them(petit_catalog: Catalog):
    study = petit_catalog.by_id["atelier-du-gue"]
    assert [source.id for source in study.sources] == ["gazette-2020-atelier", "gazette-2016-atelier"]
    assert study.source_number("gazette-2016-atelier") == 2


def test_a_case_belongs_to_every_departement_where_it_has_a_place(petit_catalog: Catalog):
    assert {group.code: names(group) for group in petit_catalog.territories} == {
        "00": [],
        "98": ["atelier-du-gue"],
        "99": ["brasserie-des-iles", "atelier-du-gue"],
    }


def test_every_theme_and_type_has_its_group_even_without_case(petit_catalog: Catalog):
    assert [(group.path, names(group)) for group in petit_catalog.themes] == [
        ("thematiques/alimentation/", ["brasserie-des-iles"]),
        ("thematiques/artisanat/", ["atelier-du-gue"]),
        ("thematiques/dechets/", ["compost-partage"]),
        ("thematiques/mobilite/", []),
    ]
    assert [group.label for group in petit_catalog.types] == ["Atelier", "Réseau"]


def test_events_are_newest_first_and_networks_by_name(petit_catalog: Catalog):
    assert [event.id for event in petit_catalog.events] == ["soiree-iles-2025", "fete-du-gue-2019"]
    assert [network.name for network in petit_catalog.networks] == ["Réseau d’Essai"]


def test_the_edition_is_the_last_day_on_which_somebody_read_a_source_or_a_case(petit_catalog: Catalog):
    assert petit_catalog.edition == date(2026, 1, 15)


def test_the_key_of_a_corsican_departement_is_upper_case_and_its_address_lower_case():
    corsica = small_catalog(
        {
            "departements": "2A,Corse-d’Essai,1000,41.9,8.7\n01,Haut,1000,45.5,4.5\n02,Bas,2000,45.1,4.1\n",
        }
    ).territories[-1]
    assert (corsica.key, corsica.path) == ("2A", "territoires/2a/")


@pytest.mark.parametrize("line", [2, 3])
def test_a_group_knows_the_line_that_describes_it(petit_catalog: Catalog, line: int):
    assert petit_catalog.territories[line - 2].line == line
