"""Every table as JSON, and as JSON Lines for those who read row by row: numbers are numbers, null is unknown.

Texts are those of the source, untouched: nothing runs a JSON.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from ..catalog import Catalog
from ..output import Output
from .published import PUBLISHED, path_of, typed_rows

ARRAY, LINES = ".json", ".jsonl"


def tables(catalog: Catalog) -> Iterator[Output]:
    """An array of objects, one a line, and the same objects as JSON Lines, for each published table."""
    for name in PUBLISHED:
        rows = [json.dumps(row, ensure_ascii=False) for row in typed_rows(catalog, name)]
        yield Output(path_of(name, ARRAY), ("[\n" + ",\n".join(rows) + "\n]\n").encode())
        yield Output(path_of(name, LINES), "".join(f"{row}\n" for row in rows).encode())
