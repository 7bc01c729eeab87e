"""Support networks, by type."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from ..calendar import network_path
from ..catalog import Catalog
from ..feeds.cases import followed
from ..templating import render
from ..words import NetworkType
from .base import Fragment

PLURALS = {
    NetworkType.NETWORK: "Réseaux",
    NetworkType.INCUBATOR: "Incubateurs",
    NetworkType.RESOURCE_CENTRE: "Centres de ressources",
    NetworkType.AGENCY: "Agences",
    NetworkType.FUNDER: "Financeurs",
}


def networks(catalog: Catalog, attributes: Mapping[str, str], root: str) -> Markup:
    """The networks of each type that has some, by name."""
    by_type = {
        word: [network for network in catalog.networks if network.type is word] for word in NetworkType
    }
    return render(
        "fragments/reseaux.html",
        root,
        groups=[(word, PLURALS[word], found) for word, found in by_type.items() if found],
        sources=catalog.sources,
        calendar_of=lambda network: network_path(catalog, network),
        feeds={one.about: one.path for one in followed(catalog)},
    )


FRAGMENT = Fragment(
    name="reseaux",
    definition="Les réseaux d’appui, par type : ce qu’ils font, où, et leur site.",
    render=networks,
)
