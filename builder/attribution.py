"""Attribution: what a drawing or a picture says of itself in its own bytes, wherever it is copied.

An SVG file has Dublin Core in `<metadata>`, which drawing software shows and keeps; a PNG file has the text
chunks of https://www.w3.org/TR/png-3/#11textinfo. Both say who publishes, under which licence, which edition
of the data, where the page is, and from which sources.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from .catalog import CaseStudy, Catalog
from .citations import author
from .figure import Figure
from .records import Source
from .statistics import asked_again
from .templating import render
from .text import citation, date_in_words, plural, typography

MOST_SOURCES = 12  # beyond, the file says how many there are: its page names them all
_SIGNATURE = 8  # bytes before the first chunk of a PNG file
_TITLE_END = "</title>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """What the file of a figure says of itself; `url` is the address of its page."""

    title: str
    description: str
    author: str
    rights: str
    licence: str
    date: str
    url: str
    sources: Sequence[Source]  # empty when they are too many to be named


def attribution(
    catalog: Catalog, figure: Figure, path: str, studies: Iterable[CaseStudy], *, is_map: bool = False
) -> Attribution:
    """What the files of the figure at `path` say of themselves; a map says whose outlines it draws."""
    settings = catalog.settings
    count, few = _sources(studies)
    counted = f"D’après {plural(count, 'source')}." if count else ""
    limits = figure.limits if not figure.limits or figure.limits.endswith(".") else f"{figure.limits}."
    said = (limits, f"Données au {date_in_words(catalog.edition)}.", counted)
    licence = f"{settings.licence.nom} ({settings.licence.url})"
    rights = [licence, settings.attribution_cartes if is_map else ""]
    return Attribution(
        title=typography(figure.title),
        description=typography(" ".join(filter(None, said))),
        author=author(catalog),
        rights=typography(". ".join(filter(None, rights))),
        licence=settings.licence.url,
        date=catalog.edition.isoformat(),
        url=f"{settings.site_url}{path}",
        sources=few,
    )


@asked_again
def _sources(studies: Iterable[CaseStudy]) -> tuple[int, tuple[Source, ...]]:
    """How many sources some cases have, and these sources when they are few enough to be named."""
    sources = {source.id: source for study in studies for source in study.sources}
    return len(sources), tuple(sources.values()) if len(sources) <= MOST_SOURCES else ()


def signed_svg(svg: str, said: Attribution) -> str:
    """The file of a drawing with what it says of itself, right after its title."""
    metadata = render("svg/attribution.svg", "", said=said, citation=citation)
    return svg.replace(_TITLE_END, f"{_TITLE_END}\n{metadata}", 1)


def signed_png(png: bytes, said: Attribution) -> bytes:
    """The file of a picture with what it says of itself, before what is drawn."""
    header = _SIGNATURE + 4 + 4 + 13 + 4  # the chunk IHDR, always first and of this length
    return png[:header] + signature(said) + png[header:]


def signature(said: Attribution) -> bytes:
    """The chunks that say in a PNG file where it comes from."""
    return b"".join(_chunks(said))


def _chunks(said: Attribution) -> Iterator[bytes]:
    sources = " ; ".join([said.url, *(f"{citation(one)}, {one.url}" for one in said.sources)])
    texts = {
        "Title": said.title,
        "Author": said.author,
        "Description": said.description,
        "Copyright": said.rights,
        "Source": sources,
    }
    return (_text_chunk(keyword, text) for keyword, text in texts.items())


def _text_chunk(keyword: str, text: str) -> bytes:
    """An iTXt chunk: in French, in UTF-8, not compressed."""
    name = b"iTXt"
    content = keyword.encode() + b"\0\0\0fr\0\0" + text.replace("\0", "").encode()
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
