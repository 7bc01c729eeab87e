"""Key figures ready to print: one tile for each thing that can honestly be counted over a set of cases.

A tile says what it counts, over how many cases it is known, and leads to its rows. The unknown has none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..anchors import anchors
from ..catalog import CaseStudy, Catalog
from ..kept import kept
from ..records import JobFigure, Source
from ..scopes import scope_of
from ..statistics import JobTotal, KeyFigures, figure_count, job_totals, key_figures
from ..text import covered, how_known, number, plural, quantity, sentence, unit_for
from ..totals import job_total_name, path_of
from ..words import JobUnit, Measure, Precision
from .base import FILTERS, group_of, selected

MOST_ROWS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class AddedRow:
    """A row that a total adds: its case, what it says, its source."""

    name: str
    href: str
    quantity: str
    known: str
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """A figure of a set of cases; `known` is its coverage, `href` is relative to the site's root."""

    reserve: str = ""
    number: str
    unit: str
    label: str
    known: str = ""
    href: str = ""
    rows: tuple[AddedRow, ...] = ()
    more: int = 0  # rows that the total adds and that would make the page too long
    csv: str = ""  # the file of those rows, relative to the site's root


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """The cases that a slot speaks of, their figures, and the page that lists them, empty when none does."""

    catalog: Catalog
    studies: Sequence[CaseStudy]
    figures: KeyFigures
    page: str
    whole: bool  # no filter: pages about everything may be linked to
    scope: str  # the scope of the same cases, in addresses; empty when there is none


def selection(catalog: Catalog, attributes: Mapping[str, str]) -> Selection:
    """What the filters of a slot choose."""
    names = [filter.name for filter in FILTERS if filter.name in attributes]
    return kept(catalog, _selection, tuple((name, attributes[name]) for name in names))


def _selection(catalog: Catalog, chosen: tuple[tuple[str, str], ...]) -> Selection:
    attributes = dict(chosen)
    studies = selected(catalog, attributes)
    whole = not chosen
    group = group_of(catalog, attributes)
    page = f"{group.path}#cooperations" if group else "projets/" if whole else ""
    scope = scope_of(catalog, attributes)
    return Selection(
        catalog=catalog,
        studies=studies,
        figures=key_figures(studies),
        page=page,
        whole=whole,
        scope=scope.code if scope and scope.kind != "projet" else "",
    )


def _cases(chosen: Selection) -> Iterator[Tile]:
    unlocated = sum(not study.locations for study in chosen.studies)
    yield _count(
        chosen.figures.cases,
        "coopération",
        "Décrites sur ce site" if len(chosen.studies) > 1 else "Décrite sur ce site",
        known=f"dont {number(unlocated)} sans lieu précis" if unlocated else "",
        href=chosen.page,
    )


def _departments(chosen: Selection) -> Iterator[Tile]:
    codes = {department.code for study in chosen.studies for department in study.departments}
    if codes:
        yield _count(
            len(codes),
            "département",
            "Avec au moins une coopération",
            known=f"sur {number(len(chosen.catalog.territories))}",
            href="territoires/" if chosen.whole else chosen.page,
        )


def _jobs(measure: Measure) -> Callable[[Selection], Iterator[Tile]]:
    """The tiles of a measure, one for each unit: units are never added to each other."""

    def tiles(chosen: Selection) -> Iterator[Tile]:
        for total in chosen.figures.jobs:
            if total.measure is measure:
                yield Tile(
                    reserve="" if total.precision is Precision.EXACT else total.precision.label,
                    number=number(total.value),
                    unit=unit_for(total.value, total.unit.label),
                    label=_job_label(total),
                    known=job_coverage(total),
                    rows=tuple(_added(chosen.catalog, row) for row in total.rows[:MOST_ROWS]),
                    more=max(0, len(total.rows) - MOST_ROWS),
                    csv=_csv(chosen, total),
                )

    return tiles


def _csv(chosen: Selection, total: JobTotal) -> str:
    name = job_total_name(total.measure, total.period, total.unit)
    return path_of(chosen.scope, name) if chosen.scope else ""


def _job_label(total: JobTotal) -> str:
    """What is counted; « 140 personnes : emplois créés » would read as two different things."""
    counted = ", en personnes" if total.unit is JobUnit.PEOPLE else ""
    return f"{sentence(total.measure.label)} {total.period.label}{counted}"


def _partners(chosen: Selection) -> Iterator[Tile]:
    partners = chosen.figures.partner_coverage
    if chosen.figures.partners:
        yield _count(
            chosen.figures.partners,
            "partenaire",
            "Organismes cités au moins une fois" if chosen.figures.partners > 1 else "Organisme cité",
            known=covered(partners.known, partners.among),
            href="chiffres/#graphique-partenaires-par-categorie" if chosen.whole else chosen.page,
        )


def _sources(chosen: Selection) -> Iterator[Tile]:
    if chosen.figures.sources:
        yield _count(
            chosen.figures.sources,
            "source",
            "Publiées, citées une par une" if chosen.figures.sources > 1 else "Publiée et citée",
            known=f"pour {plural(chosen.figures.figures, 'chiffre')}" if chosen.figures.figures else "",
            href="donnees/#sources" if chosen.whole else chosen.page,
        )


def _figures(chosen: Selection) -> Iterator[Tile]:
    if chosen.figures.figures:
        yield _count(
            chosen.figures.figures,
            "chiffre",
            "Emplois, résultats et sommes, chacun avec sa source",
            href="chiffres/" if chosen.whole else chosen.page,
        )


TILES: dict[str, Callable[[Selection], Iterator[Tile]]] = {
    "projets": _cases,
    "departements": _departments,
    "emplois-crees": _jobs(Measure.CREATED),
    "emplois-maintenus": _jobs(Measure.KEPT),
    "partenaires": _partners,
    "sources": _sources,
    "chiffres": _figures,
}


def _tells(measure: Measure) -> Callable[[CaseStudy], bool]:
    return lambda study: any(total.measure is measure for total in job_totals([study]))


# Whether a case tells something of what a tile counts: a tile is there as soon as one case does.
KNOWN: dict[str, Callable[[CaseStudy], bool]] = {
    "projets": lambda study: True,
    "departements": lambda study: bool(study.locations),
    "emplois-crees": _tells(Measure.CREATED),
    "emplois-maintenus": _tells(Measure.KEPT),
    "partenaires": lambda study: bool(study.partners),
    "sources": lambda study: bool(study.sources),
    "chiffres": lambda study: figure_count([study]) > 0,
}
# The tables that each tile tells of, besides who the cases are and what they cite.
TABLES: dict[str, tuple[str, ...]] = {
    "projets": ("lieux",),
    "departements": ("lieux",),
    "emplois-crees": ("emplois",),
    "emplois-maintenus": ("emplois",),
    "partenaires": ("partenaires",),
    "sources": ("emplois", "impacts", "financements"),
    "chiffres": ("emplois", "impacts", "financements"),
}
NAMES = {
    "projets": "Coopérations",
    "departements": "Départements",
    "emplois-crees": "Emplois créés",
    "emplois-maintenus": "Emplois maintenus",
    "partenaires": "Partenaires",
    "sources": "Sources",
    "chiffres": "Chiffres",
}


def job_coverage(total: JobTotal) -> str:
    """What a total of jobs covers and what it leaves in doubt, in French."""
    return " · ".join(
        filter(None, (covered(total.coverage.known, total.coverage.among), _years(total), *_doubts(total)))
    )


def _years(total: JobTotal) -> str:
    if not total.years:
        return ""
    first, last = total.years
    return f"année {first}" if first == last else f"années {first} à {last}"


def _doubts(total: JobTotal) -> Iterator[str]:
    if total.undated:
        yield f"{plural(total.undated, 'chiffre')} sans année"
    if total.qualified:
        yield f"{plural(total.qualified, 'chiffre donné', 'chiffres donnés')} avec réserve"
    if total.disagreements:
        yield f"sources divergentes pour {plural(len(total.disagreements), 'projet')}, valeur basse retenue"


def _added(catalog: Catalog, row: JobFigure) -> AddedRow:
    study = catalog.by_id[row.project_id]
    return AddedRow(
        name=study.project.name,
        href=f"{study.path}#{anchors(study)['emplois', row.line].long}",
        quantity=quantity(row.value, row.unit.label, row.precision),
        known=how_known(row.year, row.nature),
        source=catalog.sources[row.source_id],
    )


def _count(count: int, unit: str, label: str, *, known: str = "", href: str = "") -> Tile:
    return Tile(
        number=number(count), unit=unit if count < 2 else f"{unit}s", label=label, known=known, href=href
    )
