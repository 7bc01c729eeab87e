"""The search, made in Python: words, entries, files small enough, nothing made twice for nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace

import pytest

from builder.catalog import Catalog
from builder.search.entries import CASES, Entry, recipes
from builder.search.index import Index, bucket_of, buckets_for, packed
from builder.search.listing import SIZE, listing, pages
from builder.search.pages import page_recipes
from builder.search.products import search_files
from builder.search.words import words
from tests.small_catalog import ROWS, small_catalog

HOSTILE = '</script><img src=x onerror=alert(1)> {{ 7*7 }} ${alert(1)} =cmd "'
PAGE = """<head><title>Méthode &amp; limites – Vitrine</title>
<meta name="description" content="Ce qui est &lt;sûr&gt;."></head>
<body><header><p>Menu</p></header><main><article><h1>Méthode</h1>
<p>Un <em>chiffre</em>, une source.</p><script>var non = 1</script><pre>du code</pre><br>
<div data-slot="carte"></div><ul><li>Un</li><li>Deux &amp; trois</li></ul></article></main>
<footer><p>Pied</p></footer></body>"""


def index_of(*texts: str) -> Index:
    """The index of entries named after their number."""
    made = [Entry(f"Nom {number}", f"p/{number}/", "", text) for number, text in enumerate(texts)]
    return Index({CASES: [lambda entry=entry: entry for entry in made]})


def unpacked(text: str) -> list[int]:
    """Packed numbers, read independently of the code that writes them."""
    digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    numbers, step, weight, last = [], 0, 1, 0
    for value in map(digits.index, text):
        step, weight = step + value % 32 * weight, weight * 32
        if value < 32:
            last += step
            numbers.append(last)
            step, weight = 0, 1
    return numbers


def files_of(catalog: Catalog, html: Mapping[str, str] | None = None) -> dict[str, bytes]:
    return {output.path: output.content for output in search_files(catalog, html or {})}


# ------------------------------------------------------------------ words


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Équipement", ["equipement"]),
        ("L’ŒUVRE d'ici", ["oeuvre", "ici"]),
        ("St-Étienne, Ste Foy", ["saint", "etienne", "sainte", "foy"]),
        ("L'Isère et l’Ain", ["isere", "ain"]),
        ("a ß 2019 07", ["ss", "2019", "07"]),
        (HOSTILE, ["script", "img", "src", "onerror", "alert", "alert", "cmd"]),
        ("", []),
    ],
)
def test_words_have_neither_accent_case_nor_ligature(typed: str, found: list[str]):
    assert words(typed) == found


# ------------------------------------------------------------------ entries


def test_every_case_group_network_factor_aid_and_event_can_be_found():
    found = recipes(small_catalog(), ())
    titles = {label: [recipe().title for recipe in made] for label, made in found.items()}
    assert titles == {
        "Territoires": ["Haut", "Bas"],
        "Thématiques et types": ["Alimentation", "Mobilité", "Savoir-faire", "Cluster", "Filière"],
        "Projets": ["La Laine du Haut", "Lait du Bas", "Réseau des deux vallées"],
        "Rendez-vous": ["Soirée des idées", "Fête de la laine"],
        "Pages": [
            "Valeur gardée sur place",
            "Durée",
            "Appui",
            "La Couveuse",
            "Coup de pouce",
            "Aide à l’étude",
        ],
    }


def test_a_case_is_found_by_all_that_its_page_says_in_words():
    entry = recipes(small_catalog(), ())[CASES][0]()
    assert (entry.title, entry.path) == ("La Laine du Haut", "projets/laine/")
    assert entry.note == "Le Bourg (Haut) · Filière"
    for words_of_the_page in (
        "Une filature : 12 métiers.",
        "Savoir-faire, depuis 2010",
        "Lieux : Le Bourg, Haut, La Plaine et Bas.",
        "Partenaires : Commune du Haut et Éleveurs.",
        "Reprise de la filature",
        "Résultats : Laine transformée.",
        "Tout se fait dans la vallée.",
    ):
        assert words_of_the_page in entry.text.split("\n")


def test_a_hand_written_page_is_found_by_its_article_alone():
    (recipe,) = page_recipes({"methode/index.html": PAGE, "recherche/index.html": PAGE, "404.html": PAGE})
    assert recipe() == Entry(
        "Méthode & limites",
        "methode/",
        "",
        "Ce qui est <sûr>.\nUn chiffre, une source.\nUn\nDeux & trois",
    )


# ------------------------------------------------------------------ index


@pytest.mark.parametrize("numbers", [(), (0,), (0, 1, 2), (5, 36, 68, 1092, 40_000, 2_000_000)])
def test_numbers_packed_can_be_read_again(numbers: tuple[int, ...]):
    assert unpacked(packed(numbers)) == list(numbers)


def test_a_word_leads_to_the_entries_that_hold_it_in_title_or_text():
    index = index_of("Une laine", "rien", "Des LAINES, une Laine")
    lines = index.bucket(bucket_of("laine", index.buckets)).decode().splitlines()
    assert [line.split(" ") for line in lines if line.startswith("laine")] == [
        ["laine", "", "", packed([0, 2])],
        ["laines", "", "", packed([2])],
    ]
    lines = index.bucket(bucket_of("nom", index.buckets)).decode().splitlines()
    assert f"nom {packed([0, 1, 2])}  " in lines


def test_words_that_begin_alike_are_in_the_same_file_however_many_entries_there_are():
    for count in (10, 10_000, 1_000_000):
        among = buckets_for(count)
        assert {bucket_of(word, among) for word in ("coop", "cooperation", "cooperative")} == {
            bucket_of("coo", among)
        }


def test_the_words_of_a_letter_are_listed_for_corrections():
    index = index_of("laine, lait, lin, élevage, 1982")
    assert index.vocabulary("l") == b"laine\nlait"
    assert index.vocabulary("e") == b"elevage"
    assert index.vocabulary("z") == b""


def test_texts_come_by_eight_with_french_spaces_and_are_not_endless():
    index = index_of(*["court : oui"] * 8, "\n".join(["ligne"] * 5000))
    first, last = json.loads(index.texts_file(0)), json.loads(index.texts_file(1))
    assert first[3] == ["Nom 3", "p/3/", "", "court\u202f: oui"]
    assert (len(first), len(last)) == (8, 1)
    assert len(last[0][3]) <= 4000
    assert last[0][3].endswith("ligne")


def test_a_hostile_text_is_only_text():
    catalog = small_catalog(
        {"projets": ROWS["projets"].replace("Sans lieu.", f'"{HOSTILE.replace(chr(34), "")}"')}
    )
    files = files_of(catalog)
    texts = [row for path, content in files.items() if "/textes/" in path for row in json.loads(content)]
    assert any("onerror=alert(1)" in text for *_, text in texts)
    assert not any(b"<" in content for path, content in files.items() if path.endswith(".txt"))


# ------------------------------------------------------------------ files


def test_the_same_data_give_the_same_files():
    assert files_of(small_catalog(), {"a/index.html": PAGE}) == files_of(
        small_catalog(), {"a/index.html": PAGE}
    )


def test_what_differs_has_another_key_and_another_version():
    def made(*changes: Mapping[str, str]) -> list[dict[str, str]]:
        return [{o.path: o.key for o in search_files(small_catalog(change), {})} for change in changes]

    plain, again, other = made({}, {}, {"partenaires": ROWS["partenaires"].replace("Éleveurs", "Bergers")})
    assert plain == again
    assert {path for path in plain if plain[path] != other[path]} == set(plain)
    figures = (
        {"emplois": ROWS["emplois"].replace(",10,", ",11,")},
        {"impacts": ROWS["impacts"].replace(",8,", ",9,")},
        {"financements": ROWS["financements"].replace("40000", "50000")},
    )
    for keys in made(*figures):
        assert {path for path in plain if plain[path] != keys[path]} <= {"recherche/textes/0.json"}
    fundings = made({"financements": ROWS["financements"].replace("Région", "Département")})
    assert fundings[0]["recherche/index.json"] != plain["recherche/index.json"]


def test_an_empty_territory_has_a_search_all_the_same():
    empty = dict.fromkeys(ROWS, "") | {name: ROWS[name] for name in ("departements", "communes", "sources")}
    files = files_of(small_catalog(empty))
    assert json.loads(files["recherche/index.json"])["entrees"] == 2


# ------------------------------------------------------------------ the list without JavaScript


def test_the_list_leads_to_everything():
    printed = str(listing(small_catalog(), {}, "../"))
    for address in (
        "projets/laine/",
        "territoires/01/",
        "thematiques/mobilite/",
        "agenda/#evenement-fete-2019",
    ):
        assert f'href="../{address}"' in printed
    assert list(pages(small_catalog())) == []


def test_a_long_group_has_pages_of_its_own_that_stay_light():
    one = ROWS["projets"].splitlines()[0]
    rows = {
        name: ""
        for name in ROWS
        if name not in ("thematiques", "types", "sources", "departements", "communes")
    }
    many = "".join(
        one.replace("laine,La Laine du Haut", f"p{n},Projet {n:04d}") + "\n" for n in range(2 * SIZE + 1)
    )
    catalog = small_catalog(rows | {"projets": many})
    made = [late.make() for late in pages(catalog)]
    assert [page.path for page in made] == [f"recherche/projets-{n}/" for n in (1, 2, 3)]
    assert all(len(page.body.encode()) < 300_000 for page in made)
    assert "Projet 0400" in made[1].body
    assert 'href="../../projets/p400/"' in made[1].body
    printed = str(listing(catalog, {}, "../"))
    assert 'href="../recherche/projets-3/"' in printed
    assert "projets/p400/" not in printed


def test_stories_count_in_the_key():
    catalog = small_catalog()
    told = replace(
        catalog, studies=(replace(catalog.studies[0], story="Une histoire."), *catalog.studies[1:])
    )
    keys = [[output.key for output in search_files(one, {})] for one in (catalog, told)]
    assert keys[0][0] != keys[1][0]
