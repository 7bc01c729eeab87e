"""The files of open data, with what each holds and weighs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from ..catalog import Catalog
from ..descriptions import row_in_words
from ..exports import csv_excel, exported, json_tables
from ..exports.published import PUBLISHED, path_of
from ..templating import render
from .base import Fragment

# The files of a table, by their ending.
FORMATS = {
    ".csv": "CSV",
    csv_excel.ENDING: "CSV pour Excel",
    json_tables.ARRAY: "JSON",
    json_tables.LINES: "JSON Lines",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file to download: the name of its format, its address, its weight in kilobytes."""

    format: str
    path: str
    kilobytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """A table to download: what one row of it is, its rows, its files."""

    name: str
    row: str
    rows: int
    files: tuple[File, ...]


def downloads(catalog: Catalog, attributes: Mapping[str, str], root: str) -> Markup:
    """A row for each published table, empty ones included."""
    weights = {output.path: -(-len(output.content) // 1000) for output in exported(catalog)}
    tables = [_download(catalog, name, weights) for name in PUBLISHED]
    return render("fragments/telechargements.html", root, tables=tables, edition=catalog.edition)


def _download(catalog: Catalog, name: str, weights: Mapping[str, int]) -> Download:
    return Download(
        name=name,
        row=row_in_words(name),
        rows=len(catalog.dataset.records[name]),
        files=tuple(
            File(format=words, path=path_of(name, ending), kilobytes=weights[path_of(name, ending)])
            for ending, words in FORMATS.items()
        ),
    )


FRAGMENT = Fragment(
    name="telechargements",
    definition="Les fichiers de données à télécharger : contenu, nombre de lignes, formats, poids.",
    render=downloads,
)
