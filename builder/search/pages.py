"""The words of a page written by hand, read in the HTML that the theme made of it.

Its slots stay empty: what would fill them comes from the data, which has entries of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from html.parser import HTMLParser

from . import FOLDER
from .entries import Entry, Recipe

_BREAKS = {"p", "h1", "h2", "h3", "h4", "li", "dt", "dd", "td", "th", "tr", "div", "section", "blockquote"}
_SILENT = {"script", "style", "svg", "h1", "template", "pre"}


def page_recipes(pages: Mapping[str, str]) -> Iterator[Recipe]:
    """How to make the entry of each page, from its HTML by its path in the site; the search has none."""
    for path, html in pages.items():
        if path.endswith("index.html") and path != f"{FOLDER}index.html":
            yield partial(_page, path.removesuffix("index.html"), html)


def _page(path: str, html: str) -> Entry:
    reader = _Reader()
    reader.feed(html)
    text = "\n".join([reader.description, *reader.lines()])
    return Entry(reader.title or "Accueil", path, "", text)


class _Reader(HTMLParser):
    """Collects the title, the description and the text of `<article>`."""

    def __init__(self) -> None:
        super().__init__()
        self.description = ""
        self._title: list[str] = []
        self._text: list[str] = []
        self._inside: list[str] = []  # elements that matter, open now

    @property
    def title(self) -> str:
        """What the page is called, without the name of the site."""
        return " ".join("".join(self._title).split()).rpartition(" – ")[0]

    def lines(self) -> list[str]:
        """The text of the article, one line for each block."""
        lines = (" ".join(line.split()) for line in "".join(self._text).split("\0"))
        return [line for line in lines if line]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "meta" and ("name", "description") in attrs:
            self.description = dict(attrs).get("content") or ""
        if tag in _SILENT or tag in ("article", "title"):
            self._inside.append(tag)
        self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._inside and self._inside[-1] == tag:
            self._inside.pop()
        self._break(tag)

    def _break(self, tag: str) -> None:
        if tag in _BREAKS:
            self._text.append("\0")

    def handle_data(self, data: str) -> None:
        if self._inside == ["title"]:
            self._title.append(data)
        elif self._inside == ["article"]:
            self._text.append(data)
