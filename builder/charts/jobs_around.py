"""Jobs among members and in sectors, case by case. A ranking and never a total: the same company may belong
to several cooperations, and nothing says that its jobs exist thanks to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from ..catalog import CaseStudy
from ..figure import DataTable, Figure
from ..records import JobFigure
from ..statistics import JobRanking, job_rankings
from ..text import covered, enumeration, number, sentence
from ..words import Perimeter
from .bars import Bar, Panel, draw_bars
from .base import Chart, recur
from .jobs_totals import job_cells
from .plots import bars_plot
from .tables import at_most, by_id
from .timeline import RESERVES, SIGNS, value_of

MOST = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """Whose jobs are ranked, and what must be said of them."""

    name: str
    title: str
    perimeter: Perimeter
    warning: str


MEMBERS_VIEW = View(
    name="emplois-membres",
    title="Les emplois chez les membres, projet par projet",
    perimeter=Perimeter.MEMBERS,
    warning=(
        "Ce sont les emplois des entreprises adhérentes, implantées ou porteuses. Ils ne s’ajoutent pas, car "
        "une même entreprise peut appartenir à plusieurs projets ; rien ne dit qu’ils existent grâce à eux."
    ),
)
SECTORS_VIEW = View(
    name="emplois-filieres",
    title="Les emplois dans les filières, projet par projet",
    perimeter=Perimeter.SECTOR,
    warning=(
        "Ce sont les emplois d’un ensemble plus large que le projet : filière, bassin, territoire. Ils ne "
        "s’ajoutent pas, car ces ensembles se recouvrent ; rien ne dit qu’ils existent grâce aux projets."
    ),
)


def shows(view: View, studies: Sequence[CaseStudy]) -> bool:
    """Whether two cases can be compared."""
    rankings = (job_rankings([study], view.perimeter) for study in studies)
    return recur(ranking.unit for of_one in rankings for ranking in of_one)


def draw(view: View, studies: Sequence[CaseStudy]) -> Figure | None:
    """None unless two cases can be compared."""
    rankings = job_rankings(studies, view.perimeter)
    if not any(len(ranking.rows) > 1 for ranking in rankings):
        return None
    cases = by_id(studies)
    description = " ".join(_in_words(ranking, cases) for ranking in rankings)
    panels = [_panel(ranking, cases) for ranking in rankings]
    return Figure(
        id=view.name,
        title=view.title,
        description=description,
        svg=draw_bars(f"{view.title}. {description}", panels),
        plot=partial(bars_plot, panels),
        tabulate=partial(_table, view, rankings, cases),
        limits=" ".join(_limits(view, rankings, cases)),
    )


def _panel(ranking: JobRanking, studies: Mapping[str, CaseStudy]) -> Panel:
    bars = [
        Bar(
            label=studies[row.project_id].project.name,
            value=value_of(number(row.value), row.precision),
            amount=float(row.value),
            note=_year(row),
        )
        for row in ranking.rows[:MOST]
    ]
    return Panel(title=f"En {ranking.unit.label}", bars=bars)


def _year(row: JobFigure) -> str:
    return str(row.year) if row.year else "sans année"


def _in_words(ranking: JobRanking, studies: Mapping[str, CaseStudy]) -> str:
    first = [f"{studies[row.project_id].project.name} {number(row.value)}" for row in ranking.rows[:3]]
    return f"En {ranking.unit.label} : {enumeration(first)}."


def _limits(view: View, rankings: Sequence[JobRanking], studies: Mapping[str, CaseStudy]) -> Iterator[str]:
    yield view.warning
    known = " ; ".join(f"en {r.unit.label}, {covered(r.coverage.known, r.coverage.among)}" for r in rankings)
    yield f"{sentence(known)}. Pour chacun, l’effectif le plus récent."
    if any(row.precision in RESERVES for ranking in rankings for row in ranking.rows):
        yield SIGNS
    if any(len(ranking.rows) > MOST for ranking in rankings):
        yield f"Les {MOST} premiers sont dessinés, les autres sont dans le tableau."
    if diverging := sorted({id for ranking in rankings for id in ranking.disagreements}):
        names = enumeration([studies[id].project.name for id in diverging])
        yield f"Sources divergentes, valeur la plus basse retenue : {names}."


def _table(view: View, rankings: Sequence[JobRanking], studies: Mapping[str, CaseStudy]) -> DataTable:
    rows = (job_cells(studies[row.project_id], row) for ranking in rankings for row in ranking.rows)
    count = sum(len(ranking.rows) for ranking in rankings)
    headers = ("Projet", "Effectif", "Année et nature", "Source")
    return DataTable(caption=view.title, headers=headers, rows=at_most(rows, count))


MEMBERS = Chart(
    name=MEMBERS_VIEW.name,
    title=MEMBERS_VIEW.title,
    definition="Les plus grands effectifs chez les membres des projets, sans total.",
    draw=partial(draw, MEMBERS_VIEW),
    shows=partial(shows, MEMBERS_VIEW),
    tables=("emplois",),
)
SECTORS = Chart(
    name=SECTORS_VIEW.name,
    title=SECTORS_VIEW.title,
    definition="Les plus grands effectifs des filières des projets, sans total.",
    draw=partial(draw, SECTORS_VIEW),
    shows=partial(shows, SECTORS_VIEW),
    tables=("emplois",),
)
