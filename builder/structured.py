"""What search engines are told of a page, as schema.org JSON-LD: the same facts as on the page, no more.

https://schema.org/Dataset · https://schema.org/Article · https://schema.org/Event
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from markupsafe import Markup

from .catalog import CaseStudy, Catalog, Location
from .exports import datapackage
from .exports.described import files_in_words, media_type, period, rectangle
from .feeds.dates import changed_on
from .json_text import in_page
from .output import Output
from .records import Event, Source
from .text import citation, typography

Node = dict[str, Any]
CONTEXT = "https://schema.org"


def script(node: Mapping[str, Any]) -> Markup:
    """The element that holds a node; no text in it can close the element, or open another."""
    written = in_page({"@context": CONTEXT, **node})
    return Markup(f'<script type="application/ld+json">{written}</script>')


def graph(nodes: Iterable[Node]) -> Markup:
    """One element for several nodes."""
    return script({"@graph": list(nodes)})


# ------------------------------------------------------------------ cases


def case(catalog: Catalog, study: CaseStudy) -> Markup:
    """The page of a case: an article about a cooperation, and the way to it."""
    return graph((article(catalog, study), breadcrumb(catalog, ("Projets", "projets/"), study)))


def article(catalog: Catalog, study: CaseStudy) -> Node:
    """The article; its date is that of the data, its sources are what it cites."""
    project, settings = study.project, catalog.settings
    url = f"{settings.site_url}{study.path}"
    return {
        "@type": "Article",
        "@id": f"{url}#fiche",
        "mainEntityOfPage": url,
        "headline": typography(project.name)[:110],
        "abstract": typography(project.summary),
        "inLanguage": "fr",
        "dateModified": changed_on(study).isoformat(),
        "author": _author(catalog),
        "publisher": _author(catalog),
        "license": settings.licence.url,
        "isAccessibleForFree": True,
        "about": _cooperation(study),
        "keywords": [study.theme.label, study.type.label],
        "citation": [_source(source) for source in study.sources],
    }


def _cooperation(study: CaseStudy) -> Node:
    """The cooperation itself: what it is called, where it is, since when, who funds it."""
    project = study.project
    node: Node = {"@type": "Project", "name": typography(project.name)}
    node["description"] = typography(project.summary)
    if project.website:
        node["url"] = project.website
    if project.start_year:
        node["foundingDate"] = str(project.start_year)
    if project.end_year:
        node["dissolutionDate"] = str(project.end_year)
    if study.locations:
        node["location"] = [_place(place) for place in study.locations]
    funders = dict.fromkeys(funding.funder for funding in study.fundings)
    if funders:
        node["funder"] = [{"@type": "Organization", "name": typography(name)} for name in funders]
    return node


def _place(place: Location) -> Node:
    """A commune, never an address: that is all that the point is worth."""
    return {"@type": "Place", "name": place.commune.name, "address": _address(place)}


def _address(place: Location) -> Node:
    return {
        "@type": "PostalAddress",
        "addressLocality": place.commune.name,
        "addressRegion": place.department.name,
        "addressCountry": "FR",
    }


def _source(source: Source) -> Node:
    node: Node = {"@type": "CreativeWork", "name": typography(citation(source)), "url": source.url}
    return node | ({"datePublished": str(source.date)} if source.date else {})


def _author(catalog: Catalog) -> Node:
    """The publisher that the settings name; else the site itself, nobody being invented."""
    settings = catalog.settings
    name = settings.mentions.editeur.strip() or settings.site_name
    return {"@type": "Organization", "name": name, "url": settings.site_url}


def breadcrumb(catalog: Catalog, section: tuple[str, str], study: CaseStudy) -> Node:
    """The way to a case, as its page shows it."""
    root = catalog.settings.site_url
    steps = (("Accueil", ""), section, (typography(study.project.name), study.path))
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": name, "item": f"{root}{path}"}
            for number, (name, path) in enumerate(steps, 1)
        ],
    }


# ------------------------------------------------------------------ data


def dataset(catalog: Catalog, files: Iterable[Output], weighed: bool) -> Markup:
    """The data, with a download for each file; their weight where it is known without making them."""
    package, settings = datapackage.headings(catalog), catalog.settings
    first, last = period(catalog)
    node: Node = {
        "@type": "Dataset",
        "@id": f"{settings.site_url}donnees/#jeu",
        "name": package["title"],
        "description": package["description"],
        "url": f"{settings.site_url}donnees/",
        "inLanguage": "fr",
        "license": settings.licence.url,
        "isAccessibleForFree": True,
        "version": catalog.edition.isoformat(),
        "dateModified": catalog.edition.isoformat(),
        "temporalCoverage": f"{first}/{last}",
        "spatialCoverage": _territory(catalog),
        "creator": _author(catalog),
        "distribution": [_download(catalog, output, weighed) for output in files],
    }
    return script(node)


def _territory(catalog: Catalog) -> Node:
    node: Node = {"@type": "Place", "name": catalog.settings.territoire}
    corners = rectangle(catalog)
    if corners:
        (west, south), _, (east, north), *_ = corners
        node["geo"] = {"@type": "GeoShape", "box": f"{south} {west} {north} {east}"}
    return node


def _download(catalog: Catalog, output: Output, weighed: bool) -> Node:
    node = {
        "@type": "DataDownload",
        "name": files_in_words(output.path)[0],
        "contentUrl": f"{catalog.settings.site_url}{output.path}",
        "encodingFormat": media_type(output.path),
    }
    return node | ({"contentSize": f"{output.fingerprint.size} B"} if weighed else {})


# ------------------------------------------------------------------ events


def events(catalog: Catalog, shown: Iterable[Event]) -> Markup:
    """Events whose day and place are known, which is what schema.org asks of one."""
    return graph(_event(catalog, event) for event in shown if event.start.day and _where(catalog, event))


def _event(catalog: Catalog, event: Event) -> Node:
    node: Node = {
        "@type": "Event",
        "name": typography(event.name),
        "startDate": str(event.start),
        "location": {"@type": "Place", "name": _where(catalog, event), "address": _where(catalog, event)},
    }
    if event.end:
        node["endDate"] = str(event.end)
    if event.website:
        node["url"] = event.website
    return node


def _where(catalog: Catalog, event: Event) -> str:
    commune = catalog.geography.communes.get(event.commune_code or "")
    return typography(event.place or (commune.name if commune else ""))
