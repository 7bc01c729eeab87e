"""Files at known addresses: only what the settings say, never the day of the build."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builder.config import LegalNotice, Settings
from builder.sharing.well_known import SECURITY, well_known
from tests.small_catalog import SETTINGS, small_catalog


def files(settings: Settings = SETTINGS) -> dict[str, str]:
    return {output.path: output.content.decode() for output in well_known(small_catalog(settings=settings))}


def test_robots_may_read_everything_and_know_where_the_site_map_is():
    assert files()["robots.txt"] == (
        "User-agent: *\nAllow: /\n\nSitemap: https://vitrine.example/essai/sitemap.xml\n"
    )
    assert "Sitemap" not in files(replace(SETTINGS, site_url="/"))["robots.txt"]


def test_humans_say_what_the_settings_say():
    said = files(replace(SETTINGS, mentions=LegalNotice(editeur="La Région\nX"), contact="a@b.fr"))[
        "humans.txt"
    ]
    assert "Éditeur\u202f: La Région X\n" in said
    assert "12 janvier 2026" in said
    assert "Éditeur" not in files()["humans.txt"]


def test_security_has_a_contact_and_expires_less_than_a_year_after_the_data():
    said = files(replace(SETTINGS, contact="securite@site.example"))[SECURITY]
    assert said.splitlines() == [
        "Contact: mailto:securite@site.example",
        "Expires: 2027-01-11T00:00:00Z",
        "Preferred-Languages: fr, en",
        "Canonical: https://vitrine.example/essai/.well-known/security.txt",
    ]


@pytest.mark.parametrize(
    "contact", ["", "  ", "demandez à l’accueil", "a@b.fr\nContact: mailto:mechant@x.fr"]
)
def test_a_contact_is_never_invented(contact: str):
    assert SECURITY not in files(replace(SETTINGS, contact=contact))
