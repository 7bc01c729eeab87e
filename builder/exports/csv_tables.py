"""Every table as a CSV of open data, in canonical form.

Cells are written from the records, so that what people typed (decimal commas, French dates, thousands kept
apart) comes out in one form. A text that a spreadsheet would run as a formula is neutralised.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import accumulate, compress, pairwise
from operator import itemgetter

from ..canonical import Cells, csv_text
from ..catalog import Catalog
from ..columns import columns_of
from ..keys import table_key
from ..output import Output
from ..records import Record, headers_of
from .published import PUBLISHED, cells_of, held, holds_free_text, path_of, written
from .readme import tables_of

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")  # https://owasp.org/www-community/attacks/CSV_Injection


def tables(catalog: Catalog) -> Iterator[Output]:
    """One CSV for each published table."""
    for name in tables_of(catalog):
        yield Output.later(path_of(name), table_key(catalog, name), partial(content_of, catalog, name))


@lru_cache(maxsize=2 * len(PUBLISHED))  # described and archived as well as published
def content_of(catalog: Catalog, name: str) -> bytes:
    """The bytes of the CSV of a table."""
    file = _file(catalog.whole or catalog, name)
    if not catalog.whole:
        return file.content
    lines = compress(pairwise((file.header, *file.ends)), held(catalog, name, file.records))
    return b"".join([file.content[: file.header], *(file.content[start:end] for start, end in lines)])


@dataclass(frozen=True, slots=True)
class _File:
    """The CSV of a whole table: its records in the order of its lines, where its header and each line end."""

    content: bytes
    records: Sequence[Record]
    header: int
    ends: Sequence[int]


@lru_cache(maxsize=len(PUBLISHED))  # the lines of a part of the data are lines of the whole
def _file(catalog: Catalog, name: str) -> _File:
    records, rows = written(catalog, name)
    sorted_rows = sorted(zip(safe_rows(name, rows), records, strict=True), key=itemgetter(0))
    lines = [csv_text([row]).encode() for row in (headers_of(name), *(row for row, _ in sorted_rows))]
    header, *ends = accumulate(map(len, lines))
    return _File(b"".join(lines), [record for _, record in sorted_rows], header, array("Q", ends))


def safe_cells(catalog: Catalog, name: str) -> list[Cells]:
    """The rows of a table as texts of which a spreadsheet runs none."""
    return safe_rows(name, cells_of(catalog, name))


def safe_rows(name: str, rows: Iterable[Cells]) -> list[Cells]:
    """The same for some canonical rows of a table; column by column, which is quicker."""
    texts = [holds_free_text(column) for column in columns_of(PUBLISHED[name])]
    columns = list(zip(*rows, strict=True))  # none without rows
    safe_columns = (map(safe, cells) if free else cells for free, cells in zip(texts, columns, strict=False))
    return list(zip(*safe_columns, strict=True))


def safe(text: str) -> str:
    """A text that a spreadsheet shows and does not run."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
