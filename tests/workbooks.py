"""Workbooks made for a test, and projects that take them."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from builder.columns import columns_of
from builder.errors import Problem
from builder.records import TABLES

Rows = Sequence[Sequence[Any]]


def headers(name: str) -> list[str]:
    return [column.header for column in columns_of(TABLES[name])]


def made(sheets: Mapping[str, Rows], edit: Callable[[Any], None] = lambda book: None) -> bytes:
    """An .xlsx file with these rows, as another program than ours would make it; `edit` adds the rest."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            for index, value in enumerate(row):
                if value not in ("", None):
                    sheet.write(number, index, value)
    edit(book)
    book.close()
    return content.getvalue()


def csv_rows(project: Path, name: str) -> list[list[str]]:
    """The rows of a small CSV, header included, as texts."""
    with (project / "data" / TABLES[name].file).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def copy_of(project: Path, folder: Path) -> Path:
    copy = folder / "projet"
    shutil.copytree(project, copy, ignore=shutil.ignore_patterns("site"))
    return copy


def said(problems: Sequence[Problem]) -> list[str]:
    """Problems as an editor reads them, with ordinary spaces."""
    return [str(problem).replace("\u202f", " ") for problem in problems]
