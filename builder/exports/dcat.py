"""The edition described for portals that harvest others: a DCAT-AP catalogue, in JSON-LD and in Turtle.

One dataset, a distribution for each file of the whole edition, each with its size and its fingerprint. The
publisher is there once the settings name one, which DCAT-AP asks: nobody is invented.
https://semiceu.github.io/DCAT-AP/releases/3.0.0/ · https://doc.data.gouv.fr/moissonnage/dcat/
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, partial
from typing import Any

from ..catalog import Catalog
from ..json_text import readable
from ..keys import table_key
from ..output import Output
from ..records import TABLES
from . import datapackage, schemas
from .described import file_type, files_in_words, media_type, period, rectangle
from .published import FOLDER, PUBLISHED, path_of

JSON_LD, TURTLE = f"{FOLDER}/catalogue.jsonld", f"{FOLDER}/catalogue.ttl"
Node = dict[str, Any]
EUROPE = "http://publications.europa.eu/resource/authority"
MEDIA = "https://www.iana.org/assignments/media-types"
GEOJSON = "https://datatracker.ietf.org/doc/html/rfc7946"
CONTEXT = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "gsp": "http://www.opengis.net/ont/geosparql#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def catalogues(catalog: Catalog, files: Sequence[Output]) -> Iterator[Output]:
    """The two files; `files` are those of the whole edition."""
    key = table_key(catalog, *TABLES)
    make = cache(partial(described, catalog, files))
    yield Output.later(JSON_LD, key, make, tells_of=files)
    yield Output.later(TURTLE, key, lambda: _turtle(make()), tells_of=files)


def described(catalog: Catalog, files: Iterable[Output]) -> bytes:
    """The catalogue in JSON-LD, its context inside: no other address is asked to read it."""
    distributions = [_distribution(catalog, output) for output in files]
    nodes = [_catalogue(catalog), _dataset(catalog, distributions), *distributions, *_agents(catalog)]
    return readable({"@context": CONTEXT, "@graph": nodes})


def _turtle(content: bytes) -> bytes:
    from rdflib import Graph  # here, not above: it is slow to import

    graph = Graph(bind_namespaces="none").parse(data=content, format="json-ld")
    for prefix, address in CONTEXT.items():
        graph.bind(prefix, address)
    return graph.serialize(format="turtle", encoding="utf-8")


def _catalogue(catalog: Catalog) -> Node:
    settings = catalog.settings
    return {
        "@id": _address(catalog, "catalogue"),
        "@type": "dcat:Catalog",
        "dct:title": _french(f"{settings.site_name} : données ouvertes"),
        "dct:description": _french(datapackage.headings(catalog)["description"]),
        "foaf:homepage": {"@id": f"{settings.site_url}{FOLDER}/", "@type": "foaf:Document"},
        "dct:language": {"@id": f"{EUROPE}/language/FRA"},
        "dct:modified": _day(catalog),
        "dcat:dataset": {"@id": _address(catalog, "jeu")},
        **_licensed(catalog),
        **_published(catalog),
    }


def _dataset(catalog: Catalog, distributions: Iterable[Node]) -> Node:
    package = datapackage.headings(catalog)
    return {
        "@id": _address(catalog, "jeu"),
        "@type": "dcat:Dataset",
        "dct:identifier": package["name"],
        "dct:title": _french(package["title"]),
        "dct:description": _french(package["description"]),
        "dcat:keyword": [_french(word) for word in _keywords(catalog)],
        "dcat:theme": [{"@id": f"{EUROPE}/data-theme/{theme}"} for theme in ("ECON", "REGI")],
        "dcat:landingPage": {"@id": f"{catalog.settings.site_url}{FOLDER}/", "@type": "foaf:Document"},
        "dcat:version": catalog.edition.isoformat(),
        "dct:modified": _day(catalog),
        # Editions come when somebody has read new sources: no date is promised.
        "dct:accrualPeriodicity": {"@id": f"{EUROPE}/frequency/IRREG"},
        "dct:language": {"@id": f"{EUROPE}/language/FRA"},
        "dct:temporal": _temporal(catalog),
        **_spatial(catalog),
        **_licensed(catalog),
        **_published(catalog),
        "dcat:distribution": [{"@id": distribution["@id"]} for distribution in distributions],
    }


def _distribution(catalog: Catalog, output: Output) -> Node:
    address = f"{catalog.settings.site_url}{output.path}"
    title, said = files_in_words(output.path)
    return {
        "@id": f"{address}#distribution",
        "@type": "dcat:Distribution",
        "dct:title": _french(title),
        "dct:description": _french(said),
        "dcat:accessURL": {"@id": address},
        "dcat:downloadURL": {"@id": address},
        "dcat:mediaType": {"@id": f"{MEDIA}/{media_type(output.path)}"},
        "dct:format": {
            "@id": f"{EUROPE}/file-type/{file_type(output.path)}",
            "@type": "dct:MediaTypeOrExtent",
        },
        "dcat:byteSize": {"@type": "xsd:nonNegativeInteger", "@value": str(output.fingerprint.size)},
        "spdx:checksum": _checksum(address, output.fingerprint.digest),
        "dct:modified": _day(catalog),
        **_conforming(catalog, output.path),
        **_licensed(catalog),
    }


def _checksum(address: str, digest: str) -> Node:
    return {
        "@id": f"{address}#empreinte",
        "@type": "spdx:Checksum",
        "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
        "spdx:checksumValue": {"@type": "xsd:hexBinary", "@value": digest},
    }


def _conforming(catalog: Catalog, path: str) -> Node:
    """The schema of a table, or the standard of a description.

    The CSV for Excel names none: its decimal commas are no numbers for a Table Schema.
    """
    tables = {path_of(name, ending): name for name in PUBLISHED for ending in (".csv", ".json", ".jsonl")}
    standard = {
        **{table: f"{catalog.settings.site_url}{schemas.path_of(name)}" for table, name in tables.items()},
        f"{FOLDER}/projets.geojson": GEOJSON,
        datapackage.PATH: f"{datapackage.PROFILES}/datapackage.json",
    }.get(path)
    return {"dct:conformsTo": {"@id": standard, "@type": "dct:Standard"}} if standard else {}


def _keywords(catalog: Catalog) -> list[str]:
    common = ["coopération économique", "emploi", "économie sociale et solidaire", "développement local"]
    return [*common, catalog.settings.territoire, *(theme.label for theme in catalog.themes)]


def _temporal(catalog: Catalog) -> Node:
    first, last = period(catalog)
    return {
        "@id": _address(catalog, "periode"),
        "@type": "dct:PeriodOfTime",
        "dcat:startDate": {"@type": "xsd:date", "@value": first.isoformat()},
        "dcat:endDate": {"@type": "xsd:date", "@value": last.isoformat()},
    }


def _spatial(catalog: Catalog) -> Node:
    """The rectangle around the communes of the territory, when some are known."""
    corners = rectangle(catalog)
    if not corners:
        return {}
    ring = ", ".join(f"{longitude} {latitude}" for longitude, latitude in corners)
    place = {
        "@id": _address(catalog, "territoire"),
        "@type": "dct:Location",
        "skos:prefLabel": _french(catalog.settings.territoire),
        "dcat:bbox": {"@type": "gsp:wktLiteral", "@value": f"POLYGON(({ring}))"},
    }
    return {"dct:spatial": place}


def _licensed(catalog: Catalog) -> Node:
    return {"dct:license": {"@id": catalog.settings.licence.url, "@type": "dct:LicenseDocument"}}


def _published(catalog: Catalog) -> Node:
    return {name: {"@id": agent["@id"]} for agent in _agents(catalog) for name in _ROLES[agent["@type"]]}


_ROLES = {"foaf:Organization": ("dct:publisher",), "vcard:Kind": ("dcat:contactPoint",)}


def _agents(catalog: Catalog) -> list[Node]:
    """Who publishes and whom to write to, as the settings say."""
    settings = catalog.settings
    found = []
    if name := settings.mentions.editeur.strip():
        organisation = {"@id": _address(catalog, "editeur"), "@type": "foaf:Organization"}
        found.append(organisation | {"foaf:name": _french(name)})
    if contact := settings.contact.strip():
        kind = {"@id": _address(catalog, "contact"), "@type": "vcard:Kind", "vcard:fn": settings.site_name}
        found.append(kind | {"vcard:hasEmail": {"@id": f"mailto:{contact}"}})
    return found


def _address(catalog: Catalog, part: str) -> str:
    return f"{catalog.settings.site_url}{FOLDER}/#{part}"


def _french(text: str) -> Node:
    return {"@language": "fr", "@value": text}


def _day(catalog: Catalog) -> Node:
    return {"@type": "xsd:date", "@value": catalog.edition.isoformat()}
