"""Two versions of the small catalogue, and the report that compares them."""

from __future__ import annotations

import datetime as dt

from builder.changes import Report, Revision, build_report
from builder.parse import Dataset
from tests.small_catalog import ROWS, SETTINGS, small_dataset

EPCI = {"epci": "200000001,CC des Vallées,CC,1400,45.3,4.3,oui\n"}  # a table that may not be empty


def version(**tables: str) -> Dataset:
    """The small catalogue, with other rows in some tables."""
    return small_dataset(EPCI | tables)


def edited(*edits: tuple[str, str, str]) -> Dataset:
    """The small catalogue, some texts of some tables replaced (`("emplois", ",14,", ",20,")`) or added."""
    rows = dict(ROWS)
    for table, old, new in edits:
        assert old in rows[table], f"{old} is not in {table}"
        rows[table] = rows[table].replace(old, new) if old else rows[table] + new
    return version(**rows)


def added(table: str, *rows: str) -> tuple[str, str, str]:
    """The edit that adds rows at the end of a table."""
    return table, "", "".join(f"{row}\n" for row in rows)


def revision(dataset: Dataset, **stories: str) -> Revision:
    """A version as git would give it."""
    day = dt.date(2026, 3, 1)
    return Revision(name="main", commit="0123456789", day=day, dataset=dataset, stories=stories)


def report_of(after: Dataset, before: Dataset | None = None, **stories: str) -> Report:
    """What changed between two versions, the first being the small catalogue unless it is said."""
    return build_report(revision(before or version()), after, stories, SETTINGS)


def said(report: Report) -> dict[str, list[str]]:
    """The lines of a report by section, with ordinary spaces."""
    return {section.title: [plain(str(line)) for line in section.lines] for section in report.sections}


def plain(text: str) -> str:
    """A text with ordinary spaces."""
    return text.replace("\u202f", " ").replace("\u00a0", " ")
