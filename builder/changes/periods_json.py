"""A period for programs, and as an edition keeps it: sentences, then the rows with the cells that a CSV has.

Bounded: beyond a number of lines or rows, only how many there are is said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..canonical import cell_writer
from ..columns import Column, columns_of
from ..records import TABLES
from ..wording import spaced
from .compare import Change
from .periods import Period
from .report import Section
from .sentences import Line

MOST_LINES = 500  # of a section
MOST_ROWS = 2000
FILE = "changements.json"  # of an edition
KINDS = {"added": "ajout", "removed": "retrait", "modified": "correction"}

Told = Mapping[str, Any]  # a period as JSON has it


def told(period: Period) -> Told:
    """The period as JSON has it."""
    return {
        "de": {"edition": period.since, "donnees_au": period.since_date.isoformat()},
        "a": {"edition": period.until, "donnees_au": period.until_date.isoformat()},
        "resume": period.headline,
        "rubriques": [_section(section, period) for section in period.sections],
        "limites": list(period.limits),
        "nombre_de_lignes": len(period.changes),
        "lignes": [_row(change) for change in period.changes[:MOST_ROWS]],
    }


def _section(section: Section, period: Period) -> dict[str, Any]:
    return {
        "titre": section.title,
        "nombre": len(section.lines),
        "phrases": [_line(line, period) for line in section.lines[:MOST_LINES]],
    }


def _line(line: Line, period: Period) -> dict[str, Any]:
    return {
        "sujet": line.subject,
        "texte": spaced(line.text),
        "projet": line.project_id,
        "pourquoi": list(period.reasons.get(line.project_id, ())),
    }


def _row(change: Change) -> dict[str, Any]:
    columns = columns_of(TABLES[change.table])
    key = [column for column in columns if column.header in change.row.unique]
    shown = change.columns or columns
    return {
        "tableau": change.table,
        "genre": KINDS[change.kind],
        "cle": _cells(change.row, key),
        "avant": change.before and _cells(change.before, shown),
        "apres": change.after and _cells(change.after, shown),
    }


def _cells(row: Any, columns: Sequence[Column]) -> dict[str, str]:
    return {column.header: cell_writer(column)(getattr(row, column.name)) for column in columns}
