"""Everything that one may follow from elsewhere: feeds and calendars, kind by kind."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from ..calendar import PATH as AGENDA
from ..calendar import dated, network_path
from ..catalog import Catalog
from ..feeds.cases import followed
from ..templating import render
from .base import Fragment

CHANGES = "donnees/changements.atom"
KINDS = {
    "territoires": "Par département",
    "thematiques": "Par thématique",
    "types": "Par forme",
    "reseaux": "Par réseau",
}


def feeds(catalog: Catalog, attributes: Mapping[str, str], root: str) -> Markup:
    """The feeds of the whole site, then those of each part of it; nothing without the address of the site."""
    every = list(followed(catalog))
    parts = {title: [one for one in every if one.kind == kind] for kind, title in KINDS.items()}
    calendars = [(one.name, path) for one in catalog.networks if (path := network_path(catalog, one))]
    return render(
        "fragments/flux.html",
        root,
        whole=[one.path for one in every if not one.kind],
        changes=CHANGES,
        agenda=AGENDA if dated(catalog.events) else "",
        parts={title: found for title, found in parts.items() if found},
        calendars=calendars,
    )


FRAGMENT = Fragment(
    name="flux",
    definition="Les flux Atom et les agendas auxquels on peut s’abonner.",
    render=feeds,
)
