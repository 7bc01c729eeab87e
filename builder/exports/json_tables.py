"""Every table as JSON, and as JSON Lines for those who read row by row: numbers are numbers, null is unknown.

Texts are those of the source, untouched: nothing runs a JSON.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from ..catalog import Catalog
from ..json_text import row
from ..keys import table_key
from ..output import Output
from .published import PUBLISHED, path_of, typed_rows

ARRAY, LINES = ".json", ".jsonl"


def tables(catalog: Catalog) -> Iterator[Output]:
    """An array of objects, one a line, and the same objects as JSON Lines, for each published table."""
    for name in PUBLISHED:
        key = table_key(catalog, name)
        yield Output.later(path_of(name, ARRAY), key, partial(_array, catalog, name))
        yield Output.later(path_of(name, LINES), key, partial(_lines, catalog, name))


def _array(catalog: Catalog, name: str) -> bytes:
    return ("[\n" + ",\n".join(_rows(catalog, name)) + "\n]\n").encode()


def _lines(catalog: Catalog, name: str) -> bytes:
    return "".join(f"{line}\n" for line in _rows(catalog, name)).encode()


def _rows(catalog: Catalog, name: str) -> Iterator[str]:
    return map(row, typed_rows(catalog, name))
