"""The page that opens a preview: what changes, which pages to read again, maps before and after."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..catalog import Catalog
from ..changes import Report
from ..output import Output
from ..templating import render
from .offline import START
from .thumbnails import FOLDER, MapChange


@dataclass(frozen=True, slots=True)
class Page:
    """A page that changed: its title, its file (empty once the page is gone), and what became of it."""

    title: str
    file: str
    kind: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A map before and after; a file is empty where there was or will be none."""

    title: str
    before: str
    after: str


def start_page(catalog: Catalog, report: Report | None, maps: Sequence[MapChange]) -> Output:
    """`commencer-ici.html`; without report it only leads to the site."""
    html = render(
        "apercu/commencer-ici.html",
        "",
        bandeau=render("apercu/bandeau.html", "", start=""),
        settings=catalog.settings,
        report=report,
        pages=list(_pages(catalog, report)) if report else [],
        maps=[_pair(one) for one in maps],
    )
    return Output(START, str(html).encode())


def pictures(maps: Iterable[MapChange]) -> Iterator[Output]:
    """The files that the pairs show."""
    for one in maps:
        for content, path in ((one.before, _file(one, "avant")), (one.after, _file(one, "apres"))):
            if content is not None:
                yield Output(path, content)


def _pages(catalog: Catalog, report: Report) -> Iterator[Page]:
    titles = {study.path: study.project.name for study in catalog.studies}
    groups = (*catalog.territories, *catalog.themes, *catalog.types)
    titles |= {group.path: group.label for group in groups}
    for address in report.addresses:
        file = f"{address.path}index.html" if address.path in titles else ""
        yield Page(titles.get(address.path, address.path), file, address.kind)


def _pair(one: MapChange) -> Pair:
    before = _file(one, "avant") if one.before is not None else ""
    return Pair(one.title, before, _file(one, "apres") if one.after is not None else "")


def _file(one: MapChange, when: str) -> str:
    return f"{FOLDER}/{one.name}-{when}.png"
