"""Similar cases: those that share a theme, a territory or success factors, with the reasons in French."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from itertools import chain

from .catalog import CaseStudy

MOST = 3
# Cases compared for each thing shared: all of a few, the next ones of many, so that time stays linear.
WHOLE = 60
FEW = 12

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
    """The nearest cases of each case, by project id."""

    def __init__(self, studies: Sequence[CaseStudy]) -> None:
        self._studies = studies
        self._found: dict[str, tuple[Similar, ...]] = {}
        self._traits = [_traits(study) for study in studies]
        self._positions = {study.project.id: position for position, study in enumerate(studies)}
        self._sharing: dict[Hashable, list[int]] = defaultdict(list)
        for position, own in enumerate(self._traits):
            for shared in _meetings(own):
                self._sharing[shared].append(position)
        every = dict.fromkeys(chain.from_iterable(self._traits))
        bits = {trait: 1 << rank for rank, trait in enumerate(every)}
        self._masks = [sum(map(bits.__getitem__, own)) for own in self._traits]
        self._weights = _Weights(bits)

    def __len__(self) -> int:
        return len(self._studies)

    def __iter__(self) -> Iterator[str]:
        return iter(self._positions)

    def __getitem__(self, project_id: str) -> tuple[Similar, ...]:
        if project_id not in self._found:
            self._found[project_id] = tuple(self._nearest(self._positions[project_id]))
        return self._found[project_id]

    def _nearest(self, position: int) -> Iterator[Similar]:
        own, mask, masks, weights = self._traits[position], self._masks[position], self._masks, self._weights
        windows = (_window(self._sharing[meeting], position) for meeting in _meetings(own))
        near = {(-weights[mask & masks[other]], other) for other in set().union(*windows)}
        for _, other in nsmallest(MOST, near):
            yield Similar(
                self._studies[other], tuple(_reasons(self._studies[other], own & self._traits[other]))
            )


class _Weights(dict[int, int]):
    """What several traits weigh together, one bit each: sets of traits take five times longer to compare."""

    def __init__(self, bits: Mapping[Trait, int]) -> None:
        self._bits = bits

    def __missing__(self, mask: int) -> int:
        self[mask] = sum(WEIGHTS[kind] for (kind, _), bit in self._bits.items() if mask & bit)
        return self[mask]


def _traits(study: CaseStudy) -> frozenset[Trait]:
    traits: set[Trait] = {("theme", study.theme.code), ("type", study.type.code)}
    traits |= {("department", department.code) for department in study.departments}
    traits |= {("criterion", evidence.criterion.code) for evidence in study.evidence}
    return frozenset(traits)


def _meetings(own: frozenset[Trait]) -> Iterator[Hashable]:
    """What a case may share: one of its traits, or its theme and another one with it."""
    yield from own
    theme = next(trait for trait in own if trait[0] == "theme")
    yield from ((theme, trait) for trait in own if trait is not theme)


def _window(positions: list[int], position: int) -> list[int]:
    """The cases that come after one among those that share something, the first ones after the last."""
    start = bisect_left(positions, position) + 1
    most = len(positions) - 1 if len(positions) <= WHOLE else FEW
    after = positions[start : start + most]
    return after + positions[: most - len(after)]


def _reasons(other: CaseStudy, shared: frozenset[Trait]) -> Iterator[str]:
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
