"""The files of open data, with what each holds and weighs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from ..api.index import PATH as API
from ..catalog import Catalog
from ..descriptions import row_in_words
from ..exports import (
    archive,
    csv_excel,
    datapackage,
    dcat,
    exported,
    geojson,
    json_tables,
    ods,
    parquet,
    scdl,
    schemas,
    selections,
    xlsx,
)
from ..exports.published import PUBLISHED, path_of
from ..exports.totals import PATH as TOTALS
from ..scale import details_each_case
from ..scopes import TITLES, Scope
from ..structured import dataset
from ..templating import render
from .base import Fragment

# The files of a table, by their ending.
FORMATS = {
    ".csv": "CSV",
    csv_excel.ENDING: "CSV pour Excel",
    json_tables.ARRAY: "JSON",
    json_tables.LINES: "JSON Lines",
    parquet.ENDING: "Parquet",
}
# The files of everything, and whom each is for.
WHOLE = {
    xlsx.PATH: (
        "Classeur XLSX",
        "tous les tableaux, le dictionnaire et la licence, pour Excel et LibreOffice",
    ),
    ods.PATH: ("Classeur ODS", "la même chose, pour LibreOffice"),
    archive.PATH: ("Archive ZIP", "les CSV, leur description et la licence, pour un logiciel de statistique"),
    geojson.PATH: ("Carte GeoJSON", "les lieux des coopérations, pour un logiciel de cartographie"),
    datapackage.PATH: (
        "Description Data Package",
        "les tableaux, leurs colonnes et leurs sources, pour une machine",
    ),
    TOTALS: (
        "Totaux CSV",
        "chaque total du site, ce qu’il couvre, et le fichier des lignes qu’il additionne",
    ),
    API: ("Interface JSON", "les mêmes données, document par document, pour un programme"),
    dcat.JSON_LD: ("Catalogue DCAT, JSON-LD", "la description que moissonne un portail de données"),
    dcat.TURTLE: ("Catalogue DCAT, Turtle", "la même, sous une autre forme"),
    scdl.PATH: ("Subventions SCDL", "les sommes publiques, dans la forme des collectivités, incomplètes"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A file to download: format, address, use, weight in kilobytes, 0 when it is not known."""

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


@dataclass(frozen=True, slots=True)
class Chosen:
    """The selections of a kind: « Départements », then each one with its files."""

    title: str
    rows: tuple[tuple[Scope, tuple[selections.Download, ...]], ...]


def downloads(catalog: Catalog, attributes: Mapping[str, str], root: str) -> Markup:
    """The files of everything, a row for each published table, empty ones included, then each selection."""
    files = exported(catalog)
    weighed = details_each_case(catalog)  # to weigh a file, it must be made
    weights = {output.path: -(-output.fingerprint.size // 1000) if weighed else 0 for output in files}
    return render(
        "fragments/telechargements.html",
        root,
        whole=_whole(weights),
        tables=[_download(catalog, name, weights) for name in PUBLISHED],
        chosen=list(_chosen(catalog)),
        edition=catalog.edition,
        structured=dataset(catalog, files, weighed),
    )


def _whole(weights: Mapping[str, int]) -> list[File]:
    """The files of everything; workbooks are not made of too many rows, what is derived is not weighed."""
    made = {*weights, TOTALS, API, dcat.JSON_LD, dcat.TURTLE}
    return [
        File(format=words, path=path, kilobytes=weights.get(path, 0), use=use)
        for path, (words, use) in WHOLE.items()
        if path in made
    ]


def _chosen(catalog: Catalog) -> Iterator[Chosen]:
    """Selections kind by kind, in the order of `TITLES`."""
    scopes = list(selections.selections(catalog))
    for kind, title in TITLES.items():
        rows = tuple((s, selections.downloads(catalog, s.code)) for s in scopes if s.kind == kind)
        if rows:
            yield Chosen(title, rows)


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
