"""The table of a benchmark, for a terminal and for RESULTS.md."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from statistics import median

from .measure import Measure

HEADERS = (
    "générateur",
    "fiches",
    "secondes",
    "processeur",
    "÷ nous",
    "mémoire (Mo)",
    "pages (Mo)",
    "passages",
    "croissance",
)


INTRODUCTION = """\
Le {day}, en une seule séance de `make bench`. Médiane des passages, du dossier vide au site écrit.
Les projets sont inventés, tirés d’une graine fixe. Chaque fiche contient les mêmes faits chez tous :
un contrôle le vérifie.
"""
KEY = """\
« ÷ nous » : temps du générateur divisé par le nôtre. « Croissance » : par rapport au nombre de fiches
précédent. « Mémoire » : le plus haut point de tout l’arbre de processus, une page partagée comptant une fois.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """The runs of one generator on one number of projects, and the bytes of the pages that it made."""

    name: str
    version: str
    projects: int
    runs: tuple[Measure, ...]
    megabytes: float

    @property
    def seconds(self) -> float:
        """The median of the runs."""
        return median(run.seconds for run in self.runs)


@dataclass(slots=True, kw_only=True)
class Report:
    """Every result of one session, ours first; `skipped` says who was left out, and why."""

    ours: str
    results: list[Result] = field(default_factory=list)
    skipped: dict[str, str] = field(default_factory=dict)

    def rows(self) -> Iterator[tuple[str, ...]]:
        """A row of texts for each result, by number of projects."""
        for result in sorted(self.results, key=lambda one: one.projects):
            yield (
                f"{result.name} {result.version}".strip(),
                _number(result.projects),
                f"{result.seconds:.2f}".replace(".", ","),
                f"{median(run.processor for run in result.runs):.2f}".replace(".", ","),
                self._ratio(result),
                _number(max(run.megabytes for run in result.runs)),
                _number(result.megabytes),
                str(len(result.runs)),
                self._growth(result),
            )

    def _ratio(self, result: Result) -> str:
        ours = self._of(self.ours, result.projects)
        return f"{result.seconds / ours.seconds:.2f}".replace(".", ",") if ours else ""

    def _growth(self, result: Result) -> str:
        smaller = [one for one in self.results if one.name == result.name and one.projects < result.projects]
        if not smaller:
            return ""
        before = max(smaller, key=lambda one: one.projects)
        return f"× {result.seconds / before.seconds:.1f}".replace(".", ",")

    def _of(self, name: str, projects: int) -> Result | None:
        return next((one for one in self.results if (one.name, one.projects) == (name, projects)), None)


def _number(value: float) -> str:
    return f"{value:,.0f}".replace(",", "\u202f")


def as_markdown(report: Report, how: Mapping[str, str]) -> str:
    """RESULTS.md: the table, what each generator was asked, on which machine, and how to do it again."""
    return "\n".join(
        [
            "# Banc d’essai",
            "",
            INTRODUCTION.format(day=f"{date.today():%d/%m/%Y}"),
            *_table([HEADERS, *report.rows()]),
            "",
            KEY,
            "## Ce qui est demandé à chacun",
            "",
            *(f"- **{name}** : {words}." for name, words in how.items()),
            *(f"- **{name}** n’a pas été mesuré : {why}." for name, why in report.skipped.items()),
            "",
            "## La machine",
            "",
            *(f"- {line}" for line in machine()),
            "",
        ]
    )


def _table(rows: Sequence[Sequence[str]]) -> Iterable[str]:
    head, *body = rows
    yield "| " + " | ".join(head) + " |"
    yield "| --- |" + " ---: |" * (len(head) - 1)
    for row in body:
        yield "| " + " | ".join(row) + " |"


def machine() -> list[str]:
    """What the figures depend on: processor, memory, system, Python."""
    info = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    model = next(
        (line.partition(": ")[2] for line in info if line.startswith("model name")), platform.machine()
    )
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    cores = len(os.sched_getaffinity(0))
    return [
        f"{cores} cœurs ({model}), {memory:.0f} Gio",
        f"{platform.system()} {platform.release().split('-')[0]}, Python {platform.python_version()}",
    ]
