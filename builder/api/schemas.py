"""The JSON Schema of each document of the API; rows are described by the columns of their records.

Nothing forbids further members: version 1 may grow, and what reads it today must still read it then.
https://json-schema.org/draft/2020-12
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from ..catalog import Catalog
from ..columns import Column, PartialDate, columns_of
from ..exports.schemas import PARTIAL_DATE
from ..json_text import readable
from ..output import Output
from ..records import CURATED
from ..wording import spaced
from .base import FOLDER, address

Schema = dict[str, Any]
DIALECT = "https://json-schema.org/draft/2020-12/schema"
TEXT: Schema = {"type": "string"}
URL: Schema = {"type": "string", "format": "uri"}
COUNT: Schema = {"type": "integer", "minimum": 0}
YEAR: Schema = {"type": ["integer", "null"]}


def documents(catalog: Catalog) -> Iterator[Output]:
    """One schema for each kind of document."""
    for name, (title, members) in SCHEMAS.items():
        described = {
            "$schema": DIALECT,
            "$id": address(catalog, f"schemas/{name}.json"),
            "title": title,
            **_object(COMMON | members()),
        }
        yield Output(f"{FOLDER}/schemas/{name}.json", readable(described))


def _object(members: Mapping[str, Schema]) -> Schema:
    """An object whose every member is always there; what is not known is null."""
    return {"type": "object", "required": list(members), "properties": dict(members)}


def _list(of: Schema) -> Schema:
    return {"type": "array", "items": of}


def _or_null(schema: Schema) -> Schema:
    return {**schema, "type": [schema["type"], "null"]}


WORDED = _object({"code": TEXT, "libelle": TEXT})
COMMON: dict[str, Schema] = {
    "version": {"const": "1"},
    "schema": URL,
    "documentation": URL,
    "edition": {"type": "string", "format": "date", "description": "Les données sont celles de ce jour."},
    "licence": _object({"nom": TEXT, "url": URL, "spdx": TEXT}),
    "mention": {"type": "string", "description": "La mention qu’une réutilisation doit reprendre."},
}
PLACE = _object(
    {
        "libelle": _or_null(TEXT),
        "code_commune": TEXT,
        "commune": TEXT,
        "departement": TEXT,
        "epci": _or_null(TEXT),
        "precision_lieu": TEXT,
        "longitude": {"type": "number", "minimum": -180, "maximum": 180},
        "latitude": {"type": "number", "minimum": -90, "maximum": 90},
    }
)


def _row(table: str, *left_out: str) -> dict[str, Schema]:
    """The members of a row, in the words of the dictionary."""
    columns = columns_of(CURATED[table])
    return {column.header: _cell(column) for column in columns if column.header not in left_out}


def _cell(column: Column) -> Schema:
    described: Schema = {"description": spaced(column.definition), **_type(column)}
    if column.minimum is not None:
        described["minimum"] = column.minimum
    if column.maximum is not None:
        described["maximum"] = column.maximum
    return described if column.required else _or_null(described)


def _type(column: Column) -> Schema:
    if column.words:
        return {"type": "string", "pattern": f"^({'|'.join(word.value for word in column.words)})$"}
    if column.type is PartialDate:
        return {"type": "string", "pattern": PARTIAL_DATE}
    types: dict[Any, Schema] = {
        int: {"type": "integer"},
        float: {"type": "number"},
        Decimal: {"type": "number"},
        dt.date: {"type": "string", "format": "date"},
    }
    return types.get(column.type, TEXT)


def _figures(table: str) -> Schema:
    own = {"id": TEXT, "anciens_id": _list(TEXT), "url": URL, "citation": TEXT}
    return _list(_object(own | _row(table, "id_projet")))


def _rows(table: str) -> Schema:
    return _list(_object(_row(table, "id_projet")))


def _index() -> dict[str, Schema]:
    links = ("projets", "projet", "statistiques", "schemas", "donnees")
    return {"documents": _object(dict.fromkeys(links, TEXT)), "total": COUNT}


def _projects() -> dict[str, Schema]:
    words = dict.fromkeys(("type", "thematique", "statut"), WORDED)
    summary = {"id": TEXT, "nom": TEXT, **words, "annee_debut": YEAR, "annee_fin": YEAR, "resume": TEXT}
    summary |= {"lieux": _list(PLACE), "nombre_de_chiffres": COUNT, "page": URL, "document": URL}
    pages = {"page": COUNT, "pages": COUNT, "precedente": _or_null(URL), "suivante": _or_null(URL)}
    return {"total": COUNT, **pages, "projets": {**_list(_object(summary)), "maxItems": 1000}}


def _project() -> dict[str, Schema]:
    return {
        "page": URL,
        "projet": _object(_row("projets")),
        **dict.fromkeys(("type", "thematique", "statut"), WORDED),
        "lieux": _list(PLACE),
        **{table: _figures(table) for table in ("emplois", "impacts", "financements")},
        **{table: _rows(table) for table in ("partenaires", "etapes", "facteurs", "evenements", "sources")},
    }


def _statistics() -> dict[str, Schema]:
    total = {
        "nom": TEXT,
        "libelle": TEXT,
        "valeur": {"type": "number"},
        "unite": TEXT,
        "precision": TEXT,
        "projets_renseignes": COUNT,
        "projets": COUNT,
        "annees": _or_null({**_list({"type": "integer"}), "minItems": 2, "maxItems": 2}),
        "chiffres_sans_annee": COUNT,
        "chiffres_avec_reserve": COUNT,
        "divergences": _list(TEXT),
        "limites": {"type": "string", "description": "Ce que le total couvre et ce qui reste en doute."},
        "nombre_de_lignes": COUNT,
        "lignes": {**URL, "description": "Le CSV des lignes additionnées."},
    }
    scope = {"code": TEXT, "libelle": TEXT, "page": URL, "projets": COUNT, "sources": COUNT}
    return {"perimetres": _list(_object(scope | {"totaux": _list(_object(total))}))}


SCHEMAS: dict[str, tuple[str, Callable[[], dict[str, Schema]]]] = {
    "index": ("Ce que l’API contient", _index),
    "projets": ("La liste des coopérations", _projects),
    "projet": ("Une coopération et tout ce que l’on en sait", _project),
    "statistiques": ("Les totaux du territoire et de chaque groupe", _statistics),
}
