"""The files of open data, with what each holds and weighs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from ..catalog import Catalog
from ..descriptions import row_in_words
from ..exports import archive, csv_excel, datapackage, exported, geojson, json_tables, schemas, xlsx
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
# The files of everything, and whom each is for.
WHOLE = {
    xlsx.PATH: (
        "Classeur XLSX",
        "tous les tableaux, le dictionnaire et la licence, pour Excel et LibreOffice",
    ),
    archive.PATH: ("Archive ZIP", "les CSV, leur description et la licence, pour un logiciel de statistique"),
    geojson.PATH: ("Carte GeoJSON", "les lieux des coopérations, pour un logiciel de cartographie"),
    datapackage.PATH: (
        "Description Data Package",
        "les tableaux, leurs colonnes et leurs sources, pour une machine",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file to download: the name of its format, its address, its weight in kilobytes, its use."""

    format: str
    path: str
    kilobytes: int
    use: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """A table to download: what one row of it is, its rows, its files."""

    name: str
    row: str
    rows: int
    files: tuple[File, ...]


def downloads(catalog: Catalog, attributes: Mapping[str, str], root: str) -> Markup:
    """The files of everything, then a row for each published table, empty ones included."""
    weights = {output.path: -(-len(output.content) // 1000) for output in exported(catalog)}
    whole = [
        File(format=words, path=path, kilobytes=weights[path], use=use)
        for path, (words, use) in WHOLE.items()
        if path in weights  # too many rows for a workbook
    ]
    tables = [_download(catalog, name, weights) for name in PUBLISHED]
    return render("fragments/telechargements.html", root, whole=whole, tables=tables, edition=catalog.edition)


def _download(catalog: Catalog, name: str, weights: Mapping[str, int]) -> Download:
    paths = {path_of(name, ending): words for ending, words in FORMATS.items()}
    paths[schemas.path_of(name)] = "schéma"
    return Download(
        name=name,
        row=row_in_words(name),
        rows=len(catalog.dataset.records[name]),
        files=tuple(File(format=words, path=path, kilobytes=weights[path]) for path, words in paths.items()),
    )


FRAGMENT = Fragment(
    name="telechargements",
    definition="Les fichiers de données à télécharger : contenu, nombre de lignes, formats, poids.",
    render=downloads,
)
