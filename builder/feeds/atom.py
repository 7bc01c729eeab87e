"""Atom: a feed as https://www.rfc-editor.org/rfc/rfc4287 has it."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from ..catalog import Catalog
from ..output import Output
from ..templating import render

MOST = 100  # entries of a feed: the newest
SINCE = 2026  # a `tag:` names a year in which its domain was ours; it must never change
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # what no XML may hold


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry; `path` is the address of what it is about, `key` what tells it from others for ever.

    `text` is plain; `html` is safe HTML, shown instead where there is some.
    """

    key: str
    path: str
    title: str
    updated: date
    published: date | None = None
    text: str = ""
    html: str = ""
    categories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed at `path`, about the page `about`; `updated` counts when it has no entry."""

    path: str
    about: str
    title: str
    subtitle: str
    updated: date
    entries: tuple[Entry, ...]


def atom(feed: Feed, catalog: Catalog) -> Output:
    """The file of a feed, made when somebody asks; the site's address must be known."""
    settings = catalog.settings
    said = (feed, settings.site_url, settings.site_name, settings.mentions.editeur, settings.licence.nom)
    key = hashlib.sha256(repr(("atom-1", *said)).encode()).hexdigest()
    return Output.later(feed.path, key, lambda: _content(feed, catalog))


def _content(feed: Feed, catalog: Catalog) -> bytes:
    settings = catalog.settings
    text = render(
        "feeds/atom.xml",
        settings.site_url,
        feed=feed,
        settings=settings,
        updated=max((entry.updated for entry in feed.entries), default=feed.updated),
        tag=lambda key: tag(settings.site_url, key),
        author=settings.mentions.editeur.strip() or settings.site_name,
    )
    return _ILLEGAL.sub("\ufffd", text).encode()


def tag(site_url: str, key: str) -> str:
    """The identifier of a thing of the site, for ever: `tag:vitrine.example,2026:/projets/ardelaine/`."""
    site: Any = urlsplit(site_url)
    return f"tag:{site.hostname},{SINCE}:{site.path}{key}"
