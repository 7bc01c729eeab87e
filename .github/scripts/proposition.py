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
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

DONE, FOUND = 0, 1  # the codes of `vitrine`: done; something to mend in the data
REPORT, NUMBER, PREVIEW, MENDED = (
    "rapport/rapport.md",
    "rapport/numero.txt",
    "apercu.zip",
    "fichiers-corriges",
)
PATCH = "modifications.patch"
MOST_LINES = 60  # of what a command said, in the report


@dataclass(frozen=True, slots=True)
class Step:
    """A command that was run: what it is for, how it ended and what it said; None when it was not run."""

    title: str
    code: int | None
    said: str = ""

    @property
    def failed(self) -> bool:
        """Whether the command could not do its work: neither done nor a fault of the data."""
        return self.code not in (None, DONE, FOUND)

    @property
    def result(self) -> str:
        """How it went, for the table of the report."""
        if self.code is None:
            return "pas fait, à cause des erreurs ci-dessous"
        return {DONE: "fait", FOUND: "à corriger"}.get(self.code, "n’a pas pu être fait")

    @property
    def last_line(self) -> str:
        return self.said.strip().rpartition("\n")[2]


@dataclass(frozen=True, slots=True)
class Reading:
    """What was found in a proposal."""

    import_: Step
    form: Step
    check: Step
    build: Step
    preview: Step
    diff: Step
    changes: str  # in words, Markdown
    mended: tuple[str, ...]  # files that have a better form than the one proposed

    @property
    def steps(self) -> tuple[Step, ...]:
        return (self.import_, self.form, self.check, self.build, self.preview, self.diff)

    @property
    def publishable(self) -> bool:
        """A file in another form than ours is read all the same: nobody is blocked by taste."""
        return self.check.code == self.build.code == DONE and not any(step.failed for step in self.steps)


# ------------------------------------------------------------------ reading


def read(base: str, into: Path) -> Reading:
    """Try every step on the project in the current folder; `base` is the revision it is compared with."""
    into.mkdir(parents=True, exist_ok=True)
    changes = into / "changements.md"
    import_ = _vitrine("Convertir les classeurs déposés", "classeur", "import-depot")
    form = _vitrine("Relire la forme des fichiers", "fmt", "--check")
    check = _vitrine("Vérifier les données", "check", annotated=True)
    build = _if_sound(check, "Construire le site", "build", "--site-dir", str(into / "site"))
    preview = _if_sound(check, "Préparer l’aperçu", "apercu", "--vers", str(into / PREVIEW), "--depuis", base)
    diff = _vitrine("Comparer avec le site actuel", "diff", base, "--markdown", str(changes))
    words = changes.read_text(encoding="utf-8") if changes.is_file() else ""
    return Reading(import_, form, check, build, preview, diff, words, _mended(into))


def _if_sound(check: Step, title: str, *arguments: str) -> Step:
    """A step that says again what the check said, and does nothing, when the data hold an error."""
    return _vitrine(title, *arguments) if check.code == DONE else Step(title, None)


def _vitrine(title: str, *arguments: str, annotated: bool = False) -> Step:
    """Run a command of the project; only the check marks the lines of the proposal, and once is enough."""
    environment = dict(os.environ)
    if not annotated:
        environment.pop("GITHUB_ACTIONS", None)
    command = [sys.executable, "-c", "from builder.cli import main; main()", *arguments]
    done = subprocess.run(command, capture_output=True, env=environment, check=False)
    said = (done.stdout + done.stderr).decode(errors="replace")
    sys.stdout.write(f"::group::{title}\n{said}::endgroup::\n")
    sys.stdout.flush()
    lines = [line for line in said.splitlines() if not line.startswith(("::error ", "::warning "))]
    return Step(title, done.returncode, "\n".join(lines))


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


# ------------------------------------------------------------------ the report


def report(reading: Reading, run_url: str) -> str:
    """The report in Markdown, for someone who reads neither code nor logs."""
    return "\n".join(_sections(reading, run_url))


def _sections(reading: Reading, run_url: str) -> Iterator[str]:
    yield f"## {_verdict(reading)}\n"
    if reading.check.code != DONE or "\n" in reading.check.said.strip():
        yield from _problems(reading.check)
    yield from _changes(reading)
    yield from _preview(reading, run_url)
    yield from _mending(reading, run_url)
    for step in reading.steps:
        if step.failed:
            yield f"### {step.title}\u202f: n’a pas pu être fait\n\n{_quoted(step.said)}\n"
    yield "### Ce qui a été fait\n\n| Étape | Résultat |\n| --- | --- |"
    yield from (f"| {step.title} | {step.result} |" for step in reading.steps)


def _verdict(reading: Reading) -> str:
    if reading.publishable:
        return "Rien n’empêche de publier cette proposition"
    if reading.check.code == FOUND:
        return "Cette proposition contient des erreurs à corriger avant de publier"
    return "Cette proposition n’a pas pu être relue jusqu’au bout"


def _problems(check: Step) -> Iterator[str]:
    yield (
        "### Ce que la vérification a trouvé\n\n"
        "Chaque remarque nomme le fichier, la ligne, la cellule, et dit quoi faire. Les mêmes remarques sont "
        f"posées sur les lignes, dans l’onglet « Files changed ».\n\n{_quoted(check.said)}\n"
    )


def _changes(reading: Reading) -> Iterator[str]:
    yield "### Ce qui change\n"
    yield f"{reading.changes.strip() or 'La comparaison avec le site actuel n’a rien donné.'}\n"


def _preview(reading: Reading, run_url: str) -> Iterator[str]:
    yield "### Voir le site avant de publier\n"
    if reading.preview.code != DONE:
        yield "L’aperçu n’a pas été fait. Il le sera quand les erreurs seront corrigées.\n"
        return
    yield (
        f"1. Téléchargez « {PREVIEW} », en bas de [la page de cette relecture]({run_url}#artifacts) "
        "(il faut être connecté).\n"
        "2. Décompressez-le\u202f: sous Windows, clic droit, « Extraire tout ».\n"
        "3. Ouvrez « commencer-ici.html » d’un double clic. La page mène à celles qui changent, et montre "
        "les cartes avant et après.\n"
    )


def _mending(reading: Reading, run_url: str) -> Iterator[str]:
    if not reading.mended:
        return
    files = "\n".join(f"- `{name}`" for name in reading.mended)
    yield (
        "### Fichiers remis en forme\n\n"
        "Ces fichiers ont été enregistrés autrement que d’habitude par un tableur, ou viennent d’un classeur "
        f"déposé\u202f:\n\n{files}\n\n"
        "Leurs valeurs sont lues correctement, mais la comparaison ligne à ligne est illisible. "
        f"« {MENDED} », en bas de [la page de cette relecture]({run_url}#artifacts), contient les mêmes "
        "fichiers en bonne forme. Cette relecture n’a pas le droit d’écrire dans votre branche\u202f: c’est "
        "à vous de les y mettre, de l’une de ces façons\u202f:\n\n"
        "- sur la forge, dans votre branche, ouvrez le dossier du fichier, puis « Add file », « Upload "
        "files », et déposez-les\u202f; s’il y a un classeur, supprimez-le ensuite\u202f;\n"
        f"- avec git, dans votre branche\u202f: `git apply {PATCH}`.\n"
    )


def _quoted(said: str) -> str:
    """What a command said, as a block that no text can end."""
    lines = said.strip().splitlines()
    shown = lines[:MOST_LINES]
    if len(lines) > MOST_LINES:
        shown.append(f"… et {len(lines) - MOST_LINES} autres lignes, dans le détail de l’exécution.")
    return "\n".join(f"    {line}" for line in shown)


# ------------------------------------------------------------------ running


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
