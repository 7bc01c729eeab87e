"""Which code is running: what a file or a cache made by other code is told apart by.

What is kept from one run to the next (the manifest of a site, the caches of a project) is only good for the
code that made it, and for the libraries that this code called.
"""

from __future__ import annotations

import hashlib
import os
import sys
from functools import cache
from pathlib import Path

_HERE = Path(__file__).parent


@cache
def code_version() -> str:
    """A hash of everything in `builder/`, of the names and versions of the libraries, and of Python's."""
    digest = hashlib.sha256(sys.version.encode())
    digest.update(repr(sorted({name for folder in sys.path for name in _libraries(folder)})).encode())
    for file in _files(str(_HERE)):
        digest.update(f"{file[len(str(_HERE)) :]}\n".encode())
        digest.update(Path(file).read_bytes())
    return digest.hexdigest()


@cache
def version_of(modules: tuple[str, ...], libraries: tuple[str, ...]) -> str:
    """A hash of some modules of `builder/` and of the versions of the libraries that they call."""
    from importlib.metadata import version  # here: it is slow to import

    told = [Path(_HERE, f"{module}.py").read_bytes() for module in modules]
    return hashlib.sha256(repr((told, list(map(version, libraries)))).encode()).hexdigest()


def _libraries(folder: str) -> list[str]:
    """What is installed in a folder: « jinja2-3.1.6.dist-info » says which, and which version."""
    try:
        return [file.name for file in Path(folder).glob("*.dist-info")]
    except OSError:
        return []  # the path of Python may name folders that do not exist


def _files(folder: str) -> list[str]:
    """Every file of a folder in order, but what Python compiles."""
    found = []
    with os.scandir(folder) as scan:
        entries = sorted(scan, key=lambda entry: entry.name)
    for entry in entries:
        if entry.is_dir() and entry.name != "__pycache__":
            found += _files(entry.path)
        elif entry.is_file():
            found.append(entry.path)
    return found
