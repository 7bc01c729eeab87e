"""Every table as Parquet, for statistics software: each column has its type, and says what it means.

Whole numbers, exact decimals, days; codes are texts, and so is a date known to the month. What is not known
is null.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from ..catalog import Catalog
from ..columns import Column, columns_of
from ..descriptions import row_in_words
from ..keys import table_key
from ..output import Output
from ..wording import spaced
from .published import PUBLISHED, cells_of, path_of
from .readme import mention, tables_of

ENDING = ".parquet"
_READ: dict[Any, Callable[[str], Any]] = {
    int: int,
    float: float,
    Decimal: Decimal,
    date: date.fromisoformat,
}
DECIMALS, DIGITS = 4, 38  # as many decimals as figures usually have, so that the type seldom changes


def tables(catalog: Catalog) -> Iterator[Output]:
    """One file for each published table, its rows in the order of the CSV."""
    for name in tables_of(catalog):
        make = partial(content_of, catalog, name)
        yield Output.later(path_of(name, ENDING), table_key(catalog, name), make, together=name)


def content_of(catalog: Catalog, name: str) -> bytes:
    """The bytes of the file of a table; what it is and its licence are in its metadata."""
    import pyarrow as pa  # here, not above: it is slow to import
    import pyarrow.parquet as pq

    columns, rows = columns_of(PUBLISHED[name]), cells_of(catalog, name)
    arrays, fields = [], []
    for index, column in enumerate(columns):
        values = [_value(column, row[index]) for row in rows]
        kind = _type(pa, column, values)
        arrays.append(pa.array(values, kind))
        fields.append(pa.field(column.header, kind, not column.required, _said(column)))
    schema = pa.schema(fields, _about(catalog, name))
    content = io.BytesIO()
    pq.write_table(pa.table(arrays, schema=schema), content)
    return content.getvalue()


def _value(column: Column, cell: str) -> Any:
    if not cell:
        return None
    return _READ.get(column.type, str)(cell)


def _type(pa: Any, column: Column, values: Sequence[Any]) -> Any:
    if column.type is Decimal:
        finest = max((-value.as_tuple().exponent for value in values if value is not None), default=0)
        return pa.decimal128(DIGITS, max(DECIMALS, finest))
    return {int: pa.int64(), float: pa.float64(), date: pa.date32()}.get(column.type, pa.string())


def _said(column: Column) -> dict[str, str]:
    unit = {"unite": column.unit} if column.unit else {}
    return {"libelle": spaced(column.label), "definition": spaced(column.definition), **unit}


def _about(catalog: Catalog, name: str) -> dict[str, str]:
    """What must travel with the file, as its metadata."""
    return {
        "tableau": name,
        "une_ligne": spaced(row_in_words(name)),
        "edition": catalog.edition.isoformat(),
        "licence": catalog.settings.licence.spdx,
        "mention": mention(catalog),
    }
