"""What every document of the API has: its version, its edition, its licence, where it is described."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from ..catalog import Catalog
from ..columns import PartialDate, Word, columns_of
from ..exports.readme import mention
from ..json_text import compact
from ..records import Record

VERSION = "1"
FOLDER = f"api/v{VERSION}"
GUIDE = "donnees/api/"


def address(catalog: Catalog, path: str) -> str:
    """The public address of a document of the API."""
    return f"{catalog.settings.site_url}{FOLDER}/{path}"


def document(catalog: Catalog, schema: str, members: Mapping[str, Any]) -> bytes:
    """A document: what all have, then its own members."""
    return f"{compact({**_common(catalog, schema), **members})}\n".encode()


def _common(catalog: Catalog, schema: str) -> dict[str, Any]:
    licence = catalog.settings.licence
    return {
        "version": VERSION,
        "schema": address(catalog, f"schemas/{schema}.json"),
        "documentation": f"{catalog.settings.site_url}{GUIDE}",
        "edition": catalog.edition.isoformat(),
        "licence": {"nom": licence.nom, "url": licence.url, "spdx": licence.spdx},
        "mention": mention(catalog),
    }


def row(record: Record, *left_out: str) -> dict[str, Any]:
    """A row by header, typed: numbers are numbers, dates ISO texts, null is « non renseigné »."""
    columns = columns_of(type(record))
    return {c.header: plain(getattr(record, c.name)) for c in columns if c.header not in left_out}


def plain(value: Any) -> Any:
    """A value as JSON has it; a number without decimals is whole."""
    if isinstance(value, Word):
        return value.value
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, dt.date | PartialDate):
        return str(value)
    return value


def worded(code: str, label: str) -> dict[str, str]:
    """A code with the words that people read."""
    return {"code": code, "libelle": label}
