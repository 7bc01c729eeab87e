"""The catalogue that portals harvest: valid for DCAT-AP, and true of every file that it names."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from urllib.request import urlopen

import pytest
from pyshacl import validate
from rdflib import DCAT, DCTERMS, RDF, Graph, Namespace, URIRef
from rdflib.compare import isomorphic
from serving import served
from small_catalog import SETTINGS, small_catalog

from builder.catalog import Catalog
from builder.config import LegalNotice, Settings
from builder.exports import dcat, derived, exported
from builder.exports.described import rectangle

ROOT = Path(__file__).parent.parent
# rdflib warns of its own ways.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
SHAPES = ROOT / "tests/fixtures/dcat-ap/formes.ttl"
SPDX = Namespace("http://spdx.org/rdf/terms#")
NAMED = replace(SETTINGS, mentions=LegalNotice(editeur="Maison commune"), contact="bonjour@maison.example")


def graph(catalog: Catalog) -> Graph:
    return Graph().parse(data=dcat.described(catalog, exported(catalog)), format="json-ld")


def faults(described: Graph) -> list[str]:
    """What the shapes find wrong, in their words."""
    _, report, _ = validate(described, shacl_graph=str(SHAPES), advanced=False)
    sh = Namespace("http://www.w3.org/ns/shacl#")
    return sorted(str(path).split("/")[-1] for path in report.objects(None, sh.resultPath))


def test_the_catalogue_is_valid_once_the_publisher_is_named():
    assert faults(graph(small_catalog(settings=NAMED))) == []


def test_nobody_is_invented_when_the_settings_name_no_publisher():
    assert faults(graph(small_catalog())) == ["publisher"]


@pytest.mark.parametrize("name", ["title", "license", "accrualPeriodicity", "format"])
def test_a_missing_property_is_seen_by_the_shapes(name: str):
    """Else a valid catalogue would prove nothing."""
    described = graph(small_catalog(settings=NAMED))
    described.remove((None, DCTERMS[name], None))

    assert name in faults(described)


def test_each_file_has_its_format_in_the_european_list_and_its_media_type():
    described = graph(small_catalog())
    found = {
        str(address).rpartition("/")[2]: tuple(
            str(described.value(one, name)).rpartition("/")[2] for name in (DCTERMS.format, DCAT.mediaType)
        )
        for one, address in described.subject_objects(DCAT.downloadURL)
    }
    assert found["emplois.csv"] == found["emplois-excel.csv"] == ("CSV", "csv")
    assert found["emplois.jsonl"] == ("JSON", "x-ndjson")
    assert found["projets.geojson"] == ("GEOJSON", "geo+json")
    assert found["emplois.parquet"] == ("PARQUET", "vnd.apache.parquet")
    assert {form for form, _ in found.values()} == {"CSV", "JSON", "GEOJSON", "PARQUET", "XLSX", "ODS", "ZIP"}


def test_a_wrong_checksum_is_seen_by_the_shapes():
    described = graph(small_catalog(settings=NAMED))
    one = next(described.subjects(SPDX.checksumValue))
    described.remove((one, SPDX.checksumValue, None))

    assert faults(described) == ["terms#checksumValue"]


def test_turtle_says_what_json_ld_says(petit_catalog: Catalog):
    json_ld, turtle = dcat.catalogues(petit_catalog, exported(petit_catalog))

    first = Graph().parse(data=json_ld.content, format="json-ld")
    assert isomorphic(first, Graph().parse(data=turtle.content, format="turtle"))


def test_every_file_of_the_edition_has_its_distribution_and_tables_their_schema():
    catalog = small_catalog()
    described = graph(catalog)
    downloads = {str(address) for address in described.objects(None, DCAT.downloadURL)}

    assert downloads == {f"{SETTINGS.site_url}{output.path}" for output in exported(catalog)}
    schema = URIRef(f"{SETTINGS.site_url}donnees/schemas/emplois/schema.json")
    conforming = {str(one).split("/")[-1] for one in described.subjects(DCTERMS.conformsTo, schema)}
    assert conforming == {f"emplois{ending}#distribution" for ending in (".csv", ".json", ".jsonl")}


def test_a_hostile_publisher_is_only_text():
    hostile = '</script> "x" \\ {{ 7*7 }} ${alert(1)} <urn:x>'
    settings = replace(SETTINGS, mentions=LegalNotice(editeur=hostile))

    assert faults(graph(small_catalog(settings=settings))) == []


def test_no_other_address_is_needed_to_read_it():
    context = json.loads(dcat.described(small_catalog(), exported(small_catalog())))["@context"]
    assert isinstance(context, dict)


def test_the_rectangle_holds_every_commune(petit_catalog: Catalog):
    (west, south), _, (east, north), *_ = rectangle(petit_catalog)
    communes = petit_catalog.geography.communes.values()
    assert all(west <= c.longitude <= east and south <= c.latitude <= north for c in communes)


SAME = """
import hashlib
from small_catalog import small_catalog
from builder.exports import dcat, exported
catalog = small_catalog()
for output in dcat.catalogues(catalog, exported(catalog)):
    print(hashlib.sha256(output.content).hexdigest())
"""


def test_another_process_writes_the_same_bytes():
    told = set()
    for seed in ("1", "2"):
        surroundings = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}"}
        run = subprocess.run([sys.executable, "-c", SAME], env=surroundings, capture_output=True, check=True)
        told.add(run.stdout)
    assert len(told) == 1


# ------------------------------------------------------------------ a harvest


def publish(settings: Settings, folder: Path) -> None:
    catalog = small_catalog(settings=settings)
    for output in (*exported(catalog), *derived(catalog)):
        file = folder / output.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(output.content)


@pytest.mark.parametrize("form", [dcat.JSON_LD, dcat.TURTLE])
def test_a_harvester_finds_every_file_with_its_size_and_its_fingerprint(tmp_path: Path, form: str):
    """As a portal does: read the catalogue from a server, then fetch each distribution."""
    with served(tmp_path) as address:
        publish(replace(NAMED, site_url=address), tmp_path)
        kind = "turtle" if form.endswith(".ttl") else "json-ld"
        harvested = Graph().parse(data=urlopen(f"{address}{form}").read(), format=kind)
        distributions = list(harvested.subjects(RDF.type, DCAT.Distribution))
        assert len(distributions) > 100
        for distribution in distributions:
            url = str(harvested.value(distribution, DCAT.downloadURL))
            content = urlopen(url).read()
            size = harvested.value(distribution, DCAT.byteSize)
            checksum = harvested.value(distribution, SPDX.checksum)
            assert len(content) == size.toPython(), url
            expected = harvested.value(checksum, SPDX.checksumValue)
            assert hashlib.sha256(content).hexdigest() == str(expected).lower(), url
