"""Anchors: what each figure of a case is called in an address, so that it can be cited for years.

`projets/ardelaine/#emplois-2018-effectif-projet-stock-emplois-54` says all that tells a figure from its
neighbours: a row that is added, moved or removed elsewhere changes no anchor. A short one,
`#emplois-2018-effectif`, leads there as well as long as a single figure answers to it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from .catalog import CaseStudy
from .records import Funding, Impact, JobFigure
from .text import slug

LONGEST = 60  # characters of a name or an indicator
Row = JobFigure | Impact | Funding
Key = tuple[str, int]  # a table, and the line of a row


@dataclass(frozen=True, slots=True)
class Anchor:
    """The anchor of a figure, for ever; `short` is its easy one, empty when several would share it."""

    long: str
    short: str


def figures(study: CaseStudy) -> Iterator[tuple[str, Row]]:
    """Every figure of a case with the name of its table, in the order of the page."""
    yield from (("emplois", job) for job in study.jobs)
    yield from (("impacts", impact) for impact in study.impacts)
    yield from (("financements", funding) for funding in study.fundings)


def anchors(study: CaseStudy) -> Mapping[Key, Anchor]:
    """The anchors of every figure of a case, by table and line.

    Two sources may give the very same figure: the second one's anchor ends in « --2 ».
    """
    rows = list(figures(study))
    named = [(table, row, _start(row), _long(row)) for table, row in rows]
    times: Counter[str] = Counter()
    shared = Counter(short for _, _, short, _ in named) + Counter(long for *_, long in named)
    found = {}
    for table, row, short, long in named:
        times[long] += 1
        whole = long if times[long] == 1 else f"{long}--{times[long]}"
        found[table, row.line] = Anchor(whole, short if shared[short] == 1 else "")
    return found


def _start(row: Any) -> str:
    return _joined(*_STARTS[type(row)](row))


def _long(row: Any) -> str:
    return _joined(_start(row), *_ENDS[type(row)](row))


def _joined(*parts: str) -> str:
    return "-".join(filter(None, parts))


def _year(row: Row) -> str:
    return str(row.year or "sans-annee")


@lru_cache(maxsize=4096)  # indicators, units and funders come back from case to case
def _named(text: str) -> str:
    return slug(text)[:LONGEST].strip("-")


def _number(value: Decimal) -> str:
    """`2.50` → `2-5`, `1E+3` → `1000`, `-3` → `moins-3`."""
    digits = f"{abs(value).normalize():f}".replace(".", "-")
    return f"moins-{digits}" if value < 0 else digits


_STARTS: dict[type[Any], Callable[[Any], tuple[str, ...]]] = {
    JobFigure: lambda job: ("emplois", _year(job), job.measure.value),
    Impact: lambda impact: ("resultats", _year(impact), _named(impact.indicator)),
    Funding: lambda funding: ("argent", _year(funding), _named(funding.funder)),
}
_ENDS: dict[type[Any], Callable[[Any], tuple[str, ...]]] = {
    JobFigure: lambda job: (job.perimeter.value, job.period.value, job.unit.value, _number(job.value)),
    Impact: lambda impact: (_number(impact.value), _named(impact.unit)),
    Funding: lambda funding: (funding.use.value, _number(funding.amount)),
}
