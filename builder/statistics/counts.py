"""What is counted one by one: partners, figures of results, and cases by theme, type, place and year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from ..catalog import CaseStudy
from ..text import sort_key
from ..words import ImpactFamily, Nature, PartnerCategory


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole: the word or record it is about, its value, how many cases it concerns."""

    word: Any
    value: Decimal
    cases: int


@dataclass(frozen=True, slots=True)
class YearCount:
    """How many cases began in a span of years; `first` is None for « before `last` », when years are many."""

    first: int | None
    last: int
    cases: int


def partners_by_category(studies: Iterable[CaseStudy]) -> tuple[Share, ...]:
    """How many partnerships (partner × case) each category counts, in the order of the categories; a partner
    with two roles in a case counts once."""
    partnerships = {(p.project_id, p.name, p.category) for study in studies for p in study.partners}
    count = Counter(category for *_, category in partnerships)
    cases = Counter(category for _, category in {(case, category) for case, _, category in partnerships})
    return tuple(Share(word, Decimal(count[word]), cases[word]) for word in PartnerCategory if count[word])


def impacts_by_family(studies: Iterable[CaseStudy]) -> tuple[Share, ...]:
    """How many figures each family of results counts, targets apart, in the order of the families."""
    import pandas as pd  # see statistics/__init__.py

    results = [
        (row.family, row.project_id)
        for study in studies
        for row in study.impacts
        if row.nature is not Nature.TARGET
    ]
    frame = pd.DataFrame(results, columns=["family", "project_id"], dtype=object)
    of_family = {family: rows["project_id"] for family, rows in frame.groupby("family")}
    return tuple(
        Share(family, Decimal(len(of_family[family])), of_family[family].nunique())
        for family in ImpactFamily
        if family in of_family
    )


def cases_by_theme(studies: Iterable[CaseStudy]) -> tuple[Share, ...]:
    """Cases of each theme, most first, then by label."""
    return _cases_by((study.theme for study in studies), lambda theme: theme.label)


def cases_by_type(studies: Iterable[CaseStudy]) -> tuple[Share, ...]:
    """Cases of each type, most first, then by label."""
    return _cases_by((study.type for study in studies), lambda kind: kind.label)


def cases_by_department(studies: Iterable[CaseStudy]) -> tuple[Share, ...]:
    """Cases of each département, most first, then by name; a case counts in each one where it has a place."""
    return _cases_by((d for study in studies for d in study.departments), lambda department: department.name)


def _cases_by(words: Iterable[Any], label: Callable[[Any], str]) -> tuple[Share, ...]:
    counted = Counter(words)
    shares = [Share(word, Decimal(cases), cases) for word, cases in counted.items()]
    return tuple(sorted(shares, key=lambda share: (-share.cases, sort_key(label(share.word)))))


def cases_by_start(studies: Sequence[CaseStudy], step: int = 5, most: int = 16) -> tuple[YearCount, ...]:
    """Cases by span of `step` years, oldest first, empty spans included; beyond `most` spans, the oldest
    cases make one open span."""
    years = [study.project.start_year for study in studies if study.project.start_year]
    if not years:
        return ()
    end = max(years) // step
    start = max(min(years) // step, end - most + 1)
    spans = Counter(max(year // step, start - 1) for year in years)
    older = [YearCount(None, start * step - 1, spans[start - 1])] if spans[start - 1] else []
    return (
        *older,
        *(YearCount(n * step, n * step + step - 1, spans[n]) for n in range(start, end + 1)),
    )
