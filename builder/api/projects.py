"""Cooperations: a list, cut into pages when it is long, and a document for each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from ..catalog import CaseStudy, Catalog, Location
from ..citations import Citation, citations
from ..keys import cases_key, key_of
from ..output import Output
from .base import FOLDER, address, document, row, worded

PAGE = 1_000  # cooperations in a page of the list: about 600 kB
LIST, FIRST = "projets", "projets.json"


def documents(catalog: Catalog) -> Iterator[Output]:
    """The pages of the list, then the document of each cooperation."""
    slices = [catalog.studies[start : start + PAGE] for start in range(0, len(catalog.studies), PAGE)] or [()]
    for number, studies in enumerate(slices, 1):
        key = key_of(number, len(slices), len(catalog.studies), cases_key(catalog, studies))
        make = partial(_page, catalog, studies, number, len(slices))
        yield Output.later(f"{FOLDER}/{_name(number)}", key, make)
    for study in catalog.studies:
        path, key = f"{FOLDER}/{document_path(study)}", cases_key(catalog, [study])
        yield Output.later(path, key, partial(_study, catalog, study))


def document_path(study: CaseStudy) -> str:
    """Where the document of a cooperation is, in the folder of the API."""
    return f"projets/{study.project.id}.json"


def _name(number: int) -> str:
    return FIRST if number == 1 else f"projets-{number}.json"


def _page(catalog: Catalog, studies: Sequence[CaseStudy], number: int, last: int) -> bytes:
    def link(other: int) -> str | None:
        return address(catalog, _name(other)) if 1 <= other <= last else None

    pages = {"page": number, "pages": last, "precedente": link(number - 1), "suivante": link(number + 1)}
    listed = [_summary(catalog, study) for study in studies]
    return document(catalog, LIST, {"total": len(catalog.studies), **pages, "projets": listed})


def _summary(catalog: Catalog, study: CaseStudy) -> dict[str, Any]:
    """What a list or a map needs of a cooperation, and where the rest is."""
    project = study.project
    return {
        "id": project.id,
        "nom": project.name,
        "type": worded(study.type.code, study.type.label),
        "thematique": worded(study.theme.code, study.theme.label),
        "statut": worded(project.status.value, project.status.label),
        "annee_debut": project.start_year,
        "annee_fin": project.end_year,
        "resume": project.summary,
        "lieux": [_place(place) for place in study.locations],
        "nombre_de_chiffres": len(study.jobs) + len(study.impacts) + len(study.fundings),
        "page": f"{catalog.settings.site_url}{study.path}",
        "document": address(catalog, document_path(study)),
    }


def _place(place: Location) -> dict[str, Any]:
    return {
        "libelle": place.label,
        "code_commune": place.commune.code,
        "commune": place.commune.name,
        "departement": place.department.code,
        "epci": place.epci.code if place.epci else None,
        "precision_lieu": place.precision.value,
        "longitude": place.commune.longitude,
        "latitude": place.commune.latitude,
    }


def _study(catalog: Catalog, study: CaseStudy) -> bytes:
    cited = list(citations(catalog, study))
    return document(
        catalog,
        "projet",
        {
            "page": f"{catalog.settings.site_url}{study.path}",
            "projet": row(study.project),
            "type": worded(study.type.code, study.type.label),
            "thematique": worded(study.theme.code, study.theme.label),
            "statut": worded(study.project.status.value, study.project.status.label),
            "lieux": [_place(place) for place in study.locations],
            **{table: [_figure(one) for one in cited if one.table == table] for table in FIGURES},
            "partenaires": [row(partner, "id_projet") for partner in study.partners],
            "etapes": [row(step, "id_projet") for step in study.milestones],
            "facteurs": [row(item.factor, "id_projet") for item in study.evidence],
            "evenements": [row(event, "id_projet") for event in study.events],
            "sources": [row(source) for source in study.sources],
        },
    )


FIGURES = ("emplois", "impacts", "financements")


def _figure(cited: Citation) -> dict[str, Any]:
    """A figure with its address and the sentence that cites it."""
    own = {"id": cited.anchor.long, "anciens_id": list(cited.anchor.former), "url": cited.url}
    own["citation"] = cited.full
    return own | row(cited.row, "id_projet")
