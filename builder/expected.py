"""What a publication expects in a site: paths that stay in it, each once, none both a file and a folder."""

from __future__ import annotations

from collections.abc import Container, Iterator

from .errors import BuilderError

_UNSAFE = {"", ".", ".."}


class Expected:
    """The paths of a publication, each checked as it comes; `not_ours` are folders that it may not enter."""

    def __init__(self, not_ours: Container[str]) -> None:
        self._not_ours = not_ours
        self._paths: set[str] = set()
        self._folders = {""}

    def add(self, path: str) -> None:
        """BuilderError when a path leaves the site, comes twice, or is that of a file and of a folder."""
        parts = path.split("/")
        if "\\" in path or ":" in parts[0] or parts[0] in self._not_ours or not _UNSAFE.isdisjoint(parts):
            raise BuilderError(f"Un fichier sortirait du dossier du site : « {path} ».")
        if path in self._paths:
            raise BuilderError(
                f"Deux fichiers du site ont la même adresse : « {path} ». Renommez l’un d’eux."
            )
        self._paths.add(path)
        new = set(self._new_folders(path))
        for both in new & self._paths or self._folders & {path}:
            raise BuilderError(f"« {both} » serait à la fois un fichier et un dossier. Renommez l’un d’eux.")

    def _new_folders(self, path: str) -> Iterator[str]:
        folder = path.rpartition("/")[0]
        while folder not in self._folders:
            self._folders.add(folder)
            yield folder
            folder = folder.rpartition("/")[0]
