"""When the cases began, by spans of five years to scale: an empty span stays empty."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from ..catalog import CaseStudy
from ..figure import Cell, DataTable, Figure
from ..statistics import YearCount, cases_by_start
from ..templating import render
from ..text import covered, number
from .base import Chart
from .plots import columns_plot
from .projects_by import NOT_A_CENSUS
from .scales import NARROWEST, percent
from .tables import number_cell

PLOT = 150
TOP = 22
LABEL = 34  # pixels that a year needs
STEPS = (5, 10, 20, 50)  # years between two labels


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A span where it is drawn; `year` is empty where there is no room to write it."""

    x: str
    middle: str
    height: float
    count: str
    year: str


def shows(studies: Sequence[CaseStudy]) -> bool:
    """Whether two spans have a case."""
    return sum(bool(span.cases) for span in cases_by_start(studies)) > 1


def draw(studies: Sequence[CaseStudy]) -> Figure | None:
    """None unless two spans have a case."""
    if not shows(studies):
        return None
    spans = cases_by_start(studies)
    known = sum(span.cases for span in spans)
    description = " ; ".join(f"{_name(span)}, {span.cases}" for span in spans if span.cases)
    return Figure(
        id=CHART.name,
        title=CHART.title,
        description=f"{description}.",
        svg=_svg(f"{CHART.title}. {description}.", spans),
        plot=partial(columns_plot, list(_told(spans)), TOP + PLOT),
        tabulate=partial(
            DataTable,
            caption=CHART.title,
            headers=("Année de début", "Projets"),
            rows=tuple((Cell(_name(span)), number_cell(number(span.cases))) for span in spans),
        ),
        limits=f"{covered(known, len(studies))}. {NOT_A_CENSUS}",
    )


def _name(span: YearCount) -> str:
    return f"{span.first} à {span.last}" if span.first else f"avant {span.last + 1}"


def _svg(name: str, spans: Sequence[YearCount]) -> Markup:
    columns = tuple(_columns(spans))
    return render(
        "svg/tranches.svg",
        "",
        name=name,
        columns=columns,
        width=percent(1 / len(columns)),
        base=TOP + PLOT,
        height=TOP + PLOT + 24,
    )


def _told(spans: Sequence[YearCount]) -> Iterator[tuple[str, str, int]]:
    """Each span, what is written under it, its count."""
    step = _step(spans)
    return ((_name(span), _year(span, step), span.cases) for span in spans)


def _step(spans: Sequence[YearCount]) -> int:
    """Years between two labels that have room enough."""
    return next(step for step in STEPS if step / 5 * NARROWEST / len(spans) >= LABEL)


def _columns(spans: Sequence[YearCount]) -> Iterator[Column]:
    highest = max(span.cases for span in spans)
    step = _step(spans)
    for rank, span in enumerate(spans):
        yield Column(
            x=percent(rank / len(spans)),
            middle=percent((rank + 0.5) / len(spans)),
            height=round(span.cases / highest * PLOT, 1),
            count=number(span.cases) if span.cases else "",
            year=_year(span, step),
        )


def _year(span: YearCount, step: int) -> str:
    if span.first is None:
        return "av."
    return str(span.first) if span.first % step == 0 else ""


CHART = Chart(
    name="projets-par-annee",
    title="Projets par année de début",
    definition="Quand les projets ont commencé, par tranches de cinq ans.",
    draw=draw,
    shows=shows,
)
