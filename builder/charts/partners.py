"""Partners by category: one dot each for a case, bars for a set of cases."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from ..catalog import CaseStudy
from ..figure import Cell, DataTable, Figure
from ..statistics import Share, partners_by_category
from ..text import covered, number, percent, plural, sentence
from .bars import Bar, Panel, draw_bars
from .base import Chart, differ
from .dots import Group, draw_dots
from .plots import bars_plot
from .tables import at_most, number_cell, source_cell

MOST_DOTS = 150  # beyond, nobody counts dots


def shows(studies: Sequence[CaseStudy]) -> bool:
    """Whether partners are of two categories."""
    return differ(partner.category for study in studies for partner in study.partners)


def draw_case(studies: Sequence[CaseStudy]) -> Figure | None:
    """The partners of one case, None when they are of one category: a list says it better."""
    shares = partners_by_category(studies)
    if len(shares) < 2:
        return None
    count = sum(int(share.value) for share in shares)
    description = _description(count, "partenaire", shares)
    name = f"{CASE.title}. {description}"
    groups = tuple(Group(label=sentence(share.word.label), count=int(share.value)) for share in shares)
    panels = [_panel(shares, several=False)]
    return Figure(
        id=CASE.name,
        title=CASE.title,
        description=description,
        svg=draw_dots(name, groups) if count <= MOST_DOTS else draw_bars(name, panels),
        plot=partial(bars_plot, panels),
        tabulate=partial(_partners_of, studies[0]),
        limits="Un point est un organisme que nomme une source. Le nombre dit la présence, pas le poids.",
    )


def draw(studies: Sequence[CaseStudy]) -> Figure | None:
    """Partnerships of a set of cases, None when fewer than two categories are known."""
    shares = sorted(partners_by_category(studies), key=lambda share: -share.value)
    if len(shares) < 2:
        return None
    count = sum(int(share.value) for share in shares)
    known = covered(sum(bool(study.partners) for study in studies), len(studies))
    description = _description(count, "partenariat", shares)
    panels = [_panel(shares, several=True)]
    return Figure(
        id=SET.name,
        title=SET.title,
        description=description,
        svg=draw_bars(f"{SET.title}. {description}", panels),
        plot=partial(bars_plot, panels),
        tabulate=partial(_categories, shares, count),
        limits=(
            f"{plural(count, 'partenariat')} : un organisme compte une fois dans chaque projet où une source "
            f"le nomme. {known}. Le nombre dit la présence, pas le poids."
        ),
    )


def _description(count: int, what: str, shares: Sequence[Share]) -> str:
    parts = ", ".join(f"{share.word.label} {number(share.value)}" for share in shares)
    return f"{plural(count, what)} : {parts}."


def _panel(shares: Sequence[Share], several: bool) -> Panel:
    bars = [
        Bar(
            label=sentence(share.word.label),
            value=number(share.value),
            amount=float(share.value),
            note=f"dans {plural(share.cases, 'projet')}" if several else "",
        )
        for share in shares
    ]
    return Panel(bars=bars)


def _partners_of(study: CaseStudy) -> DataTable:
    rows = [
        (
            Cell(partner.name),
            Cell(sentence(partner.category.label)),
            Cell(partner.role or ""),
            source_cell(study, partner.source_id),
        )
        for partner in study.partners
    ]
    headers = ("Partenaire", "Famille", "Rôle", "Source")
    return DataTable(
        caption=f"{CASE.title} : {study.project.name}", headers=headers, rows=at_most(rows, len(rows))
    )


def _categories(shares: Sequence[Share], count: int) -> DataTable:
    rows = tuple(
        (
            Cell(sentence(share.word.label)),
            number_cell(number(share.value)),
            number_cell(percent(share.value / count)),
            number_cell(number(share.cases)),
        )
        for share in shares
    )
    return DataTable(caption=SET.title, headers=("Famille", "Partenariats", "Part", "Projets"), rows=rows)


CASE = Chart(
    name="partenaires-du-projet",
    title="Les partenaires, famille par famille",
    definition="Les partenaires d’un projet, un point chacun.",
    draw=draw_case,
    shows=shows,
    tables=("partenaires",),
)
SET = Chart(
    name="partenaires-par-categorie",
    title="Partenaires par famille",
    definition="Combien de partenariats dans chaque famille de partenaires.",
    draw=draw,
    shows=shows,
    tables=("partenaires",),
)
