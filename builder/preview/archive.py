"""The preview as one file to download: a zip whose bytes depend on nothing but what it holds."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from ..errors import BuilderError
from ..output import Output

DATE = (1980, 1, 1, 0, 0, 0)  # the first that a zip can say
_UNIX, _PLAIN_FILE = 3, 0o100644 << 16


def write_zip(outputs: Iterable[Output], file: Path) -> int:
    """Write the files in their order, and give how many there are; `file` changes only when all are written.

    BuilderError when the disk or the permissions do not allow it.
    """
    try:
        with tempfile.TemporaryDirectory(prefix=".apercu-", dir=file.resolve().parent) as folder:
            aside = Path(folder, "apercu.zip")
            count = _write(outputs, aside)
            aside.replace(file)
    except OSError as error:
        raise BuilderError(f"Impossible d’écrire « {file} » : {error.strerror}.") from error
    return count


def _write(outputs: Iterable[Output], file: Path) -> int:
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for output in outputs:
            info = ZipInfo(output.path, DATE)
            info.create_system, info.external_attr = _UNIX, _PLAIN_FILE
            info.compress_type = ZIP_DEFLATED
            archive.writestr(info, output.content)
        return len(archive.infolist())
