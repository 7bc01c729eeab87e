"""The development server: what is edited shows, what is wrong is said over what was there, to nobody else."""

from __future__ import annotations

import http.client
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from threading import Thread

import pytest

from builder.cli import run
from builder.errors import BuilderError
from builder.output import Output
from builder.pipeline import outputs
from builder.serve import Live, serve
from builder.serve.http import STATE
from builder.serve.showing import Files
from builder.serve.watch import stamps

CASE = "/projets/atelier-du-gue/"
PATIENCE = 20  # seconds: the machine may be busy


def edit(project: Path, before: str, after: str, table: str = "emplois") -> None:
    file = project / "data" / f"{table}.csv"
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after), encoding="utf-8")


@pytest.fixture
def project(petit: Path, tmp_path: Path) -> Path:
    """A copy of the small territory, to be edited."""
    copy = tmp_path / "projet"
    shutil.copytree(petit, copy, ignore=shutil.ignore_patterns("site"))
    config = (copy / "mkdocs.yml").read_text(encoding="utf-8")
    theme = Path(__file__).parent.parent / "builder/theme"
    (copy / "mkdocs.yml").write_text(
        re.sub(r"custom_dir: .*", f"custom_dir: {theme}", config), encoding="utf-8"
    )
    return copy


@pytest.fixture
def live(project: Path) -> Live:
    live = Live(project)
    assert live.look()
    assert live.showing.errors == ()
    return live


def shown(live: Live, path: str = f"{CASE[1:]}index.html") -> str:
    content = live.showing.files.content(path, live.places)
    assert content is not None
    return content.decode()


# ---------------------------------------------------------------- the site in memory


def test_what_is_shown_is_what_would_be_built(live: Live):
    assert live._inputs
    assert live._shell
    paths = set()
    for output in outputs(live._inputs, live._shell):
        if not output.path.endswith(".png"):  # which take long, and are made as the others are
            paths.add(output.path)
            assert live.showing.files.content(output.path, live.places) == output.content, output.path
    assert {"index.html", "sitemap.xml", "projets/atelier-du-gue/index.html", "donnees/projets.csv"} <= paths


def test_nothing_is_read_again_while_nothing_changes(live: Live):
    number = live.showing.number
    assert not live.look()
    assert live.showing.number == number


def test_an_edited_cell_shows(live: Live, project: Path):
    assert "4 444" not in re.sub(r"\s", " ", shown(live))
    edit(project, ",4,emplois,", ",4444,emplois,")
    assert live.look()
    assert "4 444" in re.sub(r"\s", " ", shown(live))


def test_only_the_table_that_changed_is_parsed_again(live: Live, project: Path):
    before = live._inputs
    edit(project, ",4,emplois,", ",5,emplois,")
    live.look()
    after = live._inputs
    assert before
    assert after
    changed = {
        name
        for name, records in after.catalog.dataset.records.items()
        if records is not before.catalog.dataset.records[name]
    }
    assert changed == {"emplois"}
    assert after.catalog.geography is before.catalog.geography


def test_an_error_is_said_as_check_says_it_and_the_site_stays_as_it_was(
    live: Live, project: Path, capsys: pytest.CaptureFixture[str]
):
    before = shown(live)
    edit(project, ",4,emplois,", ",quatre,emplois,")
    assert live.look()
    assert run(["check", "--projet", str(project)]) == 1
    assert "\n".join(live.showing.errors).strip() == capsys.readouterr().out.strip()
    assert any("quatre" in line for line in live.showing.errors)
    assert shown(live) == before
    edit(project, ",quatre,emplois,", ",4,emplois,")
    assert live.look()
    assert live.showing.errors == ()
    assert shown(live) == before


def test_a_page_and_a_setting_that_changed_show_even_after_an_error(live: Live, project: Path):
    edit(project, ",4,emplois,", ",quatre,emplois,")
    page = project / "docs/index.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nUne phrase de plus.\n", encoding="utf-8")
    live.look()
    edit(project, ",quatre,emplois,", ",4,emplois,")
    live.look()
    assert "Une phrase de plus." in shown(live, "index.html")


@pytest.mark.parametrize("broken", ["site_name: [", "site_name: Essai\n"])
def test_settings_that_are_refused_are_said(live: Live, project: Path, broken: str):
    config = (project / "mkdocs.yml").read_text(encoding="utf-8")
    before = shown(live)
    (project / "mkdocs.yml").write_text(broken, encoding="utf-8")
    live.look()
    assert any("mkdocs.yml" in line for line in live.showing.errors)
    assert shown(live) == before
    (project / "mkdocs.yml").write_text(config, encoding="utf-8")
    live.look()
    assert live.showing.errors == ()


def test_a_fault_of_ours_does_not_stop_the_server(live: Live, project: Path, monkeypatch: pytest.MonkeyPatch):
    def fail(*arguments: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("builder.serve.live.load", fail)
    edit(project, ",4,emplois,", ",5,emplois,")
    assert live.look()
    assert live.showing.errors[0].startswith("Vitrine s’est trompée")
    assert "ZeroDivisionError" in live.showing.errors[1]


def test_a_project_that_is_wrong_from_the_start_shows_once_mended(project: Path):
    edit(project, ",4,emplois,", ",quatre,emplois,")
    live = Live(project)
    live.look()
    assert live.showing.errors
    assert live.showing.files.content("index.html", live.places) is None
    edit(project, ",quatre,emplois,", ",4,emplois,")
    live.look()
    assert shown(live, "index.html")


def test_a_file_that_nobody_asks_for_is_not_made():
    def fail() -> bytes:
        raise AssertionError

    made = []

    def family(*paths: str) -> Callable[[], Iterator[Output]]:
        def outputs() -> Iterator[Output]:
            made.append(paths)
            for path in paths:
                yield Output.later(path, "", fail if path == "lourd" else path.encode)

        return outputs

    files, places = Files([family("a", "lourd"), family("b")]), {"b": 1}
    assert files.content("b", places) == b"b"
    assert made == [("b",)]
    assert files.content("a", places) == b"a"
    assert files.content("absent", places) is None
    assert places == {"a": 0, "b": 1}


def test_stamps_tell_of_new_changed_and_lost_files(tmp_path: Path):
    (tmp_path / "sous").mkdir()
    (tmp_path / "sous/a").write_text("1")
    seen = [stamps([tmp_path, tmp_path / "absent"])]
    for change in (
        "(tmp_path / 'b').touch()",
        "(tmp_path / 'b').write_text('2')",
        "(tmp_path / 'b').unlink()",
    ):
        eval(change)
        seen.append(stamps([tmp_path, tmp_path / "absent"]))
    assert [len(stamp) for stamp in seen] == [1, 2, 2, 1]
    assert seen[1] != seen[2]
    assert seen[0] == seen[3]
    assert list(stamps([tmp_path / "sous/a"])) == [str(tmp_path / "sous/a")]


# ---------------------------------------------------------------- over the network


class Browser:
    """Asks a server for pages, as one does from this machine or, with another `host`, from a trap."""

    def __init__(self, port: int) -> None:
        self.port = port

    def ask(self, path: str, *, host: str = "", method: str = "GET") -> tuple[http.client.HTTPResponse, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request(method, path, headers={"Host": host or f"127.0.0.1:{self.port}"})
        answer = connection.getresponse()
        body = answer.read().decode(errors="replace")
        connection.close()
        return answer, body

    def until(self, path: str, wanted: Callable[[str], bool]) -> str:
        """The page, once it is as wanted."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            _, body = self.ask(path)
            if wanted(body):
                return body
            time.sleep(0.05)
        raise AssertionError(f"{path} n’a pas changé")


@pytest.fixture(scope="module")
def shared(petit: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Browser, Path]]:
    """A server of the small territory, in its own process as people start it, and its project."""
    copy = tmp_path_factory.mktemp("serveur") / "projet"
    shutil.copytree(petit, copy, ignore=shutil.ignore_patterns("site"))
    config = (copy / "mkdocs.yml").read_text(encoding="utf-8")
    theme = Path(__file__).parent.parent / "builder/theme"
    (copy / "mkdocs.yml").write_text(
        re.sub(r"custom_dir: .*", f"custom_dir: {theme}", config), encoding="utf-8"
    )
    command = [
        sys.executable,
        "-c",
        "from builder.cli import main; main()",
        "serve",
        "--projet",
        str(copy),
        "--port",
        "0",
    ]
    # A run in the background ignores Ctrl+C, and what it starts would too: here it is somebody's terminal.
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as process:
        assert process.stdout
        said = ""
        while not (found := re.search(r"http://127\.0\.0\.1:(\d+)/", said)):
            line = process.stdout.readline()
            assert line, said
            said += line
        try:
            yield Browser(int(found[1])), copy
        finally:
            process.send_signal(signal.SIGINT)
            try:
                rest, _ = process.communicate(timeout=PATIENCE)
            finally:
                process.kill()  # a server that does not stop fails the test, and does not hold it
            assert process.returncode == 0
            assert rest.endswith("Arrêté.\n")


def test_an_edit_shows_in_the_open_page_and_an_error_over_it(shared: tuple[Browser, Path]):
    browser, project = shared
    _, before = browser.ask(CASE)
    _, state = browser.ask(STATE)
    assert f'"{state}"' in before  # what the page compares with what the server answers
    edit(project, ",4,emplois,", ",4444,emplois,")
    after = browser.until(CASE, lambda page: "444" in page)
    assert 'role="alert"' not in after
    assert browser.ask(STATE)[1] != state
    edit(project, ",4444,emplois,", ",quatre,emplois,")
    wrong = browser.until(CASE, lambda page: 'role="alert"' in page)
    assert re.search(r"«\squatre\s» n’est pas un nombre", wrong)
    assert "444" in wrong  # the site as it was
    edit(project, ",quatre,emplois,", ",4,emplois,")
    mended = browser.until(CASE, lambda page: 'role="alert"' not in page)
    without = re.compile(r"<script>\s*\{\s*const look.*?</script>", re.DOTALL)
    assert without.sub("", mended) == without.sub("", before)


def test_hostile_text_in_an_error_stays_a_text(shared: tuple[Browser, Path]):
    browser, project = shared
    hostile = "</pre><img src=x onerror=alert(1)>{{ 7*7 }}"
    edit(project, ",4,emplois,", f",{hostile},emplois,")
    page = browser.until(CASE, lambda page: 'role="alert"' in page)
    assert "<img src=x" not in page
    assert "{{ 7*7 }}" in page
    edit(project, f",{hostile},emplois,", ",4,emplois,")
    browser.until(CASE, lambda page: 'role="alert"' not in page)


@pytest.mark.parametrize(
    ("path", "status", "kind"),
    [
        ("/", 200, "text/html; charset=utf-8"),
        ("/projets/?q=eau", 200, "text/html; charset=utf-8"),
        ("/assets/vitrine.css", 200, "text/css; charset=utf-8"),
        ("/donnees/projets.csv", 200, "text/csv; charset=utf-8"),
        ("/nulle-part/", 404, "text/html; charset=utf-8"),
        ("/../../etc/passwd", 404, "text/html; charset=utf-8"),
        ("/%2e%2e/mkdocs.yml", 404, "text/html; charset=utf-8"),
        ("/data/projets.csv", 404, "text/html; charset=utf-8"),
    ],
)
def test_the_site_and_nothing_else_is_served(shared: tuple[Browser, Path], path: str, status: int, kind: str):
    answer, _ = shared[0].ask(path)
    assert (answer.status, answer.getheader("Content-Type")) == (status, kind)
    assert answer.getheader("Cache-Control") == "no-store"


@pytest.mark.parametrize(("path", "to"), [("/projets", "/projets/"), ("//projets", "/projets/")])
def test_a_folder_without_its_slash_leads_to_the_page_and_never_elsewhere(
    shared: tuple[Browser, Path], path: str, to: str
):
    answer, _ = shared[0].ask(path)
    assert (answer.status, answer.getheader("Location")) == (302, to)


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", "localhost:1"]
)
@pytest.mark.parametrize("path", ["/", STATE])
def test_a_foreign_name_that_leads_here_is_refused(shared: tuple[Browser, Path], host: str, path: str):
    answer, body = shared[0].ask(path, host=host)
    assert answer.status == 403
    assert "<" not in body


def test_localhost_is_this_machine(shared: tuple[Browser, Path]):
    browser, _ = shared
    assert browser.ask("/", host=f"localhost:{browser.port}")[0].status == 200


def test_a_head_has_no_body_and_nothing_is_written_by_the_web(shared: tuple[Browser, Path]):
    browser, _ = shared
    answer, body = browser.ask(CASE, method="HEAD")
    assert (answer.status, body) == (200, "")
    assert browser.ask(CASE, method="POST")[0].status == 501


def test_only_this_machine_is_answered(shared: tuple[Browser, Path]):
    addresses = {info[4][0] for info in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}
    for address in addresses - {"127.0.0.1", "127.0.1.1"}:
        with suppress(OSError):
            socket.create_connection((str(address), shared[0].port), timeout=1).close()
            raise AssertionError(address)


# ---------------------------------------------------------------- the command


def test_a_port_that_is_taken_is_a_french_message(
    shared: tuple[Browser, Path], capsys: pytest.CaptureFixture[str]
):
    browser, project = shared
    assert run(["serve", "--projet", str(project), "--port", str(browser.port)]) == 2
    said = capsys.readouterr().err
    assert f"Le port {browser.port} est déjà pris" in said
    assert f"--port {browser.port + 1}." in said


@pytest.mark.parametrize("port", ["abc", "-1", "65536", "8000.5", ""])
def test_what_is_no_port_is_refused_in_french(petit: Path, capsys: pytest.CaptureFixture[str], port: str):
    assert run(["serve", "--projet", str(petit), "--port", port]) == 2
    assert "n’est pas un port" in capsys.readouterr().err


def test_the_server_of_a_port_that_is_taken_stops_nothing(live: Live):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(BuilderError, match="est déjà pris"):
            serve(live, taken.getsockname()[1], lambda address: None, lambda live: None)


def test_an_open_connection_does_not_keep_the_server_from_stopping(live: Live):
    """A browser keeps its connection open; nobody has to close the page to stop the server."""
    found: list[str] = []
    thread = Thread(target=serve, args=(live, 0, found.append, lambda live: None), daemon=True)
    thread.start()
    while not found:
        time.sleep(0.01)
    port = int(found[0].rstrip("/").rpartition(":")[2])
    assert Browser(port).ask("/")[0].status == 200
