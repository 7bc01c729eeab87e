"""Where cooperations are, as GeoJSON (RFC 7946): longitude first, WGS 84.

A feature for each place of a cooperation; those without place are there too, without geometry, so that
nothing counted from this file is lost.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from ..catalog import CaseStudy, Catalog, Location
from ..json_text import row
from ..keys import cases_key
from ..output import Output
from ..wording import spaced
from ..words import PlacePrecision
from .published import FOLDER, Value
from .readme import mention

PATH = f"{FOLDER}/projets.geojson"
# The position is that of the commune, whatever the precision: nobody should read an address in it.
WARNING = "Chaque point est celui de la commune, jamais une adresse : « precision_lieu » dit ce qu’il vaut."


def places(catalog: Catalog) -> Iterator[Output]:
    """One file with every cooperation."""
    yield Output.later(PATH, cases_key(catalog, catalog.studies, ("lieux",)), partial(content, catalog))


def content(catalog: Catalog) -> bytes:
    """The cooperations of a catalogue, a feature a line."""
    features = [row(feature) for study in catalog.studies for feature in _of(study, catalog)]
    head = {"name": "projets", "edition": catalog.edition.isoformat(), "mention": mention(catalog)}
    head |= {"attribution": catalog.settings.attribution_cartes, "avertissement": spaced(WARNING)}
    members = ",\n".join(f"{row(k)}: {row(v)}" for k, v in head.items())
    return (
        '{"type": "FeatureCollection",\n' + members + ',\n"features": [\n' + ",\n".join(features) + "\n]}\n"
    ).encode()


def _of(study: CaseStudy, catalog: Catalog) -> Iterator[dict[str, Any]]:
    for number, location in enumerate(study.locations or (None,), 1):
        yield {
            "type": "Feature",
            "id": f"{study.project.id}/{number}",
            "geometry": _point(location) if location else None,
            "properties": _project(study, catalog) | _place(location, study.project.place_precision),
        }


def _point(location: Location) -> dict[str, Any]:
    return {"type": "Point", "coordinates": [location.commune.longitude, location.commune.latitude]}


def _project(study: CaseStudy, catalog: Catalog) -> dict[str, Value]:
    project = study.project
    return {
        "id_projet": project.id,
        "nom": project.name,
        "type": study.type.code,
        "type_libelle": study.type.label,
        "thematique": study.theme.code,
        "thematique_libelle": study.theme.label,
        "statut": project.status.value,
        "annee_debut": project.start_year,
        "annee_fin": project.end_year,
        "page": f"{catalog.settings.site_url}{study.path}",
    }


def _place(location: Location | None, precision: PlacePrecision) -> dict[str, Value]:
    """The same members with a place or without, so that a table made from them has its columns."""
    return {
        "lieu": location.label if location else None,
        "code_commune": location.commune.code if location else None,
        "commune": location.commune.name if location else None,
        "departement": location.department.code if location else None,
        "epci": location.epci.code if location and location.epci else None,
        "precision_lieu": (location.precision if location else precision).value,
        "point": location.commune.point.value if location else None,
    }
