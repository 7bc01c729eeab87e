"""What helps to find one’s way on a map: neighbouring regions and countries, names of towns."""

import math
from typing import Any

import numpy as np
import shapely
from shapely import Geometry, Polygon

from derivation.coverage import FRAME, TO_DEGREES, Cell, surface, transform
from derivation.sources import REGION, Gazetteer, Row

Feature = dict[str, Any]

NEIGHBOUR_TOLERANCE = 600.0  # metres


def feature(geometry: Geometry, code: str | None = None, **properties: Any) -> Feature:
    """Return a GeoJSON feature, its code both as identifier and as property."""
    said = {"code": code, **properties} if code else properties
    return {"type": "Feature", "id": code, "properties": said, "geometry": shapely.geometry.mapping(geometry)}


def decode_country(atlas: Row, code: str) -> Geometry:
    """Return one country of a quantised TopoJSON atlas, in degrees."""
    scale, origin = atlas["transform"]["scale"], atlas["transform"]["translate"]
    arcs = [(np.cumsum(np.array(arc), axis=0) * scale + origin).tolist() for arc in atlas["arcs"]]

    def ring(numbers: list[int]) -> list[list[float]]:
        walks = [arcs[n] if n >= 0 else arcs[~n][::-1] for n in numbers]
        return [point for i, walk in enumerate(walks) for point in walk[1 if i else 0 :]]

    found = next(g for g in atlas["objects"]["countries"]["geometries"] if g.get("id") == code)
    parts = found["arcs"] if found["type"] == "MultiPolygon" else [found["arcs"]]
    shapes = [Polygon(ring(part[0]), [ring(hole) for hole in part[1:]]) for part in parts]
    return shapely.union_all([shapely.make_valid(one) for one in shapes])


def country_feature(atlas: Row, code: str, name: str) -> Feature:
    """Return a neighbouring country, a little too large so that no gap shows along the French border."""
    shape = decode_country(atlas, code).intersection(FRAME).buffer(0.02).intersection(FRAME)
    coarse = shapely.set_precision(shapely.simplify(shape, 0.006), 0.001)
    return feature(surface(coarse), code, nom=name, kind="pays")


def region_feature(gazetteer: Gazetteer, cells: dict[Cell, Geometry], code: str) -> Feature:
    """Return a neighbouring region, coarse, cut at the window."""
    whole = shapely.union_all([shape for cell, shape in cells.items() if cell.region == code])
    coarse = transform(shapely.simplify(whole, NEIGHBOUR_TOLERANCE), TO_DEGREES)
    shape = surface(shapely.make_valid(coarse).intersection(FRAME))
    name = gazetteer.regions[code]["nom"]
    return feature(surface(shapely.set_precision(shape, 0.001)), f"FR-{code}", nom=name, kind="region")


def neighbour_features(gazetteer: Gazetteer, cells: dict[Cell, Geometry], atlas: Row) -> list[Feature]:
    """Return countries then regions: they are drawn in this order, under the region."""
    countries = [country_feature(atlas, code, name) for code, name in (("756", "Suisse"), ("380", "Italie"))]
    codes = sorted({cell.region for cell in cells} - {REGION})
    return countries + [region_feature(gazetteer, cells, code) for code in codes]


OUTSIDE_TOWNS = (
    ("Genève", 6.143, 46.204),
    ("Lausanne", 6.633, 46.52),
    ("Turin", 7.687, 45.071),
    ("Aoste", 7.32, 45.737),
    ("Sion", 7.36, 46.233),
    ("Dijon", 5.041, 47.322),
    ("Avignon", 4.806, 43.949),
    ("Limoges", 1.261, 45.834),
    ("Nevers", 3.159, 46.991),
    ("Mâcon", 4.831, 46.307),
    ("Gap", 6.079, 44.559),
    ("Rodez", 2.574, 44.35),
    ("Mende", 3.5, 44.518),
)
LAST_ZOOM = 12


def pixel(lon: float, lat: float, zoom: int) -> tuple[float, float]:
    """Return where a point falls on the Web Mercator map of a zoom, in pixels."""
    side = 256 * 2**zoom
    return (lon + 180) / 360 * side, (1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2 * side


def first_zoom(lon: float, lat: float, start: int, placed: list[tuple[int, float, float]]) -> int:
    """Return the first zoom at which a name (95 × 18 pixels) covers none of those already placed."""
    for zoom in range(start, LAST_ZOOM):
        x, y = pixel(lon, lat, zoom)
        others = [pixel(lo, la, zoom) for shown, lo, la in placed if shown <= zoom]
        if all(abs(x - a) > 95 or abs(y - b) > 18 for a, b in others):
            return zoom
    return LAST_ZOOM


def town_features(gazetteer: Gazetteer, communes: list[Row]) -> list[Feature]:
    """Return the names to write on a map: prefectures first, then by population, then outside towns."""
    prefectures = {gazetteer.departements[code]["chefLieu"] for code in gazetteer.region_departements()}
    features: list[Feature] = []
    placed: list[tuple[int, float, float]] = []
    for row in sorted(communes, key=lambda row: (row["code"] not in prefectures, -row["population"])):
        chief, population = row["code"] in prefectures, row["population"]
        if population < 12000 and not chief:
            continue
        start = 8 - (chief or population > 60000) - (chief and population > 100000)
        lon, lat = float(row["longitude"]), float(row["latitude"])
        zoom = first_zoom(lon, lat, start, placed)
        placed.append((zoom, lon, lat))
        said = {"code": row["code"], "nom": row["nom"], "pop": population, "pref": int(chief), "zmin": zoom}
        features.append(town_feature(said, lon, lat))
    outside = (town_feature({"nom": n, "hors": 1, "zmin": 7}, lon, lat) for n, lon, lat in OUTSIDE_TOWNS)
    return [*features, *outside]


def town_feature(properties: Row, lon: float, lat: float) -> Feature:
    """Return the name of a town at its point."""
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": {"type": "Point", "coordinates": [lon, lat]},
    }
