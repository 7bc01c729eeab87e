"""Long lists take several pages: none grows with the data, each leads to the others."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from builder import paging
from builder.catalog import Catalog
from builder.fragments import FRAGMENTS
from builder.output import LatePage, Page
from builder.pages import group, long_lists
from tests.small_catalog import small_catalog

COUNT = 230
HOSTILE = '{{ 7*7 }} </script><img src=x onerror="alert(1)">'


@pytest.fixture(scope="module")
def many() -> Catalog:
    """Many cases in one place and theme, each with a factor and a source of its own, and many events."""
    numbers = [f"{n:03}" for n in range(COUNT)]
    csv = HOSTILE.replace('"', '""')
    rows = {
        "projets": 'p{n},"Projet {n} {csv}",filiere,actif,01001,site,,savoir_faire,2010,,,,Un texte.,s{n},\n',
        "facteurs": 'p{n},valeur_locale,"Preuve {n} {csv}",s{n}\n',
        "sources": 's{n},"Titre {n} {csv}",Éditeur,2020,https://s.example/{n},2026-01-01\n',
        "evenements": 'e{n},"Soirée {n} {csv}",autre,2020-01-02,,,,,,,s{n}\n',
    }
    changes = {name: "".join(row.format(n=n, csv=csv) for n in numbers) for name, row in rows.items()}
    others = ("lieux", "emplois", "impacts", "financements", "partenaires", "etapes", "reseaux", "aides")
    return small_catalog(changes | dict.fromkeys(others, ""))


def made(pages: Callable[[Catalog], object], catalog: Catalog) -> dict[str, Page]:
    found: dict[str, Page] = {}
    for late in pages(catalog):  # type: ignore[attr-defined]
        assert isinstance(late, LatePage)
        page = late.make()
        assert (late.path, late.section) == (page.path, page.section)
        found[page.path] = page
    return found


def cards(page: Page) -> list[str]:
    return re.findall(r'<article class="carte">.*?href="[./]*projets/(p\d+)/"', page.body, re.DOTALL)


def test_a_group_of_many_cases_has_several_pages_that_hold_each_case_once(many: Catalog) -> None:
    pages = made(group.pages, many)
    parts = [pages[path] for path in ("territoires/01/", "territoires/01/page/2/", "territoires/01/page/3/")]
    assert "territoires/01/page/4/" not in pages
    assert [len(cards(page)) for page in parts] == [100, 100, 30]
    assert [case for page in parts for case in cards(page)] == [study.project.id for study in many.studies]
    assert len({page.title for page in parts}) == 3


def test_each_page_of_a_group_leads_to_its_neighbours(many: Catalog) -> None:
    pages = made(group.pages, many)
    first, second, third = (pages[f"territoires/01/{rest}"].body for rest in ("", "page/2/", "page/3/"))
    assert 'href="../../territoires/01/page/2/" rel="next"' in first
    assert 'rel="prev"' not in first
    assert 'href="../../../../territoires/01/" rel="prev"' in second
    assert 'href="../../../../territoires/01/page/3/" rel="next"' in second
    assert 'rel="next"' not in third
    assert '<nav class="pages" aria-label="Pages de la liste">' in third
    assert 'href="../../../../territoires/01/page/3/" aria-current="page"' in third


def test_a_group_of_few_cases_has_one_page_without_links() -> None:
    pages = made(group.pages, small_catalog())
    assert not [path for path in pages if "/page/" in path]
    assert "rel=" not in re.sub(r"<aside.*", "", pages["territoires/01/"].body, flags=re.DOTALL).replace(
        'rel="external"', ""
    )


@pytest.mark.parametrize(
    ("slot", "paths", "entry"),
    [
        ("sources", ["donnees/sources/page/2/", "donnees/sources/page/3/"], 'id="source-s'),
        ("agenda", ["agenda/page/2/", "agenda/page/3/"], 'id="evenement-e'),
    ],
)
def test_a_list_begins_in_its_slot_and_goes_on(
    many: Catalog, slot: str, paths: list[str], entry: str
) -> None:
    pages = made(long_lists.pages, many)
    begun = str(FRAGMENTS[slot].render(many, {}, "../"))
    assert f'href="../{paths[0]}" rel="next"' in begun
    assert begun.count(entry) == paging.SIZE
    assert begun.count(entry) + sum(pages[path].body.count(entry) for path in paths) == COUNT
    assert 'rel="prev"' in pages[paths[0]].body


def test_cases_that_show_a_factor_have_pages_of_their_own_when_they_are_many(many: Catalog) -> None:
    begun = str(FRAGMENTS["criteres"].render(many, {}, "../"))
    assert begun.count("Preuve ") == 20
    assert 'href="../criteres/valeur_locale/"' in begun
    pages = made(long_lists.pages, many)
    bodies = [pages[f"criteres/valeur_locale/{rest}"].body for rest in ("", "page/2/", "page/3/")]
    assert [body.count("Preuve ") for body in bodies] == [100, 100, 30]
    assert not list(long_lists.pages(small_catalog()))


def test_the_plan_of_a_large_site_leads_to_the_pages_of_the_list(many: Catalog) -> None:
    plan = str(FRAGMENTS["plan"].render(many, {}, "../"))
    assert 'href="../projets/page/3/"' in plan
    assert 'href="../projets/p001/"' not in plan


def test_hostile_text_is_escaped_in_every_page(many: Catalog) -> None:
    for page in (made(group.pages, many) | made(long_lists.pages, many)).values():
        assert "<img" not in page.body
        assert "onerror=alert" not in page.body


def test_no_page_is_heavy(many: Catalog) -> None:
    bodies = made(group.pages, many) | made(long_lists.pages, many)
    assert max(len(page.body.encode()) for page in bodies.values()) < 300_000


@pytest.mark.parametrize(("count", "last"), [(0, 1), (1, 1), (100, 1), (101, 2), (1000, 10)])
def test_pages_are_counted(count: int, last: int) -> None:
    entries = list(range(count))
    assert paging.last_page(entries) == last
    parts = [paging.on_page(entries, page) for page in range(1, last + 1)]
    assert [entry for part in parts for entry in part] == entries
