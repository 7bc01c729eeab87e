"""Reads a proposal: checks its data, builds the site, says what changes, and writes a report in French.

Runs in the workflow « Proposition » with a token that can only read. Every step is tried, whatever came
before, unless it needs what the data do not allow; the report says what each one gave. Exit code 1 when the
proposal cannot be published as it is.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from rapport import CRASHED, DONE, FOUND, MENDED, PATCH, PREVIEW, Reading, Step, report

REPORT, NUMBER = "rapport/rapport.md", "rapport/numero.txt"
TRACEBACK = "Traceback (most recent call last)"


def read(base: str, into: Path) -> Reading:
    """Try every step on the project in the current folder; `base` is the revision it is compared with."""
    into.mkdir(parents=True, exist_ok=True)
    changes = into / "changements.md"
    import_ = _vitrine("Convertir les classeurs déposés", "classeur", "import-depot")
    form = _vitrine("Relire la forme des fichiers", "fmt", "--check")
    check = _vitrine("Vérifier les données", "check", annotated=True)
    build = _if_sound(check, "Construire le site", "build", "--site-dir", str(into / "site"))
    preview = _if_sound(check, "Préparer l’aperçu", "apercu", "--vers", str(into / PREVIEW), "--depuis", base)
    diff = _vitrine("Comparer avec le site actuel", "diff", base, "--markdown", str(changes), annotated=True)
    words = changes.read_text(encoding="utf-8") if changes.is_file() else ""
    mended = _mended(into)
    kept = tuple(name for name in mended if Path(name).is_file())
    gone = tuple(name for name in mended if name not in kept)
    return Reading(import_, form, check, build, preview, diff, words, kept, gone)


def _if_sound(check: Step, title: str, *arguments: str) -> Step:
    """A step that says again what the check said, and does nothing, when the data hold an error."""
    return _vitrine(title, *arguments) if check.code == DONE else Step(title, None)


def _vitrine(title: str, *arguments: str, annotated: bool = False) -> Step:
    """Run a command of the project; an annotated one marks the lines of the proposal: once is enough."""
    environment = dict(os.environ)
    if not annotated:
        environment.pop("GITHUB_ACTIONS", None)
    command = [sys.executable, "-c", "from builder.cli import main; main()", *arguments]
    done = subprocess.run(command, capture_output=True, env=environment, check=False)
    said = (done.stdout + done.stderr).decode(errors="replace")
    sys.stdout.write(f"::group::{title}\n{said}::endgroup::\n")
    sys.stdout.flush()
    lines = [line for line in said.splitlines() if not line.startswith(("::error ", "::warning "))]
    code = CRASHED if TRACEBACK in said else done.returncode
    return Step(title, code, "\n".join(lines))


def _mended(into: Path) -> tuple[str, ...]:
    """Put every file in its proper form; copies of those that changed, and the change as git writes it."""
    _vitrine("Mettre les fichiers en forme", "fmt")
    _git("add", "--intent-to-add", ".")
    patch = _git("diff", "--binary", "HEAD")
    if not patch:
        return ()
    names = _git("diff", "--name-only", "--no-renames", "-z", "HEAD").decode().split("\0")[:-1]
    for name in names:
        if Path(name).is_file() and not Path(name).is_symlink():
            copy = into / MENDED / name
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(name, copy)
    (into / MENDED).mkdir(exist_ok=True)
    (into / MENDED / PATCH).write_bytes(patch)
    return tuple(names)


def _git(*arguments: str) -> bytes:
    return subprocess.run(["git", *arguments], capture_output=True, check=True).stdout


def main(arguments: Sequence[str]) -> int:
    """Read the proposal in the current folder and write everything under `--vers`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", required=True)
    parser.add_argument("--numero", required=True)
    parser.add_argument("--vers", required=True, type=Path)
    parser.add_argument("--page", default="")
    given = parser.parse_args(arguments)
    reading = read(given.base, given.vers)
    text = report(reading, given.page)
    for name, content in ((REPORT, text), (NUMBER, given.numero)):
        (given.vers / name).parent.mkdir(parents=True, exist_ok=True)
        (given.vers / name).write_text(f"{content}\n", encoding="utf-8")
    if summary := os.environ.get("GITHUB_STEP_SUMMARY"):
        with Path(summary).open("a", encoding="utf-8") as file:
            file.write(text)
    return DONE if reading.publishable else FOUND


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
