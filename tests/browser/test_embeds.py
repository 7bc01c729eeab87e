"""What travels, in a browser: whole in any frame, on any host; interactive on demand; nothing runs."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from html import escape
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from builder.pipeline import build
from tests.browser.conftest import Handler, Open, Server, opening, serving
from tests.browser.test_accessibility import EVERY_RULE, violations
from tests.hostile_site import HOSTILE, TOO_MUCH, write_hostile_project

pytestmark = pytest.mark.browser
ROOT = Path(__file__).parent.parent.parent
CHART = f"graphiques/projet-{TOO_MUCH}/emplois-dans-le-temps/"
FRAMES = (
    "graphiques/region/emplois-totaux/",
    "graphiques/region/projets-par-annee/",
    "graphiques/departement-99/partenaires-par-categorie/",
    CHART,
    "chiffres-cles/region/projets/",
    "chiffres-cles/type-reseau/partenaires/",
)
LEAST_HEIGHT = """() => {
  document.body.style.minHeight = "0";
  const { height } = document.body.getBoundingClientRect();
  document.body.style.minHeight = "";
  return Math.ceil(height);
}"""


@dataclass(frozen=True)
class Embeds:
    """The hostile site: its folder and its address."""

    folder: Path
    home: str

    def height(self, path: str) -> int:
        found: int = json.loads((self.folder / path / "oembed.json").read_text("utf-8"))["height"]
        return found


@pytest.fixture(scope="module")
def embeds(petit: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Embeds]:
    """The small territory, every text hostile, with the embed kit."""
    project = write_hostile_project(petit, tmp_path_factory.mktemp("cadres") / "projet")
    shutil.copy(ROOT / "docs/integrer.md", project / "docs/integrer.md")
    build(project, "mkdocs", project / "site")
    with serving(project / "site", project) as home:
        yield Embeds(project / "site", home)


# ------------------------------------------------------------------ frames


@pytest.mark.parametrize("path", FRAMES)
def test_nothing_scrolls_in_a_frame_of_the_height_that_is_told(open_page: Open, embeds: Embeds, path: str):
    opened = open_page(embeds.home + path)
    height = embeds.height(path)
    for width in (320, 375, 600, 800):
        page = opened.at_width(width, height)
        assert page.evaluate(LEAST_HEIGHT) <= height, width
        assert page.evaluate("document.documentElement.scrollHeight") <= height, width
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert opened.journal.complaints == []
    assert [url for url in opened.journal.requests if not url.startswith(embeds.home)] == []


@pytest.mark.parametrize("path", FRAMES)
def test_a_frame_says_everything_without_javascript(open_page: Open, embeds: Embeds, path: str):
    page = open_page(embeds.home + path, java_script_enabled=False).page
    assert page.locator("h1").is_visible()
    assert page.locator("main svg, main .chiffre").first.is_visible()
    assert page.locator("footer.source").is_visible()
    assert page.locator("button").evaluate_all("all => all.filter((e) => e.offsetWidth)") == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", FRAMES[2:])
def test_axe_finds_nothing_in_a_frame(open_page: Open, embeds: Embeds, path: str, scheme: Any):
    page = open_page(embeds.home + path, color_scheme=scheme).page
    assert violations(page, EVERY_RULE) == []


# ------------------------------------------------------------------ in the page of somebody else

HOST = """<!doctype html><html lang="fr"><title>Ailleurs</title><meta charset="utf-8">
<link rel="icon" href="data:,"><h1>Ailleurs</h1>
<script>
window.heights = [];
addEventListener("message", ({{ data }}) => data?.vitrine === "hauteur" && heights.push(data.hauteur));
</script>
{frames}"""


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """The folder and the address of another site: another port is another origin."""
    server = Server(("127.0.0.1", 0), partial(Handler, directory=str(tmp_path), base="/"))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield tmp_path, f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def code_of(embeds: Embeds, path: str, sandbox: str | None) -> str:
    """The code of a web page, its address being that of this copy, isolated as some hosts do."""
    said = json.loads((embeds.folder / path / "oembed.json").read_text("utf-8"))
    code: str = said["html"].replace(said["provider_url"], embeds.home)
    return code if sandbox is None else code.replace("<iframe ", f'<iframe sandbox="{sandbox}" ', 1)


@pytest.mark.parametrize("sandbox", [None, "", "allow-scripts"])
def test_a_frame_shows_in_a_foreign_page(
    open_page: Open, embeds: Embeds, elsewhere: tuple[Path, str], sandbox: str | None
):
    folder, address = elsewhere
    codes = "\n".join(code_of(embeds, path, sandbox) for path in FRAMES)
    (folder / "index.html").write_text(HOST.format(frames=codes.replace('loading="lazy"', "")), "utf-8")
    opened = open_page(address, viewport={"width": 320, "height": 800})
    frames = opened.page.frames[1:]
    assert len(frames) == len(FRAMES)
    for frame in frames:
        frame.wait_for_load_state()
        assert frame.locator("h1").is_visible()
        assert frame.locator("main svg, main .chiffre").first.is_visible()
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= 320
    ours = (embeds.home, address)
    assert [url for url in opened.journal.requests if not url.startswith((*ours, "data:"))] == []
    assert [said for said in opened.journal.complaints if "sandboxed" not in said] == []


def test_a_frame_tells_its_host_how_high_it_is(open_page: Open, embeds: Embeds, elsewhere: tuple[Path, str]):
    folder, address = elsewhere
    code = code_of(embeds, CHART, None).replace('loading="lazy"', "")
    (folder / "index.html").write_text(HOST.format(frames=code), "utf-8")
    page = open_page(address).page
    page.wait_for_function("heights.length > 0")
    before = page.evaluate("heights.at(-1)")
    assert 200 < before <= embeds.height(CHART)
    page.frames[1].locator("summary").click()
    page.wait_for_function(f"heights.at(-1) > {before}")


# ------------------------------------------------------------------ interactive charts


def animated(open_page: Open, address: str, **options: Any) -> Any:
    opened = open_page(address, **options)
    assert not [url for url in opened.journal.requests if "plotly" in url], "nothing before it is asked for"
    opened.page.locator(".animer").first.click()
    opened.page.wait_for_selector(".anime .main-svg")
    return opened


@pytest.mark.parametrize("path", [path for path in FRAMES if path.startswith("graphiques/")])
def test_an_interactive_chart_asks_our_host_alone_and_runs_nothing(
    open_page: Open, embeds: Embeds, path: str
):
    opened = animated(open_page, embeds.home + path)
    box = opened.page.locator(".anime")
    expect(box).to_be_focused()
    assert box.get_attribute("role") == "img"
    assert box.get_attribute("aria-label")
    for _ in range(3):
        opened.page.keyboard.press("ArrowRight")
    assert opened.page.locator("[role=status]").inner_text()
    assert opened.page.locator(".hoverlayer text").count() > 0
    assert opened.page.locator(".anime .modebar-btn").count() == 0
    assert opened.page.locator(".donnees table").count() == 1, "the table stays"
    assert violations(opened.page, EVERY_RULE) == []
    assert opened.journal.complaints == []
    assert [url for url in opened.journal.requests if not url.startswith(embeds.home)] == []


def test_an_interactive_chart_follows_the_theme(open_page: Open, embeds: Embeds):
    page = animated(open_page, embeds.home + CHART).page
    ink = "getComputedStyle(document.querySelector('.anime .annotation-text')).fill"
    light = page.evaluate(ink)
    page.emulate_media(color_scheme="dark")
    page.wait_for_function(f"{ink} !== '{light}'")


def test_hostile_words_are_read_as_typed_in_an_interactive_chart(open_page: Open, embeds: Embeds):
    page = animated(open_page, embeds.home + "graphiques/region/projets-par-type/").page
    said = page.locator(".anime").inner_text() + " ".join(page.locator(".anime text").all_text_contents())
    typed = [text for text in HOSTILE if text[:12].replace("'", "’") in said.replace("\u202f", " ")]
    assert typed, said
    assert page.locator(".anime :is(img, script, a)").count() == 0


def test_a_browser_makes_the_picture_that_has_no_file(open_page: Open, embeds: Embeds):
    page = open_page(embeds.home + CHART).page
    with page.expect_download() as download:
        page.locator(".peindre").click()
    assert download.value.suggested_filename == f"emplois-dans-le-temps-projet-{TOO_MUCH}.png"
    picture = Image.open(download.value.path())
    picture.load()  # checks the sum of each chunk
    said, drawn = picture.text, page.request.get(f"{embeds.home}{CHART}graphique.svg").text()
    assert list(said) == ["Title", "Author", "Description", "Copyright", "Source"]
    for text in said.values():
        assert escape(text.split(" ; ")[0], quote=False) in drawn


# ------------------------------------------------------------------ the kit


@pytest.fixture(scope="module")
def kit(chromium: Browser, embeds: Embeds) -> Iterator[Page]:
    allowed = ["clipboard-read", "clipboard-write"]
    with opening(chromium) as open_kit:
        opened = open_kit(f"{embeds.home}integrer/?sujet={CHART}", permissions=allowed)
        opened.page.wait_for_selector(".apercu iframe")
        yield opened.page
        assert opened.journal.complaints == []
        assert [url for url in opened.journal.requests if not url.startswith(embeds.home)] == []


def choose(kit: Page, language: str) -> str:
    """The code of a language, once it is there."""
    kit.locator(f"[name=langue][value={language}]").check()
    kit.wait_for_timeout(500)
    return kit.locator("[name=code]").input_value()


def test_the_button_leads_to_the_subject_it_stands_under(kit: Page):
    assert kit.locator("[name=sujet]").input_value() == CHART
    assert kit.locator("[name=portee]").input_value().endswith(f"/integrer/projet-{TOO_MUCH}/")


def test_the_code_follows_the_width(kit: Page, embeds: Embeds):
    assert "max-width:600px" in choose(kit, "web")
    kit.locator("[name=taille]").select_option("320")
    kit.wait_for_timeout(300)
    code = kit.locator("[name=code]").input_value()
    assert "max-width:320px" in code
    assert f'height="{embeds.height(CHART)}"' in code


@pytest.mark.parametrize("language", ["markdown", "wordpress", "papier"])
def test_each_language_gives_an_absolute_address(kit: Page, language: str):
    assert f"https://essai.example/vitrine/{CHART}" in choose(kit, language)


def test_an_email_is_copied_with_its_looks_and_as_text(kit: Page):
    block = choose(kit, "courriel")
    assert block.startswith('<table role="presentation"')
    assert "ko" in kit.locator(".poids").inner_text()
    kit.locator("[data-copie=riche]").click()
    expect(kit.locator(".dit")).to_have_text("Copié.")
    kit.bring_to_front()
    read = """async () => {
      const [item] = await navigator.clipboard.read();
      const text = async (type) => (await item.getType(type)).text();
      return [await text("text/plain"), await text("text/html")];
    }"""
    plain, rich = kit.evaluate(read)
    assert f"https://essai.example/vitrine/{CHART}" in plain
    assert "<table" in rich


def test_a_search_without_accents_finds_a_scope(kit: Page):
    kit.locator("[name=cherche]").fill("departement")
    assert kit.locator("[name=portee] option").count() == 2
    kit.locator("[name=cherche]").fill("")


def test_axe_finds_nothing_in_the_kit(kit: Page):
    choose(kit, "web")
    assert [line for line in violations(kit, EVERY_RULE) if "iframe" not in line] == []


def test_every_code_is_reached_without_javascript(open_page: Open, embeds: Embeds):
    page = open_page(f"{embeds.home}integrer/", java_script_enabled=False).page
    assert page.locator(".kit").is_hidden()
    page.locator(".sujets summary", has_text="Projets").click()
    page.locator(f".sujets a[href*='projet-{TOO_MUCH}']").click()
    section = page.locator(f"[data-sujet='{CHART}']")
    assert "<iframe" in section.locator("[data-langue=web]").input_value()
    assert (
        section.locator("a[href$='courriel.html'], a[href$='courriel.eml'], a[href$='qr.svg']").count() == 3
    )


def test_axe_finds_nothing_in_a_page_of_codes(open_page: Open, embeds: Embeds):
    page = open_page(f"{embeds.home}integrer/projet-{TOO_MUCH}/").page
    page.evaluate("for (const one of document.querySelectorAll('main details')) one.open = true")
    assert violations(page, EVERY_RULE) == []


# ------------------------------------------------------------------ the e-mail


def test_an_email_runs_nothing_and_keeps_its_figures_without_pictures(open_page: Open, embeds: Embeds):
    opened = open_page(f"{embeds.home}graphiques/region/projets-par-type/courriel.html")
    assert opened.journal.complaints == [] or all("ERR_" in said for said in opened.journal.complaints)
    picture = opened.page.locator("img")
    assert picture.get_attribute("alt")
    assert opened.page.locator("script, svg, iframe").count() == 0
    assert opened.at_width(320).evaluate("document.documentElement.scrollWidth") <= 320
