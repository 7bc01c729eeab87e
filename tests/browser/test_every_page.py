"""Each kind of page in a browser: silent, ours alone, whole on any screen, complete without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from builder.pipeline import build
from tests.browser.conftest import Open, Opened, serving
from tests.hostile_site import TOO_MUCH, write_hostile_project

pytestmark = pytest.mark.browser
WIDTHS = (320, 375, 768, 1280)
MOST_REQUESTS = 15
EXPLORER = 10  # the modules of the explorer, which its page alone loads
TOO_WIDE = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const held = (e) => e.closest("svg") !== e && e.closest("svg, .defile, pre") && !e.matches(".defile, pre");
  return [...document.querySelectorAll("body *")]
    .filter((e) => e.getBoundingClientRect().right > width + 1 && !held(e))
    .map((e) => `${e.tagName} ${e.className} ${Math.round(e.getBoundingClientRect().right)}`)
    .concat([`scrollWidth ${document.documentElement.scrollWidth}`]);
}"""


def too_wide(opened: Opened) -> dict[int, list[str]]:
    """The elements that make a page scroll sideways, by width of the screen."""
    found = {width: opened.at_width(width).evaluate(TOO_WIDE) for width in WIDTHS}
    return {width: names for width, names in found.items() if names}


def test_a_page_complains_of_nothing_and_asks_only_our_host(opened: Opened, home: str):
    assert opened.journal.complaints == []
    assert [url for url in opened.journal.requests if not url.startswith((home, "data:"))] == []
    most = MOST_REQUESTS + EXPLORER if opened.page.locator(".explorateur").count() else MOST_REQUESTS
    assert len(opened.journal.requests) <= most


def test_a_page_never_scrolls_sideways(opened: Opened):
    assert too_wide(opened) == {}


def test_a_case_still_fits_when_its_text_is_spaced(open_page: Open, home: str, full_case: str):
    """What WCAG 1.4.12 lets a reader ask for."""
    opened = open_page(home + full_case)
    opened.page.add_style_tag(content=SPACED)
    assert too_wide(opened) == {}


SPACED = """* { line-height: 1.5 !important }
* { letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }"""


def test_a_page_says_everything_without_javascript(opened: Opened, open_page: Open, home: str, kind: str):
    with_script = opened.at_width(1280)
    without = open_page(home + kind, java_script_enabled=False).page
    for page in (without, with_script):
        page.evaluate(NO_BUTTONS)
    shown = (
        ("header nav", "footer")
        if with_script.locator(".explorateur").count()
        else ("main", "header nav", "footer")
    )
    for css in shown:  # what the explorer shows in the place of the list is tested with it
        assert without.locator(css).inner_text() == with_script.locator(css).inner_text()
    assert without.evaluate(UNSEEN_DRAWINGS) == []
    assert without.locator(".bascule-theme").is_hidden()


# What only JavaScript can do says nothing that the page does not.
NO_BUTTONS = "for (const one of document.querySelectorAll('main button')) one.hidden = true"
UNSEEN_DRAWINGS = """() => [...document.querySelectorAll("main svg")]
  .filter((e) => !e.closest("details:not([open]), .imprime") && !e.getBoundingClientRect().width)
  .map((e) => e.outerHTML.slice(0, 80))"""


def test_the_menu_opens_without_javascript_on_a_phone(open_page: Open, home: str):
    page = open_page(home, java_script_enabled=False).at_width(375)
    link = page.locator("header nav").get_by_text("Projets", exact=True)
    assert link.is_hidden()
    page.locator("header summary", has_text="Menu").click()
    assert link.is_visible()


# ------------------------------------------------------------------ hostile and overfull


@pytest.fixture(scope="module")
def hostile(petit: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    project = write_hostile_project(petit, tmp_path_factory.mktemp("hostile") / "projet")
    build(project, "mkdocs", project / "site")
    with serving(project / "site", project) as address:
        yield address


@pytest.mark.parametrize("path", [f"projets/{TOO_MUCH}/", "tout/", "territoires/98/", "projets/"])
def test_hostile_text_runs_nothing_and_widens_nothing(open_page: Open, hostile: str, path: str):
    opened = open_page(hostile + path)
    opened.page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    assert too_wide(opened) == {}
    assert opened.journal.complaints == []
    assert [url for url in opened.journal.requests if not url.startswith(hostile)] == []
