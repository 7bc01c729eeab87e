"""Rewriting: what writes tables, and every file that is asked for by name; whole, or left as it was."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from .errors import BuilderError


def replace_file(file: Path, content: bytes) -> None:
    """Give a file new content in one step, and keep its permissions: a power cut leaves the old or the new.

    BuilderError when the disk or the permissions do not allow it: the file is then what it was.
    """
    file = file.resolve()  # a link keeps leading to the file
    aside = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        try:
            with aside.open("wb") as written:
                written.write(content)
                written.flush()
                os.fsync(written.fileno())
            if file.exists():
                shutil.copymode(file, aside)
            aside.replace(file)
        finally:
            aside.unlink(missing_ok=True)
    except OSError as error:
        raise BuilderError(f"Impossible d’écrire « {file} » : {error.strerror}.") from error
