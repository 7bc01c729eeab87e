"""The site map: every page, dates of the data, several files when there are too many pages for one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from xml.etree import ElementTree

import pytest

from builder import sitemap as module
from builder.output import Output
from builder.sitemap import modified_in, sitemap
from tests.small_catalog import ROWS, small_catalog

ROOT = "https://vitrine.example/a&b/"
S = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def read(outputs: Iterable[Output]) -> dict[str, list[tuple[str | None, str | None]]]:
    found = {}
    for output in outputs:
        root = ElementTree.fromstring(output.content)
        found[output.path] = [(one.findtext(f"{S}loc"), one.findtext(f"{S}lastmod")) for one in root]
    return found


def test_pages_are_listed_in_order_with_the_day_they_changed():
    pages = [("projets/é/", date(2026, 1, 2)), ("", None)]
    assert read(sitemap(ROOT, pages)) == {
        "sitemap.xml": [(ROOT, None), (f"{ROOT}projets/%C3%A9/", "2026-01-02")]
    }


def test_a_correction_that_the_change_log_dates_moves_the_pages_that_show_it():
    days = modified_in(small_catalog(corrected={"laine": date(2026, 2, 3), "aides": date(2026, 2, 1)}))
    assert days("projets/laine/", True) == days("territoires/01/", True) == date(2026, 2, 3)
    assert days("projets/lait/", True) == date(2026, 1, 11)
    assert days("donnees/", True) == date(2026, 2, 3)


def test_beyond_what_a_file_may_hold_there_is_an_index(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(module, "MOST", 2)
    pages = [(f"{n}/", date(2026, 1, n)) for n in range(1, 6)]
    found = read(sitemap(ROOT, pages))
    assert found["sitemap.xml"] == [
        (f"{ROOT}sitemap-1.xml", "2026-01-02"),
        (f"{ROOT}sitemap-2.xml", "2026-01-04"),
        (f"{ROOT}sitemap-3.xml", "2026-01-05"),
    ]
    listed = [loc for name in ("sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml") for loc, _ in found[name]]
    assert listed == [f"{ROOT}{n}/" for n in range(1, 6)]


def test_without_address_or_page_nothing_breaks():
    assert list(sitemap("", [("", None)])) == []
    assert read(sitemap(ROOT, [])) == {"sitemap.xml": []}


def test_a_case_changed_when_it_was_checked_and_its_groups_with_it():
    checked = ROWS["projets"].replace("presse-2020,\n", "presse-2020,2026-03-01\n", 1)
    modified = modified_in(small_catalog({"projets": checked}))
    assert modified("projets/laine/", True) == date(2026, 3, 1)
    assert modified("thematiques/savoir_faire/", True) == date(2026, 3, 1)
    assert modified("projets/lait/", True) == date(2026, 1, 11)
    assert modified("chiffres/", True) == date(2026, 3, 1), "the data's own date"
    assert modified("accessibilite/", False) is None, "the data say nothing of it"
