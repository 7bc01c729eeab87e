"""Files that machines and curious people look for at known addresses: robots, humans, security.

They say what the settings say and nothing else: no contact is invented, no date is that of the build.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from ..catalog import Catalog
from ..output import Output
from ..sitemap import FILE as SITEMAP
from ..text import date_in_words
from ..wording import spaced

SECURITY = ".well-known/security.txt"
VALID = timedelta(days=364)  # https://www.rfc-editor.org/rfc/rfc9116: less than a year is advised


def well_known(catalog: Catalog) -> Iterator[Output]:
    """The files that there is something to say in."""
    yield Output("robots.txt", _robots(catalog).encode())
    yield Output("humans.txt", _humans(catalog).encode())
    if security := _security(catalog):
        yield Output(SECURITY, security.encode())


def _robots(catalog: Catalog) -> str:
    """Everybody may read everything; where the site map is, once the site has an address."""
    settings = catalog.settings
    where = f"\nSitemap: {settings.site_url}{SITEMAP}\n" if settings.has_address else ""
    return f"User-agent: *\nAllow: /\n{where}"


def _humans(catalog: Catalog) -> str:
    settings = catalog.settings
    lines = [
        f"/* {settings.site_name} */",
        f"Coopérations économiques {settings.en_territoire}, chaque chiffre avec sa source.",
        *([f"Éditeur : {settings.mentions.editeur.strip()}"] if settings.mentions.editeur.strip() else []),
        *([f"Contact : {settings.contact.strip()}"] if settings.contact.strip() else []),
        f"Données au {date_in_words(catalog.edition)}, {settings.licence.nom} ({settings.licence.url})",
        f"Code source : {settings.repo_url}",
        "Ni traceur, ni appel à un autre serveur.",
    ]
    return "".join(f"{spaced(' '.join(line.split()))}\n" for line in lines)


def _security(catalog: Catalog) -> str:
    """Whom to tell of a weakness; empty without contact, since a false one would be worse than none.

    It expires a year after the data: a site that nobody looks after any more should not promise an answer.
    """
    settings = catalog.settings
    contact = settings.contact.strip()
    if "@" not in contact or any(sign.isspace() for sign in contact):
        return ""
    expires: date = catalog.edition + VALID
    lines = [
        f"Contact: mailto:{contact}",
        f"Expires: {expires}T00:00:00Z",
        "Preferred-Languages: fr, en",
        *([f"Canonical: {settings.site_url}{SECURITY}"] if settings.has_address else []),
    ]
    return "".join(f"{line}\n" for line in lines)
