"""Money known, by use and by family of funders: for one case or for a set of cases."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from ..catalog import CaseStudy
from ..columns import Word
from ..figure import Cell, DataTable, Figure
from ..records import Funding
from ..statistics import MoneyTotal, Share, money_total
from ..text import covered, euros, how_known, percent, plural, sentence, short_euros
from ..words import MoneyUse
from .bars import Bar, Panel, draw_bars
from .base import Chart, differ
from .plots import bars_plot
from .tables import at_most, by_id, case_cell, number_cell, source_cell


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A way to cut the money: its shares, and the word of a row."""

    name: str
    title: str
    header: str
    shares: Callable[[MoneyTotal], tuple[Share, ...]]
    word: Callable[[Funding], Word]


USES = View(
    name="argent-par-usage",
    title="L’argent, selon son usage",
    header="Usage",
    shares=lambda total: total.by_use,
    word=lambda funding: funding.use,
)
FUNDERS = View(
    name="argent-par-financeur",
    title="L’argent, selon qui l’apporte",
    header="Famille de financeurs",
    shares=lambda total: total.by_category,
    word=lambda funding: funding.category,
)


def shows(view: View, studies: Sequence[CaseStudy]) -> bool:
    """Whether there are two parts to compare."""
    totals = filter(None, (money_total([study]) for study in studies))
    return differ(share.word for total in totals for share in view.shares(total))


def draw(view: View, studies: Sequence[CaseStudy]) -> Figure | None:
    """None unless there are two parts to compare."""
    total = money_total(studies)
    shares = _shares(view, total) if total else []
    if not total or len(shares) < 2:
        return None
    several = len(studies) > 1
    description = _description(total, shares)
    panels = [Panel(bars=_bars(total, shares, several))]
    return Figure(
        id=view.name,
        title=view.title,
        description=description,
        svg=draw_bars(f"{view.title}. {description}", panels),
        plot=partial(bars_plot, panels),
        tabulate=partial(_table, view, total, by_id(studies)),
        limits=" ".join([*_limits(total, by_id(studies), several), *_engineering(view, total)]),
    )


def _shares(view: View, total: MoneyTotal) -> list[Share]:
    """Largest first; what no source says comes last."""
    return sorted(view.shares(total), key=lambda share: share.word is MoneyUse.UNSPECIFIED)


def _bars(total: MoneyTotal, shares: Sequence[Share], several: bool) -> list[Bar]:
    write = short_euros if several else euros
    return [
        Bar(
            label=sentence(share.word.label),
            value=write(share.value),
            amount=float(share.value),
            note=", ".join(_note(total, share, several)),
            hollow=share.word is MoneyUse.UNSPECIFIED,
        )
        for share in shares
    ]


def _note(total: MoneyTotal, share: Share, several: bool) -> Iterator[str]:
    if total.value:
        yield percent(share.value / total.value)
    if several:
        yield plural(share.cases, "projet")


def _description(total: MoneyTotal, shares: Sequence[Share]) -> str:
    parts = " ; ".join(f"{share.word.label}, {euros(share.value)}" for share in shares)
    return f"{euros(total.value)} connus : {parts}."


def _limits(total: MoneyTotal, studies: Mapping[str, CaseStudy], several: bool) -> Iterator[str]:
    yield f"{euros(total.value)} connus{_years(total)}, en euros courants."
    if several:
        yield f"{covered(total.coverage.known, total.coverage.among)}."
        if total.value and total.largest.amount * 3 > total.value:
            weight = percent(total.largest.amount / total.value)
            name = studies[total.largest.project_id].project.name
            yield f"Une seule somme pèse {weight} du total : {euros(total.largest.amount)} pour {name}."
    else:
        yield "D’autres sommes peuvent exister : seules celles qu’une source publie sont ici."
    if total.undated:
        yield f"{plural(total.undated, 'somme')} sans année."
    if total.targets:
        yield f"{plural(total.targets, 'somme espérée, écartée', 'sommes espérées, écartées')}."
    if total.superseded:
        yield "Pour un même financeur et un même usage, seule la dernière somme compte."
    if total.disagreements:
        names = ", ".join(studies[id].project.name for id in total.disagreements)
        yield f"Sources divergentes, somme la plus basse retenue : {names}."


def _engineering(view: View, total: MoneyTotal) -> Iterator[str]:
    """The share that prepares and animates projects, where uses are known."""
    share = total.engineering_share
    if view is USES and share is not None:
        yield f"Là où l’usage est connu, l’ingénierie pèse {percent(share)}."


def _years(total: MoneyTotal) -> str:
    if not total.years:
        return ""
    first, last = total.years
    return f" en {first}" if first == last else f" de {first} à {last}"


def _table(view: View, total: MoneyTotal, studies: Mapping[str, CaseStudy]) -> DataTable:
    order = {share.word: rank for rank, share in enumerate(_shares(view, total))}
    rows = (
        (
            Cell(sentence(view.word(row).label)),
            number_cell(euros(row.amount)),
            case_cell(studies[row.project_id]),
            Cell(row.funder),
            Cell(how_known(row.year, row.nature)),
            source_cell(studies[row.project_id], row.source_id),
        )
        for row in sorted(total.rows, key=lambda row: (order[view.word(row)], -row.amount))
    )
    headers = (view.header, "Montant", "Projet", "Financeur", "Année et nature", "Source")
    return DataTable(caption=view.title, headers=headers, rows=at_most(rows, len(total.rows)))


BY_USE = Chart(
    name=USES.name,
    title=USES.title,
    definition="Les sommes connues, selon ce à quoi elles servent.",
    draw=partial(draw, USES),
    shows=partial(shows, USES),
    tables=("financements",),
)
BY_FUNDER = Chart(
    name=FUNDERS.name,
    title=FUNDERS.title,
    definition="Les sommes connues, par famille de financeurs.",
    draw=partial(draw, FUNDERS),
    shows=partial(shows, FUNDERS),
    tables=("financements",),
)
