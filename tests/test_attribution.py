"""A drawing or a picture that was copied elsewhere still says who publishes it, when, from what."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngImageFile
from rdflib import DC, DCTERMS, Graph, Literal, URIRef
from rdflib.namespace import XSD

from builder.attribution import MOST_SOURCES
from builder.catalog import Catalog
from builder.config import LegalNotice
from builder.exhibits import files
from builder.maps.files import files as map_files
from tests.small_catalog import ROWS, SETTINGS, small_catalog

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
CHART = "graphiques/region/projets-par-thematique/graphique"
MAP = "cartes/region/carte"
HOSTILE = '</metadata><script>alert(1)</script> "&amp; 𝒱 😀'


def made(catalog: Catalog, path: str) -> bytes:
    makers = map_files(catalog) if path.startswith("cartes") else files.files(catalog)
    return next(output for output in makers if output.path == path).content


def triples(svg: bytes) -> tuple[URIRef, Graph]:
    """What a drawing says, as any RDF software reads it, and of what."""
    (metadata,) = ElementTree.fromstring(svg).iter(f"{RDF}RDF")
    graph = Graph().parse(data=ElementTree.tostring(metadata), format="xml")
    (subject,) = set(graph.subjects())
    return URIRef(str(subject)), graph


def texts(png: bytes) -> dict[str, str]:
    image = Image.open(io.BytesIO(png))
    assert isinstance(image, PngImageFile)
    image.load()  # checks the sum of each chunk
    return {name: str(text) for name, text in image.text.items()}


def plain(text: object) -> str:
    return str(text).replace("\u202f", " ").replace("\u00a0", " ")


def publishers(catalog: Catalog) -> Iterator[str]:
    yield from (source.url for study in catalog.studies for source in study.sources)


@pytest.mark.parametrize("stem", [CHART, MAP])
def test_a_drawing_says_title_author_licence_date_page_and_sources(stem: str):
    catalog = small_catalog()
    page, graph = triples(made(catalog, f"{stem}.svg"))

    assert str(page) == f"{SETTINGS.site_url}{stem.rpartition('/')[0]}/"
    assert graph.value(page, DCTERMS.source) == page
    assert "Deux-Vallées" in str(graph.value(page, DC.title))
    assert str(graph.value(page, DC.publisher)) == str(graph.value(page, DC.creator)) == SETTINGS.site_name
    assert graph.value(page, DCTERMS.license) == URIRef(SETTINGS.licence.url)
    assert graph.value(page, DCTERMS.modified) == Literal("2026-01-12", datatype=XSD.date)
    assert {str(url) for url in graph.objects(page, DCTERMS.references)} == set(publishers(catalog))


@pytest.mark.parametrize("stem", [CHART, MAP])
@pytest.mark.parametrize("ending", [".png", "-2x.png"])
def test_a_picture_says_the_same(stem: str, ending: str):
    catalog = small_catalog()
    page, graph = triples(made(catalog, f"{stem}.svg"))
    said = texts(made(catalog, f"{stem}{ending}"))

    assert said.keys() >= {"Title", "Author", "Description", "Copyright", "Source"}
    assert said["Title"] == str(graph.value(page, DC.title))
    assert plain(said["Description"]).endswith(". Données au 12 janvier 2026. D’après 2 sources.")
    assert said["Copyright"].startswith(f"{SETTINGS.licence.nom} ({SETTINGS.licence.url})")
    assert said["Source"].startswith(f"{page} ; ")
    assert "https://journal.example/laine" in said["Source"]


def test_only_a_map_says_whose_outlines_it_draws():
    catalog = small_catalog()
    assert "Contours d’essai" in texts(made(catalog, f"{MAP}.png"))["Copyright"]
    assert "Contours d’essai" not in texts(made(catalog, f"{CHART}.png"))["Copyright"]


def test_sources_that_are_too_many_are_counted():
    rows = "".join(
        f"s{rank:02},Titre,Éditeur,,https://s.example/{rank},2026-01-12\n" for rank in range(MOST_SOURCES)
    )
    steps = "".join(f"laine,20{rank:02},Étape {rank},s{rank:02}\n" for rank in range(MOST_SOURCES))
    catalog = small_catalog({"sources": ROWS["sources"] + rows, "etapes": steps})
    page, graph = triples(made(catalog, f"{CHART}.svg"))

    assert list(graph.objects(page, DCTERMS.references)) == []
    assert plain(graph.value(page, DC.description)).endswith(f"D’après {MOST_SOURCES + 2} sources.")


def test_hostile_texts_stay_texts():
    settings = replace(SETTINGS, mentions=LegalNotice(editeur=HOSTILE))
    catalog = small_catalog(settings=settings)
    svg = made(catalog, f"{CHART}.svg")

    page, graph = triples(svg)
    assert str(graph.value(page, DC.creator)) == f"{SETTINGS.site_name}, {HOSTILE}"
    assert texts(made(catalog, f"{CHART}.png"))["Author"] == f"{SETTINGS.site_name}, {HOSTILE}"
    assert b"<script" not in svg
