"""Interactive maps in a browser: keyboard, frames, no JavaScript, hostile names, other hosts, many points."""

from __future__ import annotations

import json
import re
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from builder.catalog import Catalog
from builder.fragments import FRAGMENTS
from builder.maps import frame, map_called
from builder.maps.backdrop import backdrop
from builder.maps.files import FILES
from builder.vendored import LEAFLET, vendored
from tests.browser.conftest import Journal, Open, Opened

ROOT = Path(__file__).parent.parent.parent
NAMES = (
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "${document.title='exécuté'}",
    "</script><img src=x onerror=document.title='exécuté'>",
    "C:\\2019\\plan",
)
Serve = Callable[..., str]


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def publish() -> Iterator[Callable[[Path], str]]:
    """Serves a folder at an origin of its own."""
    servers = []

    def start(folder: Path) -> str:
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}/"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="module")
def serve(tmp_path_factory: pytest.TempPathFactory, publish: Callable[[Path], str]) -> Serve:
    """Writes some maps of a catalogue with all that their pages load, and gives the address of the folder."""

    def start(catalog: Catalog, *names: str) -> str:
        folder = tmp_path_factory.mktemp("cartes")
        shutil.copytree(ROOT / "docs/assets", folder / "assets")
        paths = {one.path for one in LEAFLET}
        outputs = [output for output in vendored(catalog) if output.path in paths]
        for output in [*outputs, *backdrop(catalog)]:
            _write(folder / output.path, output.content)
        for name in names:
            one = map_called(catalog, name)
            assert one
            for file in ("index.html", "carte.svg"):
                _write(folder / one.path / file, FILES[file](catalog, one))
        return publish(folder)

    return start


def _write(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


@pytest.fixture(scope="module")
def site(serve: Serve, petit_catalog: Catalog) -> str:
    """The maps of the small territory, with cases under hostile names, all in one place."""
    first = next(study for study in petit_catalog.studies if study.locations)
    hostile = [
        replace(first, project=replace(first.project, id=f"cas-{n}", name=name), jobs=(), fundings=())
        for n, name in enumerate(NAMES)
    ]
    catalog = replace(petit_catalog, studies=(*hostile, *petit_catalog.studies))
    return serve(catalog, "region", "emplois", "epci")


def ready(opened: Opened) -> Opened:
    opened.page.wait_for_selector("html[data-pret]")
    opened.page.wait_for_timeout(400)
    return opened


def labels(opened: Opened, selector: str) -> list[str]:
    return opened.page.locator(selector).evaluate_all("all => all.map(e => e.getAttribute('aria-label'))")


def foreign(journal: Journal, address: str) -> list[str]:
    return [url for url in journal.requests if not url.startswith((address, "data:", "blob:"))]


def spread_out(opened: Opened) -> None:
    """Opens the cluster of the cases that share a place, with the keyboard."""
    page = opened.page
    for _ in range(6):
        if (
            page.locator(".repere.groupe").count() == 0
            or page.locator(".leaflet-marker-pane path").count() > 3
        ):
            break
        page.locator(".repere.groupe").first.focus()
        page.keyboard.press("Enter")
        page.wait_for_timeout(900)


@pytest.mark.parametrize("name", ["region", "emplois", "epci"])
def test_a_map_complains_of_nothing_and_asks_no_other_host(open_page: Open, site: str, name: str):
    opened = ready(open_page(f"{site}cartes/{name}/"))
    assert opened.journal.complaints == []
    assert foreign(opened.journal, site) == []
    assert opened.page.evaluate("document.documentElement.scrollHeight <= innerHeight")


def test_hostile_names_are_shown_as_typed_and_run_nothing(open_page: Open, site: str):
    opened = ready(open_page(f"{site}cartes/region/"))
    page = opened.page
    title = page.title()
    spread_out(opened)
    shown = page.locator(".repere:not(.groupe)").evaluate_all(
        "all => all.map(e => e.getAttribute('aria-label'))"
    )
    for name in NAMES:
        mark = next(words for words in shown if words.startswith(name))
        page.locator(f".repere[aria-label={json.dumps(mark, ensure_ascii=False)}]").focus()
        page.keyboard.press("Enter")
        assert page.locator(".bulle h2").inner_text() == name
        page.keyboard.press("Escape")
        page.locator(".leaflet-popup").wait_for(state="detached")
    assert page.title() == title
    assert page.locator("img[src=x]").count() == 0
    assert opened.journal.complaints == []


def test_a_popup_opens_with_the_keyboard_and_gives_the_focus_back(open_page: Open, site: str):
    page = ready(open_page(f"{site}cartes/emplois/")).page
    mark = page.locator(".repere").first
    mark.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.matches('.bulle h2 a')")
    assert re.search(r"Précision\u202f: ", page.locator(".bulle").inner_text())
    page.keyboard.press("Escape")
    page.locator(".leaflet-popup").wait_for(state="detached")
    assert page.evaluate("document.activeElement.matches('.repere')")


def test_controls_are_named_in_french(open_page: Open, site: str):
    page = ready(open_page(f"{site}cartes/region/")).page
    names = page.locator(".commandes button").evaluate_all(
        "all => all.map(e => e.getAttribute('aria-label'))"
    )
    assert names[:3] == ["Agrandir", "Réduire", "Vue d’ensemble"]


def test_tiles_come_only_once_asked_for(open_page: Open, site: str):
    opened = open_page("about:blank")
    asked: list[dict[str, str]] = []

    def answer(route):
        asked.append(route.request.headers)
        route.abort()

    opened.page.route("https://data.geopf.fr/**", answer)
    opened.page.goto(f"{site}cartes/region/")
    ready(opened)
    assert asked == []
    opened.page.click(".plan-ign summary")
    assert "recevra l’adresse de votre connexion" in opened.page.locator(".plan-ign p").inner_text()
    opened.page.click(".plan-ign button")
    opened.page.wait_for_timeout(500)
    assert asked
    assert {headers.get("referer", "") for headers in asked} <= {site, ""}


def test_without_javascript_the_drawing_stands_there(open_page: Open, site: str):
    page = open_page(f"{site}cartes/region/", java_script_enabled=False).page
    assert page.locator(".carte-dessin").is_visible()
    assert not page.locator("#carte").is_visible()
    page.click("summary:has-text('Données')")
    assert page.locator(".tiroir table").is_visible()


def test_on_paper_the_drawing_replaces_the_map(open_page: Open, site: str):
    page = ready(open_page(f"{site}cartes/region/")).page
    assert not page.locator(".carte-dessin").is_visible()
    page.emulate_media(media="print")
    assert page.locator(".carte-dessin").is_visible()
    assert not page.locator("#carte").is_visible()


FRAMED = '<iframe sandbox="{}" src="{}" title="Carte" style="width:320px;height:420px"></iframe>'


@pytest.mark.parametrize("sandbox", ["allow-scripts", "allow-scripts allow-same-origin"])
def test_a_map_works_in_a_foreign_sandboxed_frame(
    open_page: Open, site: str, sandbox: str, publish: Callable[[Path], str], tmp_path: Path
):
    """Links go to the window that holds the frame, unless the sandbox shuts it: then they stay."""
    _write(tmp_path / "journal.html", FRAMED.format(sandbox, f"{site}cartes/region/").encode())
    elsewhere = publish(tmp_path)
    opened = open_page(f"{elsewhere}journal.html")
    frame = opened.page.frame_locator("iframe")
    frame.locator("html[data-pret]").wait_for(state="attached")
    assert frame.locator(".repere").count() > 0
    assert frame.locator("base").count() == ("allow-same-origin" in sandbox)
    assert frame.locator("html").evaluate("e => e.scrollWidth <= innerWidth && e.scrollHeight <= innerHeight")
    assert {url for url in foreign(opened.journal, site) if not url.startswith(elsewhere)} == set()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_map_passes_axe(open_page: Open, site: str, scheme: str):
    page = ready(open_page(f"{site}cartes/epci/", color_scheme=scheme)).page
    page.locator(".repere").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_function("getComputedStyle(document.querySelector('.leaflet-popup')).opacity === '1'")
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]})
    assert [(v["id"], [n["html"][:120] for n in v["nodes"]]) for v in found.response["violations"]] == []


def test_ten_thousand_places_stay_fluid(open_page: Open, serve: Serve, petit_catalog: Catalog):
    """Three seconds leave room for a busy machine; alone, it takes less than one."""
    study = next(study for study in petit_catalog.studies if study.locations)
    (place, *_), found = study.locations, []
    for n in range(10_000):
        commune = replace(place.commune, longitude=place.commune.longitude + (n % 100) / 400)
        commune = replace(commune, latitude=commune.latitude + n // 100 / 400, code=f"{n:05}")
        project = replace(study.project, id=f"cas-{n}", name=f"Coopérative numéro {n}")
        where = (replace(place, commune=commune),)
        found.append(replace(study, project=project, locations=where, jobs=(), fundings=()))
    opened = ready(
        open_page(f"{serve(replace(petit_catalog, studies=tuple(found)), 'region')}cartes/region/")
    )
    assert int(opened.page.evaluate("document.documentElement.dataset.pret")) < 3000
    assert opened.page.locator(".repere").count() < 500
    assert opened.journal.complaints == []


def test_places_too_many_for_a_page_are_discs_that_lead_to_the_list(
    open_page: Open, serve: Serve, petit_catalog: Catalog, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(frame, "MOST_PLACES", 1)
    opened = ready(open_page(f"{serve(petit_catalog, 'region')}cartes/region/"))
    popup = opened.page.locator(".leaflet-popup")
    while not popup.count():  # a group opens on smaller ones, then on communes
        opened.page.locator(".groupe").first.focus()
        opened.page.keyboard.press("Enter")
        opened.page.wait_for_timeout(600)
    address = popup.locator("a[href*='?']").get_attribute("href") or ""
    assert re.fullmatch(r"\.\./\.\./projets/\?departement=\w+(&epci=\w+)?", address)
    assert opened.page.evaluate("document.activeElement.getAttribute('href')") == address
    assert opened.journal.complaints == []


# ------------------------------------------------------------------ in a page


@pytest.mark.parametrize(("width", "drawn", "shown"), [(1000, 640, True), (500, 500, False)])
def test_circles_of_a_key_are_at_the_scale_of_the_map_or_not_there(
    open_page: Open, petit_catalog: Catalog, width: int, drawn: int, shown: bool
):
    page = open_page("about:blank").page
    page.set_viewport_size({"width": width, "height": 900})
    style = (ROOT / "docs/assets/vitrine.css").read_text(encoding="utf-8")
    written = FRAGMENTS["carte"].render(petit_catalog, {"nom": "emplois"}, "")
    page.set_content(f"<style>{style} body {{ margin: 0; padding: 0 }}</style>{written}")
    box = page.locator("svg.plan").bounding_box()
    assert box is not None
    assert box["width"] == pytest.approx(drawn, abs=1)
    assert page.locator(".mesure").is_visible() is shown
