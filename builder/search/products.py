"""The files of the search, made again only when something that can be found has changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import takewhile

from ..catalog import CaseStudy, Catalog
from ..keys import cases_key, key_of, table_key
from ..output import Output
from . import FOLDER
from .entries import CASES, Recipe, recipes
from .index import LETTERS, TEXTS_A_FILE, Index
from .pages import page_recipes

# What the entries are made from, besides stories, pages written by hand, and the words beside figures.
TABLES = (
    "projets",
    "lieux",
    "partenaires",
    "etapes",
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
    key = key_of(_told_in_words(catalog), sorted(pages.items()))
    later = partial(Output.later, together=f"{FOLDER}mots")  # what shares the reading of every entry
    yield later(f"{FOLDER}index.json", key, index.manifest)
    for number in range(index.buckets):
        yield later(f"{FOLDER}mots/{number}.txt", key, partial(index.bucket, number))
    for letter in LETTERS:
        yield later(f"{FOLDER}vocabulaire/{letter}.txt", key, partial(index.vocabulary, letter))
    for number in range(-(-index.count // TEXTS_A_FILE)):
        studies = _studies_in(catalog, found, number)
        own_key = cases_key(catalog, studies) if studies else key
        yield Output.later(f"{FOLDER}textes/{number}.json", own_key, partial(index.texts_file, number))


def _told_in_words(catalog: Catalog) -> str:
    """The key of all that entries say. A figure that changes is none of it: nothing is made again."""
    records = catalog.dataset.records
    return key_of(
        table_key(catalog, *TABLES),
        [(funding.project_id, funding.funder) for funding in records["financements"]],
        [(impact.project_id, impact.family.value, impact.indicator) for impact in records["impacts"]],
        [(study.project.id, study.story) for study in catalog.studies if study.story],
    )


def _studies_in(
    catalog: Catalog, found: Mapping[str, Sequence[Recipe]], number: int
) -> tuple[CaseStudy, ...]:
    """The cases that a file of texts holds; none when it also holds other things."""
    before = sum(len(made) for label, made in takewhile(lambda group: group[0] != CASES, found.items()))
    first = number * TEXTS_A_FILE - before
    whole = first >= 0 and first + TEXTS_A_FILE <= len(catalog.studies)
    return catalog.studies[first : first + TEXTS_A_FILE] if whole else ()
