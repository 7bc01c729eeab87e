"""Formats: the same report for a terminal, for a forge (Markdown) and for programs (JSON).

What people typed in a CSV stays text in all three. A forge does more than Markdown says, so that escaping is
not enough: it notifies whoever is named after an @ and links to whatever looks like an address, an issue or a
commit. An invisible character, which joins two words without a break, keeps such marks from their words.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from ..canonical import cell_writer
from ..columns import Column, columns_of
from ..errors import Problem
from ..records import TABLES
from ..text import plural
from ..wording import spaced
from .compare import Change
from .report import Report, Section
from .sentences import Line
from .totals import Amount, Total

MOST_LINES = 40  # of a section
MOST_CHARACTERS = 60_000  # of a comment; GitHub refuses more than 65,536
LIMITS, DOUBTS = "Ce qui n’a pas pu être comparé", "À vérifier"

# ------------------------------------------------------------------ terminal


def plain_lines(report: Report) -> Iterator[str]:
    """The report as lines of text; warnings are left to whoever prints problems."""
    yield from (report.title, "", report.headline)
    for section in _with_limits(report):
        yield from ("", section.title)
        yield from (f"- {line}" for line in _first(section.lines))


def _with_limits(report: Report) -> Iterator[Section]:
    yield from report.sections
    if report.limits:
        yield Section(LIMITS, tuple(map(Line, report.limits)))


def _first(lines: Sequence[Line]) -> Iterator[Line]:
    yield from lines[:MOST_LINES]
    if len(lines) > MOST_LINES:
        yield Line(f"… et {plural(len(lines) - MOST_LINES, 'autre ligne', 'autres lignes')}")


# ------------------------------------------------------------------ Markdown


def markdown(report: Report) -> str:
    """The report as a part of a comment of a forge: lists under titles of the fourth rank, no link."""
    text = ""
    for block in _blocks(report):
        if len(text) + len(block) > MOST_CHARACTERS:
            return f"{text}\n{_CUT}\n"
        text += block
    return text


_CUT = "*La suite est trop longue pour être montrée ici.*"


def _blocks(report: Report) -> Iterator[str]:
    yield f"{escaped(report.headline)}\n"
    for section in _with_limits(report):
        yield from _list(section)
    if report.warnings:
        yield from _list(Section(DOUBTS, tuple(map(_doubt, report.warnings))))
    yield f"\n{escaped(f'Comparé avec {report.revision}.')}\n"


def _list(section: Section) -> Iterator[str]:
    yield f"\n#### {escaped(section.title)}\n\n"
    for line in _first(section.lines):
        subject = f"**{escaped(line.subject)}** : " if line.subject else ""
        yield f"- {spaced(subject)}{escaped(spaced(line.text))}\n"


def _doubt(problem: Problem) -> Line:
    return Line(problem.message, str(problem.place))


_JOINER = "\u2060"  # no width, no break
_MARKS = re.compile(r"[@#!%~$](?=\w)|:(?=[a-z_/+-])|\bwww(?=\.)|\bgh-(?=\d)", re.IGNORECASE)
_SYNTAX = re.compile(r"[&<>\\`*_{}\[\]#|~$^]|\A[^\w\s«]|\A\d(?=\d*[.)])")


def escaped(text: str) -> str:
    """A text that a forge prints as it is: neither Markdown, nor HTML, nor mention, nor link."""
    apart = _MARKS.sub(lambda mark: mark[0] + _JOINER, text)
    return _SYNTAX.sub(lambda sign: f"&#{ord(sign[0])};", apart)


# ------------------------------------------------------------------ JSON


def as_json(report: Report) -> str:
    """The report for programs: sentences, rows with the cells that a CSV has, totals, pages, warnings."""
    revision = report.revision
    content = {
        "version": 1,
        "revision": {"name": revision.name, "commit": revision.commit, "day": revision.day.isoformat()},
        "headline": report.headline,
        "sections": [
            {"title": section.title, "lines": [_line(line) for line in section.lines]}
            for section in report.sections
        ],
        "changes": [_change(change) for change in report.changes],
        "totals": [_total(total) for total in report.totals],
        "pages": [{"path": page.path, "kind": page.kind} for page in report.addresses],
        "limits": list(report.limits),
        "warnings": [_warning(problem) for problem in report.warnings],
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _line(line: Line) -> dict[str, str]:
    return {"subject": line.subject, "text": spaced(line.text)}


def _change(change: Change) -> dict[str, Any]:
    columns = change.columns or columns_of(TABLES[change.table])
    return {
        "table": change.table,
        "kind": change.kind,
        "key": _cells(
            change.row, [c for c in columns_of(TABLES[change.table]) if c.header in change.row.unique]
        ),
        "before": change.before and _cells(change.before, columns),
        "after": change.after and _cells(change.after, columns),
        "line": change.after.line if change.after else 0,
    }


def _cells(row: Any, columns: Sequence[Column]) -> dict[str, str]:
    return {column.header: cell_writer(column)(getattr(row, column.name)) for column in columns}


def _total(total: Total) -> dict[str, Any]:
    return {"name": total.name, "before": _amount(total.before), "after": _amount(total.after)}


def _amount(amount: Amount | None) -> dict[str, Any] | None:
    if not amount:
        return None
    coverage = amount.coverage
    covered = {"known": coverage.known, "among": coverage.among} if coverage else None
    value = {"value": f"{amount.value.normalize():f}", "precision": amount.precision.value}
    return value | {"coverage": covered}


def _warning(problem: Problem) -> dict[str, Any]:
    place = problem.place
    return {
        "rule": problem.rule,
        "path": place.path,
        "line": place.line,
        "cell": place.cell,
        "message": problem.message,
    }
