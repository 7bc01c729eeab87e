"""What the server watches: the files of a project, by their dates and sizes."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

Stamps = Mapping[str, tuple[int, int]]


def stamps(paths: Iterable[Path]) -> Stamps:
    """When each file of some folders was last written, and its size; a path may be a file, or missing."""
    return {path: stamp for start in paths for path, stamp in _stamps(str(start))}


def _stamps(path: str) -> Iterator[tuple[str, tuple[int, int]]]:
    try:
        with os.scandir(path) as scan:
            entries = list(scan)
    except NotADirectoryError:
        status = os.stat(path)  # noqa: PTH116 — with thousands of files, pathlib is slow
        yield path, (status.st_mtime_ns, status.st_size)
        return
    except OSError:
        return  # not there, or gone meanwhile: the next look sees it
    for entry in entries:
        if entry.is_dir():
            yield from _stamps(entry.path)
        else:
            try:
                status = entry.stat()
            except OSError:
                continue
            yield entry.path, (status.st_mtime_ns, status.st_size)
