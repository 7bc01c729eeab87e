"""The preview as one file to download: a zip whose bytes depend on nothing but what it holds."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path

from ..errors import BuilderError
from ..output import Output
from ..zips import write_files


def write_zip(outputs: Iterable[Output], file: Path) -> int:
    """Write the files in their order, and give how many there are; `file` changes only when all are written.

    BuilderError when the disk or the permissions do not allow it.
    """
    try:
        with tempfile.TemporaryDirectory(prefix=".apercu-", dir=file.resolve().parent) as folder:
            aside = Path(folder, "apercu.zip")
            count = write_files(outputs, aside)
            aside.replace(file)
    except OSError as error:
        raise BuilderError(f"Impossible d’écrire « {file} » : {error.strerror}.") from error
    return count
