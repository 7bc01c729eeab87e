"""Filling: generated pages printed into the blank page, fragments printed into the slots.

A blank page is cut once into constant pieces; a generated page is then one join of strings.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from html import escape, unescape
from urllib.parse import quote

from .errors import ShellError
from .keys import key_of
from .output import LatePage, Output, Page
from .sharing.addresses import PICTURE, PICTURE_ALT
from .shell import Shell, address
from .sitemap import Modified, sitemap
from .slots import Slot, find_slots, replace_slots

Fragment = Callable[[Slot, str], str]  # a slot and the address of its page → HTML, already safe
SlotKey = Callable[[Slot], str]

# Printed by main.html.
TOKENS = tuple(
    f"@@{name}@@" for name in ("titre", "description", "tete", "rubrique", "contenu", "image", "legende")
)
ON_EVERY_PAGE = {"edition", "cette-page"}  # slots that main.html puts
_CANONICAL = re.compile(r'<link rel="canonical" href="([^"]*)"')


def fill(
    shell: Shell,
    pages: Iterable[Page | LatePage],
    fragment: Fragment,
    modified: Modified = lambda address, shows_data: None,
    key: SlotKey | None = None,
) -> Iterator[Output]:
    """Every file of the site but products: hand-written and generated pages, files of `docs/`, site map.

    `fragment` gives the HTML of a slot; in the blank page it is asked once per section, with the blank page's
    own address. `modified` says when a page last changed, `key` what stands for all that fills a slot.
    """
    listed = [(page, modified(page, shows_data(shell.pages[path]))) for path, page in _addresses(shell)]
    yield from written_pages(shell, fragment, key)
    for page, output in _printed_pages(shell, pages, fragment):
        listed.append((page.path, modified(page.path, True)))
        yield output
    for path, content in shell.files.items():
        yield Output(path, content)
    yield from sitemap(site_url(shell), listed)


def written_pages(shell: Shell, fragment: Fragment, key: SlotKey | None = None) -> Iterator[Output]:
    """The hand-written pages, with their slots filled."""
    for path, text in shell.pages.items():
        own_key = partial(_key, text, key) if key else ""
        yield Output.later(path, own_key, partial(_filled, text, path, fragment))


def _key(text: str, key: SlotKey) -> str:
    return key_of(text, [key(slot) for slot in find_slots(text) if slot.closed])


def _filled(text: str, path: str, fragment: Fragment) -> bytes:
    return replace_slots(text, partial(_fragment_of, fragment, address(path))).encode()


def printed_pages(shell: Shell, pages: Iterable[Page | LatePage], fragment: Fragment) -> Iterator[Output]:
    """The generated pages, each in the blank page of its depth and section."""
    return (output for _, output in _printed_pages(shell, pages, fragment))


def _printed_pages(
    shell: Shell, pages: Iterable[Page | LatePage], fragment: Fragment
) -> Iterator[tuple[Page | LatePage, Output]]:
    blank_for = _blanks(shell, fragment)
    for page in pages:
        yield page, _printed(page, blank_for(page.path.count("/"), page.section))


def _addresses(shell: Shell) -> Iterator[tuple[str, str]]:
    """The hand-written pages: their file and their address. The page of errors has none."""
    for path in shell.pages:
        if path.endswith("index.html"):
            yield path, address(path)


def shows_data(text: str) -> bool:
    """Whether a hand-written page has a slot of its own, besides those that the theme puts in all of them."""
    return any(slot.name not in ON_EVERY_PAGE for slot in find_slots(text))


def _printed(page: Page | LatePage, blank: Blank) -> Output:
    path = f"{page.path}index.html"
    if isinstance(page, Page):
        return Output(path, print_page(page, blank))
    key, make = page.key, page.make
    return Output.later(
        path,
        lambda: key_of(blank.key, key if isinstance(key, str) else key()),
        lambda: print_page(make(), blank),
    )


def _fragment_of(fragment: Fragment, page: str, slot: Slot) -> str:
    return fragment(slot, page)


@dataclass(frozen=True, slots=True)
class Blank:
    """A blank page cut for one section: text and tokens in turn, and the section's part of the breadcrumb."""

    address: str
    pieces: tuple[str, ...]
    breadcrumb: str
    key: str


def _blanks(shell: Shell, fragment: Fragment) -> Callable[[int, str], Blank]:
    """The cut blank page for a depth of address and a section, each cut once."""
    by_depth = {blank.count("/"): blank for blank in shell.blanks}

    @cache
    def blank_for(depth: int, section: str) -> Blank:
        if depth not in by_depth:
            raise ShellError(f"Il manque dans docs/gabarits/ une page vierge de niveau {depth}.")
        blank = by_depth[depth]
        return cut_blank(blank, shell.blanks[blank], section, fragment)

    return blank_for


def cut_blank(blank: str, text: str, section: str, fragment: Fragment) -> Blank:
    """The blank page at address `blank`, its slots filled, the menu entry of `section` marked as current."""
    link = f'href="{"../" * blank.count("/")}{section}/"'
    label = re.search(rf"{re.escape(link)}>([^<]*)</a>", text)
    breadcrumb = f"\n<li><a {link}>{label[1]}</a></li>" if label else ""
    tokens = "|".join(map(re.escape, (*TOKENS, blank)))
    pieces = re.split(f"({tokens})", text.replace(f"{link}>", f'{link} aria-current="true">'))
    pieces[::2] = [replace_slots(piece, partial(_fragment_of, fragment, blank)) for piece in pieces[::2]]
    return Blank(blank, tuple(pieces), breadcrumb, key_of(blank, pieces, breadcrumb))


def print_page(page: Page, blank: Blank) -> bytes:
    """The file of a generated page; its title and description are escaped here, its body and head before."""
    values = {
        "@@titre@@": escape(page.title),
        "@@description@@": escape(page.description),
        "@@image@@": escape(page.picture or PICTURE),
        "@@legende@@": escape(page.picture_alt or PICTURE_ALT),
        "@@tete@@": f"\n{page.head}" if page.head else "",
        "@@rubrique@@": blank.breadcrumb,
        "@@contenu@@": _source_comment(page.source_note) + page.body,
        blank.address: quote(page.path),
    }
    pieces = list(blank.pieces)
    pieces[1::2] = [values[token] for token in pieces[1::2]]
    return "".join(pieces).encode()


def _source_comment(note: str) -> str:
    if not note:
        return ""
    note = note.replace("--", "- -")  # a comment cannot hold two hyphens
    return f"<!-- Page générée à partir de {note}. Modifiez les données, pas cette page. -->\n"


def site_url(shell: Shell) -> str:
    """The public address of the site, as the engine printed it in the home page; empty when there is none."""
    found = _CANONICAL.search(shell.pages.get("index.html", ""))
    return unescape(found[1]) if found else ""
