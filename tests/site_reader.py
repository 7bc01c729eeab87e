"""A built site as a browser reads it: the elements of its pages, their words, where their links lead."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree.ElementTree import Element

import html5lib

SILENT = {"script", "style", "template"}  # never read by anyone
FRAMED = ("cartes/", "graphiques/", "chiffres-cles/", "editions/")  # folders of what fills a frame
QUOTED = {"code", "pre", "textarea", "kbd"}  # shown as typed


@dataclass(frozen=True, eq=False)
class Page:
    """A page: its file in the site, what the file holds, the tree that a browser makes of it, its faults."""

    path: str
    source: str = field(repr=False)
    root: Element = field(repr=False)
    faults: list[str] = field(repr=False)

    @property
    def address(self) -> str:
        """Where it is served, relative to the site: « » is the home page."""
        return self.path.removesuffix("index.html")

    @property
    def title(self) -> str:
        return text(next(self.all("title", inside=next(self.all("head")))))

    @cached_property
    def meta(self) -> dict[str, str]:
        """What the head says to machines: `description`, `og:title`…"""
        return {
            meta.get("name") or meta.get("property", ""): meta.get("content", "") for meta in self.all("meta")
        }

    @cached_property
    def parents(self) -> dict[Element, Element]:
        return {child: parent for parent in self.root.iter() for child in parent}

    @cached_property
    def ids(self) -> list[str]:
        return [element.get("id", "") for element in self.root.iter() if element.get("id") is not None]

    def all(self, name: str = "", css: str = "", inside: Element | None = None) -> Iterator[Element]:
        """Every element of that name and class, in order."""
        for element in (self.root if inside is None else inside).iter():
            if (not name or tag(element) == name) and (not css or css in classes(element)):
                yield element

    def one(self, name: str = "", css: str = "") -> Element:
        (element,) = self.all(name, css)
        return element

    def around(self, element: Element) -> Iterator[Element]:
        """The element, then what holds it, up to the document."""
        yield element
        while (parent := self.parents.get(element)) is not None:
            element = parent
            yield element

    def closest(self, element: Element, *names: str) -> Element | None:
        return next((around for around in self.around(element) if tag(around) in names), None)

    def texts(self, left_out: set[str] = SILENT) -> Iterator[str]:
        """Every piece of text, as written."""
        return _texts(self.root, left_out)

    @cached_property
    def links(self) -> list[str]:
        """What each link of the page says, SVG included."""
        return [
            value for element in self.all("a") for key, value in element.items() if tag_name(key) == "href"
        ]


def read_site(folder: Path) -> dict[str, Page]:
    """Every page of a site by its path; what fills a frame or an e-mail is no page."""
    return read_pages(folder, lambda path: not path.startswith(FRAMED))


def read_pages(folder: Path, wanted: Callable[[str], bool]) -> dict[str, Page]:
    """The HTML files of a site whose path is wanted."""
    paths = sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*.html"))
    return {path: read_page(path, (folder / path).read_bytes()) for path in paths if wanted(path)}


def read_page(path: str, content: bytes) -> Page:
    source = content.decode("utf-8")
    parser = html5lib.HTMLParser(html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False)
    root = parser.parse(source)
    return Page(path, source, root, [f"{path}:{line}: {fault}" for (line, _), fault, _ in parser.errors])


def tag_name(name: str) -> str:
    return name.rpartition("}")[2]


def tag(element: Element) -> str:
    """The name of an element whatever its namespace; empty for a comment."""
    return tag_name(element.tag) if isinstance(element.tag, str) else ""


def classes(element: Element) -> list[str]:
    return element.get("class", "").split()


def text(element: Element, left_out: set[str] = SILENT) -> str:
    """The words of an element, ordinary spaces merged, no-break ones kept."""
    return re.sub(r"[ \n\t]+", " ", "".join(_texts(element, left_out))).strip(" ")


def _texts(element: Element, left_out: set[str]) -> Iterator[str]:
    name = tag(element)
    if not name or name in left_out:
        return
    if element.text:
        yield element.text
    for child in element:
        yield from _texts(child, left_out)
        if child.tail:
            yield child.tail


def target(page: Page, link: str, site_url: str) -> tuple[str, str] | None:
    """The file of the site and the anchor that a link leads to; None when it leaves the site."""
    whole = urljoin(site_url + page.address, link)
    if not whole.startswith(site_url):
        return None
    parts = urlsplit(whole)
    path = unquote(parts.path).removeprefix(urlsplit(site_url).path)
    return (f"{path}index.html" if path.endswith("/") or not path else path), unquote(parts.fragment)
