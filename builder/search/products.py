"""The files of the search, made again only when something that can be found has changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from ..catalog import Catalog
from ..keys import cases_key, key_of, table_key
from ..output import Output
from . import FOLDER
from .entries import CASES, recipes
from .index import LETTERS, TEXTS_A_FILE, Index
from .pages import page_recipes

# What the entries are made from, besides stories and pages written by hand.
TABLES = (
    "projets",
    "lieux",
    "partenaires",
    "financements",
    "etapes",
    "impacts",
    "facteurs",
    "criteres",
    "thematiques",
    "types",
    "reseaux",
    "evenements",
    "aides",
    "departements",
    "communes",
    "epci",
)


def search_files(catalog: Catalog, pages: Mapping[str, str]) -> Iterator[Output]:
    """Every file of the search; `pages` are those written by hand, their HTML by their path in the site."""
    found = recipes(catalog, page_recipes(pages))
    index = Index(found)
    stories = [(study.project.id, study.story) for study in catalog.studies if study.story]
    key = key_of(table_key(catalog, *TABLES), stories, sorted(pages.items()))
    yield Output.later(f"{FOLDER}index.json", key, index.manifest)
    for number in range(index.buckets):
        yield Output.later(f"{FOLDER}mots/{number}.txt", key, partial(index.bucket, number))
    for letter in LETTERS:
        yield Output.later(f"{FOLDER}vocabulaire/{letter}.txt", key, partial(index.vocabulary, letter))
    before_cases = index.count - len(found[CASES])
    for first in range(0, index.count, TEXTS_A_FILE):
        number = first // TEXTS_A_FILE
        studies = catalog.studies[first - before_cases :][:TEXTS_A_FILE] if first >= before_cases else ()
        own_key = cases_key(catalog, studies) if studies else key
        yield Output.later(f"{FOLDER}textes/{number}.json", own_key, partial(index.texts_file, number))
