"""Revisions: the data of another version of the project, as git keeps it.

Nothing is checked out and nothing of it runs: git is only asked for the bytes of the files we read,
by their names. Attributes, filters and links that the other version holds have no effect.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from ..config import FILE, Settings, read_settings
from ..errors import BuilderError, ConfigError, Place, Problem
from ..parse import Dataset, parse
from ..read import Table, parse_csv
from ..records import TABLES, headers_of
from ..text import date_in_words
from ..wording import quoted

STORY = ".md"
_REGULAR = (b"100644", b"100755")  # neither links nor submodules


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """A version of the project: its name as it was typed, its commit, its day, its tables and stories."""

    name: str
    commit: str
    day: date
    dataset: Dataset
    stories: Mapping[str, str]

    def __str__(self) -> str:
        return f"{quoted(self.name)} ({self.commit[:7]}, {date_in_words(self.day)})"


def read_revision(project: Path, name: str, settings: Settings) -> Revision:
    """The data of a revision of the repository that holds the project.

    `settings` are the present ones, used where those of the revision cannot be read. BuilderError, in French,
    without git, outside a repository, or when the revision does not exist.
    """
    git = _Git(project)
    git.require_repository()
    commit = git.commit(name)
    settings = _settings(git.file(commit, FILE), settings)
    tables = {
        table: _table(table, f"{settings.donnees}/{record.file}", git, commit)
        for table, record in TABLES.items()
    }
    return Revision(
        name=name,
        commit=commit,
        day=git.day(commit),
        dataset=parse(tables),
        stories=git.stories(commit, settings.recits),
    )


def _settings(raw: bytes | None, present: Settings) -> Settings:
    """The settings of a revision: they say in which folders its data were."""
    with TemporaryDirectory() as folder:
        (Path(folder) / FILE).write_bytes(raw or b"")
        try:
            return read_settings(Path(folder))
        except ConfigError:
            return present


def _table(name: str, path: str, git: _Git, commit: str) -> Table:
    raw = git.file(commit, path)
    if raw is None:
        absent = Problem("fichier-absent", Place(path), "le fichier n’existait pas.", "")
        return Table(name, path, problems=(absent,))
    return parse_csv(raw, name, path, headers_of(name))


@dataclass(frozen=True, slots=True)
class _Git:
    """Questions to git about the repository that holds a folder."""

    project: Path

    def require_repository(self) -> None:
        answer = self._ask("rev-parse", "--show-prefix")
        if answer.returncode and b"dubious ownership" in answer.stderr:
            raise BuilderError(
                "git refuse de lire ce dossier, qui appartient à un autre compte. "
                f"Autorisez-le : git config --global --add safe.directory {self.project.resolve()}"
            )
        if answer.returncode:
            raise BuilderError(
                f"{quoted(str(self.project))} n’est pas dans un dépôt git : il n’y a aucune version à "
                "laquelle le comparer. Lancez la commande dans le dossier du projet."
            )

    def commit(self, name: str) -> str:
        """The full name of the commit that a revision means."""
        if name and not name.startswith("-"):  # git would take it for an option
            answer = self._ask("rev-parse", "--verify", "--quiet", f"{name}^{{commit}}")
            if answer.returncode == 0:
                return answer.stdout.decode().strip()
        raise BuilderError(f"La révision {quoted(name)} n’existe pas. {self._cure()}")

    def _cure(self) -> str:
        if self._ask("rev-parse", "--is-shallow-repository").stdout.strip() == b"true":
            return "Cette copie n’a que la fin de l’historique : lancez d’abord « git fetch --unshallow »."
        return "Écrivez le nom d’une branche, d’une étiquette ou d’un commit ; « git log » en donne la liste."

    def day(self, commit: str) -> date:
        """The day of a commit, where it was made."""
        return date.fromisoformat(self._ask("show", "-s", "--format=%cs", commit).stdout.decode().strip())

    def file(self, commit: str, path: str) -> bytes | None:
        """The bytes of a file of the project, None when the commit has no such file."""
        return self._blob(f"{commit}:./{path}")

    def stories(self, commit: str, folder: str) -> dict[str, str]:
        """The texts of the stories of a folder, by project."""
        listed = self._ask("ls-tree", "-z", commit, "--", f"./{folder}/").stdout.split(b"\0")
        entries = [entry.partition(b"\t") for entry in listed if entry.startswith(_REGULAR)]
        files = {Path(os.fsdecode(path)): about.split()[2].decode() for about, _, path in entries}
        return {
            file.stem: (self._blob(blob) or b"").decode("utf-8-sig", errors="replace")
            for file, blob in sorted(files.items())
            if file.suffix == STORY
        }

    def _blob(self, name: str) -> bytes | None:
        answer = self._ask("cat-file", "blob", name)
        return None if answer.returncode else answer.stdout

    def _ask(self, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        environment = os.environ | {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}
        command = ["git", "-C", str(self.project), *arguments]
        try:
            return subprocess.run(command, capture_output=True, env=environment, check=False)
        except FileNotFoundError:
            raise BuilderError(
                "Il faut git pour comparer deux versions, et il n’est pas installé. Installez-le, ou "
                "comparez sur la forge."
            ) from None
