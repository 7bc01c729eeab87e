"""Similar cases: those that share a theme, a territory or success factors, with the reasons in French."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest

from .catalog import CaseStudy

MOST = 3
WINDOW = 60  # cases compared for each shared trait: time stays linear when thousands share a theme

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
        self._sharing: dict[Trait, list[int]] = defaultdict(list)
        for position, own in enumerate(self._traits):
            for trait in own:
                self._sharing[trait].append(position)

    def __len__(self) -> int:
        return len(self._studies)

    def __iter__(self) -> Iterator[str]:
        return iter(self._positions)

    def __getitem__(self, project_id: str) -> tuple[Similar, ...]:
        if project_id not in self._found:
            self._found[project_id] = tuple(self._nearest(self._positions[project_id]))
        return self._found[project_id]

    def _nearest(self, position: int) -> Iterator[Similar]:
        own, traits = self._traits[position], self._traits
        candidates = {other for trait in own for other in _window(self._sharing[trait], position)}
        ranked = nsmallest(MOST, candidates, key=lambda other: (-_weight(own & traits[other]), other))
        for other in ranked:
            yield Similar(self._studies[other], tuple(_reasons(self._studies[other], own & traits[other])))


def _traits(study: CaseStudy) -> frozenset[Trait]:
    traits: set[Trait] = {("theme", study.theme.code), ("type", study.type.code)}
    traits |= {("department", department.code) for department in study.departments}
    traits |= {("criterion", evidence.criterion.code) for evidence in study.evidence}
    return frozenset(traits)


def _window(positions: Sequence[int], position: int) -> Iterator[int]:
    """The cases that come after one among those that share a trait, the first ones after the last."""
    start = bisect_left(positions, position)
    for step in range(1, min(WINDOW, len(positions) - 1) + 1):
        yield positions[(start + step) % len(positions)]


def _weight(shared: frozenset[Trait]) -> int:
    return sum(WEIGHTS[kind] for kind, _ in shared)


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
