"""A map as GeoJSON (RFC 7946): what its page shows, for other software; nothing counted is lost.

Cases without place are there too, without geometry.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from ..catalog import CaseStudy, Catalog
from ..geography import Geography
from ..json_text import row
from ..text import typography
from .backdrop import rings_of
from .kinds import Map
from .layer import Item, Layer, Zone
from .outlines import Ring, Topology

WARNING = "Chaque point est celui de la commune, jamais une adresse : « precision_lieu » dit ce qu’il vaut."


def content(catalog: Catalog, one: Map) -> bytes:
    """The file, a feature a line."""
    layer = one.layer(catalog)
    settings = catalog.settings
    head = {
        "type": "FeatureCollection",
        "name": one.name,
        "titre": one.title,
        "compte": one.kind.subtitle(one.studies) or None,
        "edition": catalog.edition.isoformat(),
        "source": f"{settings.site_name}, {settings.site_url}{one.path}",
        "licence": settings.licence.nom,
        "attribution": settings.attribution_cartes,
        "avertissement": typography(WARNING),
    }
    members = ",\n".join(f"{row(name)}: {row(value)}" for name, value in head.items() if value)
    features = ",\n".join(map(row, _features(catalog, layer)))
    return f'{{{members},\n"features": [\n{features}\n]}}\n'.encode()


def _features(catalog: Catalog, layer: Layer) -> Iterator[dict[str, Any]]:
    for item in layer.items:
        yield _item(catalog, item)
    for zone in layer.zones:
        yield _zone(catalog, zone)
    for study in layer.unlocated:
        properties = _case(catalog, study) | {"territoire": study.project.territory}
        yield {"type": "Feature", "id": study.project.id, "geometry": None, "properties": properties}


def _item(catalog: Catalog, item: Item) -> dict[str, Any]:
    location = item.location
    source = catalog.sources.get(item.source_id)
    properties = _case(catalog, item.study) | {
        "lieu": location.label,
        "code_commune": location.commune.code,
        "commune": location.commune.name,
        "departement": location.department.code,
        "precision_lieu": location.precision.value,
        "chiffre": item.figure or None,
        "valeur": float(item.value) if item.value is not None else None,
        "source": source.url if source else None,
    }
    point = [location.commune.longitude, location.commune.latitude]
    return {
        "type": "Feature",
        "id": f"{item.study.project.id}/{item.number}",
        "geometry": {"type": "Point", "coordinates": point},
        "properties": properties,
    }


def _case(catalog: Catalog, study: CaseStudy) -> dict[str, Any]:
    return {
        "id_projet": study.project.id,
        "nom": study.project.name,
        "thematique": study.theme.code,
        "thematique_libelle": study.theme.label,
        "type": study.type.code,
        "page": f"{catalog.settings.site_url}{study.path}",
    }


def _zone(catalog: Catalog, zone: Zone) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": zone.code,
        "geometry": outline(catalog.geography, zone),
        "properties": {
            "code_epci": zone.code,
            "nom": zone.name,
            "cooperations": len(zone.studies),
            "classe": zone.level,
            "projets": [study.project.id for study in zone.studies],
        },
    }


def outline(geography: Geography, zone: Zone) -> dict[str, Any]:
    """The outline of a zone, or its point where the territory has no shapes.

    A ring that turns clockwise is the outside of a polygon or a hole in it: the one that holds it says which.
    """
    topology, rings = rings_of(geography, zone.code)
    lines = [_coordinates(topology, ring) for ring in rings]
    if not lines:
        return {"type": "Point", "coordinates": [zone.longitude, zone.latitude]}
    polygons: list[list[list[list[float]]]] = []
    for line in sorted(lines, key=lambda line: -abs(_area(line))):
        holder = next((polygon for polygon in polygons if _holds(polygon[0], line[0])), None)
        turned = line if (_area(line) > 0) == (holder is None) else line[::-1]
        if holder:
            holder.append(turned)
        else:
            polygons.append([turned])
    return {"type": "MultiPolygon", "coordinates": polygons}


def _coordinates(topology: Topology, ring: Ring) -> list[list[float]]:
    points = [point for number in ring for point in topology.arc(number)[1:]]
    return [[round(x, 4), round(y, 4)] for x, y in (points[-1], *points)]


def _area(line: list[list[float]]) -> float:
    """Twice the area of a ring, positive when it turns anticlockwise."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(line))


def _holds(line: list[list[float]], point: list[float]) -> bool:
    """Whether a ring goes around a point."""
    x, y = point
    inside = False
    for (ax, ay), (bx, by) in pairwise(line):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            inside = not inside
    return inside
