"""The block of a newsletter: only what every client keeps, figures without pictures, valid messages."""

from __future__ import annotations

import re
from datetime import date
from email import message_from_bytes
from email.policy import default

import pytest
from golden_files import assert_golden
from site_reader import read_page, tag, text
from small_catalog import SETTINGS, small_catalog

from builder import mail
from builder.exhibits import exhibits
from builder.exhibits.sending import block_of, files
from builder.exhibits.sharing import Shared
from builder.mail import Block

# What Gmail, Outlook, Apple Mail, Orange, SFR and La Poste all show: caniemail.com, June 2026.
TAGS = {"table", "tbody", "tr", "td", "a", "img", "b", "br", "span"}
ATTRIBUTES = {
    "role",
    "width",
    "height",
    "cellpadding",
    "cellspacing",
    "border",
    "bgcolor",
    "style",
    "href",
    "src",
    "alt",
}
STYLES = {
    "width",
    "max-width",
    "height",
    "padding",
    "border",
    "border-collapse",
    "background-color",
    "color",
    "display",
}
STYLES |= {"font-family", "font-size", "font-weight", "line-height", "text-decoration"}
NASTY = "</td></table><img src=x onerror=alert(1)> {{ 7*7 }} ${alert(2)}"
CATALOG = small_catalog()


def block(**changes: object) -> Block:
    given = {
        "title": "Projets par thématique : Ardèche",
        "url": "https://vitrine.example/graphiques/departement-07/projets-par-thematique/",
        "words": "Sur 3 projets : Savoir-faire : 2 ; Alimentation : 1.",
        "source": "Source : Vitrine, données au 12 janvier 2026. Licence Ouverte 2.0.",
        "link": "Voir le graphique, ses données et ses sources",
    }
    return Block(**{**given, **changes})  # type: ignore[arg-type]


PICTURE = block(picture="https://vitrine.example/graphiques/region/x/graphique-2x.png")
BARS = block(
    panels=(mail.Panel("En emplois", (mail.Bar("Créés", "≥ 24", 100), mail.Bar("Maintenus", "0", 0))),)
)
NUMBERS = block(numbers=(mail.Number("plus de 24 emplois", "Emplois créés", "2 projets renseignés sur 3"),))
HOSTILE = block(
    title=NASTY, words=NASTY, source=NASTY, panels=(mail.Panel(NASTY, (mail.Bar(NASTY, "1", 9),)),)
)
BLOCKS = {"image": PICTURE, "barres": BARS, "chiffre": NUMBERS, "hostile": HOSTILE, "mots": block()}


@pytest.mark.parametrize("name", BLOCKS)
def test_a_block_holds_only_what_every_client_keeps(name: str):
    page = read_page("x", f"<!doctype html><title>x</title>{mail.html(BLOCKS[name])}".encode())
    assert page.faults == []
    (body,) = page.all("body")
    shown = [element for element in body.iter() if element is not body]
    assert {tag(element) for element in shown} <= TAGS
    assert {key for element in shown for key in element.attrib} <= ATTRIBUTES
    styles = [style for element in shown for style in element.get("style", "").split(";") if style]
    assert {style.partition(":")[0] for style in styles} <= STYLES
    assert all(element.get("role") == "presentation" for element in shown if tag(element) == "table")
    links = [element.get("href") or element.get("src") for element in shown if tag(element) in ("a", "img")]
    assert all(re.match(r"https://[^?]+$", link or "") for link in links)


@pytest.mark.parametrize("name", ["image", "barres", "chiffre"])
def test_each_kind_of_block_looks_like_its_golden_file(name: str):
    assert_golden(f"courriel/{name}.html", mail.html(BLOCKS[name]))


def test_a_picture_is_as_wide_as_it_is_shown_and_its_words_carry_the_figures():
    page = read_page("x", mail.document(PICTURE).encode())
    picture = page.one("img")
    assert picture.get("width") == "600"
    assert picture.get("alt") == f"{PICTURE.title}. {PICTURE.words}".replace(" :", "\u202f:").replace(
        " ;", "\u202f;"
    )
    assert "color:#1d2433" in picture.get("style", "")


def test_the_words_of_a_picture_stop_between_two_words():
    long = block(words="emploi " * 200)
    assert len(long.alt) <= mail.MOST_ALT + 1
    assert long.alt.endswith("emploi…")


@pytest.mark.parametrize("name", BLOCKS)
def test_the_text_says_the_same_and_where_to_read_more(name: str):
    one = BLOCKS[name]
    said = mail.text(one)
    assert one.url in said
    assert "12 janvier 2026" in said or name == "hostile"
    assert "&" not in said.replace("&amp", "?"), "nothing is escaped in plain text"


@pytest.mark.parametrize("name", BLOCKS)
def test_a_message_is_valid_and_the_same_each_time(name: str):
    one = BLOCKS[name]
    raw = mail.message(
        one.title, mail.text(one), mail.document(one), date(2026, 1, 12), "contact@vitrine.example"
    )
    read = message_from_bytes(raw, policy=default)
    assert read.defects == []
    assert read.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in read.iter_parts()] == ["text/plain", "text/html"]
    assert all(part.defects == [] for part in read.walk())
    assert read["Subject"] == one.title
    assert read["Date"].datetime.date() == date(2026, 1, 12)
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert raw == mail.message(
        one.title, mail.text(one), mail.document(one), date(2026, 1, 12), "contact@vitrine.example"
    )
    assert read.get_body(("plain",)).get_content().replace("\r\n", "\n") == mail.text(one)  # type: ignore[union-attr]


def test_every_exhibit_has_its_block_and_it_is_light():
    found = {output.path: output for output in files(CATALOG)}
    for exhibit in exhibits(CATALOG):
        for name in ("courriel.html", "courriel.eml", "courriel.txt", "oembed.json", "qr.svg"):
            assert found[f"{exhibit.path}{name}"].content
        assert len(found[f"{exhibit.path}courriel.html"].content) <= 15_000


def test_a_key_figure_is_text_and_a_chart_without_picture_is_bars():
    by_path = {one.path: one for one in exhibits(CATALOG)}
    number = block_of(Shared(catalog=CATALOG, exhibit=by_path["chiffres-cles/region/emplois-crees/"]))
    assert not number.picture
    assert number.numbers[0].value == "plus de 20 emplois"
    bars = block_of(
        Shared(catalog=CATALOG, exhibit=by_path["graphiques/departement-01/partenaires-par-categorie/"])
    )
    assert [bar.label for bar in bars.panels[0].bars]
    whole = block_of(Shared(catalog=CATALOG, exhibit=by_path["graphiques/region/projets-par-thematique/"]))
    assert whole.picture == f"{SETTINGS.site_url}graphiques/region/projets-par-thematique/graphique-2x.png"


def test_a_hostile_name_is_read_as_typed():
    page = read_page("x", mail.document(HOSTILE).encode())
    assert list(page.all("img")) == []
    assert "<img src=x onerror=alert(1)> {{ 7*7 }} ${alert(2)}" in text(page.one("body"))
