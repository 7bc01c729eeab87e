"""The door of the API: what documents there are."""

from __future__ import annotations

from collections.abc import Iterator

from ..catalog import Catalog
from ..output import Output
from .base import FOLDER, address, document

PATH = f"{FOLDER}/index.json"


def documents(catalog: Catalog) -> Iterator[Output]:
    """One document."""
    links = {
        "projets": address(catalog, "projets.json"),
        "projet": address(catalog, "projets/{id}.json"),
        "statistiques": address(catalog, "statistiques.json"),
        "schemas": address(catalog, "schemas/{nom}.json"),
        "donnees": f"{catalog.settings.site_url}donnees/datapackage.json",
    }
    yield Output(PATH, document(catalog, "index", {"documents": links, "total": len(catalog.studies)}))
