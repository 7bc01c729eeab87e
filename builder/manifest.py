"""The manifest of a site: what was published last, file by file.

It spares making again what is costly, and reading again what is on the disk. It is only a help: a manifest
that is missing, broken or of another version is an empty one, and a file that is not as it was left is read.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
from collections.abc import Container, Mapping, Sequence
from typing import Any, NamedTuple

from .json_text import compact
from .version import code_version

VERSION = 3


class Published(NamedTuple):
    """A file of the site as it was left: its size, when it was written, the hash of its bytes.

    `key` is that of the recipe it was made by (`Output.later`), empty when it came without; `lasting` is the
    one that does not change with the code.
    """

    size: int
    time: int  # nanoseconds, as the disk tells it
    digest: str
    key: str
    lasting: str = ""


class Standing(NamedTuple):
    """What stands in a site: its files by path, as the disk tells of them, and its empty folders."""

    files: Mapping[str, os.stat_result]
    empty: Sequence[str]


def standing_in(site: str, left_out: Container[str]) -> Standing:
    """What stands in a site, all gone through once; what is `left_out` at its root is not.

    A link to a folder counts as a file: what it leads to is not ours.
    """
    files: dict[str, os.stat_result] = {}
    empty: list[str] = []

    def go_through(folder: str) -> None:
        with os.scandir(f"{site}/{folder}") as scan:
            entries = list(scan)
        if not entries:
            empty.append(folder.rstrip("/"))
        for entry in entries:
            if not folder and entry.name in left_out:
                continue
            if entry.is_dir(follow_symlinks=False):
                go_through(f"{folder}{entry.name}/")
            else:
                files[f"{folder}{entry.name}"] = entry.stat(follow_symlinks=False)

    go_through("")
    return Standing(files, empty)


def what_is_there(file: str, status: os.stat_result | None, known: Published | None) -> Published | None:
    """What a file of the site holds, None when there is no file, or only a link to one.

    It is read when it is not as it was left: touched, or copied from elsewhere.
    """
    if status is None or not stat.S_ISREG(status.st_mode):
        return None
    if known and (known.size, known.time) == (status.st_size, status.st_mtime_ns):
        return known
    try:
        with open(file, "rb") as existing:  # noqa: PTH123 — see publish.py
            digest = hashlib.file_digest(existing, "sha256").hexdigest()
    except OSError:
        return None
    keys = known[3:] if known and known.digest == digest else ("",)
    return Published(status.st_size, status.st_mtime_ns, digest, *keys)


def as_bytes(files: Mapping[str, Published]) -> bytes:
    """The manifest as it is kept beside the site."""
    return compact({"version": VERSION, "code": code_version(), "files": files}).encode()


def from_bytes(raw: bytes) -> Mapping[str, Published]:
    """What `as_bytes` wrote. A recipe made by other code is forgotten: its key no longer says anything."""
    try:
        document = json.loads(raw)
        if document["version"] != VERSION:
            return {}
        same_code = document["code"] == code_version()
        return {path: _published(entry, same_code) for path, entry in document["files"].items()}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return {}


def _published(entry: Any, same_code: bool) -> Published:
    size, time, digest, key, lasting = entry
    if not (type(size) is type(time) is int and type(digest) is type(key) is type(lasting) is str):
        raise TypeError
    return Published(size, time, digest, key if same_code else "", lasting)
