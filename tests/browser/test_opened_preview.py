"""The preview of a proposal, opened from a folder as by a double click."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.browser.conftest import Open
from tests.proposal import unzipped_preview, write_proposal

pytestmark = pytest.mark.browser
PAPER = "rgb(251, 250, 247)"
BACKGROUND = "getComputedStyle(document.body).backgroundColor"


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("apercu")
    return unzipped_preview(write_proposal(folder / "projet"), folder)


def test_one_clicks_through_the_preview_as_on_a_host(open_page: Open, opened: Path):
    start = open_page((opened / "commencer-ici.html").as_uri())
    page = start.page
    assert page.evaluate("[...document.images].map((image) => image.naturalWidth)") == [560] * 6
    page.get_by_role("link", name="Ardelaine – filière laine").click()
    assert page.url.endswith("/ouvert/projets/ardelaine/index.html")
    assert page.get_by_text("Aperçu – données non publiées.").is_visible()
    assert page.evaluate(BACKGROUND) == PAPER
    assert (page.locator("svg.plan").first.bounding_box() or {})["height"] > 100
    page.locator(".fil a").first.click()
    assert page.url.endswith("/ouvert/index.html")
    page.get_by_role("link", name="Ce que cette proposition change").click()
    assert page.url.endswith("/ouvert/commencer-ici.html")
    assert start.journal.complaints == []
    assert [url for url in start.journal.requests if not url.startswith((opened.as_uri(), "data:"))] == []


def test_the_page_of_unknown_addresses_has_its_style_too(open_page: Open, opened: Path):
    lost = open_page((opened / "404.html").as_uri())
    assert lost.page.evaluate(BACKGROUND) == PAPER
    lost.page.get_by_role("link", name="Parcourir les projets").click()
    assert lost.page.url.endswith("/ouvert/projets/index.html")
    assert lost.journal.complaints == []


def test_the_search_field_leads_to_the_complete_list(open_page: Open, opened: Path):
    """A page read from a folder loads no module: its field is the form that it is without script."""
    page = open_page((opened / "projets" / "ardelaine" / "index.html").as_uri()).page
    page.locator("#chercher").fill("laine")
    page.keyboard.press("Enter")
    page.wait_for_url("**/ouvert/recherche/index.html?q=laine")
    assert page.locator("main a", has_text="Ardelaine – filière laine").is_visible()
