"""Changes: what differs between two versions of the data, in words, and what deserves a second look.

read_revision ──▶ Revision ─┐
                            ├─build_report──▶ Report ──▶ plain_lines, markdown, as_json
inspect ──▶ Dataset ────────┘
"""

from __future__ import annotations

from .compare import Change, Changes, compare
from .formats import DOUBTS, as_json, markdown, plain_lines
from .report import Report, build_report
from .revision import Revision, read_revision

__all__ = [
    "DOUBTS",
    "Change",
    "Changes",
    "Report",
    "Revision",
    "as_json",
    "build_report",
    "compare",
    "markdown",
    "plain_lines",
    "read_revision",
]
