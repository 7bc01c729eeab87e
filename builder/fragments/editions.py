"""The frozen editions, with what can be downloaded of each."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from ..catalog import Catalog
from ..editions import Edition
from ..exports import archive, xlsx
from ..templating import render
from .base import Fragment

FILES = {archive.PATH: "archive ZIP", xlsx.PATH: "classeur XLSX"}


def editions(catalog: Catalog, attributes: Mapping[str, str], root: str) -> Markup:
    """A line for each edition, the newest first."""
    return render("fragments/editions.html", root, editions=catalog.editions, files_of=files_of)


def files_of(edition: Edition) -> list[tuple[str, str, int]]:
    """The files that hold everything: what each is, its address, its weight in kilobytes."""
    return [
        (words, f"{edition.path}{path}", -(-edition.files[path].size // 1000))
        for path, words in FILES.items()
        if path in edition.files
    ]


FRAGMENT = Fragment(
    name="editions",
    definition="Les éditions figées des données, à consulter et à télécharger.",
    render=editions,
)
