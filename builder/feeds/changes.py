"""What changed in the data, an entry for each edition and one for what changed since the last."""

from __future__ import annotations

from collections.abc import Iterator

from ..catalog import Catalog
from ..changes.history import Chapter, chapters
from ..output import Output
from ..templating import render
from ..text import date_in_words
from .atom import MOST, Entry, Feed, atom

PATH = "donnees/changements.atom"
PAGE = "donnees/changements/"
MOST_LINES = 40  # of a section


def changes_feed(catalog: Catalog) -> Iterator[Output]:
    """The feed of changes, empty as long as no edition is frozen; none when the site's address is unknown."""
    settings = catalog.settings
    if not settings.has_address:
        return
    feed = Feed(
        path=PATH,
        about=PAGE,
        title=f"{settings.site_name} : ce qui a changé dans les données",
        subtitle="Ajouts, retraits et corrections, d’une édition figée à la suivante et depuis la dernière.",
        updated=catalog.edition,
        entries=tuple(_entry(chapter, catalog) for chapter in chapters(catalog)[:MOST]),
    )
    yield atom(feed, catalog)


def _entry(chapter: Chapter, catalog: Catalog) -> Entry:
    edition, said = chapter.edition, chapter.told
    since = said["de"]["edition"] if said else ""
    day = date_in_words(chapter.date)
    title = f"Édition {edition.name}, données au {day}" if edition else f"Depuis l’édition {since}, au {day}"
    return Entry(
        key=f"{PAGE}{edition.name if edition else f'depuis-{since}'}",
        path=f"{PAGE}#{edition.name if edition else 'depuis'}",
        title=title,
        updated=chapter.date,
        text="Première édition figée : rien à quoi la comparer.",
        html=str(
            render("feeds/changements.html", catalog.settings.site_url, said=said, most=MOST_LINES)
            if said
            else ""
        ),
    )
