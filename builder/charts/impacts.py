"""How many figures of results each family counts: what is published, not what it is worth."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from ..catalog import CaseStudy
from ..figure import Cell, DataTable, Figure
from ..statistics import Share, impacts_by_family
from ..text import covered, number, plural, sentence
from ..words import Nature
from .bars import Bar, Panel, draw_bars
from .base import Chart, differ
from .plots import bars_plot
from .tables import number_cell


def shows(studies: Sequence[CaseStudy]) -> bool:
    """Whether two families have a figure."""
    results = (row for study in studies for row in study.impacts if row.nature is not Nature.TARGET)
    return differ(row.family for row in results)


def draw(studies: Sequence[CaseStudy]) -> Figure | None:
    """None when fewer than two families have a figure."""
    shares = sorted(impacts_by_family(studies), key=lambda share: -share.value)
    if len(shares) < 2:
        return None
    bars = [
        Bar(
            label=sentence(share.word.label),
            value=number(share.value),
            amount=float(share.value),
            note=f"dans {plural(share.cases, 'projet')}",
        )
        for share in shares
    ]
    panels = [Panel(bars=bars)]
    parts = ", ".join(f"{share.word.label} {number(share.value)}" for share in shares)
    count = sum(int(share.value) for share in shares)
    description = f"{plural(count, 'chiffre')} : {parts}."
    return Figure(
        id=CHART.name,
        title=CHART.title,
        description=description,
        svg=draw_bars(f"{CHART.title}. {description}", panels),
        plot=partial(bars_plot, panels),
        tabulate=partial(_table, shares),
        limits=_limits(studies, count),
    )


def _table(shares: Sequence[Share]) -> DataTable:
    rows = tuple(
        (
            Cell(sentence(share.word.label)),
            Cell(share.word.definition),
            number_cell(number(share.value)),
            number_cell(number(share.cases)),
        )
        for share in shares
    )
    return DataTable(caption=CHART.title, headers=("Famille", "Exemples", "Chiffres", "Projets"), rows=rows)


def _limits(studies: Sequence[CaseStudy], count: int) -> str:
    known = sum(any(row.nature is not Nature.TARGET for row in study.impacts) for study in studies)
    targets = sum(row.nature is Nature.TARGET for study in studies for row in study.impacts)
    hoped = (
        f" {plural(targets, 'objectif n’est pas compté', 'objectifs ne sont pas comptés')}."
        if targets
        else ""
    )
    return (
        f"{plural(count, 'chiffre publié', 'chiffres publiés')}, {covered(known, len(studies))}. "
        f"On compte les chiffres, on n’ajoute pas les résultats : ils n’ont pas la même unité.{hoped}"
    )


CHART = Chart(
    name="impacts-par-famille",
    title="Chiffres de résultats publiés, par famille",
    definition="Combien de chiffres chaque famille de résultats compte, sans les ajouter.",
    draw=draw,
    shows=shows,
    tables=("impacts",),
)
