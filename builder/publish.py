"""Publishing: the only module that writes the site.

Files that changed are first written aside, one at a time as they come, so memory holds one file, not a site.
Only when the last one has come are stale files deleted and new ones moved into place. A build that fails
midway, for whatever reason, leaves the previous site as it was. The site is never wiped: making thousands of
folders again costs more than rendering what goes in them.
"""

# With thousands of files, pathlib takes longer than the disk (measured: three times).
# ruff: noqa: PTH103, PTH105, PTH106, PTH108, PTH123, PTH208

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from .errors import BuilderError
from .output import Output

# A folder of the site, so on the same disk: moving a file is one atomic step. It also marks the site as ours.
MARK = ".vitrine"
KEPT = (MARK, ".git")  # a site published from a branch is a working copy of that branch
_UNSAFE = {"", ".", ".."}
NOTICE = "Vitrine remplace le contenu de ce dossier à chaque publication : n’y rangez rien.\n"


@dataclass(frozen=True, slots=True)
class Summary:
    """How many files a publication wrote, left as they were, and removed."""

    written: int = 0
    unchanged: int = 0
    removed: int = 0


def publish(outputs: Iterable[Output], site: Path) -> Summary:
    """Make `site` hold exactly `outputs`, and say what changed; on error, `site` is what it was.

    BuilderError when two outputs share a path, when a path leaves the site, or when the folder holds files
    that Vitrine did not write.
    """
    site = site.resolve()
    with _writing(site):
        aside = _open_site(site)
    try:
        expected, changed = _set_aside(outputs, site, aside)
        with _writing(site):
            removed = _remove_stale(site, expected)
            _move_into_place(site, aside, changed)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return Summary(len(changed), len(expected) - len(changed), removed)


@contextmanager
def _writing(site: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise BuilderError(f"Impossible d’écrire dans « {site} » : {error.strerror}.") from error


def _open_site(site: Path) -> Path:
    """Check that the folder is ours or empty, mark it, and make the folder where files wait."""
    mark = site / MARK
    if site.is_dir() and not mark.is_dir() and any(site.iterdir()):
        raise BuilderError(
            f"Le dossier « {site} » contient des fichiers que Vitrine n’a pas écrits : rien n’a été publié. "
            "Videz-le, ou choisissez un autre dossier (« site_dir » dans mkdocs.yml)."
        )
    mark.mkdir(parents=True, exist_ok=True)
    (mark / "LISEZMOI.txt").write_text(NOTICE, encoding="utf-8")
    aside = mark / "attente"
    shutil.rmtree(aside, ignore_errors=True)  # left by a run that was killed
    aside.mkdir()
    return aside


def _set_aside(outputs: Iterable[Output], site: Path, aside: Path) -> tuple[set[str], list[str]]:
    """Write what changed in files numbered in order; every path, and the changed ones in that same order."""
    expected: set[str] = set()
    changed: list[str] = []
    for output in outputs:
        _check_path(output.path, expected)
        expected.add(output.path)
        if not _holds(f"{site}/{output.path}", output.content):
            with _writing(site), open(f"{aside}/{len(changed)}", "wb") as file:
                file.write(output.content)
            changed.append(output.path)
    _check_folders(expected)
    return expected, changed


def _check_path(path: str, expected: set[str]) -> None:
    parts = path.split("/")
    if "\\" in path or ":" in parts[0] or parts[0] in KEPT or not _UNSAFE.isdisjoint(parts):
        raise BuilderError(f"Un fichier sortirait du dossier du site : « {path} ».")
    if path in expected:
        raise BuilderError(f"Deux fichiers du site ont la même adresse : « {path} ». Renommez l’un d’eux.")


def _check_folders(expected: set[str]) -> None:
    """A path cannot be both a file and the folder of another."""
    folders = {path.rpartition("/")[0] for path in expected}
    while folders:  # up one level at a time: there are far fewer folders than files
        for path in sorted(folders & expected):
            raise BuilderError(f"« {path} » serait à la fois un fichier et un dossier. Renommez l’un d’eux.")
        folders = {folder.rpartition("/")[0] for folder in folders if folder}


def _holds(file: str, content: bytes) -> bool:
    """Whether a file, and not a link to one, holds these very bytes; its size answers most often."""
    try:
        status = os.lstat(file)
        if not stat.S_ISREG(status.st_mode) or status.st_size != len(content):
            return False
        with open(file, "rb") as existing:
            return existing.read() == content
    except OSError:
        return False


def _remove_stale(site: Path, expected: set[str], folder: str = "") -> int:
    """Delete the files that are not expected, then the folders left empty; how many files went.

    A link to a folder counts as a file: what it leads to is not ours.
    """
    removed = 0
    with os.scandir(f"{site}/{folder}") as scan:
        entries = [entry for entry in scan if folder or entry.name not in KEPT]
    for entry in entries:
        path = f"{folder}{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            removed += _remove_stale(site, expected, f"{path}/")
        elif path not in expected:
            os.unlink(entry.path)
            removed += 1
    if folder and (removed or not entries) and not os.listdir(f"{site}/{folder}"):
        os.rmdir(f"{site}/{folder}")
    return removed


def _move_into_place(site: Path, aside: Path, changed: Iterable[str]) -> None:
    made = set()
    for number, path in enumerate(changed):
        folder = path.rpartition("/")[0]
        if folder not in made:
            os.makedirs(f"{site}/{folder}", exist_ok=True)
            made.add(folder)
        os.replace(f"{aside}/{number}", f"{site}/{path}")
