"""Keys: as long as a key stays, so do the bytes; an edit changes the keys of what it may change alone."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from zlib import crc32

import pytest

from builder import paging
from builder.catalog import Catalog
from builder.charts import CASE_CHARTS, CHARTS
from builder.checks import check
from builder.columns import columns_of
from builder.errors import Level, Problem
from builder.fragments import FRAGMENTS, criteres
from builder.fragments.tiles import TILES
from builder.keys import cases_key, key_of, site_key, table_key
from builder.output import LatePage, Output
from builder.pages import PAGES
from builder.products import PRODUCTS
from builder.records import TABLES, headers_of
from builder.search.products import search_files
from tests.small_catalog import ROWS, SETTINGS, small_catalog, small_dataset

# What a cell may become, the first that the checks accept.
OTHERS = (
    "Autre chose",
    "autre-chose",
    "2013",
    "2013-04",
    "2013-04-05",
    "7",
    "45.3",
    "3.3",
    "https://autre.example/",
    "",
)
ROOT = Path(__file__).parent.parent


# Slots of hand-written pages whose key is not that of the whole site, and others.
FILTERED: tuple[dict[str, str], ...] = ({}, {"thematique": "savoir_faire"}, {"departement": "01"})
SLOTS = [
    *({"slot": "graphique", "nom": name, **filters} for name in CHARTS for filters in FILTERED),
    *({"slot": "graphique", "nom": name, "projet": "laine"} for name in CASE_CHARTS),
    *({"slot": name, **filters} for name in ("chiffres-cles", "carte") for filters in FILTERED),
    *({"slot": "liste-projets", "nombre": "1", "tri": "documente", **filters} for filters in FILTERED),
    *({"slot": "chiffre-cle", "nom": name, **filters} for name in TILES for filters in FILTERED),
    *({"slot": "carte", "nom": name} for name in ("emplois", "argent", "epci", "projet-laine")),
    *({"slot": name} for name in ("edition", "signaler", "mentions", "licence", "erreurs", "sources")),
    {"slot": "cette-page", "titre": "Titre", "adresse": "page/", "tableau": "emplois"},
]


def recipes(catalog: Catalog) -> dict[str, tuple[str, Output]]:
    """What comes with a key, pages and files by address; of pictures, what they are drawn from."""
    found = {}
    for pages in PAGES:
        for page in pages(catalog):
            if isinstance(page, LatePage):
                key = page.key if isinstance(page.key, str) else page.key()
                found[page.path] = (key, Output.later(page.path, key, partial(_printed, page)))
    for slot in SLOTS:
        fragment = FRAGMENTS[slot["slot"]]
        path, shown = f"slots/{'-'.join(slot.values())}", partial(fragment.render, catalog, slot, "")
        found[path] = (fragment.key(catalog, slot), Output.later(path, "", partial(_encoded, shown)))
    for product in (*PRODUCTS, partial(search_files, pages={})):
        for output in product(catalog):
            if output.key:
                found[output.path] = (
                    output.key,
                    _undrawn(output) if output.path.endswith(".png") else output,
                )
    return found


def _encoded(text: Callable[[], str]) -> bytes:
    return text().encode()


def _undrawn(picture: Output) -> Output:
    return Output.later(picture.path, picture.key, lambda: picture.lasting.encode())


def _printed(page: LatePage) -> bytes:
    return repr(page.make()).encode()


def edited(table: str, row: int, column: int, value: str) -> str | None:
    """The rows of a table with another cell; None when it is the same, or when there is no such row."""
    rows = list(csv.reader(io.StringIO(ROWS.get(table, ""))))
    if row >= len(rows) or rows[row][column] == value:
        return None
    rows[row][column] = value
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def values(table: str, index: int) -> Iterator[str]:
    """The words that a column knows, what the tables that it names hold, then anything."""
    column = columns_of(TABLES[table])[index]
    yield from (word.value for word in column.words)
    if column.references:
        yield from (row[0] for row in csv.reader(io.StringIO(ROWS.get(column.references, ""))))
    yield from OTHERS


def errors(changes: Mapping[str, str]) -> set[Problem]:
    return {problem for problem in check(small_dataset(changes)) if problem.level is Level.ERROR}


KNOWN = errors({})  # there is no EPCI


def edit(table: str, column: int) -> str | None:
    """The rows of a table with one cell of that column changed, the first change that the checks accept."""
    for row in range(len(ROWS.get(table, "").splitlines())):
        for value in values(table, column):
            text = edited(table, row, column, value)
            if text is not None and errors({table: text}) <= KNOWN:
                return text
    return None


@pytest.fixture(scope="module", autouse=True)
def short_pages() -> Iterator[None]:
    """Every list takes several pages, as where cases are many."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paging, "SIZE", 1)
        patch.setattr(criteres, "FIRST", 0)
        yield


@pytest.fixture(scope="module")
def before() -> dict[str, tuple[str, Output]]:
    return recipes(small_catalog())


# A code that others name cannot change alone.
FIXED = {"communes.code", "departements.code", "types.code", *(f"epci.{h}" for h in headers_of("epci"))}
COLUMNS = [(t, h) for t in TABLES for h in headers_of(t) if f"{t}.{h}" not in FIXED]


# Of these, hundreds are made alike: each column looks at some of them, all columns at all of them.
MANY = {"donnees", "cartes", "graphiques", "chiffres-cles"}


def in_turn(*about: str) -> bool:
    return crc32(repr(about).encode()) % 8 == 0


@pytest.mark.parametrize(("table", "header"), COLUMNS)
def test_a_key_stays_only_when_the_bytes_stay(
    before: Mapping[str, tuple[str, Output]], table: str, header: str
):
    text = edit(table, headers_of(table).index(header))
    assert text is not None, "no edit of this column passes the checks"
    after = recipes(small_catalog({table: text}))
    kept = [path for path in before.keys() & after.keys() if before[path][0] == after[path][0]]
    kept = [path for path in kept if path.partition("/")[0] not in MANY or in_turn(path, table, header)]
    wrong = [path for path in kept if before[path][1].content != after[path][1].content]
    assert wrong == [], "their keys do not say that they depend on this column"


def without_a_row(table: str) -> Iterator[str]:
    """The rows of a table but one, when the checks accept what is left."""
    lines = ROWS[table].splitlines(keepends=True)
    for number in range(len(lines)):
        text = "".join(lines[:number] + lines[number + 1 :])
        if errors({table: text}) <= KNOWN:
            yield text


@pytest.mark.parametrize("table", [table for table in ROWS if any(without_a_row(table))])
def test_a_key_stays_only_when_the_bytes_stay_without_a_row(
    before: Mapping[str, tuple[str, Output]], table: str
):
    for text in without_a_row(table):
        after = recipes(small_catalog({table: text}))
        kept = [path for path in before.keys() & after.keys() if before[path][0] == after[path][0]]
        kept = [path for path in kept if path.partition("/")[0] not in MANY or in_turn(path, table, text)]
        wrong = [path for path in kept if before[path][1].content != after[path][1].content]
        assert wrong == [], f"their keys do not say that they depend on the rows of {table}"


def test_an_edit_changes_only_the_keys_of_what_it_may_change(before: Mapping[str, tuple[str, Output]]):
    text = edited("emplois", 0, 5, "11")
    assert text is not None
    after = recipes(small_catalog({"emplois": text}))
    changed = {path for path in before if before[path][0] != after[path][0] and path.endswith("/")}
    assert changed & {"projets/laine/", "thematiques/savoir_faire/"} == {
        "projets/laine/",
        "thematiques/savoir_faire/",
    }
    assert changed & {"thematiques/alimentation/", "thematiques/mobilite/", "types/cluster/"} == set()


@pytest.mark.parametrize(
    "other",
    [
        small_catalog(settings=replace(SETTINGS, repo_url="https://forge.example/autre")),
        small_catalog({"sources": ROWS["sources"].replace("2026-01-12", "2026-02-12")}),  # the edition
        small_catalog({"communes": ROWS["communes"].replace("Le Bourg", "Le Village")}),
        small_catalog({"types": ROWS["types"].replace("Une chaîne", "Plusieurs chaînes")}),
    ],
    ids=["réglages", "édition", "communes", "mots"],
)
def test_what_is_common_changes_every_key(other: Catalog):
    catalog = small_catalog()
    assert site_key(other) != site_key(catalog)
    for one, same in zip(catalog.studies, other.studies, strict=True):
        assert cases_key(other, [same]) != cases_key(catalog, [one])


def test_a_key_depends_on_the_order_of_the_cases_and_on_nothing_that_changes_with_the_run():
    catalog, again = small_catalog(), small_catalog()
    assert cases_key(catalog, catalog.studies) == cases_key(again, again.studies)
    assert cases_key(catalog, catalog.studies[::-1]) != cases_key(catalog, catalog.studies)
    assert table_key(catalog, "emplois") == table_key(again, "emplois") != table_key(again, "impacts")
    assert key_of("a", "bc") != key_of("ab", "c")


def test_two_runs_give_the_same_keys():
    def keys(seed: str) -> str:
        code = (
            "from tests.test_keys import *; print({p: k for p, (k, _) in recipes(small_catalog()).items()})"
        )
        run = subprocess.run(
            [sys.executable, "-c", code],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=True,
        )
        return run.stdout

    assert keys("1") == keys("2") != ""
