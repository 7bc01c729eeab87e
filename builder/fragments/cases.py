"""Sets of cases as slots show them: in which order, how many, how well documented."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from ..catalog import CaseStudy
from ..statistics import is_result
from ..words import Perimeter

KINDS_OF_INFORMATION = (
    "locations",
    "jobs",
    "impacts",
    "fundings",
    "partners",
    "milestones",
    "evidence",
    "events",
)


def documentation(study: CaseStudy) -> tuple[bool, int, int]:
    """How well a case is documented: whether a job figure speaks of the cooperation itself and not of its
    members or its sector, then kinds of information that hold something, then sources."""
    own = any(job.perimeter is Perimeter.PROJECT and is_result(job) for job in study.jobs)
    kinds = sum(bool(getattr(study, kind)) for kind in KINDS_OF_INFORMATION)
    return own, kinds + bool(study.story), len(study.sources)


def by_documentation(studies: Iterable[CaseStudy]) -> list[CaseStudy]:
    """The best documented cases first, then by name."""
    return sorted(studies, key=documentation, reverse=True)


def by_start(studies: Iterable[CaseStudy]) -> list[CaseStudy]:
    """The latest started first; those whose start is not known come last."""
    return sorted(studies, key=lambda study: study.project.start_year or 0, reverse=True)


# Each order keeps equal cases in the order of the catalogue, by name.
ORDERS: dict[str, Callable[[Iterable[CaseStudy]], list[CaseStudy]]] = {
    "nom": list,
    "recent": by_start,
    "documente": by_documentation,
}


def first(
    studies: list[CaseStudy], attributes: Mapping[str, str], default: int | None = None
) -> list[CaseStudy]:
    """As many cases as `data-nombre` asks for."""
    most = int(attributes["nombre"]) if "nombre" in attributes else default
    return studies[:most]
