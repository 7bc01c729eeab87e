"""What a chart is: a name for slots, a title, and how to draw it from a set of cases."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass

from ..catalog import CaseStudy
from ..figure import Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A chart: `draw(studies)` gives None when there is nothing to see. `definition` says what it shows.

    `shows(studies)` says at once whether there is something to see, for charts of hundreds of sets of cases.
    `tables` are those that it tells of, besides who the cases are and what they cite (`keys.cases_key`).
    """

    name: str
    title: str
    definition: str
    draw: Callable[[Sequence[CaseStudy]], Figure | None]
    shows: Callable[[Sequence[CaseStudy]], bool]
    tables: tuple[str, ...] = ()


def differ(words: Iterable[Hashable]) -> bool:
    """Whether two words differ; those that come after are not read."""
    found = iter(words)
    first = next(found, None)
    return any(word != first for word in found)


def recur(words: Iterable[Hashable]) -> bool:
    """Whether a word comes twice; those that come after are not read."""
    met: set[Hashable] = set()
    for word in words:
        if word in met:
            return True
        met.add(word)
    return False
