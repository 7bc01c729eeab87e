"""Copies the report of a proposal into one comment under it, and keeps that comment up to date.

Runs after the workflow « Proposition », from the main branch, with the right to write comments. Everything
that the proposal's own run produced is untrusted text: it is measured, stripped and defused before it is
printed, and the number it gives is believed only when GitHub says that this proposal has the very commit that
was read.
"""

from __future__ import annotations

import io
import json
import os
import re
import sys
import unicodedata
import urllib.request
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Protocol
from urllib.error import HTTPError

MARK = "<!-- vitrine : relecture -->"
BOT = "github-actions[bot]"
REPORT = "rapport"  # the artefact; it holds the two files below
NUMBER_FILE, TEXT_FILE = "numero.txt", "rapport.md"
MOST_BYTES = 1_000_000
MOST_CHARACTERS = 30_000  # GitHub refuses comments beyond 65,536, and defusing may double the text
MOST_PAGES = 20
TIMEOUT = 30  # seconds
NOT_FOUND = 404
NOTHING = "\u2060"  # no width, no break: parts what must not be read as one thing
DOWNLOADS = {
    "apercu.zip": "télécharger l’aperçu du site",
    "fichiers-corriges": "télécharger les fichiers corrigés",
}


class ReportError(Exception):
    """Why no comment is written."""


class Forge(Protocol):
    """What is asked of GitHub's API; paths start with a slash."""

    def call(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> Any: ...
    def download(self, url: str, most: int) -> bytes: ...


class GitHub:
    """GitHub's API. The token is for the API alone: where a download is redirected to does not get it."""

    def __init__(self, api: str, token: str) -> None:
        self.api = api
        self.token = token

    def call(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = self._request(f"{self.api}{path}", method, data)
        try:
            with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:
                return json.load(answer)
        except HTTPError as error:
            if error.code != NOT_FOUND:
                raise
            raise ReportError("la forge ne connaît pas cette proposition.") from error

    def download(self, url: str, most: int) -> bytes:
        if not url.startswith(f"{self.api}/"):
            raise ReportError("l’adresse du rapport n’est pas celle de la forge.")
        with urllib.request.urlopen(self._request(url), timeout=TIMEOUT) as answer:
            return _at_most(answer.read(most + 1), most)

    def _request(self, url: str, method: str = "GET", data: bytes | None = None) -> urllib.request.Request:
        request = urllib.request.Request(url, data, {"Accept": "application/vnd.github+json"}, method=method)
        request.add_unredirected_header("Authorization", f"Bearer {self.token}")
        return request


def _at_most(content: bytes, most: int) -> bytes:
    if len(content) > most:
        raise ReportError("le rapport est trop gros.")
    return content


# ------------------------------------------------------------------ the report


def comment(forge: Forge, server: str, repository: str, run: Mapping[str, Any]) -> str:
    """Write the comment of a run, and say which; ReportError when none can be written safely."""
    artefacts = _artefacts(forge, repository, run)
    if REPORT not in artefacts:
        raise ReportError("la relecture n’a pas laissé de rapport.")
    url = artefacts[REPORT]["archive_download_url"]
    number, text = read_report(forge.download(url, MOST_BYTES))
    _check_origin(forge, repository, number, run)
    own = f"{server}/{repository}/"
    body = f"{MARK}\n{_heading(own, run, artefacts)}\n\n{harmless(text, own)}"
    return _publish(forge, repository, number, body)


def _artefacts(forge: Forge, repository: str, run: Mapping[str, Any]) -> dict[str, Any]:
    listed = forge.call("GET", f"/repos/{repository}/actions/runs/{int(run['id'])}/artifacts?per_page=100")
    return {one["name"]: one for one in listed["artifacts"] if not one["expired"]}


def read_report(archive: bytes) -> tuple[int, str]:
    """The number and the text of a report; ReportError when the archive is not exactly what it should be."""
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as files:
            number, text = (_member(files, name) for name in (NUMBER_FILE, TEXT_FILE))
    except ReportError:
        raise
    except Exception as error:  # a damaged archive may raise anything
        raise ReportError("le rapport n’est pas lisible.") from error
    if not re.fullmatch(r"[1-9][0-9]{0,8}", number.strip()):
        raise ReportError("le numéro de la proposition n’est pas un nombre.")
    return int(number), text


def _member(files: zipfile.ZipFile, name: str) -> str:
    """A file of the archive, never more of it than we can hold, whatever size the archive claims."""
    with files.open(name) as member:
        return _at_most(member.read(MOST_BYTES + 1), MOST_BYTES).decode(errors="replace")


def _check_origin(forge: Forge, repository: str, number: int, run: Mapping[str, Any]) -> None:
    """The number comes from the proposal: it must be one of ours, open, whose last commit is the one read."""
    proposal = forge.call("GET", f"/repos/{repository}/pulls/{number}")
    head, source = proposal["head"], run["head_repository"]
    if proposal["state"] != "open":
        raise ReportError("la proposition est fermée.")
    if not head["repo"] or not source or head["repo"]["id"] != source["id"] or head["sha"] != run["head_sha"]:
        raise ReportError("le rapport ne parle pas de la dernière version de cette proposition.")


def _heading(own: str, run: Mapping[str, Any], artefacts: Mapping[str, Any]) -> str:
    """Our own words, above the report: whatever it holds cannot swallow them."""
    run_url = f"{own}actions/runs/{int(run['id'])}"
    links = [
        f"[{words}]({run_url}/artifacts/{int(artefacts[name]['id'])})"
        for name, words in DOWNLOADS.items()
        if name in artefacts
    ]
    links.append(f"[voir l’exécution]({run_url})")
    return f"Relecture automatique de la version {run['head_sha'][:7]}\u202f: {', '.join(links)}."


def _publish(forge: Forge, repository: str, number: int, body: str) -> str:
    comments = f"/repos/{repository}/issues/{number}/comments"
    mine = next(_own_comments(forge, comments), None)
    if mine is None:
        forge.call("POST", comments, {"body": body})
        return f"Commentaire ajouté à la proposition {number}."
    forge.call("PATCH", f"/repos/{repository}/issues/comments/{int(mine['id'])}", {"body": body})
    return f"Commentaire de la proposition {number} mis à jour."


def _own_comments(forge: Forge, comments: str) -> Iterator[Any]:
    """Ours only: anyone can type the mark."""
    for page in range(1, MOST_PAGES + 1):
        found = forge.call("GET", f"{comments}?per_page=100&page={page}")
        yield from (one for one in found if one["user"]["login"] == BOT and one["body"].startswith(MARK))
        if len(found) < 100:
            return


# ------------------------------------------------------------------ untrusted text

# A sign that Markdown must not read, written in code by whoever wrote the report: it stays in code.
_IN_CODE = "*_`[]{}|~$^\\<>"
_CODE = re.compile(r"&#(\d{1,7});")
# Two characters that mean something side by side, and no longer do with NOTHING between them.
_PARTED = re.compile(
    rf"(?P<code>&\#(?:{'|'.join(str(ord(sign)) for sign in _IN_CODE)});)"  # stays whole
    r"|(?P<html><)(?=\S)"  # tags, comments, links between brackets
    r"|(?P<entity>&)(?=[#\w])"  # else any of what follows could be written in code
    r"|(?P<mention>@)"
    r"|(?P<reference>\#|GH-)(?=\w)"  # another proposal, told that it is talked about
    r"|(?P<address>:)(?=//)"
    r"|(?P<host>www)(?=\.)"
    r"|(?P<link>\])(?=[(:\[])",
    re.IGNORECASE,
)
_FENCE = re.compile(r"(`{3,}|~{3,})[^`\n]*$", re.MULTILINE)  # a language may draw: maps, diagrams


def harmless(text: str, own: str) -> str:
    """The text as Markdown that cannot name anybody, hold HTML, or lead elsewhere than under `own`."""
    text = _CODE.sub(_decoded, text.replace("\r\n", "\n"))
    text = "".join(map(_visible, text))
    if len(text) > MOST_CHARACTERS:
        text = f"{text[:MOST_CHARACTERS]}…\n\nLa suite est dans le résumé de l’exécution."
    text = _FENCE.sub(r"\1", text)
    own_link = re.compile(rf"(\[[^][`\n]{{1,200}}\]\({re.escape(own)}(?:[\w/?=&#-]|\.(?!\.))*\))", re.ASCII)
    pieces = own_link.split(text)
    pieces[::2] = map(_parted, pieces[::2])
    pieces[1::2] = map(_own_link, pieces[1::2])
    return "".join(pieces).strip()


def _decoded(code: re.Match[str]) -> str:
    """What a code stands for, so that it hides nothing from what follows."""
    character = chr(min(int(code[1]), sys.maxunicode))
    return code[0] if character in _IN_CODE else character


def _visible(character: str) -> str:
    """Nothing for what has no shape: controls, changes of direction, marks of no width."""
    if character in "\n\u2028\u2029":
        return "\n"
    if character == "\t":
        return " "
    return "" if unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Cn"} else character


def _parted(text: str) -> str:
    parted = _PARTED.sub(rf"\g<0>{NOTHING}", text)
    return f"{parted}{NOTHING}" if parted.endswith("!") else parted  # else the link that follows is a picture


def _own_link(link: str) -> str:
    words, _, address = link[1:].rpartition("](")
    return f"[{_parted(words)}]({address}"


# ------------------------------------------------------------------ running


def main(environment: Mapping[str, str]) -> int:
    """Comment on the run that GitHub tells us about; having nothing to say is no failure."""
    event = json.loads(Path(environment["GITHUB_EVENT_PATH"]).read_text(encoding="utf-8"))
    forge = GitHub(environment["GITHUB_API_URL"], environment["GITHUB_TOKEN"])
    server, repository = environment["GITHUB_SERVER_URL"], environment["GITHUB_REPOSITORY"]
    try:
        said = comment(forge, server, repository, event["workflow_run"])
    except ReportError as reason:
        said = f"Aucun commentaire\u202f: {reason}"
    sys.stdout.write(f"{said}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(os.environ))
