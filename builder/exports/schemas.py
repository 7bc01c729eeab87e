"""What each column is, for machines: a Table Schema for each table.

Only what versions 1 and 2 of the standard both know is needed to read it: the national validator speaks v1.
https://specs.frictionlessdata.io/table-schema/ · https://datapackage.org/standard/table-schema/
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from ..catalog import Catalog
from ..columns import Column, Kind, PartialDate, columns_of
from ..descriptions import row_in_words
from ..json_text import readable
from ..output import Output
from ..wording import spaced
from .published import FOLDER, PUBLISHED
from .published import path_of as table_path

# Everything else is text: codes keep their zeros, and no type of the standard is a date known to the month.
TYPES = {int: "integer", float: "number", Decimal: "number", date: "date"}
VERSION = "1.0.0"  # of the schemas, apart from the data: a column that comes or goes makes another one
PARTIAL_DATE = "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"
_LENGTH = re.compile(r"\(\?=\.\{(\d+),(\d+)\}\$\)")


def schemas(catalog: Catalog) -> Iterator[Output]:
    """One schema for each published table."""
    for name in PUBLISHED:
        yield Output(path_of(name), readable(_published(catalog, name)))


def path_of(name: str) -> str:
    """Where the schema of a table is, relative to the site; the national validator wants that file name."""
    return f"{FOLDER}/schemas/{name}/schema.json"


def _published(catalog: Catalog, name: str) -> dict[str, Any]:
    """A schema that stands alone, with what schema.data.gouv.fr asks: what it is, whose, of which version."""
    settings = catalog.settings
    found = schema(name)
    found.pop("uniqueKeys", None)  # version 1 does not know them
    about = {
        "$schema": "https://specs.frictionlessdata.io/schemas/table-schema.json",
        "name": found.pop("name"),
        "title": found.pop("title"),
        "description": spaced(f"Un tableau de {settings.site_name}. Une ligne : {row_in_words(name)}."),
        "countryCode": "FR",
        "homepage": f"{settings.site_url}{FOLDER}/",
        "path": f"{settings.site_url}{path_of(name)}",
        "version": VERSION,
        "resources": [{"title": name, "path": f"{settings.site_url}{table_path(name)}"}],
    }
    return about | found


def schema(name: str) -> dict[str, Any]:
    """The Table Schema of a table alone, without what only its package can check."""
    columns = columns_of(PUBLISHED[name])
    return {
        "name": name,
        "title": spaced(row_in_words(name)),
        "fields": [_field(column) for column in columns],
        "missingValues": [""],
        **_keys(name, columns),
    }


def packaged_schema(name: str, among: Container[str] = PUBLISHED) -> dict[str, Any]:
    """The schema of a table among the others of its package: its foreign keys lead to them."""
    columns = columns_of(PUBLISHED[name])
    foreign = [_foreign_key(column) for column in columns if column.references in among]
    return schema(name) | ({"foreignKeys": foreign} if foreign else {})  # an empty list is refused


def _field(column: Column) -> dict[str, Any]:
    return {
        "name": column.header,
        "title": spaced(column.label),
        "description": spaced(_description(column)),
        "type": TYPES.get(column.type, "string"),
        "example": column.example,
        "constraints": _constraints(column),
    }


def _description(column: Column) -> str:
    """The definition, the unit, where a reference leads, and what each controlled word means."""
    words = [
        f"{word.value} : {word.label}{f' ({word.definition})' if word.definition else ''}"
        for word in column.words
    ]
    unit = [f"Unité : {column.unit}."] if column.unit else []
    lead = [f"Renvoie au tableau « {column.references} »."] if column.references else []
    return "\n".join([column.definition, *unit, *lead, *words])


def _constraints(column: Column) -> dict[str, Any]:
    found: dict[str, Any] = {"required": column.required}
    if column.words:
        found["enum"] = [word.value for word in column.words]
    if column.kind:
        found |= _shape(column.kind)
    if column.type is PartialDate:
        found["pattern"] = PARTIAL_DATE
    if column.minimum is not None:
        found["minimum"] = column.minimum
    if column.maximum is not None:
        found["maximum"] = column.maximum
    return found


def _shape(kind: Kind) -> dict[str, Any]:
    """The form of a text; its length apart, since not every validator knows how to look ahead."""
    pattern = kind.pattern.pattern
    found: dict[str, Any] = {"pattern": f"^({_LENGTH.sub('', pattern)})$"}
    if match := _LENGTH.match(pattern):
        found |= {"minLength": int(match[1]), "maxLength": int(match[2])}
    return found


def _keys(name: str, columns: tuple[Column, ...]) -> dict[str, Any]:
    """What no two rows share: a primary key where it is always filled in, else a unique key (v2 only)."""
    unique = PUBLISHED[name].unique
    filled = all(column.required for column in columns if column.header in unique)
    return {"primaryKey": list(unique)} if filled else {"uniqueKeys": [list(unique)]}


def _foreign_key(column: Column) -> dict[str, Any]:
    table = str(column.references)
    return {
        "fields": [column.header],
        "reference": {"resource": table, "fields": list(PUBLISHED[table].unique)},
    }
