"""Similar cases: those that share a theme, a territory or success factors, with the reasons in French."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from itertools import count

from .catalog import CaseStudy

MOST = 3
# Cases compared for each thing shared: all of a few, the next ones of many, so that time stays linear.
WHOLE = 60
FEW = 8

PAIR = 1 << 32  # more than there are traits
WEIGHT = 1 << 32  # more than there are cases

Trait = tuple[str, str]
WEIGHTS = {"theme": 3, "department": 2, "criterion": 2, "type": 1}


@dataclass(frozen=True, slots=True)
class Similar:
    """A case close to another one, and why."""

    study: CaseStudy
    reasons: tuple[str, ...]


def similar_cases(studies: Sequence[CaseStudy]) -> Mapping[str, tuple[Similar, ...]]:
    """For each project id, the nearest cases, nearest first; none when nothing is shared.

    Each is looked for when it is asked for: a page is often shown alone.
    """
    return _Nearest(studies)


class _Nearest(Mapping[str, tuple[Similar, ...]]):
    """The nearest cases of each case, by project id.

    Traits are told by their rank, from the first met: numbers are compared much faster than names.
    """

    def __init__(self, studies: Sequence[CaseStudy]) -> None:
        self._studies = studies
        self._found: dict[str, tuple[Similar, ...]] = {}
        self._positions = {study.project.id: position for position, study in enumerate(studies)}
        ranks: dict[Trait, int] = defaultdict(count().__next__)
        self._ranks = [[ranks[trait] for trait in _traits(study)] for study in studies]
        self._names = list(ranks)
        self._masks = [sum(1 << rank for rank in own) for own in self._ranks]
        self._weights = _Weights(self._names)
        self._sharing: dict[int, list[int]] = defaultdict(list)
        for position, own in enumerate(self._ranks):
            for shared in _meetings(own):
                self._sharing[shared].append(position)

    def __len__(self) -> int:
        return len(self._studies)

    def __iter__(self) -> Iterator[str]:
        return iter(self._positions)

    def __getitem__(self, project_id: str) -> tuple[Similar, ...]:
        if project_id not in self._found:
            self._found[project_id] = tuple(self._nearest(self._positions[project_id]))
        return self._found[project_id]

    def _nearest(self, position: int) -> Iterator[Similar]:
        own, mask, masks, weights = self._ranks[position], self._masks[position], self._masks, self._weights
        near = set().union(*(_window(self._sharing[meeting], position) for meeting in _meetings(own)))
        # One number for each: lighter than the others when it shares more, then when it comes first.
        for order in nsmallest(MOST, [other - weights[mask & masks[other]] for other in near]):
            other = order % WEIGHT
            shared = {self._names[rank] for rank in set(own).intersection(self._ranks[other])}
            yield Similar(self._studies[other], tuple(_reasons(self._studies[other], shared)))


class _Weights(dict[int, int]):
    """What several traits weigh together, one bit each: sets of traits take five times longer to compare."""

    def __init__(self, traits: Sequence[Trait]) -> None:
        self._weights = [WEIGHTS[kind] * WEIGHT for kind, _ in traits]

    def __missing__(self, mask: int) -> int:
        self[mask] = sum(weight for rank, weight in enumerate(self._weights) if mask >> rank & 1)
        return self[mask]


def _traits(study: CaseStudy) -> Iterable[Trait]:
    """What a case may share, its theme first, each once."""
    traits = [("theme", study.theme.code), ("type", study.type.code)]
    traits += [("department", department.code) for department in study.departments]
    traits += [("criterion", evidence.criterion.code) for evidence in study.evidence]
    return dict.fromkeys(traits)


def _meetings(own: Sequence[int]) -> list[int]:
    """Where those that share something meet: one trait, or the theme and another one with it."""
    theme = (own[0] + 1) * PAIR
    return [*own, *(theme + other for other in own[1:])]


def _window(positions: list[int], position: int) -> list[int]:
    """The cases that come after one among those that share something, the first ones after the last."""
    start = bisect_left(positions, position) + 1
    most = len(positions) - 1 if len(positions) <= WHOLE else FEW
    after = positions[start : start + most]
    return after + positions[: most - len(after)]


def _reasons(other: CaseStudy, shared: set[Trait]) -> Iterator[str]:
    kinds = {kind for kind, _ in shared}
    if "theme" in kinds:
        yield "même thématique"
    if "department" in kinds:
        names = [d.name for d in other.departments if ("department", d.code) in shared]
        yield f"même département ({', '.join(names)})"
    labels = [e.criterion.label for e in other.evidence if ("criterion", e.criterion.code) in shared]
    if labels:
        yield f"même facteur de réussite ({', '.join(dict.fromkeys(labels))})"
    if "type" in kinds:
        yield "même forme de coopération"
