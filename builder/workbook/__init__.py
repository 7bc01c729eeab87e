"""The workbook: every table in one file for a spreadsheet, and back, without losing or altering a value.

    data/*.csv ──export──▶ vitrine-….xlsx ──(an editor)──▶ .xlsx, .ods ──read──▶ Sheet…
                                                                │ tables (cells → texts, faults)
                 data/*.csv ◀──rewrite── changes ◀──merge──── Table…

`layout.py` says what export and import agree on.
"""

from __future__ import annotations

from .commands import export, import_, import_dropped

__all__ = ["export", "import_", "import_dropped"]
