"""Chromium, the site served as a host would serve it, and one page of each kind."""

from __future__ import annotations

import csv
import os
import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, sync_playwright

from builder.config import read_settings

ROOT = Path(__file__).parent.parent.parent
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# What a browser does by itself, and that a test machine has no use for.
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking")
QUIET += ("--disable-component-update", "--disable-extensions", "--no-first-run", "--disable-sync")


# ------------------------------------------------------------------ the browser


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all the tests of a process."""
    path = os.environ.get("VITRINE_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        if os.environ.get("VITRINE_NAVIGATEUR") == "obligatoire":
            pytest.fail("Aucun navigateur : les essais dans le navigateur sont obligatoires ici.")
        pytest.skip("ATTENTION : aucun navigateur, rien n’est essayé dans un navigateur.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        yield browser
        browser.close()


# ------------------------------------------------------------------ the site, served


class Handler(SimpleHTTPRequestHandler):
    """Static files under the path that the settings give, and 404.html for unknown addresses, as hosts do."""

    def __init__(self, *args: Any, base: str, **kwargs: Any) -> None:
        self.base = base
        super().__init__(*args, **kwargs)

    def translate_path(self, path: str) -> str:
        return super().translate_path("/" + path.removeprefix(self.base))

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        lost = Path(self.directory) / "404.html"
        content = lost.read_bytes() if code == 404 and lost.is_file() else b""
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *args: object) -> None:
        """Say nothing."""


class Server(ThreadingHTTPServer):
    """A browser that closes a page in the middle of an answer is no news."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


@contextmanager
def serving(folder: Path, project: Path) -> Iterator[str]:
    """The address of a site while the block runs, its home page included."""
    base = urlsplit(read_settings(project).site_url).path
    server = Server(("127.0.0.1", 0), partial(Handler, directory=str(folder), base=base))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{base}"
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def home(real_site: Path) -> Iterator[str]:
    """The address of the real site."""
    with serving(real_site, ROOT) as address:
        yield address


# ------------------------------------------------------------------ pages


def rows(name: str) -> list[dict[str, str]]:
    with (ROOT / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def kinds() -> dict[str, str]:
    """One page of each kind, with its address; the fullest and the emptiest case that the data hold."""
    told = [row["id_projet"] for name in ("emplois", "impacts", "financements") for row in rows(name)]
    cases = sorted((row["id"] for row in rows("projets")), key=lambda key: (told.count(key), key))
    where = {row["code"]: row["departement"] for row in rows("geo/communes")}
    places = [where[row["code_commune"]] for row in rows("projets") if row["code_commune"]]
    themes = [row["thematique"] for row in rows("projets")]
    forms = [row["type"] for row in rows("projets")]
    return {
        "accueil": "",
        "projets": "projets/",
        "fiche pleine": f"projets/{cases[-1]}/",
        "fiche vide": f"projets/{cases[0]}/",
        "territoire": f"territoires/{max(places, key=places.count).lower()}/",
        "thématique": f"thematiques/{max(themes, key=themes.count)}/",
        "type": f"types/{max(forms, key=forms.count)}/",
        "territoires": "territoires/",
        "chiffres": "chiffres/",
        "critères": "criteres/",
        "réseaux": "reseaux/",
        "agenda": "agenda/",
        "financer": "financer/",
        "signaler": "signaler/",
        "données": "donnees/",
        "interface": "donnees/api/",
        "citer": f"citer/{cases[-1]}/",
        "méthode": "methode/",
        "contribuer": "contribuer/",
        "écrire une page": "contribuer/pages/",
        "accessibilité": "accessibilite/",
        "mentions légales": "mentions-legales/",
        "écoconception": "ecoconception/",
        "plan du site": "plan-du-site/",
        "chercher": "recherche/",
        "page introuvable": "rien/du/tout/",
    }


KINDS = kinds()


@pytest.fixture(params=KINDS.values(), ids=KINDS.keys(), scope="module")
def kind(request: pytest.FixtureRequest) -> str:
    """The address of a page of each kind."""
    address: str = request.param
    return address


@pytest.fixture
def full_case() -> str:
    """The address of the case of which most is known."""
    return KINDS["fiche pleine"]


@dataclass
class Journal:
    """What a page did while it was open: where it asked for files, and what it complained of."""

    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def listen(self, context: BrowserContext) -> None:
        context.on("request", self._request)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        context.on("dialog", lambda dialog: (self.complaints.append(dialog.message), dialog.dismiss()))

    def _request(self, request: Request) -> None:
        self.requests.append(request.url)

    def _console(self, message: ConsoleMessage) -> None:
        lost = message.location.get("url", "").endswith("/rien/du/tout/")  # the answer there is 404, rightly
        if message.type in ("error", "warning") and not lost:
            self.complaints.append(message.text)


@dataclass
class Opened:
    """A page in the browser, with its journal."""

    page: Page
    journal: Journal

    def at_width(self, width: int, height: int = 900) -> Page:
        self.page.set_viewport_size({"width": width, "height": height})
        return self.page


Open = Callable[..., Opened]


@contextmanager
def opening(chromium: Browser) -> Iterator[Open]:
    """Opens an address in a context of its own; options are those of a Playwright context."""
    contexts: list[BrowserContext] = []

    def open_page(address: str, **options: Any) -> Opened:
        options = {"viewport": {"width": 1280, "height": 900}, "locale": "fr-FR", **options}
        context = chromium.new_context(**options)
        contexts.append(context)
        journal = Journal()
        journal.listen(context)
        page = context.new_page()
        page.goto(address, wait_until="load")
        return Opened(page, journal)

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def open_page(chromium: Browser) -> Iterator[Open]:
    """For a test that does things to its pages: they are closed after it."""
    with opening(chromium) as open_page:
        yield open_page


@pytest.fixture(scope="module")
def opened(chromium: Browser, home: str, kind: str) -> Iterator[Opened]:
    """A page of each kind, opened once for all that only look at it."""
    with opening(chromium) as open_page:
        yield open_page(home + kind)
