"""Zips whose bytes depend on nothing but what they hold: no clock, no machine, no order but the one given."""

from __future__ import annotations

from collections.abc import Container, Iterable
from pathlib import Path
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from .output import Output

DATE = (1980, 1, 1, 0, 0, 0)  # the first that a zip can say
_UNIX, _PLAIN_FILE = 3, 0o100644 << 16


def write_files(outputs: Iterable[Output], file: Path | IO[bytes], plain: Container[str] = ()) -> int:
    """Write a zip of some files, in their order, those of `plain` as they are; how many there are."""
    with ZipFile(file, "w") as archive:
        for output in outputs:
            info = ZipInfo(output.path, DATE)
            info.create_system, info.external_attr = _UNIX, _PLAIN_FILE
            packed = ZIP_STORED if output.path in plain else ZIP_DEFLATED
            archive.writestr(info, output.content, packed)
        return len(archive.infolist())
