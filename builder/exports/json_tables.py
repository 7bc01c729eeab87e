"""Every table as JSON, and as JSON Lines for those who read row by row: numbers are numbers, null is unknown.

Texts are those of the source, untouched: nothing runs a JSON.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache, partial

from ..catalog import Catalog
from ..columns import Column, columns_of
from ..json_text import row
from ..keys import table_key
from ..output import Output
from .published import PUBLISHED, cells_of, path_of, value

ARRAY, LINES = ".json", ".jsonl"


def tables(catalog: Catalog) -> Iterator[Output]:
    """An array of objects, one a line, and the same objects as JSON Lines, for each published table."""
    for name in PUBLISHED:
        key = table_key(catalog, name)
        yield Output.later(path_of(name, ARRAY), key, partial(_array, catalog, name), together=name)
        yield Output.later(path_of(name, LINES), key, partial(_lines, catalog, name), together=name)


def _array(catalog: Catalog, name: str) -> bytes:
    return ("[\n" + ",\n".join(rows(catalog, name)) + "\n]\n").encode()


def _lines(catalog: Catalog, name: str) -> bytes:
    return "".join(f"{line}\n" for line in rows(catalog, name)).encode()


@lru_cache(maxsize=1)  # both ask
def rows(catalog: Catalog, name: str) -> list[str]:
    """The rows of a table as JSON objects, written column by column, which is quicker."""
    columns = zip(*cells_of(catalog, name), strict=True)  # none without rows
    written = map(_members, columns_of(PUBLISHED[name]), columns)
    return [f"{{{', '.join(members)}}}" for members in zip(*written, strict=True)]


def _members(column: Column, cells: Sequence[str]) -> Iterator[str]:
    written = {cell: f"{row(column.header)}: {row(value(column, cell))}" for cell in set(cells)}
    return map(written.__getitem__, cells)
