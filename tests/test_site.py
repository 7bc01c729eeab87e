"""The site built from the real data, as a whole: complete, linked, sourced, light, in good French."""

from __future__ import annotations

import gzip
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest

from builder.exhibits.listing import codes_path, exhibits_by_scope
from builder.pages import long_lists
from builder.pages.citing import cite_path
from builder.pipeline import Inputs, load
from builder.publish import MANIFEST, MARK
from builder.scopes import scopes
from builder.vendored import VENDORED
from builder.words import Status
from tests.site_reader import QUOTED, SILENT, Page, classes, read_pages, read_site, tag, target, text

ROOT = Path(__file__).parent.parent
NARROW = "\u202f"
MOST_BYTES, MOST_NODES = 100_000, 600


@dataclass(frozen=True)
class Site:
    """The real site and what it was made from."""

    folder: Path
    pages: dict[str, Page] = field(repr=False)
    inputs: Inputs = field(repr=False)

    @property
    def cases(self) -> list[Page]:
        return [self.pages[f"{study.path}index.html"] for study in self.inputs.catalog.studies]

    @property
    def files(self) -> dict[str, bytes]:
        return {
            file.relative_to(self.folder).as_posix(): file.read_bytes()
            for file in self.folder.rglob("*")
            if file.is_file()
        }


@pytest.fixture(scope="module")
def site(real_site: Path) -> Site:
    return Site(real_site, read_site(real_site), load(ROOT))


def everywhere(site: Site, name: str = "", css: str = "") -> Iterator[tuple[Page, Element]]:
    """Every element of that name and class, with its page."""
    for page in site.pages.values():
        for element in page.all(name, css):
            yield page, element


# ---------------------------------------------------------------- pages


def test_there_is_a_page_for_each_case_place_theme_type_and_text_and_no_other(site: Site):
    catalog, docs = site.inputs.catalog, ROOT / "docs"
    made = [thing.path for thing in (*catalog.studies, *catalog.territories, *catalog.themes, *catalog.types)]
    made += [codes_path(scopes(catalog)[code]) for code in exhibits_by_scope(catalog)]
    made += [cite_path(catalog, study) for study in catalog.studies]
    made += [one.path for one in long_lists.pages(catalog)]
    written = [
        file.relative_to(docs).as_posix().removesuffix(".md").removesuffix("index")
        for file in docs.rglob("*.md")
        if "gabarits" not in file.parts
    ]
    expected = [f"{path.rstrip('/')}/index.html".lstrip("/") for path in [*made, *written]]
    assert sorted(site.pages) == sorted([*expected, "404.html"])


def test_every_page_is_html_without_a_fault(site: Site):
    assert [fault for page in site.pages.values() for fault in page.faults] == []


def test_every_page_is_in_french_with_a_title_of_its_own_and_a_description(site: Site):
    for page in site.pages.values():
        assert page.root.get("lang") == "fr", page.path
        assert 30 <= len(page.meta["description"]) <= 200, page.path
        assert page.meta["og:title"] == page.title.rpartition(" – ")[0], page.path
    titles = Counter(page.title for page in site.pages.values())
    assert [title for title, count in titles.items() if count > 1] == []


def test_titles_go_one_step_down_at_a_time_under_one_h1(site: Site):
    for page in site.pages.values():
        levels = [int(tag(element)[1]) for element in page.all() if re.fullmatch("h[1-6]", tag(element))]
        assert levels.count(1) == 1, page.path
        assert levels[0] == 1, page.path
        assert [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1] == [], page.path


def test_no_title_and_no_link_is_empty(site: Site):
    for name in ("h1", "h2", "h3", "h4", "a", "button", "summary", "th", "caption"):
        for page, element in everywhere(site, name):
            said = (
                text(element) or element.get("aria-label") or any(e.get("aria-label") for e in element.iter())
            )
            assert said, (page.path, ElementTree.tostring(element))


def test_a_generated_page_says_first_which_line_of_the_data_it_comes_from(site: Site):
    note = re.compile(r"<article>\s*<!-- Page générée à partir de (\S+), ligne (\d+)\. Modifiez les données,")
    catalog = site.inputs.catalog
    keys = {study.path: study.project.id for study in catalog.studies}
    keys |= {group.path: group.key for group in (*catalog.territories, *catalog.themes, *catalog.types)}
    for path, key in keys.items():
        found = note.search(site.pages[f"{path}index.html"].source)
        assert found, path
        line = (ROOT / found[1]).read_text(encoding="utf-8").splitlines()[int(found[2]) - 1]
        assert line.startswith(f"{key},"), path


def test_the_site_map_lists_every_page(site: Site):
    root = ElementTree.fromstring((site.folder / "sitemap.xml").read_bytes())
    places = [
        unquote(loc.text or "").removeprefix(site.inputs.settings.site_url)
        for loc in root.findall(".//{*}loc")
    ]
    ours = [page for page in site.pages.values() if list(page.all("header", "entete"))]  # no frame
    assert places == sorted(page.address for page in ours if page.path != "404.html")


def test_every_page_shows_networks_a_picture_and_readers_a_feed_that_are_published(site: Site):
    root = site.inputs.settings.site_url
    for page in site.pages.values():
        picture = page.meta["og:image"]
        assert picture.startswith(root), page.path
        assert (site.folder / picture.removeprefix(root)).is_file(), page.path
        assert page.meta["og:image:alt"], page.path
        feeds = [link for link in page.all("link") if link.get("type") == "application/atom+xml"]
        assert feeds, page.path
        for link in feeds:
            path, _ = target(page, link.get("href", ""), root) or ("", "")
            assert (site.folder / path).is_file(), (page.path, path)


def test_a_cooperation_that_stopped_keeps_its_page_which_says_so(site: Site):
    over = [s for s in site.inputs.catalog.studies if s.project.status in (Status.STOPPED, Status.FINISHED)]
    assert over
    for study in over:
        page = site.pages[f"{study.path}index.html"]
        assert study.project.status.label.lower() in text(page.one(css="reperes")).lower(), page.path


# ---------------------------------------------------------------- links


def test_every_link_and_anchor_leads_somewhere(site: Site):
    files, broken = site.files, []
    for page in site.pages.values():
        for link in {*page.links, *(link.get("href", "") for link in page.all("link"))}:
            if (found := target(page, link, site.inputs.settings.site_url)) is None:
                continue
            path, anchor = found
            if path not in files or (anchor and anchor not in site.pages[path].ids):
                broken.append(f"{page.path} → {link}")
    assert broken == []


def test_what_fills_a_frame_leads_somewhere_too_and_is_not_in_the_site_map(site: Site):
    files, broken = site.files, []
    frames = read_pages(site.folder, lambda path: "/region/" in path and path.endswith("/index.html"))
    assert len(frames) > 10
    for page in frames.values():
        for link in {*page.links, *(link.get("href", "") for link in page.all("link"))}:
            found = target(page, link, site.inputs.settings.site_url)
            if found and found[0] not in files:
                broken.append(f"{page.path} → {link}")
        assert page.faults == [], page.path
    assert broken == []
    assert b"/graphiques/" not in (site.folder / "sitemap.xml").read_bytes()


def test_links_work_wherever_the_site_is_put(site: Site):
    """Only the page of unknown addresses, served at any depth, starts its links at the root."""
    for page in site.pages.values():
        absolute = [link for link in page.links if link.startswith("/")]
        assert absolute == [] or page.path == "404.html", page.path


def test_an_id_names_one_thing_and_what_is_named_exists(site: Site):
    for page in site.pages.values():
        assert [name for name, count in Counter(page.ids).items() if count > 1] == [], page.path
        for element in page.all():
            for key in ("for", "aria-labelledby", "aria-describedby", "aria-controls"):
                assert set(element.get(key, "").split()) <= set(page.ids), (page.path, key)


def test_links_of_a_page_that_look_the_same_lead_to_the_same_place(site: Site):
    """« en savoir plus » thirty times says nothing to who hears links one by one."""
    for page in site.pages.values():
        seen: dict[str, str] = {}
        for link in page.all("a", inside=page.one("main")):
            name = link.get("aria-label") or text(link) or link.get("title", "")
            leads = link.get("href", "")
            assert seen.setdefault(name, leads) == leads or len(name) > 3, (page.path, name)


LOADING = {"src", "srcset", "poster", "data", "background"}
LOADED = {
    "stylesheet",
    "icon",
    "preload",
    "modulepreload",
    "prefetch",
    "preconnect",
    "dns-prefetch",
    "manifest",
}


def test_nothing_is_loaded_from_another_host(site: Site):
    for page, element in everywhere(site):
        loaded = [value for key, value in element.items() if key.rpartition("}")[2] in LOADING]
        if tag(element) == "link" and LOADED & set(element.get("rel", "").split()):
            loaded.append(element.get("href", ""))
        if tag(element) in ("use", "image"):
            loaded += [value for key, value in element.items() if key.endswith("href")]
        assert [link for link in loaded if urlsplit(link).netloc] == [], page.path
        assert tag(element) not in {"base", "iframe", "object", "embed"}, page.path
        assert not re.search(r"url\(\s*['\"]?(?!#)", element.get("style", "")), page.path


def test_styles_and_scripts_of_ours_name_no_other_host(site: Site):
    """Those of others do, and the browser tests look at what they ask for; a namespace is no address.

    The only other: the plan of the IGN, which an interactive map asks for when its reader does.
    """
    theirs = {one.path for one in VENDORED}
    known = re.compile(r"http://www\.w3\.org/2000/svg|https://data\.geopf\.fr/wmts")
    for path, content in site.files.items():
        if path.endswith((".css", ".js")) and path not in theirs:
            text = known.sub("", content.decode())
            assert re.findall(r"https?://|@import|url\(\s*['\"]?//", text) == [], path


# ---------------------------------------------------------------- what was left behind


def test_no_token_slot_or_template_is_left(site: Site):
    for page in site.pages.values():
        assert [e for e in page.all() if any(key.startswith("data-slot") for key in e.attrib)] == [], (
            page.path
        )
        words = " ".join(page.texts(SILENT | QUOTED))
        assert re.findall(r"@@|\{\{|\}\}|\{%|data-slot|<div|&(?:amp|lt|nbsp|#\d+);", words) == [], page.path
        assert "@@" not in page.source, page.path


def test_nothing_prints_what_only_a_programme_understands(site: Site):
    words = re.compile(r"\b(None|nan|NaN|null|undefined|True|False|Decimal|Markup|inf)\b")
    for page in site.pages.values():
        assert words.findall(" ".join(page.texts(SILENT | QUOTED))) == [], page.path


def test_zero_is_printed_only_when_a_source_says_zero(site: Site):
    for study in site.inputs.catalog.studies:
        page = site.pages[f"{study.path}index.html"]
        zeros = [
            e for css in ("chiffre", "valeur") for e in page.all(css=css) if re.match(r"0\b(?!,)", text(e))
        ]
        known = [row for row in (*study.jobs, *study.impacts) if row.value == 0]
        assert not zeros or known, page.path


# ---------------------------------------------------------------- figures


def proofs(page: Page, number: Element) -> list[str]:
    """The links that stand next to a figure: in its item, its row or its card."""
    for around in page.around(number):
        if tag(around) in ("li", "tr", "article") or "chiffre-cle" in classes(page.parents[around]):
            return [link.get("href", "") for link in page.all("a", inside=around)]
    return []


def figures_of(page: Page) -> Iterator[Element]:
    yield from page.all(css="chiffre")
    yield from page.all(css="valeur")
    for findings in page.all(css="constats"):
        yield from page.all("strong", inside=findings)


def test_every_figure_of_a_case_is_one_click_from_its_source(site: Site):
    for page in site.cases:
        for number in figures_of(page):
            if (card := page.closest(number, "article")) is not None and "carte" in classes(card):
                continue  # another case, one click away: see the next test
            assert [link for link in proofs(page, number) if link.startswith("#source-")], (
                page.path,
                text(number),
            )


def test_every_figure_of_a_list_leads_to_its_case_or_its_source(site: Site):
    for page in site.pages.values():
        for number in figures_of(page):
            assert proofs(page, number), (page.path, text(number))


def test_every_source_gives_its_publisher_its_address_and_its_date(site: Site):
    for page in site.cases:
        sources = list(page.all("li", inside=page.one(css="sources")))
        assert sources, page.path
        for source in sources:
            (link,) = page.all("a", inside=source)
            assert link.get("href", "").startswith(("https://", "http://")), page.path
            assert re.search(r"^\S.*, .+, (.*\d{4}|sans date) \(lue le .+ \d{4}\)$", text(source)), text(
                source
            )


def test_a_call_to_a_source_says_the_number_of_that_source(site: Site):
    for page in site.cases:
        for call in page.all(css="appel"):
            (link,) = page.all("a", inside=call)
            assert text(call) == f"Source {link.get('href', '').removeprefix('#source-')}", page.path


def test_every_drawing_has_words_and_every_table_a_name(site: Site):
    for page, drawing in everywhere(site, "svg"):
        silent = drawing.get("aria-hidden") == "true"
        assert silent or (drawing.get("role") and drawing.get("aria-label")), page.path
    for page, table in everywhere(site, "table"):
        if tag(page.parents[table]) in ("article", "li"):
            continue  # written in Markdown, which can name neither a table nor the scope of a cell
        assert any(tag(child) == "caption" for child in table) or page.parents[table].get("aria-label"), (
            page.path
        )
        assert [text(th) for th in page.all("th", inside=table) if not th.get("scope")] == [], page.path


# ---------------------------------------------------------------- French


def french(page: Page) -> Iterator[str]:
    """What the page says in French, read or only heard: neither code nor addresses."""
    for piece in page.texts(SILENT | QUOTED):
        yield re.sub(r"(?:https?://|mailto:)\S+", "…", piece)
    for element in page.all():
        yield from (element.get(key, "") for key in ("title", "alt", "aria-label"))
        if "chiffre" in classes(element):
            yield text(element)  # its number and its unit are two pieces
    yield page.meta["description"]


FOREIGN_TITLES = ("Centrales Villageoises: local citizen-",)  # the beginning is enough
FAULTS = {
    "an ordinary space before ; : ! ? » % €": re.compile(r".{0,25}[ \u00a0\n][;:!?»%€].{0,15}"),
    "no space before ; ! ?": re.compile(r".{0,25}\w[;!?](?=\s|$).{0,15}"),
    "no space before :": re.compile(r".{0,25}[^\W\d]:(?=\s|$).{0,15}"),
    "an ordinary space after «": re.compile(r".{0,25}«[^\u202f].{0,15}"),
    "a straight apostrophe": re.compile(r".{0,25}\w'\w.{0,15}"),
    "a straight quotation mark": re.compile(r".{0,25}\".{0,15}"),
    "three dots": re.compile(r".{0,25}\.\.\..{0,15}"),
    "two spaces": re.compile(r".{0,25}\S  +\S.{0,15}"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_french_is_written_as_french_asks(site: Site, fault: str):
    foreign = re.compile("|".join(map(re.escape, FOREIGN_TITLES)))
    found = {
        f"{page.path}: {match}"
        for page in site.pages.values()
        for piece in french(page)
        for match in FAULTS[fault].findall(foreign.sub("…", piece))
    }
    assert sorted(found) == []


def test_thousands_are_kept_together_by_a_narrow_space(site: Site):
    """A year is the only number of four figures that takes none."""
    for page in site.pages.values():
        for number in (*figures_of(page), *page.all(css="nombre")):
            found = re.findall(r"\d[\d \u00a0]*\d", text(number))
            assert [n for n in found if not re.fullmatch(r"\d{1,3}|(?:1[89]|20)\d\d", n)] == [], page.path


# ---------------------------------------------------------------- weight, and the same bytes


def weight(site: Site, page: Page) -> int:
    """What a first visit downloads, compressed: the page, and every file that it names."""
    files = {page.path}
    for element in page.all():
        if tag(element) in ("link", "script", "img"):
            link = element.get("src") or element.get("href") or ""
            found = target(page, link, site.inputs.settings.site_url)
            if found and (site.folder / found[0]).is_file():
                files.add(found[0])
    return sum(len(gzip.compress((site.folder / file).read_bytes(), mtime=0)) for file in files)


def test_a_case_page_is_light(site: Site):
    heaviest = max(site.cases, key=lambda page: weight(site, page))
    assert weight(site, heaviest) <= MOST_BYTES, heaviest.path


def test_a_case_page_holds_few_elements_before_anything_is_opened(site: Site):
    fullest = max(site.cases, key=lambda page: nodes(page.root))
    assert nodes(fullest.root) <= MOST_NODES, fullest.path


def nodes(element: Element) -> int:
    """The elements that a browser lays out: what a closed `<details>` holds is not, but its summary is."""
    closed = tag(element) == "details" and element.get("open") is None
    children = [child for child in element if not closed or tag(child) == "summary"]
    return bool(tag(element)) + sum(map(nodes, children))


AGAIN = """
import sys
from pathlib import Path
from builder.pipeline import build
files = build(Path(sys.argv[1]), "mkdocs", Path(sys.argv[2])).files
print(files.written, files.removed)
"""


def test_another_process_another_day_elsewhere_writes_nothing_new(site: Site, tmp_path: Path):
    """Neither the order of sets, the clock of the place nor the language of the machine changes a byte.

    Without the manifest, every file is made again and compared.
    """
    again = shutil.copytree(site.folder, tmp_path / "site")
    (again / MARK / MANIFEST).unlink()
    command = [sys.executable, "-c", AGAIN, str(ROOT), str(again)]
    place = {"TZ": "Pacific/Auckland", "LC_ALL": "C", "PYTHONHASHSEED": "1"}
    done = subprocess.run(
        command, cwd=ROOT, env=os.environ | place, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "0 0"
