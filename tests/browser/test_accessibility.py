"""axe-core finds nothing, in light and in dark, on a wide screen and on a phone; and a keyboard is enough."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import KINDS, Open

pytestmark = pytest.mark.browser
AXE = Axe()
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
EVERY_RULE: dict[str, Any] = {
    "runOnly": {"type": "tag", "values": TAGS},
    "rules": {"target-size": {"enabled": True}},  # WCAG 2.2, which axe leaves off by itself
    "resultTypes": ["violations"],
}
COLOURS: dict[str, Any] = {  # all that a theme can change
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
    "resultTypes": ["violations"],
}
FOCUS = "document.activeElement"


def violations(page: Page, options: dict[str, Any] = EVERY_RULE) -> list[str]:
    """What axe reproaches, one line a place."""
    found = AXE.run(page, options=options).response["violations"]
    return [f"{rule['id']}: {' '.join(node['target'])}" for rule in found for node in rule["nodes"]]


def test_axe_sees_what_is_wrong(open_page: Open, home: str):
    """So that its silence below means something."""
    page = open_page(home).page
    page.evaluate(
        "document.querySelector('main').innerHTML += '<p style=\"color: #ccc\">pâle</p><img src=\"data:,\">'"
    )
    assert {line.partition(":")[0] for line in violations(page)} == {"color-contrast", "image-alt"}


def test_axe_finds_nothing(open_page: Open, home: str, kind: str):
    opened = open_page(home + kind, reduced_motion="reduce")
    found = {}
    for width in (1280, 375):
        page = opened.at_width(width)
        for scheme, options in (("light", EVERY_RULE), ("dark", COLOURS)):
            page.emulate_media(color_scheme=scheme)
            found[scheme, width] = violations(page, options)
    assert {at: what for at, what in found.items() if what} == {}


def test_axe_finds_nothing_once_everything_is_open(open_page: Open, home: str, full_case: str):
    page = open_page(home + full_case, reduced_motion="reduce").page
    page.evaluate("for (const one of document.querySelectorAll('main details')) one.open = true")
    assert violations(page) == []


# ------------------------------------------------------------------ keyboard


@pytest.mark.parametrize("name", ["accueil", "fiche pleine", "page introuvable"])
def test_the_first_tab_reaches_the_way_past_the_menu(open_page: Open, home: str, name: str):
    page = open_page(home + KINDS[name]).page
    page.keyboard.press("Tab")
    assert page.evaluate(f"{FOCUS}.textContent") == "Aller au contenu"
    assert page.evaluate(f"{FOCUS}.getBoundingClientRect().left") >= 0
    page.keyboard.press("Enter")
    assert page.evaluate(f"{FOCUS}.id") == "contenu"


def test_a_menu_opens_and_closes_by_keyboard(open_page: Open, home: str):
    page = open_page(home).page
    menu = page.locator("header details details").first
    menu.locator("summary").focus()
    page.keyboard.press("Enter")
    assert menu.get_attribute("open") is not None
    page.keyboard.press("Tab")
    assert page.evaluate(f"{FOCUS}.closest('details details') !== null && {FOCUS}.tagName") == "A"
    page.keyboard.press("Escape")
    assert menu.get_attribute("open") is None
    assert page.evaluate(f"{FOCUS}.tagName") == "SUMMARY"


def test_the_folded_menu_of_a_phone_opens_and_closes_by_keyboard(open_page: Open, home: str):
    page = open_page(home).at_width(375)
    menu = page.locator("header details.menu")
    menu.locator("summary").first.focus()
    page.keyboard.press("Enter")
    assert menu.get_by_text("Projets", exact=True).is_visible()
    page.keyboard.press("Escape")
    assert menu.get_by_text("Projets", exact=True).is_hidden()
    assert page.evaluate(f"{FOCUS}.textContent") == "Menu"


def test_the_focus_is_always_seen(open_page: Open, home: str, full_case: str):
    """Every stop of a keyboard is on the screen and marked, from the top of a case to its foot."""
    page = open_page(home + full_case, reduced_motion="reduce").page
    unseen = page.evaluate("""() => [...document.querySelectorAll("a, button, summary, [tabindex='0']")]
      .filter((e) => e.checkVisibility() && !e.closest("details:not([open]) > :not(summary)"))
      .filter((e) => {
        e.focus({focusVisible: true});
        const box = e.getBoundingClientRect(), mark = getComputedStyle(e);
        const shown = box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0;
        const marked = mark.outlineStyle !== "none" && parseFloat(mark.outlineWidth) >= 2;
        return document.activeElement !== e || !shown || !marked;
      }).map((e) => e.outerHTML.slice(0, 120))""")
    assert unseen == []


# ------------------------------------------------------------------ theme


def test_the_theme_is_remembered_until_it_is_automatic_again(open_page: Open, home: str):
    page = open_page(home, color_scheme="light").page
    paper = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(paper)
    button = page.locator(".bascule-theme")
    said = [button.inner_text()]
    for _ in range(2):
        button.click()
        said.append(button.inner_text())
    assert [text.replace("\u202f", " ") for text in said] == [
        "Thème : automatique",
        "Thème : clair",
        "Thème : sombre",
    ]
    dark = page.evaluate(paper)
    assert dark != light
    page.goto(f"{home}projets/")
    assert page.evaluate(paper) == dark
    page.locator(".bascule-theme").click()
    page.reload()
    assert page.evaluate(paper) == light
    assert page.evaluate("localStorage.length") == 0


# ------------------------------------------------------------------ paper


def test_a_printed_case_has_no_menu_is_light_and_shows_the_address_of_its_sources(
    open_page: Open, home: str, full_case: str
):
    page = open_page(home + full_case, color_scheme="dark").page
    page.emulate_media(media="print", color_scheme="dark")
    for css in ("header nav", ".bascule-theme", "footer nav", ".fil", ".proches"):
        assert page.locator(css).is_hidden(), css
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    link = page.locator(".sources a").first
    after = link.evaluate("e => getComputedStyle(e, '::after').content")
    assert str(link.get_attribute("href")) in after
