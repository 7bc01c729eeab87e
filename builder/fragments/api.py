"""The documents of the API, and how to read them in four languages, with the address of this very site."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from ..api.base import FOLDER, address
from ..api.projects import document_path
from ..api.schemas import SCHEMAS
from ..catalog import Catalog
from ..templating import render
from .base import Fragment

DOCUMENTS = {
    "index": ("index.json", "Les documents qui existent, la date des données, leur licence."),
    "projets": ("projets.json", "La liste des coopérations : lieu, thématique, forme, adresse du document."),
    "projet": (
        "projets/{id}.json",
        "Tout ce que l’on sait d’une coopération, citations comprises.",
    ),
    "statistiques": (
        "statistiques.json",
        "Les totaux du territoire et des groupes, avec leurs limites.",
    ),
}


def interface(catalog: Catalog, attributes: Mapping[str, str], root: str) -> Markup:
    """A table of documents with their schemas, then the examples; none of them needs a key."""
    told = next((study for study in catalog.studies if study.jobs), None)
    return render(
        "fragments/api.html",
        root,
        documents=[(*DOCUMENTS[name], f"{FOLDER}/schemas/{name}.json") for name in SCHEMAS],
        folder=FOLDER,
        projects=address(catalog, "projets.json"),
        project=address(catalog, document_path(told)) if told else "",
        statistics=address(catalog, "statistiques.json"),
        index=address(catalog, "index.json"),
        jobs=f"{catalog.settings.site_url}donnees/emplois.csv",
    )


FRAGMENT = Fragment(
    name="api",
    definition="L’interface JSON : ses documents, leurs schémas, des exemples qui marchent.",
    render=interface,
)
