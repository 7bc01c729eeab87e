"""The tables: communes, EPCI, départements; and the areas that the shapes draw."""

from collections.abc import Callable
from dataclasses import dataclass

import shapely
from shapely import Geometry, Point, wkb

from derivation.coverage import GRID, Cell, surface
from derivation.sources import NOTHING, REGION, Gazetteer, Row

TOWN_HALL_TOLERANCE = 0.003  # degrees: a town hall farther out of its commune is a wrong point


def place_of(polygon: Geometry, row: Row | None) -> tuple[Point, str]:
    """Return the point of a commune and what it is: mairie, centroide or interieur.

    Some three hundred town halls of the source lie in another commune: they are not used.
    """
    if row and row["mairie_localisation"] not in NOTHING:
        town_hall = wkb.loads(row["mairie_localisation"], hex=True)
        if not town_hall.is_empty and polygon.distance(town_hall) <= TOWN_HALL_TOLERANCE:
            return town_hall, "mairie"
    if polygon.contains(polygon.centroid):
        return polygon.centroid, "centroide"
    return polygon.representative_point(), "interieur"


def commune_table(
    gazetteer: Gazetteer, polygons: dict[str, Geometry], rows: dict[tuple[str, str], Row]
) -> list[Row]:
    """Return the rows of communes.csv."""
    table = []
    for code in gazetteer.region_communes():
        commune = gazetteer.communes[code]
        point, kind = place_of(polygons[code], rows.get(("COM", code)) or rows.get(("COMD", code)))
        table.append(
            {
                "code": code,
                "nom": commune["nom"],
                "departement": commune["departement"],
                "epci": gazetteer.epci_of.get(code, ""),
                "codes_postaux": " ".join(commune["codesPostaux"]),
                "population": commune["population"],
                "latitude": f"{point.y:.4f}",
                "longitude": f"{point.x:.4f}",
                "point": kind,
            }
        )
    return table


@dataclass(frozen=True)
class Area:
    """A département, an EPCI or the region: a shape in degrees and what the shape files say of it."""

    code: str
    shape: Geometry
    properties: Row


def merged(cells: dict[Cell, Geometry], wanted: Callable[[Cell], bool]) -> Geometry:
    """Return the union of the wanted cells."""
    return surface(shapely.union_all([one for cell, one in cells.items() if wanted(cell)], grid_size=GRID))


def label_point(area: Geometry) -> Row:
    """Return a point that is inside the area for certain, where its name can be written."""
    point = area.representative_point()
    return {"lat": round(point.y, 3), "lon": round(point.x, 3)}


def departement_area(gazetteer: Gazetteer, cells: dict[Cell, Geometry], code: str) -> Area:
    """Return one département; its population is the sum of its communes."""
    shape = merged(cells, lambda cell: cell.region == REGION and cell.departement == code)
    rows = [gazetteer.communes[commune] for commune in gazetteer.region_communes()]
    rows = [row for row in rows if row["departement"] == code]
    properties = {
        "nom": gazetteer.departements[code]["nom"],
        "population": sum(row["population"] for row in rows),
        "communes": len(rows),
    }
    return Area(code, shape, properties | label_point(shape))


def epci_area(gazetteer: Gazetteer, cells: dict[Cell, Geometry], code: str) -> Area:
    """Return one EPCI, whole: the part that lies outside the region included."""
    shape = merged(cells, lambda cell: cell.epci == code)
    epci = gazetteer.epci[code]
    members = [member["code"] for member in epci["membres"]]
    properties = {
        "nom": epci["nom"],
        "type": epci["type"],
        "population": epci["populationMunicipale"],
        "communes": len(members),
        "communes_84": gazetteer.count_in_region(code),
        "deps": sorted({gazetteer.communes[member]["departement"] for member in members}),
    }
    return Area(code, shape, properties | label_point(shape))


def area_row(area: Area) -> Row:
    """Return the row of a table for an area; an EPCI is the region's when most of its communes are."""
    said = area.properties
    row = {"code": area.code, "nom": said["nom"]} | ({"type": said["type"]} if "type" in said else {})
    row |= {
        "population": said["population"],
        "latitude": f"{said['lat']:.3f}",
        "longitude": f"{said['lon']:.3f}",
    }
    if "communes_84" in said:
        row["dans_region"] = "oui" if said["communes_84"] * 2 > said["communes"] else "non"
    return row
