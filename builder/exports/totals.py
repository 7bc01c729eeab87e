"""Each total with the very rows that it adds, for the territory and for each group of cases.

A total without its rows cannot be checked: here each row leads to its figure and to its source.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial

from ..anchors import anchors
from ..canonical import csv_text
from ..catalog import CaseStudy, Catalog
from ..keys import cases_key, key_of
from ..output import Output
from ..records import Funding, JobFigure
from ..scopes import Scope, scopes
from ..text import citation
from ..totals import FOLDER, Total, limits, path_of, totals
from ..wording import spaced
from ..words import Precision
from .csv_tables import safe

PATH = f"{FOLDER}/totaux.csv"
HEADER = (
    "perimetre", "perimetre_libelle", "total", "libelle", "valeur", "unite", "precision",
    "projets_renseignes", "projets", "premiere_annee", "derniere_annee", "sans_annee", "avec_reserve",
    "divergences", "limites", "lignes",
)  # fmt: skip
ADDED = ("emplois", "financements")  # the tables whose rows totals add
ROW_HEADER = (
    "id_projet", "nom", "annee", "valeur", "unite", "precision", "nature", "id_source", "source", "adresse",
)  # fmt: skip


def scopes_with_totals(catalog: Catalog) -> Iterator[Scope]:
    """The territory, then its groups; a case alone has nothing to add."""
    return (scope for scope in scopes(catalog).values() if scope.kind != "projet")


def files(catalog: Catalog) -> Iterator[Output]:
    """A CSV for each total, and one that lists them all."""
    every = [(scope, tuple(totals(scope.studies))) for scope in scopes_with_totals(catalog)]
    yield Output(PATH, _csv(HEADER, (_line(catalog, scope, one) for scope, found in every for one in found)))
    for scope, found in every:
        for total in found:
            path = path_of(scope.code, total.name)
            key = key_of(path, cases_key(catalog, scope.studies, (total.table,)))
            yield Output.later(path, key, partial(_rows, catalog, total), together=FOLDER)  # same anchors


def _line(catalog: Catalog, scope: Scope, total: Total) -> Sequence[object]:
    first, last = total.years or ("", "")
    return (
        scope.code, safe(scope.label), total.name, total.label, f"{total.value.normalize():f}", total.unit,
        total.precision.value, total.coverage.known, total.coverage.among, first, last, total.undated,
        total.qualified, " ".join(total.disagreements), spaced(limits(total)),
        f"{catalog.settings.site_url}{path_of(scope.code, total.name)}",
    )  # fmt: skip


def _rows(catalog: Catalog, total: Total) -> bytes:
    return _csv(ROW_HEADER, (_row(catalog, total, row) for row in total.rows))


def _row(catalog: Catalog, total: Total, row: JobFigure | Funding) -> Sequence[object]:
    study, source = catalog.by_id[row.project_id], catalog.sources[row.source_id]
    value, precision = (
        (row.amount, Precision.EXACT) if isinstance(row, Funding) else (row.value, row.precision)
    )
    anchor = _anchors_of(catalog, study)[total.table, row.line]
    return (
        row.project_id, safe(study.project.name), row.year or "", f"{value.normalize():f}", total.unit,
        precision.value, row.nature.value, source.id, safe(citation(source)),
        f"{catalog.settings.site_url}{study.path}#{anchor}",
    )  # fmt: skip


def _anchors_of(catalog: Catalog, study: CaseStudy) -> Mapping[tuple[str, int], str]:
    """The anchors of the figures of a case that totals add."""
    known = _anchors(catalog)
    if study.project.id not in known:
        found = anchors(study).items()
        known[study.project.id] = {place: one.long for place, one in found if place[0] in ADDED}
    return known[study.project.id]


@lru_cache(maxsize=1)
def _anchors(catalog: Catalog) -> dict[str, Mapping[tuple[str, int], str]]:
    """Those known so far, by case: the same rows are in the totals of several groups."""
    return {}


def _csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    return csv_text((header, *(map(str, row) for row in rows))).encode()
