"""Where the card of a page is: `/partage/`, then the address of the page with dashes for slashes."""

from __future__ import annotations

from typing import TypedDict

from ..catalog import CaseStudy, Catalog, Group
from ..scale import details_each_case

FOLDER = "partage"
HOME = "accueil"
PICTURE = f"{FOLDER}/{HOME}.png"  # of every page that has none of its own, and what one reads there
PICTURE_ALT = "Le nom du site, le nombre de coopérations qu’il décrit, et leur carte"


def name_of(page: str) -> str:
    """The name of the card of a page: `projets/ardelaine/` → `projets-ardelaine`."""
    return page.strip("/").replace("/", "-") or HOME


def address_of(page: str) -> str:
    """The address of the card of a page, relative to the site."""
    return f"{FOLDER}/{name_of(page)}.png"


def public_address(catalog: Catalog, page: str) -> str:
    """The full address of a page, empty when that of the site is unknown."""
    settings = catalog.settings
    return f"{settings.site_url}{page}" if settings.has_address else ""


class Picture(TypedDict):
    """What a `Page` says of its picture."""

    picture: str
    picture_alt: str


def group_picture(group: Group) -> Picture:
    """The card of a group."""
    return Picture(
        picture=address_of(group.path), picture_alt=f"{group.label}, et la carte de ses coopérations"
    )


def case_picture(catalog: Catalog, study: CaseStudy) -> Picture:
    """The card of a case; that of its theme when cases are too many to have theirs."""
    if details_each_case(catalog):
        about = f"{study.project.name}, ce que l’on en sait de plus marquant, et où"
        return Picture(picture=address_of(study.path), picture_alt=about)
    theme = next(group for group in catalog.themes if group.key == study.theme.code)
    return group_picture(theme)


def page_picture(catalog: Catalog, page: str) -> Picture:
    """The card of a page by its address; that of the site when it is the page of no case and no group."""
    for group in (*catalog.territories, *catalog.themes, *catalog.types):
        if group.path == page:
            return group_picture(group)
    parts = page.split("/")
    if parts[0] == "projets" and (study := catalog.by_id.get(parts[1])):
        return case_picture(catalog, study)
    return Picture(picture=PICTURE, picture_alt=PICTURE_ALT)
