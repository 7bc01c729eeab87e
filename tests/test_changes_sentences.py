"""What a report says, to the word."""

from __future__ import annotations

import pytest

from builder.changes import build_report
from builder.changes.sentences import MOST_SAID
from tests.small_catalog import ROWS, SETTINGS
from tests.versions import added, edited, plain, report_of, revision, said, version

NEW_PROJECT = "{},{},filiere,actif,{},{},,alimentation,2020,,,,Des ruches.,presse-2020,"
JOB = "2020,crees,projet,cumul,14,emplois,declare,plus_de"


def of_the_wool(*edits: tuple[str, str, str], **stories: str) -> str:
    """What is said of « La Laine du Haut », the only project that changed."""
    [line] = said(report_of(edited(*edits), **stories))["Projets modifiés"]
    return line.removeprefix("La Laine du Haut : ")


def test_everything_is_first_said_in_one_sentence():
    report = report_of(
        edited(
            ("emplois", JOB, "2020,crees,projet,cumul,20,emplois,declare,exact"),
            added("emplois", "miel,2021,crees,projet,cumul,3,emplois,mesure,exact,presse-2020,"),
            added("projets", NEW_PROJECT.format("miel", "Le Miel", "01001", "site")),
            added("projets", NEW_PROJECT.format("noix", "Les Noix", "", "territoire")),
        )
    )
    assert plain(report.headline) == (
        "La Laine du Haut : emplois créés plus de 14 → 20 (2020, déclaré) ; 2 projets ajoutés ; "
        "total emplois créés depuis le début (emplois) plus de 20 → 29, couverture 2 sur 3 → 3 sur 5."
    )


def test_nothing_changed():
    report = report_of(version())
    assert (report.headline, said(report), report.warnings) == ("Aucun changement.", {}, ())


def test_a_project_of_which_much_is_said_is_only_counted_in_the_first_sentence():
    sources = [(table, "presse-2020", "bilan-2022") for table in ("etapes", "facteurs", "impacts")]
    assert plain(report_of(edited(*sources)).headline) == "1 projet modifié."


# ------------------------------------------------------------------ figures


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        ("2020,crees,projet,cumul,15,emplois,declare,plus_de", "→ plus de 15 (2020, déclaré)"),
        ("2020,crees,projet,cumul,14,emplois,declare,environ", "→ environ 14 (2020, déclaré)"),
        ("2021,crees,projet,cumul,14,emplois,mesure,plus_de", "(2020, déclaré) → plus de 14 (2021, mesuré)"),
        (
            ",crees,projet,cumul,14,emplois,declare,exact",
            "(2020, déclaré) → 14 (année non renseignée, déclaré)",
        ),
        (
            "2020,maintenus,projet,cumul,14,emplois,declare,plus_de",
            "(2020, déclaré) → emplois maintenus plus de 14 (2020, déclaré)",
        ),
        (
            "2020,crees,filiere,cumul,14,emplois,declare,plus_de",
            "(2020, déclaré) → emplois créés dans la filière plus de 14 (2020, déclaré)",
        ),
        (
            "2020,crees,projet,flux,14,emplois,declare,plus_de",
            "(2020, déclaré) → emplois créés dans l’année plus de 14 (2020, déclaré)",
        ),
        (
            "2020,crees,projet,cumul,3,etp,declare,exact",
            "(2020, déclaré) → emplois créés, en équivalents temps plein 3 (2020, déclaré)",
        ),
    ],
)
def test_a_modified_job_figure_says_what_stays_and_what_changes(figure: str, words: str):
    assert of_the_wool(("emplois", JOB, figure)) == f"emplois créés plus de 14 {words}"


def test_other_figures_have_their_unit_and_their_use():
    said_of_milk = said(report_of(edited(("financements", "40000", "45000"))))["Projets modifiés"]
    assert said_of_milk == [
        "Lait du Bas : financement « Région » 40 000 € → 45 000 € (2021, déclaré, amorçage)"
    ]
    assert of_the_wool(("impacts", ",8,tonnes", ",9,tonnes")) == (
        "« Laine transformée » environ 8 tonnes → environ 9 tonnes (2019, déclaré)"
    )


def test_a_figure_whose_source_or_note_changes_is_said_with_them():
    assert of_the_wool(("emplois", f"{JOB},presse-2020,", f"{JOB},bilan-2022,d’après le bilan")) == (
        "emplois créés plus de 14 (2020, déclaré), source : « presse-2020 » → « bilan-2022 », "
        "note : non renseigné → « d’après le bilan »"
    )


def test_the_words_that_a_note_quotes_are_quoted_inside():
    assert of_the_wool(("emplois", f"{JOB},presse-2020,", f"{JOB},presse-2020,« neuf » salariés")).endswith(
        "note : non renseigné → « “neuf” salariés »"
    )


def test_figures_that_come_and_go_are_said_one_by_one_then_counted():
    row = "laine,{},effectif,projet,stock,{},personnes,mesure,exact,presse-2020,"
    one = [row.format(2019, 3)]
    assert (
        of_the_wool(added("emplois", *one)) == "chiffre d’emploi ajouté : personnes en poste 3 (2019, mesuré)"
    )
    four = [row.format(year, 3) for year in range(2016, 2020)]
    assert of_the_wool(added("emplois", *four)) == (
        "4 chiffres d’emploi ajoutés : personnes en poste 3 (2016, mesuré), personnes en poste 3 (2017, "
        "mesuré), personnes en poste 3 (2018, mesuré)…"
    )


# ------------------------------------------------------------------ other rows


def test_other_rows_are_named():
    assert of_the_wool(
        ("lieux", "laine,02001,Boutique\n", ""),
        ("partenaires", "prêt du bâtiment", "don du bâtiment"),
        ("etapes", "2010-03,Reprise", "2010-04,Reprise"),
        added("facteurs", "laine,duree,Vingt ans.,presse-2020"),
    ) == (
        "partenaire « Commune du Haut », rôle : « prêt du bâtiment » → « don du bâtiment » ; "
        "étape « Reprise de la filature » (mars 2010) → « Reprise de la filature » (avril 2010) ; "
        "facteur de réussite ajouté : « Durée » ; lieu supprimé : « Boutique » (La Plaine)"
    )


def test_the_cells_of_a_project_are_said_in_words():
    before = "filiere,actif,01001,site,,savoir_faire,2010,,"
    after = "cluster,termine,02001,commune,Deux vallées,mobilite,,2024,"
    assert of_the_wool(("projets", before, after)) == (
        "type : Filière → Cluster ; statut : en activité → terminée ; commune : Le Bourg → La Plaine ; "
        "précision du lieu : lieu d’activité dans la commune → commune ; "
        "territoire : non renseigné → « Deux vallées » ; thématique : Savoir-faire → Mobilité ; "
        "année de début : 2010 → non renseigné ; année de fin : non renseigné → 2024"
    )


def test_a_long_text_is_not_repeated():
    long = "Une filature et une boutique : douze personnes travaillent la laine des deux vallées."
    assert of_the_wool(("projets", "Une filature : 12 métiers.", long), laine="Récit.") == (
        "résumé : texte modifié ; récit ajouté"
    )
    assert of_the_wool(("projets", "site,,savoir", f"site,{long},savoir")) == "territoire : texte ajouté"


def test_a_name_that_changes_beyond_what_is_shown_of_it_still_changed():
    before = edited(("etapes", "Reprise de la filature", f"{'a' * 90}b"))
    after = edited(("etapes", "Reprise de la filature", f"{'a' * 90}c"))
    [line] = said(report_of(after, before))["Projets modifiés"]
    assert line == f"La Laine du Haut : étape « {'a' * 59}… » (mars 2010), texte modifié"


def test_a_project_that_changed_a_lot_has_its_changes_counted():
    rows = [f"laine,social,Lien {n},{n},fêtes,2019,declare,exact,presse-2020," for n in range(MOST_SAID + 3)]
    after = [row.replace("2019", "2020") for row in rows]
    [line] = said(report_of(edited(added("impacts", *after)), edited(added("impacts", *rows))))[
        "Projets modifiés"
    ]
    assert line.endswith("(2020, déclaré) ; et 3 autres changements")


# ------------------------------------------------------------------ projects and tables


def test_projects_come_and_go_with_their_place_and_what_they_hold():
    report = report_of(
        edited(
            added("projets", NEW_PROJECT.format("miel", "Le Miel", "01001", "site")),
            added("lieux", "miel,02001,Miellerie"),
            added(
                "partenaires", "miel,Les Abeilles,ess,,presse-2020", "miel,Éleveurs,entreprise,,presse-2020"
            ),
            ("projets", ROWS["projets"].splitlines()[-1], ""),
        )
    )
    assert said(report) == {
        "Projets ajoutés": ["Le Miel (Le Bourg, Haut) : 1 lieu et 2 partenaires"],
        "Projets supprimés": ["Réseau des deux vallées (sans lieu précis) : rien que sa présentation"],
        "Totaux": ["partenaires 2 → 3, couverture 2 → 3 sur 3"],
        "Pages du site": [
            "Nouvelle : projets/miel/",
            "Supprimée : projets/reseau/",
            "Modifiée : territoires/01/",
            "Modifiée : territoires/02/",
            "Modifiée : thematiques/alimentation/",
            "Modifiée : thematiques/savoir_faire/",
            "Modifiée : types/cluster/",
            "Modifiée : types/filiere/",
        ],
    }


def test_other_tables_are_said_row_by_row_and_the_territory_is_counted():
    report = report_of(
        edited(
            ("evenements", "2019-06-01,2019-06-02", "2019-06-08,2019-06-09"),
            ("reseaux", "couveuse,La Couveuse,incubateur,,,Couve des projets.,annuaire\n", ""),
            ("aides", "20000", "30000"),
            ("criteres", "Durée,Du temps long.", "Durée,Du temps très long."),
            ("sources", "2020-05-04", "2020-05-05"),
            added("sources", "neuf,Un titre,Un éditeur,2024,https://neuf.example/,2026-01-13"),
            ("communes", "500,45.5", "510,45.5"),
        )
    )
    assert said(report) == {
        "Critères": ["Modifié : « Durée », définition : « Du temps long. » → « Du temps très long. »"],
        "Réseaux": ["Supprimé : « La Couveuse »"],
        "Événements": [
            "Modifié : « Fête de la laine » (1er juin 2019) → « Fête de la laine » (8 juin 2019), "
            "fin : 2 juin 2019 → 9 juin 2019"
        ],
        "Aides": ["Modifiée : « Coup de pouce », montant maximal : 20 000 € → 30 000 €"],
        "Sources": [
            "Modifiée : « La laine repart » (Le Journal), date : 4 mai 2020 → 5 mai 2020",
            "Ajoutée : « Un titre » (Un éditeur)",
        ],
        "Territoire": ["1 commune modifiée"],
        "Pages du site": ["Modifiée : projets/laine/", "Modifiée : projets/reseau/"],
    }


def test_a_total_that_did_not_exist_is_said_to_have_been_unknown():
    after = edited(added("emplois", "lait,2022,maintenus,projet,cumul,8,etp,mesure,exact,bilan-2022,"))
    (first, *_) = said(report_of(after))["Totaux"]
    name = "total emplois maintenus depuis le début (équivalents temps plein)"
    assert first == f"{name} non renseigné → 8, couverture 1 sur 3"


def test_the_story_of_a_renamed_project_did_not_change():
    after = edited(("projets", "reseau,Réseau", "liens,Réseau"))
    report = build_report(revision(version(), reseau="Texte."), after, {"liens": "Texte."}, SETTINGS)
    assert said(report)["Projets modifiés"] == [
        "Réseau des deux vallées : identifiant : « reseau » → « liens »"
    ]


# ------------------------------------------------------------------ what cannot be compared


def test_errors_are_told_to_keep_some_things_from_being_compared():
    broken = version(
        emplois=ROWS["emplois"] + "laine,2019,crees,projet,cumul,dix,emplois,declare,exact,presse-2020,\n"
    )
    assert [plain(limit) for limit in report_of(broken).limits] == [
        "data/emplois.csv a aujourd’hui 1 ligne illisible : ce qu’on n’y lit pas paraît ici supprimé.",
        "Les totaux ne sont pas comparés : les données ont des erreurs ; voyez « vitrine check ».",
    ]
    report = report_of(version(), before=version(emplois='laine,"'))
    assert plain(report.headline) == "Aucun changement dans ce qui a pu être comparé."
    assert [plain(limit) for limit in report.limits] == [
        "data/emplois.csv n’est pas comparé : dans la version d’avant, les guillemets droits ne vont pas par "
        "deux, à partir de cette ligne.",
        "Les totaux ne sont pas comparés : la version d’avant avait des erreurs.",
    ]
