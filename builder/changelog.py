"""The change log: why the data of a project changed and on which day, as somebody wrote it.

A line that begins with the identifier of a project says why that project changed, and a day between brackets
says when: `- `ardelaine` (2026-12-03) : l’effectif de 2018 était celui du groupe.` The name of a table does
for what belongs to no project. Reasons are read in the part to come (the first one, « Non publié »), days in
all of them, so that none is lost when an edition is frozen. The other lines are about the site.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

_PART = re.compile(r"^## ", re.MULTILINE)
_REASON = re.compile(
    r"^[-*] `(?P<key>[a-z0-9-]+)`(?:\s*\((?P<day>[^)\n]*)\))?\s*:\s*(?P<words>\S.*(?:\n[ \t]+\S.*)*)",
    re.MULTILINE,
)


@dataclass(frozen=True, slots=True)
class Told:
    """A line of the log: what it is about, why, and when; `day` is None when it says no day."""

    key: str
    words: str
    typed_day: str
    day: date | None
    line: int


def told_in(changelog: str) -> Iterator[Told]:
    """Every line of a change log that is about the data."""
    text = changelog.replace("\r\n", "\n")
    for found in _REASON.finditer(text):
        typed = found["day"] or ""
        line = text.count("\n", 0, found.start()) + 1
        yield Told(found["key"], " ".join(found["words"].split()), typed, _day(typed), line)


def reasons_in(changelog: str) -> Mapping[str, str]:
    """The reason of each project that the part to come of a change log names, on one line."""
    parts = _PART.split(changelog.replace("\r\n", "\n"))
    return {one.key: one.words for one in told_in(parts[1] if len(parts) > 1 else "")}


def days_in(changelog: str) -> Mapping[str, date]:
    """The last day on which a change log says that each project, or each table, was corrected."""
    found: dict[str, date] = {}
    for one in told_in(changelog):
        if one.day:
            found[one.key] = max(one.day, found.get(one.key, one.day))
    return found


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed.strip()) if len(typed.strip()) == len("AAAA-MM-JJ") else None
    except ValueError:
        return None
