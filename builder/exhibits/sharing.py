"""What one pastes to show an exhibit elsewhere: web page, Markdown, oEmbed, printed code.

The same functions serve what lives and what an edition froze.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from html import escape
from typing import Any

from ..catalog import Catalog
from ..editions import Edition, FrozenExhibit
from ..json_text import indented
from ..scale import has_picture
from ..sharing.printed import qr_of
from ..templating import render
from ..text import date_in_words, typography
from .base import Exhibit

PICTURE = "-2x.png"


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """An exhibit as somebody shows it, of today or of an edition: addresses are absolute."""

    catalog: Catalog
    exhibit: Exhibit
    edition: Edition | None = None

    @property
    def url(self) -> str:
        """The address that fills a frame."""
        return self.file("")

    @property
    def title(self) -> str:
        """Its title as French writes it."""
        return typography(self._shown.title)

    @property
    def picture(self) -> str:
        """The address of its picture for sharp screens, empty when it has none."""
        path, name = self.exhibit.path, f"{self.stem}{PICTURE}"
        found = f"{path}{name}" in self.edition.files if self.edition else has_picture(path)
        return self.file(name) if found else ""

    @property
    def height(self) -> int:
        """The height of the frame, in CSS pixels, in which it does not scroll."""
        return self._shown.height

    @property
    def _shown(self) -> Exhibit | FrozenExhibit:
        """The exhibit as it is, or as it was."""
        return self.edition.by_path[self.exhibit.path] if self.edition else self.exhibit

    @property
    def stem(self) -> str:
        """How the names of its files begin."""
        return self.exhibit.kind

    @property
    def dated(self) -> str:
        """Of which day it is: « données au 20 novembre 2026 », « version figée, … »."""
        if self.edition:
            return f"version figée, données au {date_in_words(self.edition.date)}"
        return f"données au {date_in_words(self.catalog.edition)}"

    def file(self, name: str) -> str:
        """The address of one of its files."""
        base = self.edition.path if self.edition else ""
        return f"{self.catalog.settings.site_url}{base}{self.exhibit.path}{name}"


def web(shared: Shared) -> str:
    """A frame that never scrolls, and a link for who does not see it."""
    return str(render("exhibits/code-web.html", "", shared=shared, exhibit=shared.exhibit)).strip()


def markdown(shared: Shared) -> str:
    """The picture, linked, where there is one; else a link."""
    words = _unmarked(f"{shared.title} ({shared.dated})")
    picture = f"![{words}]({shared.picture})" if shared.picture else words
    return f"[{picture}]({shared.url})"


def _unmarked(text: str) -> str:
    """A text that Markdown takes as it is: neither link, nor emphasis, nor HTML."""
    special = "\\`*_[]<>&#!$|~"
    return "".join(f"\\{character}" if character in special else character for character in text)


def oembed(shared: Shared) -> bytes:
    """What WordPress and others read to turn an address into a frame."""
    exhibit, settings = shared.exhibit, shared.catalog.settings
    said: dict[str, Any] = {
        "version": "1.0",
        "type": "rich",
        "title": shared.title,
        "provider_name": settings.site_name,
        "provider_url": settings.site_url,
        "url": shared.url,
        "width": exhibit.width,
        "height": shared.height,
        "html": web(shared),
    }
    return _json(said)


def _json(document: dict[str, Any]) -> bytes:
    """JSON that stays harmless when a page holds it: no tag can open or close in it."""
    text = indented(document)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026").encode()


def discovery(shared: Shared) -> str:
    """The line of a page's head that says where its oEmbed is."""
    address, title = escape(shared.file("oembed.json")), escape(shared.title)
    return f'<link rel="alternate" type="application/json+oembed" href="{address}" title="{title}">'


def qr_code(address: str) -> bytes:
    """The address as a file to print."""
    drawn = io.BytesIO()
    qr_of(address).save(drawn, kind="svg", scale=8, border=4, light="#ffffff", title=address, xmldecl=False)
    return drawn.getvalue()
