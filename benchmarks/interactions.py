"""How quickly the explorer answers on a slow phone: `python -m benchmarks.interactions DOSSIER`.

`DOSSIER` is a project, for instance one that `benchmarks.generate` wrote. Each gesture is made in Chromium,
its processor slowed down four times. « délai » is the interaction to next paint that the browser reports,
« travail » the processor time of the page until all is shown. The best of a few runs is kept: what else the
machine does only adds.
"""

from __future__ import annotations

import argparse
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import CDPSession, Page, sync_playwright
from rich.console import Console

from tests.explorer_site import write_explorer

SLOWDOWN = 4
PHONE = {"width": 390, "height": 844}
PAUSE = 1000  # ms, for what a gesture asks for to be there
WATCH = """
window.delays = [];
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (entry.interactionId) delays.push(entry.duration);
}).observe({ type: "event", durationThreshold: 16, buffered: true });
"""
PANEL = "dialog .x-groupe"
GESTURES: tuple[tuple[str, Callable[[Page], object]], ...] = (
    ("ouvrir les filtres", lambda page: page.click(".x-ouvrir")),
    ("une thématique", lambda page: page.click(f"{PANEL}:nth-child(1) li:nth-child(2) label")),
    ("une deuxième", lambda page: page.click(f"{PANEL}:nth-child(1) li:nth-child(3) label")),
    ("un département", lambda page: page.click(f"{PANEL}:nth-child(2) li:nth-child(3) label")),
    ("la liste des intercommunalités", lambda page: page.click(f"{PANEL}:nth-child(9) summary")),
    ("une intercommunalité", lambda page: page.click(f"{PANEL}:nth-child(9) li:nth-child(5) label")),
    ("fermer les filtres", lambda page: page.click(".x-valider .bouton")),
    ("tout effacer", lambda page: page.click(".x-puces .x-lien")),
    (
        "taper un mot",
        lambda page: page.locator(".x-recherche input").press_sequentially("invente", delay=100),
    ),
    ("effacer le mot", lambda page: page.fill(".x-recherche input", "")),
    ("trier", lambda page: page.select_option(".x-tri select", "recent")),
    ("la carte", lambda page: page.click("[data-vue=carte]")),
    ("agrandir la carte", lambda page: page.click(".x-zoom button:nth-child(1)")),
    ("le tableau", lambda page: page.click("[data-vue=tableau]")),
    ("les fiches", lambda page: page.click("[data-vue=fiches]")),
    ("en montrer de plus", lambda page: page.click(".x-contenu .pages .bouton")),
    ("choisir pour comparer", lambda page: page.click(".carte:nth-child(2) .x-choisir")),
    ("la dernière page", lambda page: page.click(".x-contenu .pages li:last-child a")),
)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.interactions", description=__doc__)
    parser.add_argument("dossier", type=Path, help="le projet à mesurer")
    parser.add_argument("--navigateur", default="/usr/bin/chromium", help="le programme de Chromium")
    parser.add_argument("--fois", type=int, default=3, help="combien de fois")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, _served(asked.dossier, Path(folder)) as address:
        runs = [list(measured(address, asked.navigateur)) for _ in range(asked.fois)]
    for same in zip(*runs, strict=True):
        delay, work = (min(values) for values in list(zip(*same, strict=True))[1:])
        Console().print(f"{same[0][0]:32} délai {delay:4.0f} ms   travail {work:4.0f} ms", highlight=False)


def measured(address: str, browser: str) -> Iterator[tuple[str, float, float]]:
    """Each gesture, its delay and its work in milliseconds, slowed down."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox", "--disable-gpu"])
        page = chromium.new_page(viewport=PHONE)  # type: ignore[arg-type]
        page.add_init_script(WATCH)
        session = page.context.new_cdp_session(page)
        session.send("Performance.enable", {"timeDomain": "threadTicks"})
        session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
        start = _work(session)
        page.goto(address)
        page.wait_for_selector(".explorateur-actif")
        page.wait_for_timeout(PAUSE)
        yield "charger la page", 0, _work(session) - start
        for name, gesture in GESTURES:
            page.evaluate("delays.length = 0")
            start = _work(session)
            gesture(page)
            page.wait_for_timeout(PAUSE)
            yield name, page.evaluate("Math.max(0, ...delays)"), _work(session) - start
        chromium.close()


def _work(session: CDPSession) -> float:
    """Milliseconds of processor that the page has taken since it exists, slowed down."""
    metrics = {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}
    return float(metrics["TaskDuration"]) * 1000


@contextmanager
def _served(project: Path, folder: Path) -> Iterator[str]:
    """The address of the explorer of a project."""
    write_explorer(project, folder / "site")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Silent, directory=str(folder / "site")))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/projets/"
    server.shutdown()


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        """Say nothing."""


if __name__ == "__main__":
    main()
