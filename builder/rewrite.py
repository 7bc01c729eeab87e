"""Rewriting: what writes tables, editions, every file that is asked for by name; whole, or left as it was."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from .errors import BuilderError
from .output import Output


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


def write_folder(folder: Path, outputs: Iterable[Output]) -> None:
    """Make a folder that holds these files, in one step: when something fails, there is none.

    BuilderError when it is already there, or when the disk or the permissions do not allow it.
    """
    if folder.exists():
        raise BuilderError(f"« {folder} » existe déjà : rien n’a été écrit.")
    aside = folder.with_name(f".{folder.name}.{os.getpid()}")
    try:
        try:
            for output in outputs:
                file = aside / output.path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(output.content)
            aside.rename(folder)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    except OSError as error:
        raise BuilderError(f"Impossible d’écrire « {folder} » : {error.strerror}.") from error
