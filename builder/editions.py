"""Editions: dated copies of the data and of what shows it, under `docs/editions/`, which never change again.

Each holds `edition.json`, which says what it holds and names the edition before it: a file that is lost or
altered later is found by its hash, and so is an edition that was removed.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from .json_text import readable
from .output import Output

if TYPE_CHECKING:
    from .catalog import Catalog
    from .read import EditionFolder

FOLDER = "editions"  # in `docs/`, and in the site
MANIFEST = "edition.json"
NAME = re.compile(r"\d{4}-(0[1-9]|1[0-2])(-[a-z0-9]+)*")
VERSION = 1


@dataclass(frozen=True, slots=True)
class FrozenFile:
    """What a file of an edition weighs, and its hash."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenExhibit:
    """An exhibit as an edition keeps it; `path` is its address, in the site as in the edition.

    `height`, in CSS pixels, is that of the frame in which its frozen page does not scroll.
    """

    kind: str
    path: str
    title: str
    height: int


@dataclass(frozen=True, kw_only=True)
class Edition:
    """An edition: its name (`2026-11`), the date of its data, its files by path, `edition.json` apart.

    `previous` is the name of the edition before it and the hash of its `edition.json`, empty for the first.
    """

    name: str
    date: date
    files: Mapping[str, FrozenFile]
    exhibits: tuple[FrozenExhibit, ...]
    previous: tuple[str, str]
    sha256: str  # of its own edition.json
    read: Callable[[str], bytes]  # a file by its path

    @property
    def path(self) -> str:
        """Where it lives, relative to the site."""
        return f"{FOLDER}/{self.name}/"

    @property
    def size(self) -> int:
        """What all its files weigh, in bytes."""
        return sum(file.size for file in self.files.values())

    @cached_property
    def by_path(self) -> Mapping[str, FrozenExhibit]:
        """What it shows, by address."""
        return {exhibit.path: exhibit for exhibit in self.exhibits}


def editions_of(folders: Iterable[EditionFolder]) -> tuple[Edition, ...]:
    """The editions that can be read, the newest first; `check` says which others there are."""
    found = (edition_of(folder) for folder in folders)
    return tuple(sorted((one for one in found if one), key=lambda one: one.name, reverse=True))


def edition_of(folder: EditionFolder) -> Edition | None:
    """The edition that a folder holds, None when its name or its `edition.json` is not one of ours."""
    if not NAME.fullmatch(folder.name):
        return None
    try:
        return _edition(folder, json.loads(folder.manifest))
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _edition(folder: EditionFolder, said: Mapping[str, Any]) -> Edition:
    previous = said["precedente"] or {"edition": "", "sha256": ""}
    return Edition(
        name=folder.name,
        date=date.fromisoformat(said["donnees_au"]),
        files={
            str(path): FrozenFile(int(file["octets"]), str(file["sha256"]))
            for path, file in said["fichiers"].items()
        },
        exhibits=tuple(_exhibit(one) for one in said["figures"]),
        previous=(str(previous["edition"]), str(previous["sha256"])),
        sha256=hashlib.sha256(folder.manifest).hexdigest(),
        read=folder.read,
    )


def _exhibit(said: Mapping[str, Any]) -> FrozenExhibit:
    return FrozenExhibit(
        kind=str(said["genre"]),
        path=str(said["chemin"]),
        title=str(said["titre"]),
        height=int(said["hauteur"]),
    )


def manifest(
    name: str,
    day: date,
    outputs: Iterable[Output],
    exhibits: Iterable[FrozenExhibit],
    previous: Edition | None,
) -> Output:
    """The `edition.json` of files that are about to be written, their paths relative to the edition."""
    said = {
        "version": VERSION,
        "edition": name,
        "donnees_au": day.isoformat(),
        "precedente": previous and {"edition": previous.name, "sha256": previous.sha256},
        "figures": [
            {"genre": one.kind, "chemin": one.path, "titre": one.title, "hauteur": one.height}
            for one in exhibits
        ],
        "fichiers": {
            output.path: {
                "octets": len(output.content),
                "sha256": hashlib.sha256(output.content).hexdigest(),
            }
            for output in sorted(outputs, key=lambda output: output.path)
        },
    }
    return Output(MANIFEST, readable(said))


def published(catalog: Catalog) -> Iterator[Output]:
    """Every file of every edition, byte for byte."""
    for edition in catalog.editions:
        yield Output(f"{edition.path}{MANIFEST}", edition.read(MANIFEST))
        for path, file in edition.files.items():
            yield Output.later(f"{edition.path}{path}", file.sha256, partial(edition.read, path))


def holding(catalog: Catalog, path: str) -> tuple[Edition, ...]:
    """The editions that froze the exhibit at this address (`cartes/region/`), the newest first.

    Its frozen page is at `edition.path + path`.
    """
    return tuple(edition for edition in catalog.editions if path in edition.by_path)
