"""How many cases each theme, each type and each département counts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from ..catalog import CaseStudy
from ..figure import Cell, DataTable, Figure
from ..statistics import Share, cases_by_department, cases_by_theme, cases_by_type
from ..text import number, percent, plural
from .bars import Bar, Panel, draw_bars
from .base import Chart, differ
from .plots import bars_plot
from .tables import number_cell

NOT_A_CENSUS = "Ce sont les projets décrits sur ce site, pas toutes les coopérations qui existent."


def by_theme(studies: Sequence[CaseStudy]) -> Figure | None:
    """Cases of each theme."""
    return _figure(
        THEMES,
        cases_by_theme(studies),
        len(studies),
        header="Thématique",
        label=lambda theme: theme.label,
        path=lambda theme: f"thematiques/{theme.code}/",
        limits=f"{NOT_A_CENSUS} Chacun a une seule thématique, la principale.",
    )


def by_type(studies: Sequence[CaseStudy]) -> Figure | None:
    """Cases of each type."""
    return _figure(
        TYPES,
        cases_by_type(studies),
        len(studies),
        header="Forme",
        label=lambda kind: kind.label,
        path=lambda kind: f"types/{kind.code}/",
        limits=f"{NOT_A_CENSUS} Chacun a une seule forme.",
    )


def by_department(studies: Sequence[CaseStudy]) -> Figure | None:
    """Cases of each département; those without place are drawn hollow, not lost."""
    unlocated = sum(not study.locations for study in studies)
    several = sum(len(study.departments) > 1 for study in studies)
    twice = f" {plural(several, 'projet compte', 'projets comptent')} dans plusieurs départements."
    lost = f" {plural(unlocated, 'projet n’a', 'projets n’ont')} pas de lieu précis."
    return _figure(
        DEPARTMENTS,
        cases_by_department(studies),
        len(studies),
        header="Département",
        label=lambda department: f"{department.name} ({department.code})",
        path=lambda department: department.path,
        limits=NOT_A_CENSUS + (twice if several else "") + (lost if unlocated else ""),
        unknown=("Sans lieu précis", unlocated),
    )


def _figure(
    chart: Chart,
    shares: Sequence[Share],
    among: int,
    *,
    header: str,
    label: Callable[..., str],
    path: Callable[..., str],
    limits: str,
    unknown: tuple[str, int] = ("", 0),
) -> Figure | None:
    """None when there is nothing to compare."""
    if len(shares) < 2:
        return None
    bars = [Bar(label=label(s.word), value=number(s.cases), amount=s.cases) for s in shares]
    rows = [
        (
            Cell(label(s.word), href=path(s.word)),
            number_cell(number(s.cases)),
            number_cell(_part(s.cases, among)),
        )
        for s in shares
    ]
    if unknown[1]:
        bars.append(Bar(label=unknown[0], value=number(unknown[1]), amount=unknown[1], hollow=True))
        rows.append(
            (Cell(unknown[0]), number_cell(number(unknown[1])), number_cell(_part(unknown[1], among)))
        )
    description = _description(bars, among)
    panels = [Panel(bars=bars)]
    return Figure(
        id=chart.name,
        title=chart.title,
        description=description,
        svg=draw_bars(f"{chart.title}. {description}", panels),
        plot=partial(bars_plot, panels),
        tabulate=partial(
            DataTable, caption=chart.title, headers=(header, "Projets", "Part"), rows=tuple(rows)
        ),
        limits=f"{plural(among, 'projet')}. {limits}",
    )


def _part(cases: int, among: int) -> str:
    return percent(cases / among)


def _description(bars: Sequence[Bar], among: int) -> str:
    first = " ; ".join(f"{bar.label} : {bar.value}" for bar in bars)
    return f"Sur {plural(among, 'projet')} : {first}."


THEMES = Chart(
    name="projets-par-thematique",
    title="Projets par thématique",
    definition="Combien de projets dans chaque thématique.",
    draw=by_theme,
    shows=lambda studies: differ(study.theme.code for study in studies),
)
TYPES = Chart(
    name="projets-par-type",
    title="Projets par forme de coopération",
    definition="Combien de projets de chaque forme.",
    draw=by_type,
    shows=lambda studies: differ(study.type.code for study in studies),
)
DEPARTMENTS = Chart(
    name="projets-par-departement",
    title="Projets par département",
    definition="Combien de projets dans chaque département.",
    draw=by_department,
    shows=lambda studies: differ(d.code for study in studies for d in study.departments),
    tables=("lieux",),
)
