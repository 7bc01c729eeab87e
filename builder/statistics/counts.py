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
from .latest import asked_again


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


@asked_again
def partners_by_category(studies: Iterable[CaseStudy]) -> tuple[Share, ...]:
    """How many partnerships (partner × case) each category counts, in the order of the categories; a partner
    with two roles in a case counts once."""
    named = ({(p.name, p.category) for p in study.partners} for study in studies)
    count = Counter(category for partners in named for _, category in partners)
    cases = Counter(category for study in studies for category in {p.category for p in study.partners})
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
    counted = frame.groupby("family")["project_id"].agg(["size", "nunique"])
    figures, cases = counted["size"].to_dict(), counted["nunique"].to_dict()
    return tuple(
        Share(family, Decimal(figures[family]), cases[family]) for family in ImpactFamily if family in figures
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
    by_code = {}
    counted: Counter[str] = Counter()  # of codes, which are hashed faster than records
    for word in words:
        by_code[word.code] = word
        counted[word.code] += 1
    shares = [Share(by_code[code], Decimal(cases), cases) for code, cases in counted.items()]
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
