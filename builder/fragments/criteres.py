"""Success factors: what each means, where it comes from, which cases show it and what proves it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from ..catalog import CaseStudy, Catalog
from ..records import Source
from ..templating import render
from .base import Fragment


@dataclass(frozen=True, slots=True)
class Proof:
    """A case that shows a success factor, the sentence that says so, and its source."""

    study: CaseStudy
    sentence: str
    source: Source


def criteria(catalog: Catalog, attributes: Mapping[str, str], root: str) -> Markup:
    """Every success factor, in the order of its table, those that no case shows included."""
    return render("fragments/criteres.html", root, criteria=catalog.criteria, proofs=proofs(catalog))


def proofs(catalog: Catalog) -> Mapping[str, list[Proof]]:
    """The cases that show each success factor, by its code, then by name."""
    found: dict[str, list[Proof]] = defaultdict(list)
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
