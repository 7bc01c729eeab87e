"""Words of the cases, for the explorer's text field: which cases hold a word that begins with what is typed.

A file holds the words whose first two letters fall in it; what is typed then needs one small file a word,
however many cases there are.
"""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Iterator, Mapping
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from ..catalog import CaseStudy, Catalog
from ..json_text import compact
from ..keys import table_key
from ..output import Output
from ..search.words import words
from . import FOLDER
from .columns import steps

if TYPE_CHECKING:
    Positions = array[int]  # four bytes each: five million of them at 100,000 cases

FEW = 500  # up to as many cases, one file holds every word
MANY_BUCKETS = 256
HEAD = 2  # letters that tell in which file a word is
# Where the words come from.
TABLES = ("projets", "lieux", "partenaires", "thematiques", "types", "communes", "departements", "epci")


def words_files(catalog: Catalog) -> Iterator[Output]:
    """The files of words, remade only when a text that they come from changed."""
    key = table_key(catalog, *TABLES)
    for bucket in range(buckets(catalog)):
        make = partial(_content, catalog, bucket)
        yield Output.later(f"{FOLDER}mots/{bucket}.json", key, make, together=f"{FOLDER}mots")


def buckets(catalog: Catalog) -> int:
    """Over how many files the words are spread."""
    return 1 if len(catalog.studies) <= FEW else MANY_BUCKETS


def bucket_of(word: str, among: int) -> int:
    """The file of a word, which the browser finds in the same way."""
    return zlib.crc32(word[:HEAD].encode()) % among


def text_of(study: CaseStudy) -> str:
    """What a case is found by: its names, places, partners, words and summary."""
    project = study.project
    texts: list[str | None] = [project.name, project.summary, project.lead, project.territory]
    texts += [study.theme.label, study.type.label]
    texts += [partner.name for partner in study.partners]
    for place in study.locations:
        texts += [place.commune.name, place.department.name, place.epci.name if place.epci else ""]
    return "\n".join(filter(None, texts))


@lru_cache(maxsize=1)
def postings(catalog: Catalog) -> tuple[Mapping[str, Positions], ...]:
    """For each file, its words and the positions of the cases that hold them."""
    among = buckets(catalog)
    found: list[dict[str, Positions]] = [{} for _ in range(among)]
    where: dict[str, Positions] = {}
    for position, study in enumerate(catalog.studies):
        for word in set(words(text_of(study))):
            if word not in where:
                where[word] = found[bucket_of(word, among)].setdefault(word, array("I"))
            where[word].append(position)
    return tuple(found)


def _content(catalog: Catalog, bucket: int) -> bytes:
    found = postings(catalog)[bucket]
    lines = (f"{compact(word)}:{_numbers(found[word])}" for word in sorted(found))
    return ("{" + ",\n".join(lines) + "}\n").encode()


def _numbers(positions: Positions) -> str:
    return compact(steps(positions))
