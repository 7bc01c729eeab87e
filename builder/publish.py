"""Publishing: the only module that writes the site.

What is to be published is first gone through once: a manifest kept beside the site tells what has not
changed, so that it is neither made nor read again. Only the rest is then made, by several processes.
Files that changed are written aside, one at a time as they come, so memory holds one file, not a site. Only
when the last one has come are stale files deleted and new ones moved into place. A build that fails midway,
for whatever reason, leaves the previous site as it was. The site is never wiped: making thousands of folders
again costs more than rendering what goes in them.
"""

# With thousands of files, pathlib takes longer than the disk (measured: three times).
# ruff: noqa: PTH103, PTH105, PTH106, PTH108, PTH112, PTH123, PTH208

from __future__ import annotations

import os
import shutil
from collections import Counter, deque
from collections.abc import Container, Hashable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from .errors import BuilderError
from .expected import Expected
from .manifest import Published, Standing, as_bytes, from_bytes, standing_in, what_is_there
from .output import Fingerprint, Output
from .workers import Turns, in_turns

# A folder of the site, so on the same disk: moving a file is one atomic step. It also marks the site as ours.
MARK = ".vitrine"
MANIFEST = "manifeste.json"
KEPT = (MARK, ".git")  # a site published from a branch is a working copy of that branch
NEIGHBOURS = 100  # files of a folder made together: of thousands, each process takes its share
NOTICE = "Vitrine remplace le contenu de ce dossier à chaque publication : n’y rangez rien.\n"


@dataclass(frozen=True, slots=True)
class Summary:
    """How many files a publication wrote, left as they were, and removed."""

    written: int = 0
    unchanged: int = 0
    removed: int = 0


class Kept(NamedTuple):
    """A file of the site: where it comes among the others, and whether it waits aside."""

    number: int
    path: str
    file: Published
    waits: bool


class Waiting(NamedTuple):
    """An output that may differ from the file of the site that is there, if there is one."""

    number: int
    output: Output
    held: Published | None


def publish(outputs: Iterable[Output], site: Path, jobs: int = 1) -> Summary:
    """Make `site` hold exactly `outputs`, and say what changed; on error, `site` is what it was.

    `jobs` processes share what is to be made; none is forked when there is nothing.

    BuilderError when two outputs share a path, when a path leaves the site, or when the folder holds files
    that Vitrine did not write.
    """
    site = site.resolve()
    with _writing(site):
        aside = _open_site(site)
    known = _last_published(site)
    try:
        with _writing(site):
            there = standing_in(str(site), KEPT)
        kept, waiting = _gone_through(outputs, site, aside, there, known)
        last = [one for one in waiting if one.output.tells_of]
        first = _families(one for one in waiting if not one.output.tells_of)
        shares = in_turns(min(jobs, len(first)) or 1, lambda turns: _set_aside(first, site, aside, turns))
        kept = list(chain(kept, *shares))
        _tell(last, kept, site, aside)
        kept = sorted([*kept, *_set_aside(_families(last), site, aside, Turns())])
        files = {path: file for _, path, file, _ in kept}
        changed = sum(waits for *_, waits in kept)
        with _writing(site):
            removed = _remove_stale(site, there, files)
            _move_into_place(str(aside), str(site))
            _remember(site, known, files)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return Summary(changed, len(files) - changed, removed)


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
    if not (mark / "LISEZMOI.txt").exists():
        (mark / "LISEZMOI.txt").write_text(NOTICE, encoding="utf-8")
    aside = mark / "attente"
    shutil.rmtree(aside, ignore_errors=True)  # left by a run that was killed
    aside.mkdir()
    return aside


def _last_published(site: Path) -> Mapping[str, Published]:
    try:
        return from_bytes((site / MARK / MANIFEST).read_bytes())
    except OSError:
        return {}


def _remember(site: Path, known: Mapping[str, Published], files: Mapping[str, Published]) -> None:
    """Keep the manifest, last of all: as long as it is the previous one, whatever changed is read again."""
    if files != known:
        kept = f"{site}/{MARK}/{MANIFEST}"
        with open(f"{kept}.nouveau", "wb") as file:
            file.write(as_bytes(files))
        os.replace(f"{kept}.nouveau", kept)


def _gone_through(
    outputs: Iterable[Output], site: Path, aside: Path, there: Standing, known: Mapping[str, Published]
) -> tuple[list[Kept], deque[Waiting]]:
    """What is as it was, or came with its content; then the recipes whose key does not say that."""
    kept: list[Kept] = []
    waiting: deque[Waiting] = deque()
    expected = Expected(KEPT)
    for number, output in enumerate(outputs):
        path = output.path
        expected.add(path)
        held = what_is_there(f"{site}/{path}", there.files.get(path), known.get(path))
        if held and output.key and held.key == output.key:
            output.known(Fingerprint(held.size, held.digest))
            kept.append(Kept(number, path, held, waits=False))
        elif output.at_hand:
            kept.append(_written_aside(Waiting(number, output, held), site, aside))
        else:
            waiting.append(Waiting(number, output, held))
    return kept, waiting


def _families(waiting: Iterable[Waiting]) -> deque[list[Waiting]]:
    """What is best made by one process, family by family, in the order of their first files."""
    found: dict[Hashable, list[Waiting]] = {}
    in_folder: Counter[str] = Counter()
    for one in waiting:
        folder = one.output.path.rpartition("/")[0]
        family = one.output.together or (folder, in_folder[folder] // NEIGHBOURS)
        in_folder[folder] += 1
        found.setdefault(family, []).append(one)
    return deque(found.values())


def _set_aside(waiting: deque[list[Waiting]], site: Path, aside: Path, turns: Turns) -> list[Kept]:
    """Make the recipes of this process, each forgotten as soon as it is written."""
    kept: list[Kept] = []
    for turn in range(len(waiting)):
        family = waiting.popleft()
        if turns.mine(turn):
            kept += (_written_aside(one, site, aside) for one in family)
    return kept


def _tell(last: Iterable[Waiting], kept: Iterable[Kept], site: Path, aside: Path) -> None:
    """Say to what tells of other files what these are and where, whichever process made them."""
    files = {path: file for _, path, file, _ in kept}
    for other in chain.from_iterable(one.output.tells_of for one in last):
        if file := files.get(other.path):
            other.known(Fingerprint(file.size, file.digest), partial(_read_back, other.path, site, aside))


def _written_aside(one: Waiting, site: Path, aside: Path) -> Kept:
    """An output in a file of its own, unless the site holds the very same bytes."""
    number, output, held = one
    key, lasting = output.key, output.lasting  # here, as the content: their errors are not those of the disk
    if held and lasting and held.lasting == lasting:
        return Kept(number, output.path, held._replace(key=key), waits=False)
    content, (size, digest) = output.content, output.fingerprint
    output.let_go(partial(_read_back, output.path, site, aside))
    if held and held.digest == digest:
        return Kept(number, output.path, held._replace(key=key, lasting=lasting), waits=False)
    with _writing(site):
        time = _write_aside(f"{aside}/{output.path}", content)
    return Kept(number, output.path, Published(size, time, digest, key, lasting), waits=True)


def _read_back(path: str, site: Path, aside: Path) -> bytes:
    """The bytes of an output that was written, or that the site holds already."""
    waiting = aside / path
    return (waiting if waiting.is_file() else site / path).read_bytes()


def _write_aside(waiting: str, content: bytes) -> int:
    """Write a file, and say when, in nanoseconds, as the disk tells it."""
    folder = waiting.rpartition("/")[0]
    if not os.path.isdir(folder):
        os.makedirs(folder, exist_ok=True)
    with open(waiting, "wb") as file:
        file.write(content)
    return os.lstat(waiting).st_mtime_ns


def _remove_stale(site: Path, there: Standing, expected: Container[str]) -> int:
    """Delete the files that are not expected, then the folders left empty; how many files went."""
    stale = [path for path in there.files if path not in expected]
    for path in stale:
        with suppress(FileNotFoundError):  # what went meanwhile
            os.unlink(f"{site}/{path}")
    left = {path.rpartition("/")[0] for path in stale}
    for folder in sorted(left.union(there.empty)):  # a folder before those in it, after which it goes
        with suppress(FileNotFoundError):
            _remove_empty(site, folder)
    return len(stale)


def _remove_empty(site: Path, folder: str) -> None:
    """Delete a folder, then those above it, as long as they hold nothing."""
    while folder and not os.listdir(f"{site}/{folder}"):
        os.rmdir(f"{site}/{folder}")
        folder = folder.rpartition("/")[0]


def _move_into_place(aside: str, site: str) -> None:
    """Move what waits: whole folders where the site has none of that name, else file by file."""
    with os.scandir(aside) as scan:
        entries = list(scan)
    for entry in entries:
        place = f"{site}/{entry.name}"
        if entry.is_dir(follow_symlinks=False) and os.path.lexists(place):
            _move_into_place(entry.path, place)
        else:
            os.replace(entry.path, place)
