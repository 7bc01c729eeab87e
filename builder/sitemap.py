"""The site map for search engines: every page, and the day on which what it shows last changed in the data.

Frames and frozen figures are not listed: the pages that lead to them are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from html import escape
from urllib.parse import quote

from .catalog import Catalog
from .feeds.dates import changed_on
from .output import Output

FILE = "sitemap.xml"
MOST = 45_000  # addresses of a file: search engines take 50,000
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"

Listed = tuple[str, date | None]  # an address relative to the site, and when it last changed
Modified = Callable[[str, bool], date | None]  # an address, whether the page shows data


def modified_in(catalog: Catalog) -> Modified:
    """The day on which a page last changed; None for one that shows no data: the data cannot tell."""
    days = {study.path: changed_on(study) for study in catalog.studies}
    for group in (*catalog.territories, *catalog.themes, *catalog.types):
        if group.studies:
            days[group.path] = max(days[study.path] for study in group.studies)
    return lambda address, shows_data: days.get(address, catalog.edition if shows_data else None)


def sitemap(root: str, pages: Iterable[Listed]) -> Iterator[Output]:
    """The site map, as an index of several beyond 45,000 pages; none without the address of the site."""
    if not root:
        return
    listed = sorted(pages, key=lambda page: page[0])
    parts = [listed[start : start + MOST] for start in range(0, len(listed), MOST)]
    if len(parts) <= 1:
        yield Output(FILE, _file("urlset", "url", root, listed))
        return
    files = [(f"sitemap-{number}.xml", part) for number, part in enumerate(parts, 1)]
    for path, part in files:
        yield Output(path, _file("urlset", "url", root, part))
    index = [(path, max((day for _, day in part if day), default=None)) for path, part in files]
    yield Output(FILE, _file("sitemapindex", "sitemap", root, index))


def _file(name: str, entry: str, root: str, listed: Sequence[Listed]) -> bytes:
    lines = "".join(
        f"<{entry}><loc>{escape(root + quote(address))}</loc>{_day(day)}</{entry}>\n"
        for address, day in listed
    )
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return f'{head}<{name} xmlns="{_NAMESPACE}">\n{lines}</{name}>\n'.encode()


def _day(day: date | None) -> str:
    return f"<lastmod>{day}</lastmod>" if day else ""
