"""Similar cases: those that share a theme, a territory or success factors, with the reasons in French."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

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
    """For each project id, the nearest cases, nearest first; none when nothing is shared."""
    traits = [_traits(study) for study in studies]
    sharing: dict[Trait, list[int]] = defaultdict(list)
    for position, own in enumerate(traits):
        for trait in own:
            sharing[trait].append(position)
    return {
        study.project.id: tuple(_nearest(position, studies, traits, sharing))
        for position, study in enumerate(studies)
    }


def _traits(study: CaseStudy) -> frozenset[Trait]:
    traits: set[Trait] = {("theme", study.theme.code), ("type", study.type.code)}
    traits |= {("department", department.code) for department in study.departments}
    traits |= {("criterion", evidence.criterion.code) for evidence in study.evidence}
    return frozenset(traits)


def _nearest(
    position: int,
    studies: Sequence[CaseStudy],
    traits: Sequence[frozenset[Trait]],
    sharing: Mapping[Trait, list[int]],
) -> Iterator[Similar]:
    own = traits[position]
    candidates = {other for trait in own for other in _window(sharing[trait], position)}
    ranked = sorted(candidates, key=lambda other: (-_weight(own & traits[other]), other))
    for other in ranked[:MOST]:
        yield Similar(studies[other], tuple(_reasons(studies[other], own & traits[other])))


def _window(positions: list[int], position: int) -> Iterator[int]:
    start = positions.index(position)
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
