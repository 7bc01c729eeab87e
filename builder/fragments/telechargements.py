"""The files of open data, with what each holds and weighs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from ..catalog import Catalog
from ..exports import csv_tables
from ..templating import render
from .base import Fragment


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """A file to download: its table, what one row of it is, its rows, its weight in kilobytes."""

    name: str
    path: str
    row: str
    rows: int
    kilobytes: int


def downloads(catalog: Catalog, attributes: Mapping[str, str], root: str) -> Markup:
    """A row for each published table, empty ones included."""
    found = [_download(catalog, name) for name in csv_tables.PUBLISHED]
    return render("fragments/telechargements.html", root, downloads=found, edition=catalog.edition)


def _download(catalog: Catalog, name: str) -> Download:
    return Download(
        name=name,
        path=csv_tables.path_of(name),
        row=row_in_words(name),
        rows=len(catalog.dataset.records[name]),
        kilobytes=-(-len(csv_tables.content_of(catalog, name)) // 1000),
    )


def row_in_words(name: str) -> str:
    """What one row of a table is, as its record says it: « Une coopération »."""
    return (csv_tables.PUBLISHED[name].__doc__ or "").strip().removesuffix(".")


FRAGMENT = Fragment(
    name="telechargements",
    definition="Les fichiers de données à télécharger : contenu, nombre de lignes, poids.",
    render=downloads,
)
