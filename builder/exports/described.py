"""What machines are told of the files and of the edition: names, media types, period, place."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..anchors import figures
from ..catalog import Catalog
from ..descriptions import row_in_words
from ..wording import spaced
from .published import FOLDER, PUBLISHED, path_of

# By ending: its name, its media type, its nearest in the European list of types, which has no JSON Lines.
# http://publications.europa.eu/resource/authority/file-type
FORMATS = {
    "-excel.csv": ("CSV pour Excel", "text/csv", "CSV"),
    ".csv": ("CSV", "text/csv", "CSV"),
    ".jsonl": ("JSON Lines", "application/x-ndjson", "JSON"),
    ".geojson": ("GeoJSON", "application/geo+json", "GEOJSON"),
    ".json": ("JSON", "application/json", "JSON"),
    ".parquet": ("Parquet", "application/vnd.apache.parquet", "PARQUET"),
    ".xlsx": ("XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "XLSX"),
    ".ods": ("ODS", "application/vnd.oasis.opendocument.spreadsheet", "ODS"),
    ".zip": ("ZIP", "application/zip", "ZIP"),
}
# The files that hold more than a table.
WHOLE = {
    f"{FOLDER}/vitrine.xlsx": ("Tous les tableaux", "Un classeur à lire, son dictionnaire et la licence."),
    f"{FOLDER}/vitrine.ods": ("Tous les tableaux", "Un classeur à lire, son dictionnaire et la licence."),
    f"{FOLDER}/vitrine.zip": ("Tous les tableaux", "Les CSV, leur description et la licence."),
    f"{FOLDER}/classeur.xlsx": ("Le classeur à remplir", "De quoi corriger et compléter les données."),
    f"{FOLDER}/projets.geojson": ("Les lieux", "Les lieux des coopérations, à la commune."),
    f"{FOLDER}/datapackage.json": ("Description", "Les tableaux, leurs colonnes et leurs sources."),
    f"{FOLDER}/scdl/subventions.csv": ("Subventions", "Les sommes publiques, selon SCDL subventions 2.1.1."),
}


def media_type(path: str) -> str:
    """The media type of a file, by its ending."""
    return FORMATS[_ending(path)][1]


def file_type(path: str) -> str:
    """What the European list of file types calls the format of a file."""
    return FORMATS[_ending(path)][2]


def files_in_words(path: str) -> tuple[str, str]:
    """The title of a file of the edition and what it holds, in French."""
    title, said = WHOLE.get(path) or _of_table(path)
    return spaced(f"{title} ({FORMATS[_ending(path)][0]})"), spaced(said)


def _of_table(path: str) -> tuple[str, str]:
    if path.startswith(f"{FOLDER}/schemas/"):
        name = path.split("/")[2]
        return f"Schéma de {name}", "Les colonnes du tableau, leur sens et leur forme, pour une machine."
    name = next(n for n in PUBLISHED if path_of(n, _ending(path)) == path)
    return f"Tableau {name}", f"Une ligne par élément : {row_in_words(name)}."


def _ending(path: str) -> str:
    return next(ending for ending in FORMATS if path.endswith(ending))


def period(catalog: Catalog) -> tuple[date, date]:
    """From the first year that a figure or a milestone speaks of to the day of the edition."""
    first = min(_years(catalog), default=catalog.edition.year)
    return date(first, 1, 1), catalog.edition


def _years(catalog: Catalog) -> Iterator[int]:
    for study in catalog.studies:
        yield from (row.year for _, row in figures(study) if row.year)
        yield from (step.date.year for step in study.milestones)


def rectangle(catalog: Catalog) -> list[tuple[float, float]]:
    """The corners of the rectangle around the communes, longitude first, closed; empty without commune."""
    communes = catalog.geography.communes.values()
    if not communes:
        return []
    west, east = (f(commune.longitude for commune in communes) for f in (min, max))
    south, north = (f(commune.latitude for commune in communes) for f in (min, max))
    return [(west, south), (east, south), (east, north), (west, north), (west, south)]
