"""Parts: a site that several machines build, each a share of its files, and that is then put together.

Each machine lists every file and makes its share, which the paths decide. A part says which files it holds
and what it was made of: parts of different data, pages or versions are never put together.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

from .errors import BuilderError
from .keys import key_of
from .output import Output
from .shell import Shell
from .version import code_version

RECORD = "vitrine-partie.json"  # not hidden: forges leave hidden files behind
VERSION = 1
MOST = 1000


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a site, from 1 to `count`."""

    number: int
    count: int

    def holds(self, path: str) -> bool:
        """Whether a file is in this part."""
        digest = hashlib.sha256(path.encode()).digest()
        return int.from_bytes(digest[:8], "big") % self.count == self.number - 1

    def __str__(self) -> str:
        return f"partie {self.number} sur {self.count}"


@dataclass(frozen=True, slots=True)
class Record:
    """What a part says of itself: which one it is, the key of all that it was made of, its files."""

    version: int
    number: int
    count: int
    key: str
    files: Sequence[str]


def to_part(text: str) -> Part | None:
    """`2/3` → the second of three; None when that is no part."""
    found = re.fullmatch(r"([0-9]{1,4})/([0-9]{1,4})", text)
    part = Part(int(found[1]), int(found[2])) if found else None
    return part if part and 1 <= part.number <= part.count <= MOST else None


def key_of_site(data: str, shell: Shell) -> str:
    """The key of all that a site is made of: its data, by their key, its shell and the code."""
    files = [(path, hashlib.sha256(content).digest()) for path, content in sorted(shell.files.items())]
    return key_of(data, code_version(), sorted(shell.pages.items()), sorted(shell.blanks.items()), files)


def share(outputs: Iterable[Output], part: Part, key: str) -> Iterator[Output]:
    """The files of one part of a site, then its record."""
    files = []
    for output in outputs:
        if part.holds(output.path):
            files.append(output.path)
            yield output
    record = Record(VERSION, part.number, part.count, key, files)
    yield Output(RECORD, json.dumps(asdict(record), ensure_ascii=False).encode())


def gather(folders: Sequence[Path]) -> Iterator[Output]:
    """Every file of the site whose parts are in some folders; BuilderError when they do not make one site."""
    records = {folder: _record(folder) for folder in folders}
    _check_whole(records)
    for folder, record in records.items():
        for path in record.files:
            if not (folder / path).is_file():
                raise BuilderError(f"Il manque « {path} » dans « {folder} » : cette partie est incomplète.")
    for folder, record in records.items():
        for path in record.files:
            yield Output.later(path, "", partial(_read, folder / path))


def _read(file: Path) -> bytes:
    return file.read_bytes()


def _record(folder: Path) -> Record:
    try:
        record = Record(**json.loads((folder / RECORD).read_bytes()))
    except (OSError, ValueError, TypeError, RecursionError):
        record = None
    if record is None or record.version != VERSION or not _makes_sense(record):
        raise BuilderError(
            f"« {folder} » n’est pas une partie de site : « {RECORD} » y manque, ou n’est pas lisible. "
            "Donnez les dossiers que « vitrine build --part » a écrits."
        )
    return record


def _makes_sense(record: Record) -> bool:
    numbers = (record.number, record.count)
    return (
        all(type(number) is int for number in numbers)
        and type(record.key) is str
        and isinstance(record.files, list)
        and all(type(path) is str for path in record.files)
    )


def _check_whole(records: Mapping[Path, Record]) -> None:
    """All parts of one site, each once."""
    first, reference = next(iter(records.items()))
    found: dict[int, Path] = {}
    for folder, record in records.items():
        if (record.key, record.count) != (reference.key, reference.count):
            raise BuilderError(
                f"« {first} » et « {folder} » ne viennent pas du même site : données, pages, réglages, "
                "versions ou nombre de parties diffèrent. Reconstruisez toutes les parties."
            )
        if record.number in found:
            raise BuilderError(
                f"« {found[record.number]} » et « {folder} » sont la même partie, la {record.number}. "
                "Donnez chaque partie une seule fois."
            )
        found[record.number] = folder
    missing = [number for number in range(1, reference.count + 1) if number not in found]
    if missing:
        raise BuilderError(
            f"Il manque la partie {missing[0]} sur {reference.count}. Donnez toutes les parties."
        )
