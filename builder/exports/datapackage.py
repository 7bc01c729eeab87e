"""The whole edition described for machines: a Data Package, version 2, of the CSVs.

https://datapackage.org/standard/data-package/: without an explicit `$schema`, it would be read as version 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache, partial
from typing import Any

from ..catalog import Catalog
from ..config import Settings
from ..descriptions import row_in_words
from ..json_text import readable
from ..keys import table_key
from ..output import Fingerprint, Output
from ..records import Source
from ..text import citation, date_in_words, plural, slug
from ..wording import spaced
from . import csv_tables
from .published import FOLDER, PUBLISHED, path_of
from .readme import tables_of
from .schemas import packaged_schema

NAME = "datapackage.json"
PATH = f"{FOLDER}/{NAME}"
MOST_SOURCES = 1_000  # in the descriptor, which programs read whole
PROFILES = "https://datapackage.org/profiles/2.0"


def package(catalog: Catalog) -> Iterator[Output]:
    """The descriptor, beside the files that it describes."""
    yield described(catalog)


@lru_cache(maxsize=2)  # archived as well as published; all the data, and a part of it
def described(catalog: Catalog) -> Output:
    """The descriptor, which tells of the CSVs by their size and their hash."""
    key, tables = partial(table_key, catalog, *PUBLISHED), csv_tables.tables(catalog)
    return Output.later(PATH, key, lambda: readable(descriptor(catalog, tables)), tells_of=tables)


def descriptor(catalog: Catalog, tables: Iterable[Output]) -> dict[str, Any]:
    """What the data is, whose, under which licence, from which sources, CSV by CSV."""
    edition = catalog.edition.isoformat()
    return {
        "$schema": f"{PROFILES}/datapackage.json",
        **headings(catalog),
        "homepage": f"{catalog.settings.site_url}{FOLDER}/",
        "version": edition,
        "created": f"{edition}T00:00:00Z",
        "licenses": [_licence(catalog.settings)],
        **_contributors(catalog.settings),
        "sources": _sources(catalog),
        "resources": [
            _resource(catalog, name, csv.fingerprint)
            for name, csv in zip(tables_of(catalog), tables, strict=True)
        ],
    }


def headings(catalog: Catalog) -> dict[str, str]:
    """The name, the title and the description of the data, which every description repeats."""
    settings = catalog.settings
    about = f", {catalog.about}" if catalog.about else ""
    return {
        "name": slug(f"{settings.site_name}{about}"),
        "title": spaced(f"{settings.site_name} : coopérations économiques {settings.en_territoire}{about}"),
        "description": spaced(
            f"Coopérations économiques territoriales {settings.en_territoire} : emplois, résultats, "
            f"financements, partenaires, chaque chiffre avec sa source. "
            f"Données au {date_in_words(catalog.edition)}."
        ),
    }


def _licence(settings: Settings) -> dict[str, str]:
    licence = settings.licence
    return {"name": licence.spdx, "title": licence.nom, "path": licence.url}


def _contributors(settings: Settings) -> Mapping[str, Any]:
    """The publisher, once the legal notice names one: nobody is invented."""
    name = settings.mentions.editeur.strip()
    return {"contributors": [{"title": name, "roles": ["publisher"]}]} if name else {}


def _sources(catalog: Catalog) -> list[dict[str, str]]:
    """Every source or, when they would outweigh the rest, the table that has them all."""
    if len(catalog.sources) > MOST_SOURCES:
        title = f"{plural(len(catalog.sources), 'source')}, une à une dans le tableau des sources"
        return [{"title": title, "path": f"{catalog.settings.site_url}{path_of('sources')}"}]
    return [_source(source) for _, source in sorted(catalog.sources.items())]


def _source(source: Source) -> dict[str, str]:
    """A source; the standard takes « .. » for a way up the folders, and refuses it even in an address."""
    address = source.url.replace("..", "%2E%2E")
    return {"title": spaced(citation(source)), "path": address}


def _resource(catalog: Catalog, name: str, csv: Fingerprint) -> dict[str, Any]:
    return {
        "$schema": f"{PROFILES}/dataresource.json",
        "name": name,
        "type": "table",
        "title": spaced(row_in_words(name)),
        "path": path_of(name).removeprefix(f"{FOLDER}/"),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": csv.size,
        "hash": f"sha256:{csv.digest}",
        "schema": packaged_schema(name, tables_of(catalog)),
    }
