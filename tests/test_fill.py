"""Filling: generated pages in the blank page, fragments in the slots."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from builder.errors import ShellError
from builder.fill import fill
from builder.output import Page
from builder.shell import Shell
from builder.slots import Slot

BLANK = """<html><head><title>@@titre@@ – Vitrine</title>
<meta name="description" content="@@description@@">
<link rel="canonical" href="https://vitrine.example/gabarits/page/">@@tete@@
</head><body>
<nav><a href="../../projets/">Projets</a> <a href="../../types/">Types</a></nav>
<ol><li><a href="../..">Accueil</a></li>@@rubrique@@
<li>@@titre@@</li></ol>
<article>
@@contenu@@
</article>
<div data-slot="edition"></div>
</body></html>"""
HOME = '<link rel="canonical" href="https://vitrine.example/"><div data-slot="carte" data-zoom="2"></div>'
SHELL = Shell(
    pages={"index.html": HOME, "guide/index.html": '<div data-slot="carte"></div>', "404.html": "perdu"},
    files={"assets/vitrine.css": b"body{}"},
    blanks={"gabarits/page/": BLANK},
)
PAGE = Page(
    path="projets/ardelaine/",
    title="Ardelaine",
    description="Une filière laine",
    body="<h1>Ardelaine</h1>",
    section="projets",
    source_note="data/projets.csv, ligne 12",
)


def show(slot: Slot, page: str) -> str:
    return f"[{slot.name} {dict(slot.attributes)} dans « {page} »]"


def filled(shell: Shell = SHELL, *pages: Page) -> dict[str, str]:
    return {output.path: output.content.decode() for output in fill(shell, pages, show)}


def printed(**changes: str) -> str:
    page = replace(PAGE, **changes)
    return filled(SHELL, page)[f"{page.path}index.html"]


def test_a_generated_page_is_printed_into_the_blank_page():
    assert printed() == (
        """<html><head><title>Ardelaine – Vitrine</title>
<meta name="description" content="Une filière laine">
<link rel="canonical" href="https://vitrine.example/projets/ardelaine/">
</head><body>
<nav><a href="../../projets/" aria-current="true">Projets</a> <a href="../../types/">Types</a></nav>
<ol><li><a href="../..">Accueil</a></li>
<li><a href="../../projets/">Projets</a></li>
<li>Ardelaine</li></ol>
<article>
<!-- Page générée à partir de data/projets.csv, ligne 12. Modifiez les données, pas cette page. -->
<h1>Ardelaine</h1>
</article>
[edition {} dans « gabarits/page/ »]
</body></html>"""
    )


def test_title_and_description_are_escaped():
    page = printed(title='<script>"R&D"', description='"><img src=x>')
    assert "<title>&lt;script&gt;&quot;R&amp;D&quot; – Vitrine</title>" in page
    assert 'content="&quot;&gt;&lt;img src=x&gt;"' in page


def test_what_a_page_says_is_never_taken_for_a_token():
    page = printed(title="@@contenu@@", body='@@titre@@ gabarits/page/ <div data-slot="x"></div>')
    assert "<title>@@contenu@@ – Vitrine</title>" in page
    assert '@@titre@@ gabarits/page/ <div data-slot="x"></div>' in page


def test_more_can_be_put_in_the_head():
    assert 'gabarits/page/">@@tete@@' not in (page := printed(head='<meta name="x" content="y">'))
    assert '\n<meta name="x" content="y">\n</head>' in page


def test_the_source_note_cannot_close_its_comment():
    comment = re.search(r"<!--(.*?)-->", printed(source_note="a--> b"))
    assert comment
    assert comment[1] == " Page générée à partir de a- -> b. Modifiez les données, pas cette page. "


def test_a_page_without_source_note_has_no_comment():
    assert "<!--" not in printed(source_note="")


def test_a_section_absent_from_the_menu_leaves_the_breadcrumb_shorter():
    page = printed(section="communautes")
    assert "aria-current" not in page
    assert '<li><a href="../..">Accueil</a></li>\n<li>Ardelaine</li>' in page


def test_slots_of_written_pages_are_filled_and_know_their_page():
    site = filled()
    assert site["index.html"].endswith("[carte {'zoom': '2'} dans « »]".replace("« »", "«  »"))
    assert site["guide/index.html"] == "[carte {} dans « guide/ »]"


def test_files_pass_through_and_blank_pages_do_not():
    assert list(filled(SHELL, PAGE)) == [
        "index.html",
        "guide/index.html",
        "404.html",
        "projets/ardelaine/index.html",
        "assets/vitrine.css",
        "sitemap.xml",
    ]


def test_the_site_map_lists_every_page_once_by_its_full_address():
    assert re.findall("<loc>(.*?)</loc>", filled(SHELL, PAGE)["sitemap.xml"]) == [
        "https://vitrine.example/",
        "https://vitrine.example/guide/",
        "https://vitrine.example/projets/ardelaine/",
    ]


def test_without_public_address_there_is_no_site_map():
    assert "sitemap.xml" not in filled(replace(SHELL, pages={"index.html": "accueil"}))


def test_a_depth_without_blank_page_says_which():
    with pytest.raises(ShellError, match="une page vierge de niveau 3"):
        filled(SHELL, replace(PAGE, path="projets/ardelaine/presse/"))


def test_the_blank_page_is_filled_once_for_all_pages():
    asked: list[str] = []
    pages = [replace(PAGE, path=f"projets/p{number}/") for number in range(50)]
    list(fill(replace(SHELL, pages={}), pages, lambda slot, page: asked.append(slot.name) or ""))
    assert asked == ["edition"]
