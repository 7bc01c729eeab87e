"""What can go wrong, as data: a place, what is wrong, what to do.

    BuilderError
    ├── DataError      the tables or the pages hold errors; carries every Problem
    ├── ConfigError    mkdocs.yml is missing, unreadable or incomplete
    └── ShellError     the theme could not render the hand-written pages

Anything else that reaches the user is a fault of ours.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from .wording import spaced

MOST_PROBLEMS = 1000  # of one file and level: whoever has more mends what comes back, then looks again


class Level(IntEnum):
    """How serious a problem is: an error stops publication, a warning is only printed."""

    ERROR = 0
    WARNING = 1


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a problem is: a file relative to the project, a physical line, a spreadsheet cell."""

    path: str
    line: int = 0
    cell: str = ""
    column: str = ""

    def __str__(self) -> str:
        line = f":{self.line}" if self.line else ""
        inside = ", ".join(part for part in (self.cell, self.column) if part)
        return f"{self.path}{line}" + (f" ({inside})" if inside else "")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend: `rule` is its stable name, `what` and `fix` are French sentences for an editor."""

    rule: str
    place: Place
    what: str
    fix: str
    level: Level = Level.ERROR

    @property
    def message(self) -> str:
        """What is wrong and what to do, as French spaces it."""
        return spaced(f"{self.what} {self.fix}")

    def __str__(self) -> str:
        return f"{spaced(f'{self.place} : ')}{self.message}"


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a cell cannot be read: stable name of the rule, what is wrong, what to do (French)."""

    rule: str
    what: str
    fix: str


def sorted_problems(problems: Iterable[Problem]) -> list[Problem]:
    """Problems in the order a person reads them: by file, line, then column as the spreadsheet shows it."""
    return sorted(
        problems,
        key=lambda p: (
            p.place.path,
            p.place.line,
            len(p.place.cell),
            p.place.cell,
            p.rule,
        ),
    )


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether something forbids to publish, or to go on."""
    return any(problem.level is Level.ERROR for problem in problems)


class BuilderError(Exception):
    """The builder cannot go on; the message is French and meant for the person at the keyboard."""


class DataError(BuilderError):
    """The data or the hand-written pages hold at least one error."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted_problems(problems))
        super().__init__("\n".join(map(str, self.problems)))

    def __reduce__(self) -> tuple[type[DataError], tuple[tuple[Problem, ...]]]:
        """How it goes from one process to another: its problems make it again."""
        return type(self), (self.problems,)


class ConfigError(BuilderError):
    """The settings in mkdocs.yml cannot be used."""


class ShellError(BuilderError):
    """The theme could not render the hand-written pages."""
