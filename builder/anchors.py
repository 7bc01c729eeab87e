"""Anchors: what each figure of a case is called in an address, so that it can be cited for years.

`projets/ardelaine/#emplois-2018-effectif-projet-stock-emplois` says what is counted and not how much: a
figure that is corrected keeps its address. A short one, `#emplois-2018-effectif`, leads there as well as long
as a single figure answers to it. What an edition published belongs to its figure for ever
(`published_anchors.py`): the figure keeps it, or answers to it besides; no other figure ever takes it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import count
from typing import Any

from .catalog import CaseStudy, Published
from .records import Funding, Impact, JobFigure
from .text import slug
from .words import Nature

LONGEST = 60  # characters of a name or an indicator
Row = JobFigure | Impact | Funding
Key = tuple[str, int]  # a table, and the line of a row


@dataclass(frozen=True, slots=True)
class Anchor:
    """The anchor of a figure; `short` is its easy one, empty when several would share it.

    `former` ones were published by an edition, and still lead to the figure.
    """

    long: str
    short: str
    former: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gone:
    """A figure that an edition had, the last one called `edition`, and that the case has no more."""

    table: str
    said: str
    edition: str
    anchors: tuple[str, ...]


def figures(study: CaseStudy) -> Iterator[tuple[str, Row]]:
    """Every figure of a case with the name of its table, in the order of the page."""
    yield from (("emplois", job) for job in study.jobs)
    yield from (("impacts", impact) for impact in study.impacts)
    yield from (("financements", funding) for funding in study.fundings)


@lru_cache(maxsize=1024)  # the page, its citations, the totals that add its figures
def anchors(study: CaseStudy) -> Mapping[Key, Anchor]:
    """The anchors of every figure of a case, by table and line.

    Of several figures of the same kind, one has the plain anchor; that of another ends in « --its-source ».
    """
    rows = {(table, row.line): row for table, row in figures(study)}
    published = _published(study.published)
    taken = {one.anchor: (one.table, one.line) for one in study.published}
    starts = {key: _start(row) for key, row in rows.items()}
    longs = _longs(rows, starts, published, taken)
    shared = Counter(starts.values())
    found = {}
    for key, start in starts.items():
        # An impact in € or % has nothing more to say: its long anchor is the short one.
        alone = start != longs[key] and (shared[start] == 1 or start in published.get(key, ()))
        short = start if alone and taken.setdefault(start, key) == key else ""
        former = tuple(name for name in published.get(key, ()) if name not in (longs[key], short))
        found[key] = Anchor(longs[key], short, former)
    return found


def gone(published: Iterable[Published]) -> tuple[Gone, ...]:
    """The figures that editions published and that were removed since, with what leads to them."""
    lost: dict[tuple[str, str, str], list[str]] = {}
    for one in published:
        if one.anchor and not one.line:
            lost.setdefault((one.table, one.said, one.edition), []).append(one.anchor)
    return tuple(Gone(*figure, tuple(names)) for figure, names in lost.items())


def _published(every: Iterable[Published]) -> Mapping[Key, list[str]]:
    found: dict[Key, list[str]] = {}
    for one in every:
        if one.line:
            found.setdefault((one.table, one.line), []).append(one.anchor)
    return found


def _longs(
    rows: Mapping[Key, Row],
    starts: Mapping[Key, str],
    published: Mapping[Key, list[str]],
    taken: dict[str, Key],
) -> Mapping[Key, str]:
    """The long anchor of each row: one that it already has where it still says what the row is."""
    found = {}
    # Not in the order of the page, where the value counts.
    for key, row in sorted(rows.items(), key=lambda item: (item[1].source_id, item[0])):
        plain = _long(row, starts[key])
        kept = (name for name in published.get(key, ()) if name == plain or name.startswith(f"{plain}--"))
        free = (name for name in _candidates(plain, row) if taken.setdefault(name, key) == key)
        found[key] = next(kept, None) or next(free)
    return found


def _candidates(plain: str, row: Row) -> Iterator[str]:
    yield plain
    yield f"{plain}--{row.source_id}"
    yield from (f"{plain}--{row.source_id}-{rank}" for rank in count(2))


def _start(row: Any) -> str:
    return _joined(*_STARTS[type(row)](row))


def _long(row: Any, start: str) -> str:
    return _joined(start, *_ENDS[type(row)](row), *_target(row))


def _target(row: Row) -> tuple[str, ...]:
    """What was hoped for is no version of what was obtained; how well that is known may be corrected."""
    return ("objectif",) if row.nature is Nature.TARGET else ()


def _joined(*parts: str) -> str:
    return "-".join(filter(None, parts))


def _year(row: Row) -> str:
    return str(row.year or "sans-annee")


@lru_cache(maxsize=4096)  # indicators, units and funders come back from case to case
def _named(text: str) -> str:
    return slug(text)[:LONGEST].strip("-")


_STARTS: dict[type[Any], Callable[[Any], tuple[str, ...]]] = {
    JobFigure: lambda job: ("emplois", _year(job), job.measure.value),
    Impact: lambda impact: ("resultats", _year(impact), _named(impact.indicator)),
    Funding: lambda funding: ("argent", _year(funding), _named(funding.funder)),
}
_ENDS: dict[type[Any], Callable[[Any], tuple[str, ...]]] = {
    JobFigure: lambda job: (job.perimeter.value, job.period.value, job.unit.value),
    Impact: lambda impact: (_named(impact.unit),),
    Funding: lambda funding: (funding.use.value,),
}


# ------------------------------------------------------------------ those of the first edition


def first_anchors(rows: Iterable[Row]) -> Iterator[tuple[Row, tuple[str, ...]]]:
    """What the figures of a case were called at first, in the order of its page: the name held the value.

    An edition that says nothing of its anchors has these.
    """
    named = [(row, _start(row), _first_long(row)) for row in rows]
    times: Counter[str] = Counter()
    shared = Counter(start for _, start, _ in named) + Counter(long for *_, long in named)
    for row, start, long in named:
        times[long] += 1
        whole = long if times[long] == 1 else f"{long}--{times[long]}"
        yield row, (whole, start) if shared[start] == 1 else (whole,)


def _first_long(row: Any) -> str:
    start, ends = _start(row), _ENDS[type(row)](row)
    if isinstance(row, Impact):
        return _joined(start, _number(row.value), *ends)
    return _joined(start, *ends, _number(row.amount if isinstance(row, Funding) else row.value))


def _number(value: Decimal) -> str:
    """`2.50` → `2-5`, `1E+3` → `1000`, `-3` → `moins-3`."""
    digits = f"{abs(value).normalize():f}".replace(".", "-")
    return f"moins-{digits}" if value < 0 else digits
