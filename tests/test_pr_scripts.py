"""What automatic runs say of a proposal: nothing of it is believed, and one comment is kept up to date."""

from __future__ import annotations

import csv
import importlib.util
import io
import json
import re
import sys
import threading
import zipfile
from collections.abc import Iterator, Mapping
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from types import ModuleType
from typing import Any, ClassVar

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from tests.proposal import edit, git, write_proposal

ROOT = Path(__file__).parent.parent


def script(name: str) -> ModuleType:
    """A script of the automatic runs, as a module: it belongs to no package."""
    spec = importlib.util.spec_from_file_location(name, ROOT / f".github/scripts/{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


rapport, proposition, commentaire = map(script, ("rapport", "proposition", "commentaire"))
SERVER, REPOSITORY = "https://forge.example", "collectif/vitrine"
OWN = f"{SERVER}/{REPOSITORY}/"
SHA = "a" * 40
RUN = {"id": 77, "head_sha": SHA, "head_repository": {"id": 5}}
URL = "https://api.forge.example/artefact/1"


def archive(files: Mapping[str, str | bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as written:
        for name, text in files.items():
            written.writestr(name, text)
    return content.getvalue()


REPORT = archive({"numero.txt": "12\n", "rapport.md": "## Rien n’empêche de publier\n"})


class FakeForge:
    """The answers of the forge, and what was written to it."""

    def __init__(self, report: bytes = REPORT, **proposal: Any) -> None:
        self.report = report
        self.artefacts = [{"id": 1, "name": "rapport", "expired": False, "archive_download_url": URL}]
        self.proposal = {"state": "open", "head": {"sha": SHA, "repo": {"id": 5}}} | proposal
        self.comments: list[dict[str, Any]] = []
        self.written: list[tuple[str, str, str]] = []

    def call(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> Any:
        if body is not None:
            return self.written.append((method, path, body["body"]))
        if "/actions/runs/77/artifacts" in path:
            return {"artifacts": self.artefacts}
        if path.endswith("/pulls/12"):
            return self.proposal
        assert path.startswith(f"/repos/{REPOSITORY}/issues/12/comments?")
        page = int(path.rpartition("=")[2])
        return self.comments[(page - 1) * 100 : page * 100]

    def download(self, url: str, most: int) -> bytes:
        assert url == URL
        return self.report


def commented(forge: FakeForge) -> str:
    said: str = commentaire.comment(forge, SERVER, REPOSITORY, RUN)
    return said


# ---------------------------------------------------------------- the report


def reading(**found: Any) -> Any:
    """A proposal where everything went well, but for what is told."""
    names = ("import_", "form", "check", "build", "preview", "diff")
    steps = {name: rapport.Step(f"Étape {name}", 0, "Aucun problème.") for name in names}
    return rapport.Reading(**steps | {"changes": "Aucun changement.", "mended": (), "converted": ()} | found)


def step(code: int | None, said: str = "") -> Any:
    return rapport.Step("Vérifier les données", code, said)


def said_of(**found: Any) -> str:
    text: str = rapport.report(reading(**found), f"{OWN}actions/runs/77")
    return text


def test_the_report_says_first_whether_it_can_be_published():
    assert said_of().startswith("## Rien n’empêche de publier cette proposition\n")
    assert said_of(check=step(1)).startswith("## Cette proposition contient des erreurs à corriger\n")
    assert said_of(diff=step(2)).startswith("## Cette proposition n’a pas pu être relue jusqu’au bout\n")
    assert said_of(converted=("a.xlsx",)).startswith("## Le classeur est bien lu\u202f:")


def test_a_workbook_is_quoted_whether_it_was_refused_or_converted():
    """A refused one is to be dropped again; what was guessed in a converted one is told too."""
    refused = said_of(import_=step(1, "vitrine.xlsx, feuille emplois (G130, unite) : « ETP »"))
    assert "    vitrine.xlsx, feuille emplois (G130, unite) : « ETP »\n\nCorrigez ces cellules" in refused
    converted = said_of(import_=step(0, "avertissement : lu comme le 3 mars"), converted=("a.xlsx",))
    assert "\n\n    avertissement : lu comme le 3 mars\n" in converted


@pytest.mark.parametrize(
    ("found", "publishable"),
    [
        ({}, True),
        ({"form": step(1), "mended": ("data/a.csv",)}, True),
        ({"check": step(1), "build": step(None), "preview": step(None)}, False),
        ({"build": step(1)}, False),
        ({"form": step(70)}, False),
        ({"import_": step(1)}, False),
        ({"converted": ("a.xlsx",)}, False),
    ],
)
def test_a_file_in_another_form_blocks_nobody_but_a_workbook_is_not_data_yet(found, publishable):
    assert reading(**found).publishable is publishable


def test_problems_are_quoted_so_that_no_text_ends_the_quote():
    said = "data/a.csv:3 : « ``` » n’est pas un nombre.\n\n~~~\n1 problème dans 1 fichier."
    assert (
        "\n\n    data/a.csv:3 : « ``` » n’est pas un nombre.\n    \n    ~~~\n    1 problème dans 1 fichier.\n"
    ) in said_of(check=step(1, said))


def test_a_long_list_of_problems_is_cut_and_counted():
    text = said_of(check=step(1, "\n".join(f"problème {n}" for n in range(100))))
    assert "    problème 59\n    … et 40 autres lignes, dans le détail de l’exécution.\n" in text


def test_a_defect_of_ours_is_said_to_be_ours_without_a_word_of_python():
    text = said_of(diff=step(70, "Traceback (most recent call last)"))
    assert "C’est un défaut de l’outil, pas de votre proposition." in text
    assert "Traceback" not in text


# ---------------------------------------------------------------- a proposal read for real


def read_proposal(project: Path, into: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[int, str]:
    """What the automatic run does once the proposal is merged with the site: its code, and its summary."""
    git(project, "add", ".")
    git(project, "commit", "--quiet", "-m", "Proposition")
    monkeypatch.chdir(project)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(into / "resume.md"))
    into.mkdir()
    page = f"{OWN}actions/runs/77"
    code = proposition.main(["--base", "HEAD^1", "--numero", "12", "--page", page, "--vers", str(into)])
    return code, (into / "resume.md").read_text(encoding="utf-8")


@pytest.mark.slow
def test_a_good_proposal_gives_a_report_a_preview_and_files_in_good_form(tmp_path, monkeypatch, capfd):
    project, into = write_proposal(tmp_path / "projet"), tmp_path / "sortie"
    partners = project / "data/partenaires.csv"
    with partners.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    with partners.open("w", encoding="cp1252", errors="replace", newline="") as file:
        csv.writer(file, delimiter=";", lineterminator="\r\n").writerows(rows)
    expected = (ROOT / "data/partenaires.csv").read_bytes()
    code, summary = read_proposal(project, into, monkeypatch)
    assert code == 0, summary
    assert "emplois 54 → 58" in summary.replace("\u2060", "")
    assert "- `data/partenaires.csv`" in summary
    assert (into / "fichiers-corriges/data/partenaires.csv").read_bytes() == expected
    assert (into / "rapport/numero.txt").read_text(encoding="utf-8") == "12\n"
    assert (into / "rapport/rapport.md").read_text(encoding="utf-8").strip() == summary.strip()
    assert zipfile.is_zipfile(into / "apercu.zip")
    number, text = commentaire.read_report(
        archive({name: (into / "rapport" / name).read_bytes() for name in ("numero.txt", "rapport.md")})
    )
    assert number == 12
    assert shown(text) == text.strip().replace("\u2060", "")


@pytest.mark.slow
def test_a_workbook_that_was_dropped_becomes_files_to_put_in_its_place(tmp_path, monkeypatch, capfd):
    project, into = write_proposal(tmp_path / "projet"), tmp_path / "sortie"
    dropped = project / "data/a-importer/mes emplois.xlsx"
    with (project / "data/emplois.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    git(project, "checkout", "--", "data")
    with xlsxwriter.Workbook(dropped) as workbook:
        sheet = workbook.add_worksheet("emplois")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    code, summary = read_proposal(project, into, monkeypatch)
    assert summary.startswith("## Le classeur est bien lu\u202f: il reste à mettre ses changements")
    assert code == 1
    assert (
        "Les changements de `data/a-importer/mes emplois.xlsx` concernent\u202f:\n\n- `data/emplois.csv`\n"
        in summary
    )
    assert "emplois 54 → 58" in summary.replace("\u2060", "")
    mended = (into / "fichiers-corriges/data/emplois.csv").read_text(encoding="utf-8")
    assert "ardelaine,2018,effectif,projet,stock,58," in mended
    git(project, "reset", "--quiet", "--hard")
    git(project, "apply", str(into / "fichiers-corriges/modifications.patch"))
    assert not dropped.exists()
    assert (project / "data/emplois.csv").read_text(encoding="utf-8") == mended


@pytest.mark.slow
def test_a_faulty_proposal_is_marked_on_its_line_once_and_what_can_be_done_is_done(
    tmp_path, monkeypatch, capfd
):
    project, into = write_proposal(tmp_path / "projet"), tmp_path / "sortie"
    edit(project / "data/emplois.csv", r"^(agri-court,2020,effectif,projet,stock),5,", r"\1,cinq,")
    code, summary = read_proposal(project, into, monkeypatch)
    assert code == 1
    assert summary.startswith("## Cette proposition contient des erreurs à corriger\n")
    assert "data/emplois.csv:2" in summary
    assert "L’aperçu n’a pas été fait." in summary
    assert "emplois 54 → 58" in summary.replace("\u2060", "")
    assert capfd.readouterr().out.count("::error file=data/emplois.csv,line=2::") == 1
    assert not (into / "apercu.zip").exists()


# ---------------------------------------------------------------- the comment


def test_the_report_is_posted_under_the_proposal_with_links_to_its_downloads():
    forge = FakeForge()
    forge.artefacts.append({"id": 9, "name": "apercu.zip", "expired": False})
    assert commented(forge) == "Commentaire ajouté à la proposition 12."
    [(method, path, body)] = forge.written
    assert (method, path) == ("POST", f"/repos/{REPOSITORY}/issues/12/comments")
    assert body == (
        "<!-- vitrine : relecture -->\n"
        "Relecture automatique de la version aaaaaaa\u202f: "
        f"[télécharger l’aperçu du site]({OWN}actions/runs/77/artifacts/9), "
        f"[voir l’exécution]({OWN}actions/runs/77).\n\n"
        "## Rien n’empêche de publier"
    )


def test_one_comment_is_kept_up_to_date_however_many_others_there_are():
    forge = FakeForge()
    others = [{"id": n, "user": {"login": "quelqu-un"}, "body": "Bonjour"} for n in range(150)]
    mine = {"id": 500, "user": {"login": "github-actions[bot]"}, "body": f"{commentaire.MARK}\nAncien."}
    forge.comments = [*others, mine]
    assert commented(forge) == "Commentaire de la proposition 12 mis à jour."
    [(method, path, _)] = forge.written
    assert (method, path) == ("PATCH", f"/repos/{REPOSITORY}/issues/comments/500")


def test_a_comment_that_somebody_else_marked_is_left_alone():
    forge = FakeForge()
    forge.comments = [{"id": 3, "user": {"login": "quelqu-un"}, "body": f"{commentaire.MARK}\nÀ moi."}]
    assert commented(forge) == "Commentaire ajouté à la proposition 12."


@pytest.mark.parametrize(
    "forge",
    [
        pytest.param(FakeForge(head={"sha": "b" * 40, "repo": {"id": 5}}), id="another commit"),
        pytest.param(FakeForge(head={"sha": SHA, "repo": {"id": 6}}), id="another repository"),
        pytest.param(FakeForge(head={"sha": SHA, "repo": None}), id="a repository that is gone"),
        pytest.param(FakeForge(state="closed"), id="closed"),
        pytest.param(FakeForge(archive({"numero.txt": "12/../1", "rapport.md": ""})), id="no number"),
        pytest.param(FakeForge(archive({"numero.txt": "0", "rapport.md": ""})), id="zero"),
        pytest.param(FakeForge(archive({"numero.txt": "12"})), id="no text"),
        pytest.param(FakeForge(archive({"numero.txt": "12", "rapport.md": "a" * 1_000_001})), id="a bomb"),
        pytest.param(FakeForge(b"PK\x03\x04nothing"), id="no archive"),
        pytest.param(FakeForge(REPORT[:60] + b"\0" * 20 + REPORT[80:]), id="a damaged archive"),
    ],
)
def test_a_report_that_is_not_what_it_says_writes_nothing(forge):
    with pytest.raises(commentaire.ReportError):
        commented(forge)
    assert forge.written == []


def test_without_report_nothing_is_written():
    forge = FakeForge()
    forge.artefacts[0]["expired"] = True
    with pytest.raises(commentaire.ReportError, match="pas laissé de rapport"):
        commented(forge)


# ---------------------------------------------------------------- untrusted text


def harmless(text: str) -> str:
    clean: str = commentaire.harmless(text, OWN)
    return clean


def shown(text: str) -> str:
    """The text as a reader sees it."""
    return harmless(text).replace("\u2060", "")


MARKDOWN = MarkdownIt("commonmark").enable("table")
# What GitHub makes links of, in the words of a text, once Markdown has been read.
NAMING = re.compile(r"://|www\.|@\w|#\w|GH-\w", re.IGNORECASE)


def tokens(text: str) -> list[Token]:
    """What GitHub would read in the comment."""
    return [child for token in MARKDOWN.parse(harmless(text)) for child in (token, *(token.children or ()))]


def words(text: str) -> str:
    return "".join(token.content for token in tokens(text) if token.type != "inline")


def test_the_words_of_a_report_stay_as_they_are():
    text = (
        "## Rien n’empêche de publier\n\n"
        "- **Ardelaine**\u202f: emplois 48 → 54 (2018, déclaré)\u202f; R&D, 3 < 4\n\n"
        "| Étape | Résultat |\n| --- | --- |\n| `fmt` | fait |\n\n"
        "    data/emplois.csv:3 (E3, valeur) : « <b> »"
    )
    assert shown(text) == text


def test_signs_that_the_report_wrote_in_code_are_read_as_signs():
    """As builder/changes/formats.py writes them."""
    text = "- **R&#38;D &#60;b&#62;** : &#91;a&#93;(b) &#42;c&#42; &#50; &#8230;"
    assert words(text).replace("\u2060", "") == "R&D <b> : [a](b) *c* 2 …"


@pytest.mark.parametrize(
    "text",
    [
        "@tout-le-monde",
        "&#64;tout-le-monde",
        "&commat;tout-le-monde",
        "collectif/vitrine#12",
        "#12 GH-12",
        "&#35;12",
        "#&#49;2 &#71;H-12 &#9999999;&#35;12",
    ],
)
def test_nobody_and_no_other_proposal_is_named(text):
    assert NAMING.findall(words(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<!-- vitrine : relecture -->",
        "<https://mal.example>",
        "[ici](https://mal.example)",
        "[ici](<https://mal.example>)",
        "[ici](//mal.example)",
        "[ici](/autre/depot)",
        "[ici](javascript:alert(1))",
        "[[a](b)](https://mal.example)",
        "\\[ici](https://mal.example)",
        "[ici][la]\n\n[la]: https://mal.example",
        "[la]\n\n[la]: /autre",
        "![](https://mal.example/pixel.png)",
        f"[ici]({OWN}../../autre/depot)",
        f"[ici]({OWN}%2e%2e/%2e%2e/autre)",
        f"[ici]({OWN[:-1]}.mal.example/)",
        f"[ici]({OWN}@mal.example)",
        f"[a](https:[b]({OWN}))",
        f"![pixel]({OWN}pixel.png)",
        "https://mal.example",
        "&#104;ttps://mal.example http&#58;//mal.example",
        "www.mal.example _www.mal.example",
        "quelqu-un@mal.example mailto:quelqu-un@mal.example",
        "```mermaid\ngraph TD\n```",
        "> ```geojson\n> {}\n> ```",
    ],
)
def test_no_html_no_picture_no_language_and_no_link_elsewhere(text):
    found = tokens(text)
    links = [str(token.attrs["href"]) for token in found if "href" in token.attrs]
    assert [link for link in links if not link.startswith(OWN) or ".." in link or "%" in link] == []
    assert [token for token in found if token.type in ("html_block", "html_inline", "image")] == []
    assert [token for token in found if token.type == "fence" and token.info] == []
    assert NAMING.findall(words(text)) == []


def test_a_link_to_our_own_pages_works():
    link = f"[la page de cette relecture]({OWN}actions/runs/77#artifacts)"
    assert harmless(f"Voir {link} (connecté).") == f"Voir {link} (connecté)."


def test_what_has_no_shape_is_dropped_and_lines_stay():
    assert harmless("a\x00b\x1b[31m\u202ec\u200bd\r\ne\tf\u2028g") == "ab[31mcd\ne f\ng"


def test_a_long_report_is_cut_and_fits_whatever_it_holds():
    body = harmless("@" * 1_000_000)
    assert body.endswith("La suite est dans le résumé de l’exécution.")
    assert len(body) < 65_000


@given(st.text(alphabet="<>&@#:/[]()!`~\\ \nwww.hGH-1;a3456", max_size=60))
def test_no_mixture_of_signs_makes_a_link_or_html(text):
    kinds = {token.type for token in tokens(text)}
    assert kinds & {"html_block", "html_inline", "image", "link_open"} == set()
    assert NAMING.findall(words(text)) == []


# ---------------------------------------------------------------- the forge's API


class _Api(BaseHTTPRequestHandler):
    """A forge that sends downloads elsewhere, and remembers who showed the token."""

    seen: ClassVar[list[tuple[str, str | None]]] = []

    def do_GET(self) -> None:
        self.seen.append((self.path, self.headers.get("Authorization")))
        if self.path == "/artefact":
            self.send_response(302)
            self.send_header("Location", "/ailleurs")
            self.end_headers()
        elif self.path == "/absent":
            self.send_error(404)
        else:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"0123456789" if self.path == "/ailleurs" else b'{"a": 1}')

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(201)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments: Any) -> None:
        """Silence."""


@pytest.fixture
def github() -> Iterator[Any]:
    server = HTTPServer(("127.0.0.1", 0), _Api)
    _Api.seen = []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield commentaire.GitHub(f"http://127.0.0.1:{server.server_port}", "jeton")
    server.shutdown()
    server.server_close()


def test_the_token_does_not_follow_a_download_elsewhere(github):
    assert github.download(f"{github.api}/artefact", 10) == b"0123456789"
    assert _Api.seen == [("/artefact", "Bearer jeton"), ("/ailleurs", None)]


def test_a_download_is_measured_and_only_asked_of_the_forge(github):
    with pytest.raises(commentaire.ReportError, match="trop gros"):
        github.download(f"{github.api}/artefact", 9)
    with pytest.raises(commentaire.ReportError, match="pas celle de la forge"):
        github.download(f"{github.api}.mal.example/artefact", 10)


def test_the_api_answers_in_json_and_what_it_does_not_know_is_no_crash(github):
    assert github.call("GET", "/quelque-chose") == {"a": 1}
    assert github.call("POST", "/commentaires", {"body": "é"}) == {"body": "é"}
    with pytest.raises(commentaire.ReportError, match="ne connaît pas"):
        github.call("GET", "/absent")


def test_a_run_that_left_nothing_is_said_and_is_no_failure(github, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(commentaire, "_artefacts", lambda *arguments: {})
    event = tmp_path / "event.json"
    event.write_text(json.dumps({"workflow_run": RUN}), encoding="utf-8")
    environment = {"GITHUB_EVENT_PATH": str(event), "GITHUB_API_URL": github.api, "GITHUB_TOKEN": "jeton"}
    environment |= {"GITHUB_SERVER_URL": SERVER, "GITHUB_REPOSITORY": REPOSITORY}
    assert commentaire.main(environment) == 0
    assert capsys.readouterr().out == "Aucun commentaire\u202f: la relecture n’a pas laissé de rapport.\n"
