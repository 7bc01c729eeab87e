"""Success factors: what each means, where it comes from, which cases show it and what proves it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup

from ..catalog import CaseStudy, Catalog
from ..keys import cases_key
from ..records import Criterion, Source
from ..templating import render
from .base import Fragment


@dataclass(frozen=True, slots=True)
class Proof:
    """A case that shows a success factor, the sentence that says so, and its source."""

    study: CaseStudy
    sentence: str
    source: Source


FIRST = 20  # cases shown for each factor when they are more: the others have pages of their own


def criteria(catalog: Catalog, attributes: Mapping[str, str], root: str) -> Markup:
    """Every success factor, in the order of its table, those that no case shows included."""
    return render(
        "fragments/criteres.html",
        root,
        criteria=catalog.criteria,
        proofs=proofs(catalog),
        first=FIRST,
        homes={criterion.code: home(criterion) for criterion, _ in long_ones(catalog)},
    )


def show(catalog: Catalog, shown: Sequence[Proof], root: str) -> Markup:
    """Some of the cases that show a factor."""
    return render("fragments/_preuves.html", root, proofs=shown)


def key(catalog: Catalog, shown: Sequence[Proof]) -> str:
    """The key of what `show` tells."""
    return cases_key(catalog, [proof.study for proof in shown], ("facteurs",))


def home(criterion: Criterion) -> str:
    """Where the cases that show a factor are, when they are many."""
    return f"criteres/{criterion.code}/"


def long_ones(catalog: Catalog) -> Iterator[tuple[Criterion, Sequence[Proof]]]:
    """The factors that more cases show than the page of all factors can hold, with these cases."""
    for criterion in catalog.criteria:
        if len(found := proofs(catalog)[criterion.code]) > FIRST:
            yield criterion, found


@lru_cache(maxsize=2)
def proofs(catalog: Catalog) -> Mapping[str, list[Proof]]:
    """The cases that show each success factor, by its code, then by name."""
    found: dict[str, list[Proof]] = {criterion.code: [] for criterion in catalog.criteria}
    for study in catalog.studies:
        for evidence in study.evidence:
            factor = evidence.factor
            found[factor.criterion].append(Proof(study, factor.evidence, catalog.sources[factor.source_id]))
    return found


FRAGMENT = Fragment(
    name="criteres",
    definition="Les facteurs de réussite : définition, origine, cas qui les montrent, preuve et source.",
    render=criteria,
)
