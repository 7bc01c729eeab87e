"""Every table as a CSV of open data, in canonical form.

Cells are written from the records, so that what people typed (decimal commas, French dates, thousands kept
apart) comes out in one form. A text that a spreadsheet would run as a formula is neutralised.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache, partial

from ..canonical import Cells, csv_of_columns
from ..catalog import Catalog
from ..columns import columns_of
from ..keys import table_key
from ..output import Output
from ..records import headers_of
from .published import PUBLISHED, cells_of, holds_free_text, path_of
from .readme import tables_of

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")  # https://owasp.org/www-community/attacks/CSV_Injection
_A_FORMULA_STARTS = re.compile(rf"\0[{re.escape(''.join(FORMULA_STARTS))}]")


@lru_cache(maxsize=2)  # described and archived as well as published; all the data, and a part of it
def tables(catalog: Catalog) -> tuple[Output, ...]:
    """One CSV for each published table."""
    return tuple(
        Output.later(
            path_of(name),
            partial(table_key, catalog, name),
            partial(content_of, catalog, name),
            together=name,
        )
        for name in tables_of(catalog)
    )


def content_of(catalog: Catalog, name: str) -> bytes:
    """The bytes of the CSV of a table."""
    columns = list(zip(*sorted(safe_cells(catalog, name)), strict=True))
    return csv_of_columns(headers_of(name), columns).encode()


def safe_cells(catalog: Catalog, name: str) -> list[Cells]:
    """The rows of a table as texts of which a spreadsheet runs none."""
    return safe_rows(name, cells_of(catalog, name))


def safe_rows(name: str, rows: Iterable[Cells]) -> list[Cells]:
    """The same for some canonical rows of a table; column by column, which is quicker."""
    texts = [holds_free_text(column) for column in columns_of(PUBLISHED[name])]
    columns = list(zip(*rows, strict=True))  # none without rows
    safe_columns = (
        _safe_column(cells) if free else cells for free, cells in zip(texts, columns, strict=False)
    )
    return list(zip(*safe_columns, strict=True))


def _safe_column(cells: Sequence[str]) -> Sequence[str]:
    """The cells of a column: that none begins a formula is seen at once for all of them."""
    all_of_them = "\0".join(("", *cells))
    return [safe(cell) for cell in cells] if _A_FORMULA_STARTS.search(all_of_them) else cells


def safe(text: str) -> str:
    """A text that a spreadsheet shows and does not run."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
