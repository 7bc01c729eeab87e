"""Money over a set of cases: by funder and by use, in current euros."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ..catalog import CaseStudy
from ..columns import Word
from ..records import Funding
from ..words import MoneyUse, Nature
from .counts import Share
from .latest import Coverage, asked_again, disagreements, latest, project_of, superseded, years_of


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyTotal:
    """Money known over cases: by funder and by use."""

    value: Decimal
    coverage: Coverage
    rows: tuple[Funding, ...]  # what is added
    by_category: tuple[Share, ...]  # every category that has money, largest first
    by_use: tuple[Share, ...]
    superseded: int  # rows left out because the same funder gave a later figure for the same use
    disagreements: tuple[str, ...]  # ids of the projects whose sources disagree, the lower sum being taken
    targets: int  # rows left out because the sum is only hoped for

    @property
    def years(self) -> tuple[int, int] | None:
        """First and last year of the rows added, None when no row has a year."""
        return years_of(self.rows)

    @property
    def undated(self) -> int:
        """How many rows added have no year."""
        return sum(row.year is None for row in self.rows)

    @property
    def largest(self) -> Funding:
        """The row that weighs most."""
        return max(self.rows, key=lambda row: (row.amount, -row.line))

    @property
    def engineering_share(self) -> Decimal | None:
        """Engineering among the money whose use is known (0 to 1), None when no use is known."""
        known = sum(
            (s.value for s in self.by_use if s.word is not MoneyUse.UNSPECIFIED),
            Decimal(),
        )
        engineering = sum((s.value for s in self.by_use if s.word is MoneyUse.ENGINEERING), Decimal())
        return engineering / known if known else None


@asked_again
def money_total(studies: Sequence[CaseStudy]) -> MoneyTotal | None:
    """Money of a set of cases, None when no sum is known; sums only hoped for are left out."""
    everything = [funding for study in studies for funding in study.fundings]
    known = [funding for funding in everything if funding.nature is not Nature.TARGET]
    taken = latest(known, _gift, _amount)
    if not taken:
        return None
    return MoneyTotal(
        value=sum(map(_amount, taken), Decimal()),
        coverage=Coverage(len(set(map(project_of, taken))), len(studies)),
        rows=tuple(taken),
        by_category=_shares(taken, lambda funding: funding.category),
        by_use=_shares(taken, lambda funding: funding.use),
        superseded=superseded(known, taken, _gift),
        disagreements=disagreements(known, taken, _gift, _amount),
        targets=len(everything) - len(known),
    )


def _gift(funding: Funding) -> Hashable:
    """What makes two rows speak of the same money: same case, same funder, same use."""
    return funding.project_id, funding.funder, funding.use


def _amount(funding: Funding) -> Decimal:
    return funding.amount


def _shares(fundings: Iterable[Funding], word: Callable[[Funding], Word]) -> tuple[Share, ...]:
    """Sums by word, largest first, then in the order of the words."""
    grouped: dict[Word, list[Funding]] = defaultdict(list)
    for funding in fundings:
        grouped[word(funding)].append(funding)
    shares = [
        Share(key, sum(map(_amount, rows), Decimal()), len(set(map(project_of, rows))))
        for key, rows in grouped.items()
    ]
    return tuple(sorted(shares, key=lambda share: (-share.value, share.word.rank)))
