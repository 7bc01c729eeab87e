"""The data of one page: of a cooperation, a département, a theme or a form, in a folder of its own.

`donnees/selections/departement-07/departement-07.xlsx`: the name of the file says what is in it, once it is
among other downloads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial

from ..catalog import Catalog
from ..json_text import row
from ..keys import cases_key, key_of
from ..output import Output
from ..scale import details_each_case
from ..scopes import WHOLE, Scope, scopes
from . import archive, csv_excel, geojson, json_tables, ods, parquet, xlsx
from .parts import part
from .published import FOLDER, path_of
from .readme import mention, tables_of

PLACE = f"{FOLDER}/selections"
# What a link says of a file, in a few words and in one.
LABELS = {
    ".xlsx": ("Classeur XLSX, pour Excel et LibreOffice", "XLSX"),
    ".ods": ("Classeur ODS, pour LibreOffice", "ODS"),
    ".zip": ("CSV, et CSV pour Excel (archive ZIP)", "CSV"),
    ".json": ("JSON", "JSON"),
    ".geojson": ("Carte GeoJSON", "GeoJSON"),
    "-parquet.zip": ("Parquet (archive ZIP)", "Parquet"),
}
Maker = Callable[[Catalog], bytes]


@dataclass(frozen=True, slots=True)
class Download:
    """A file of a selection: what the link says, in a few words and in one, and its path."""

    label: str
    short: str
    path: str


def selections(catalog: Catalog) -> Iterator[Scope]:
    """Every selection that has files: groups that are not empty, cases while they are not too many."""
    return (scope for scope in scopes(catalog).values() if scope.code != WHOLE)


def files(catalog: Catalog) -> Iterator[Output]:
    """The files of every selection, each made only when what it holds has changed."""
    for scope in selections(catalog):
        key = key_of(scope.label, cases_key(catalog, scope.studies))
        for ending, make in _makers(catalog).items():
            yield Output.later(_path(scope.code, ending), key, partial(_made, make, catalog, scope.code))


def downloads(catalog: Catalog, code: str) -> tuple[Download, ...]:
    """The files of a selection, in the order in which they are offered; none when it has none."""
    made = _makers(catalog) if code in scopes(catalog) else {}
    return tuple(Download(*said, _path(code, ending)) for ending, said in LABELS.items() if ending in made)


def _makers(catalog: Catalog) -> dict[str, Maker]:
    """What makes each file of a selection, by its ending; where cases are many, the zip has it all."""
    found: dict[str, Maker] = {".zip": _csv}
    if details_each_case(catalog):
        found |= {".json": _json, ".geojson": geojson.content, ".xlsx": xlsx.content_of}
        found |= {".ods": ods.workbook, "-parquet.zip": _parquet}
    return found


def _path(code: str, ending: str) -> str:
    return f"{PLACE}/{code}/{code}{ending}"


def _made(make: Maker, catalog: Catalog, code: str) -> bytes:
    return make(_chosen(catalog, code))


@lru_cache(maxsize=1)  # each format asks in turn
def _chosen(catalog: Catalog, code: str) -> Catalog:
    scope = scopes(catalog)[code]
    return part(catalog, scope.studies, scope.label)


def _csv(chosen: Catalog) -> bytes:
    """The CSVs with their description, a readme and the licence; for Excel too where cases are few."""
    for_excel = (
        Output(f"excel/{archive.inside(path_of(name, csv_excel.ENDING))}", csv_excel.content_of(chosen, name))
        for name in (tables_of(chosen) if details_each_case(chosen) else ())
    )
    return archive.zipped((*archive.files(chosen), *for_excel))


def _parquet(chosen: Catalog) -> bytes:
    tables = (
        Output(archive.inside(path_of(name, parquet.ENDING)), parquet.content_of(chosen, name))
        for name in tables_of(chosen)
    )
    return archive.zipped((*archive.readme_and_licence(chosen), *tables))


def _json(chosen: Catalog) -> bytes:
    """Every table of the selection in one document, a row a line."""
    licence = chosen.settings.licence
    head = {
        "selection": chosen.about,
        "edition": chosen.edition.isoformat(),
        "licence": {"nom": licence.nom, "url": licence.url, "spdx": licence.spdx},
        "mention": mention(chosen),
    }
    members = [f"{row(name)}: {row(said)}" for name, said in head.items()]
    tables = ",\n".join(f'"{name}": {_table(chosen, name)}' for name in tables_of(chosen))
    return ("{\n" + ",\n".join(members) + ',\n"tableaux": {\n' + tables + "\n}\n}\n").encode()


def _table(chosen: Catalog, name: str) -> str:
    return "[\n" + ",\n".join(json_tables.rows(chosen, name)) + "\n]"
