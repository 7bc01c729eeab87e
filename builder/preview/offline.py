"""Pages that open from a folder, by a double click, as well as from any host.

A browser that reads a folder has no server to turn `../projets/` into `../projets/index.html`, and its root
is the disk's. Each page also says that it is a preview, which search engines must leave alone.
"""

from __future__ import annotations

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
_HEAD = "<head>"
_HEADER = '<header class="entete">'  # see builder/theme/main.html


def offline(outputs: Iterable[Output], site_url: str) -> Iterator[Output]:
    """The same files with links between files only; `site_url` is the address the site was made for.

    The site map is left out: it only holds addresses of the published site.
    """
    base = urlsplit(site_url).path or "/"
    for output in outputs:
        if output.path.endswith(".html"):
            yield Output(output.path, offline_page(output.content.decode(), output.path, base).encode())
        elif output.path != "sitemap.xml":
            yield output


def offline_page(html: str, path: str, base: str) -> str:
    """A page whose links lead to files, with a banner above it and no module, which no folder may serve."""

    def address(found: re.Match[str]) -> str:
        return f'{found[1]}="{escape(file_link(unescape(found[2]), path, base))}"'

    linked = _TAG.sub(lambda tag: _ADDRESS.sub(address, tag[0]), _MODULE.sub("", html))
    head, banner = (render(f"apercu/{name}.html", root_of(path), start=START) for name in ("tete", "bandeau"))
    return linked.replace(_HEAD, f"{_HEAD}\n{head}", 1).replace(_HEADER, f"{banner}{_HEADER}", 1)


def file_link(link: str, path: str, base: str) -> str:
    """A link of the page at `path` as a link to a file; those that leave the site do not change.

    `base` is where the site starts on its host: `/`, or `/vitrine/`.
    """
    parts = urlsplit(link)
    if parts.scheme or parts.netloc or not parts.path:
        return link
    target = parts.path
    if target.startswith(base):
        target = root_of(path) + target.removeprefix(base)
    folder, _, last = target.rpartition("/")
    if last in ("", ".", ".."):
        target = "/".join(filter(None, (folder, last, "index.html")))
    return parts._replace(path=target).geturl()
