"""What slots show: honest counts, complete lists, links that work anywhere, hostile text made harmless."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit

import pytest
from golden_files import assert_golden
from small_catalog import ROWS, SETTINGS, small_catalog, small_dataset

from builder.catalog import Catalog
from builder.columns import columns_of
from builder.config import LegalNotice
from builder.descriptions import TYPES, form
from builder.exports import derived, exported
from builder.exports.published import PUBLISHED
from builder.fragments import FRAGMENTS
from builder.fragments.base import FILTERS, group_of, selected
from builder.fragments.cases import by_documentation
from builder.fragments.mentions import LABELS
from builder.fragments.reseaux import PLURALS
from builder.fragments.tiles import MOST_ROWS, NAMES, TILES
from builder.records import TABLES
from builder.scopes import scopes
from builder.words import NetworkType

NARROW = "\u202f"
DRAWN = {"carte", "graphique"}  # their own tests look at the drawings
OURS = sorted(FRAGMENTS.keys() - DRAWN)
COMPULSORY = {
    "chiffre-cle": {"nom": "emplois-crees"},
    "cette-page": {"titre": "Méthode", "adresse": "methode/"},
}
VOID = {"input", "br", "img", "meta", "link", "hr"}


def shown(name: str, attributes: Mapping[str, str] | None = None, catalog: Catalog | None = None) -> str:
    own = {**COMPULSORY.get(name, {}), **(attributes or {})}
    return str(FRAGMENTS[name].render(catalog or small_catalog(), own, "../"))


def text_of(html: str) -> str:
    """What a reader sees, spaces made ordinary and cells apart."""
    reader = Reader()
    reader.feed(html)
    return re.sub(r"\s+", " ", "".join(reader.found)).strip()


class Reader(HTMLParser):
    """The text between tags."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("td", "th", "dt", "dd"):
            self.found.append(" ")

    def handle_data(self, data: str) -> None:
        self.found.append(data)


class Outline(HTMLParser):
    """Tags as they open and close, ids and links."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.mistakes: list[str] = []
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.ids += [value or "" for name, value in attrs if name == "id"]
        self.links += [value or "" for name, value in attrs if name == "href"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.mistakes.append(tag)


# ------------------------------------------------------------------ all of them


@pytest.mark.parametrize("name", [name for name in OURS if name not in ("dictionnaire", "erreurs")])
def test_each_fragment_looks_like_its_golden_file(name: str):
    assert_golden(f"fragments/{name}.html", shown(name))


@pytest.mark.parametrize("name", OURS)
def test_each_fragment_is_well_formed_and_gives_an_id_once(name: str):
    outline = Outline(shown(name))

    assert outline.open == []
    assert outline.mistakes == []
    assert len(outline.ids) == len(set(outline.ids))


@pytest.mark.parametrize("name", OURS)
def test_links_are_relative_to_the_page_or_go_to_the_web(name: str):
    for link in Outline(shown(name)).links:
        assert link.startswith(("../", "https://", "http://", "mailto:", "#")), link


HOSTILE = "<script>alert(1)</script>{{ 7*7 }}${7*7}\"'&"


def hostile_rows() -> dict[str, str]:
    """Every free text of the small data replaced; codes, words, numbers, dates and addresses are kept."""
    return {name: "".join(_hostile_lines(name)) for name in ROWS}


def _hostile_lines(name: str) -> Iterator[str]:
    columns = columns_of(TABLES[name])
    quoted = HOSTILE.replace('"', '""')
    for record in small_dataset().records[name]:
        cells = []
        for column in columns:
            value = getattr(record, column.name)
            free = column.type is str and column.kind is None
            cells.append(f'"{quoted}"' if free and value else _typed(value))
        yield ",".join(cells) + "\n"


def _typed(value: object) -> str:
    return "" if value is None else str(getattr(value, "value", value))


@pytest.mark.parametrize("name", OURS)
def test_a_text_that_tries_to_be_code_stays_a_text(name: str):
    html = shown(name, catalog=small_catalog(hostile_rows()))
    # What search engines read is data, which test_structured.py tries to break out of.
    html = re.sub(r'<script type="application/ld\+json">[^<]*</script>', "", html)

    assert "<script" not in html
    assert "49" not in text_of(html).replace("{{ 7*7 }}", "")
    assert Outline(html).tags.count("script") == 0


@pytest.mark.parametrize("name", OURS)
def test_a_name_of_three_hundred_characters_is_shown_whole(name: str):
    long = "Coopération-" * 25
    html = shown(name, catalog=small_catalog({"projets": ROWS["projets"].replace("La Laine du Haut", long)}))

    assert Outline(html).open == []
    assert ("La Laine du Haut" in shown(name)) == (long in html)


@pytest.mark.parametrize("name", OURS)
def test_fragments_have_a_french_definition_and_examples_that_are_accepted(name: str):
    fragment = FRAGMENTS[name]
    assert fragment.definition.endswith(".")
    for attribute in fragment.attributes:
        assert attribute.definition.endswith(".")
        if attribute.choices and attribute not in FILTERS:
            assert attribute.example in set(attribute.choices(small_dataset()))


def test_every_fragment_works_without_any_case():
    empty = dict.fromkeys(
        ("projets", "lieux", "emplois", "impacts", "financements", "partenaires", "etapes", "facteurs"), ""
    )
    catalog = small_catalog(empty | {"evenements": "", "reseaux": "", "aides": "", "criteres": ""})

    for name in OURS:
        assert "None" not in shown(name, catalog=catalog)


# ------------------------------------------------------------------ selection


def test_filters_choose_together():
    catalog = small_catalog()

    def found(**filters: str) -> list[str]:
        return [study.project.id for study in selected(catalog, filters)]

    assert found() == ["laine", "lait", "reseau"]
    assert found(departement="02") == ["laine", "lait"]
    assert found(departement="02", thematique="savoir_faire") == ["laine"]
    assert found(critere="valeur_locale") == ["laine"]


def test_a_single_filter_by_group_has_a_page():
    catalog = small_catalog()

    assert group_of(catalog, {"departement": "02", "nombre": "3"}) == catalog.territories[1]
    assert group_of(catalog, {"departement": "02", "type": "filiere"}) is None
    assert group_of(catalog, {"critere": "duree"}) is None
    assert group_of(catalog, {}) is None


def test_the_best_documented_case_comes_first_then_the_name_decides():
    studies = by_documentation(small_catalog().studies)

    assert [study.project.id for study in studies] == ["laine", "lait", "reseau"]


# ------------------------------------------------------------------ key figures


def test_job_totals_keep_units_apart_and_leave_targets_out():
    seen = text_of(shown("chiffre-cle", {"nom": "emplois-crees"}))

    assert "20 emplois" in seen  # 14, the latest, and 6; neither the 10 of 2018 nor the 50 hoped for
    assert "2 projets renseignés sur 3 · années 2020 à 2022 · 1 chiffre donné avec réserve" in seen
    assert "2,5 équivalents temps plein" in seen


def test_every_row_of_a_total_is_one_click_from_its_source():
    html = shown("chiffre-cle", {"nom": "emplois-crees"})

    assert "La Laine du Haut : plus de 14 emplois (2020, déclaré), Le Journal, 2020" in text_of(html)
    assert "https://journal.example/laine" in Outline(html).links


def test_a_long_total_shows_its_first_rows_and_leads_to_the_others():
    many = range(MOST_ROWS + 5)
    catalog = small_catalog(
        {
            "projets": "".join(
                f"p{n:02},Projet {n},filiere,actif,,site,,mobilite,,,,,Résumé.,annuaire,\n" for n in many
            ),
            "emplois": "".join(
                f"p{n:02},2020,crees,projet,cumul,1,emplois,declare,exact,annuaire,\n" for n in many
            ),
        }
        | dict.fromkeys(("lieux", "impacts", "financements", "partenaires", "etapes", "facteurs"), "")
        | {"evenements": ""}
    )

    html = shown("chiffre-cle", catalog=catalog)

    assert html.count("<li>") == MOST_ROWS + 1
    assert "Et 5 autres, dans le fichier de ces lignes (CSV)" in text_of(html)


def test_what_is_not_known_is_never_zero():
    assert text_of(shown("chiffre-cle", {"nom": "emplois-maintenus"})) == "Emplois maintenus : non renseigné"
    assert "maintenus" not in shown("chiffres-cles")


def test_diverging_sources_are_said():
    rows = ROWS["emplois"] + "laine,2020,crees,projet,cumul,12,emplois,declare,exact,bilan-2022,\n"

    seen = text_of(shown("chiffre-cle", catalog=small_catalog({"emplois": rows})))

    assert "18 emplois" in seen
    assert "sources divergentes pour 1 projet, valeur basse retenue" in seen


def test_a_chosen_département_is_not_counted():
    assert "département" in text_of(shown("chiffres-cles"))
    assert "département" not in text_of(shown("chiffres-cles", {"departement": "01"}))


def test_key_figures_of_a_group_lead_to_its_cases():
    links = Outline(shown("chiffres-cles", {"thematique": "savoir_faire"})).links

    assert "../thematiques/savoir_faire/#cooperations" in links
    assert "../projets/" not in links


def test_every_tile_has_a_name():
    assert list(NAMES) == list(TILES)


# ------------------------------------------------------------------ lists


def test_the_list_of_cases_is_complete_and_light():
    outline = Outline(shown("liste-projets"))

    assert [link for link in outline.links if link.startswith("../projets/")] == [
        "../projets/laine/",
        "../projets/lait/",
        "../projets/reseau/",
    ]
    assert len(outline.tags) <= 1 + 12 * 3


def test_a_cut_list_leads_to_the_whole_one():
    seen = text_of(shown("liste-projets", {"nombre": "1", "tri": "recent"}))

    assert seen.startswith("Réseau des deux vallées")
    assert seen.endswith("Voir les 3 coopérations")


def test_a_filtered_list_that_is_whole_leads_nowhere_else():
    assert "Voir les" not in shown("liste-projets", {"departement": "01"})


def test_cases_without_place_are_listed_under_the_territories():
    assert "Réseau des deux vallées" in text_of(shown("territoires"))
    assert "Sans lieu" not in text_of(shown("thematiques"))


def test_an_empty_theme_is_shown_as_empty():
    assert "Mobilité aucun cas pour l’instant" in text_of(shown("thematiques"))


# ------------------------------------------------------------------ agenda, aids


def test_past_and_future_are_seen_from_the_edition_of_the_data():
    html = shown("agenda")
    upcoming, _, past = html.partition('id="passees"')

    assert "Soirée des idées" in upcoming  # known to the year only: 2026 is not over on 12 January 2026
    assert "Fête de la laine" in past
    assert "1er et 2 juin 2019" in text_of(past)
    assert "200 participants" in text_of(past)


def test_an_aid_whose_deadline_has_passed_is_closed():
    seen = text_of(shown("aides"))

    assert "close depuis le 31 décembre 2025" in seen
    assert "Montant maximal : non renseigné · date limite non renseignée" in seen


def test_no_aid_is_said_honestly():
    assert "une fois vérifiée, avec sa source" in shown("aides", catalog=small_catalog({"aides": ""}))


def test_every_type_of_network_has_a_plural():
    assert set(PLURALS) == set(NetworkType)


# ------------------------------------------------------------------ data


def test_downloads_give_rows_formats_and_weight():
    seen = text_of(shown("telechargements"))

    assert "projets Une coopération. 3 lignes. CSV, projets (1 ko), CSV pour Excel, projets (1 ko)" in seen
    assert "ko) : tous les tableaux, le dictionnaire et la licence" in seen


def test_every_download_is_a_published_file():
    catalog = small_catalog()
    links = set(re.findall(r'href="\.\./([^"#]+)"', shown("telechargements", catalog=catalog)))

    whole, others = ({output.path for output in made(catalog)} for made in (exported, derived))
    whole -= {"donnees/classeur.xlsx"}  # it has its own slot
    pages = {scope.page for scope in scopes(catalog).values()}
    assert whole <= links
    assert links - pages <= whole | others | {"api/v1/index.json"}
    assert {path for path in others if "selections" in path} <= links


def test_the_dictionary_tells_meaning_form_example_words_and_use():
    seen = text_of(shown("dictionnaire"))

    assert (
        "annee_debut Année de début Année de lancement. "
        "Forme : nombre entier, de 1800 à 2100, peut rester vide. Exemple : 1982. "
        "Remplie dans 2 sur 3 lignes."
    ) in seen
    assert "montant_eur Montant Somme en euros courants. Forme : nombre, en €, au moins 0." in seen
    assert "plus_de plus de : « Plus de », « au moins », borne basse d’une fourchette." in seen


def test_the_dictionary_defines_a_word_once_and_leads_there_afterwards():
    html = shown("dictionnaire")

    assert html.count(f"Compté{NARROW}: contrats signés") == 1
    assert html.count('href="#emplois-nature"') == 2


def test_every_table_and_every_column_of_the_dictionary_has_an_anchor():
    ids = set(Outline(shown("dictionnaire")).ids)

    for name, record in PUBLISHED.items():
        assert {f"table-{name}", *(f"{name}-{column.header}" for column in columns_of(record))} <= ids


def test_every_column_has_a_form_in_french():
    for record in TABLES.values():
        for column in columns_of(record):
            assert form(column)
            assert column.words or column.references or column.kind or column.type in TYPES


# ------------------------------------------------------------------ settings


def test_empty_legal_mentions_are_marked():
    assert shown("mentions").count("à compléter avant mise en ligne") == len(LABELS)


def test_given_legal_mentions_are_printed():
    settings = replace(SETTINGS, contact="bonjour@essai.example", mentions=LegalNotice(editeur="Les Vallées"))
    html = shown("mentions", catalog=small_catalog(settings=settings))

    assert "Éditeur Les Vallées" in text_of(html)
    assert "mailto:bonjour@essai.example" in Outline(html).links


def test_legal_labels_cover_the_settings():
    assert list(LABELS) == list(LegalNotice.__dataclass_fields__)


def test_a_report_opens_an_issue_already_begun():
    [first, _, third, *_] = Outline(shown("signaler")).links
    form, message = (parse_qs(urlsplit(link).query) for link in (first, third))

    assert first.startswith("https://forge.example/essai/issues/new?")
    assert form == {"template": ["proposer-un-projet.yml"], "title": [f"Nouvelle coopération{NARROW}: "]}
    assert message["title"] == [f"Rencontre{NARROW}: "]
    assert message["body"][0].startswith(f"Nom de la rencontre{NARROW}:\n")


def test_a_report_can_be_sent_by_mail_when_there_is_an_address():
    settings = replace(SETTINGS, contact="bonjour@essai.example")
    links = Outline(shown("signaler", catalog=small_catalog(settings=settings))).links

    assert any(link.startswith("mailto:bonjour@essai.example?subject=Erreur") for link in links)
