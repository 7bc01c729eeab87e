"""Pages that open from a folder, by a double click, as well as from any host.

A browser that reads a folder has no server to turn `../projets/` into `../projets/index.html`, and its root
is the disk's. Each page also says that it is a preview, which search engines must leave alone.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from html import escape, unescape
from urllib.parse import urlsplit

from ..output import Output
from ..templating import render, root_of

START = "commencer-ici.html"
_TAG = re.compile(r"<(?:a|area|link|script|img|source|iframe|form)\s[^>]*>")
_ADDRESS = re.compile(r'(?<=\s)(href|src|action)="([^"]*)"')
_MODULE = re.compile(r'<script type="module"[^>]*></script>\n?')  # browsers refuse them in a folder
# What readers of the published site ask for and those of a proposal do not: cards of networks, e-mails, past
# editions, pictures of maps that are drawn in their pages. Making them takes minutes.
_PUBLISHED_ONLY = re.compile(
    r"(?:partage|editions)/|sitemap\.xml$|.*/(?:oembed\.json|courriel\.(?:html|eml|txt)|carte(?:-2x)?\.png)$"
)
_HEAD = "<head>"
_HEADER = '<header class="entete">'  # see builder/theme/main.html


def offline(outputs: Iterable[Output], site_url: str) -> Iterator[Output]:
    """The same files with links between files only; `site_url` is the address the site was made for.

    What only the published site is asked for is left out, and links to it lead there.
    """
    for output in outputs:
        if _PUBLISHED_ONLY.match(output.path):
            continue
        if output.path.endswith(".html"):
            yield Output(output.path, offline_page(output.content.decode(), output.path, site_url).encode())
        else:
            yield output


def offline_page(html: str, path: str, site_url: str) -> str:
    """A page whose links lead to files, with a banner above it and no module, which no folder may serve."""

    def address(found: re.Match[str]) -> str:
        return f'{found[1]}="{escape(file_link(unescape(found[2]), path, site_url))}"'

    linked = _TAG.sub(lambda tag: _ADDRESS.sub(address, tag[0]), _MODULE.sub("", html))
    head, banner = (render(f"apercu/{name}.html", root_of(path), start=START) for name in ("tete", "bandeau"))
    return linked.replace(_HEAD, f"{_HEAD}\n{head}", 1).replace(_HEADER, f"{banner}{_HEADER}", 1)


def file_link(link: str, path: str, site_url: str) -> str:
    """A link of the page at `path` as a link to a file; those that leave the site do not change.

    A link to what is left out leads to the published site, at `site_url`.
    """
    base = urlsplit(site_url).path or "/"
    parts = urlsplit(link)
    if parts.scheme or parts.netloc or not parts.path:
        return link
    target = parts.path
    if target.startswith(base):
        target = root_of(path) + target.removeprefix(base)
    folder, _, last = target.rpartition("/")
    if last in ("", ".", ".."):
        target = "/".join(filter(None, (folder, last, "index.html")))
    whole = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
    return f"{site_url}{whole}" if _PUBLISHED_ONLY.match(whole) else parts._replace(path=target).geturl()
