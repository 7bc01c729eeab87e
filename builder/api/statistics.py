"""Totals of the territory and of each group, each with what it covers and where its rows are."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from ..catalog import Catalog
from ..exports.totals import scopes_with_totals
from ..keys import cases_key, key_of
from ..output import Output
from ..scopes import Scope
from ..totals import Total, limits, path_of, totals
from ..wording import spaced
from .base import FOLDER, document, plain

TABLES = ("lieux", "emplois", "financements")  # what groups and totals are made of


def documents(catalog: Catalog) -> Iterator[Output]:
    """One document."""
    key = key_of(
        [group.code for group in scopes_with_totals(catalog)], cases_key(catalog, catalog.studies, TABLES)
    )
    yield Output.later(f"{FOLDER}/statistiques.json", key, partial(_document, catalog))


def _document(catalog: Catalog) -> bytes:
    scopes = [_scope(catalog, scope) for scope in scopes_with_totals(catalog)]
    return document(catalog, "statistiques", {"perimetres": scopes})


def _scope(catalog: Catalog, scope: Scope) -> dict[str, Any]:
    return {
        "code": scope.code,
        "libelle": scope.label,
        "page": f"{catalog.settings.site_url}{scope.page}",
        "projets": len(scope.studies),
        "sources": len({source.id for study in scope.studies for source in study.sources}),
        "totaux": [_total(catalog, scope, total) for total in totals(scope.studies)],
    }


def _total(catalog: Catalog, scope: Scope, total: Total) -> dict[str, Any]:
    return {
        "nom": total.name,
        "libelle": total.label,
        "valeur": plain(total.value),
        "unite": total.unit,
        "precision": total.precision.value,
        "projets_renseignes": total.coverage.known,
        "projets": total.coverage.among,
        "annees": list(total.years) if total.years else None,
        "chiffres_sans_annee": total.undated,
        "chiffres_avec_reserve": total.qualified,
        "divergences": list(total.disagreements),
        "limites": spaced(limits(total)),
        "nombre_de_lignes": len(total.rows),
        "lignes": f"{catalog.settings.site_url}{path_of(scope.code, total.name)}",
    }
