"""The preview of a proposal: a site that opens from a folder, and what to look at first."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from builder.output import Output
from builder.pictures import png
from builder.preview.archive import write_zip
from builder.preview.offline import file_link, offline, offline_page
from builder.preview.thumbnails import WIDTH, changed_maps, drawings
from builder.rasters import standalone
from tests.proposal import unzipped_preview, write_proposal

SQUARE = '<svg viewBox="0 0 4 4"><path fill="var(--q1, var(--encre,#1d2433))" d="M0 0h4v4h-4z"/></svg>'


# ---------------------------------------------------------------- links between files


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("../x/", "../x/index.html"),
        ("../x/#emplois", "../x/index.html#emplois"),
        ("../x/?theme=a#b", "../x/index.html?theme=a#b"),
        ("./", "./index.html"),
        (".", "./index.html"),
        ("..", "../index.html"),
        ("../../", "../../index.html"),
        ("../assets/vitrine.css", "../assets/vitrine.css"),
        ("#emplois", "#emplois"),
        ("?theme=a", "?theme=a"),
        ("", ""),
        ("https://ailleurs.example/x/", "https://ailleurs.example/x/"),
        ("//ailleurs.example/x/", "//ailleurs.example/x/"),
        ("mailto:nous@exemple.example", "mailto:nous@exemple.example"),
    ],
)
def test_a_link_to_a_page_leads_to_its_file(link, expected):
    assert file_link(link, "projets/ardelaine/index.html", "/") == expected


@pytest.mark.parametrize(
    ("link", "path", "expected"),
    [
        ("/vitrine/projets/", "404.html", "projets/index.html"),
        ("/vitrine/.", "404.html", "./index.html"),
        ("/vitrine/", "projets/x/index.html", "../../index.html"),
        ("/vitrine/assets/vitrine.css", "404.html", "assets/vitrine.css"),
        ("/ailleurs/", "404.html", "/ailleurs/index.html"),
    ],
)
def test_a_link_from_the_root_of_the_host_starts_where_the_site_does(link, path, expected):
    assert file_link(link, path, "/vitrine/") == expected


def test_only_links_change_and_the_page_says_what_it_is():
    html = (
        '<html>\n<head>\n</head><body><header class="entete"></header>'
        '<p>href="../x/"</p><code>&lt;a href="../x/"&gt;</code><a class="b" href="../x/?a=1&amp;b=2">x</a>'
    )
    page = offline_page(html, "y/index.html", "/")
    assert '<a class="b" href="../x/index.html?a=1&amp;b=2">' in page
    assert '<p>href="../x/"</p><code>&lt;a href="../x/"&gt;</code>' in page
    assert page.index("noindex") < page.index("données non publiées") < page.index('class="entete"')
    assert 'href="../commencer-ici.html"' in page


def test_modules_which_a_browser_refuses_in_a_folder_are_left_out():
    html = '<head><script src="a.js" defer></script>\n<script type="module" src="../m.js"></script>\n</head>'
    page = offline_page(html, "y/index.html", "/")
    assert '<script src="a.js" defer></script>\n</head>' in page


def test_other_files_pass_and_what_the_published_site_alone_is_asked_for_stays_out():
    def unmade() -> bytes:
        raise AssertionError

    files = [Output("a.css", b'href="x/"'), Output("cartes/region/carte.svg", b"<svg/>")]
    for path in ("cartes/region/carte-2x.png", "partage/accueil.png", "editions/2026-11/index.html"):
        files.append(Output.later(path, "clé", unmade))
    for path in ("sitemap.xml", "graphiques/region/x/courriel.eml", "graphiques/region/x/oembed.json"):
        files.append(Output.later(path, "clé", unmade))
    assert list(offline(files, "https://vitrine.example/")) == files[:2]


def test_a_link_to_what_stays_out_leads_to_the_published_site():
    site, page = "https://vitrine.example/essai/", "cartes/region/index.html"
    assert file_link("carte-2x.png", page, site) == f"{site}cartes/region/carte-2x.png"
    assert file_link("../../editions/2026-11/", page, site) == f"{site}editions/2026-11/index.html"
    assert file_link("carte.svg", page, site) == "carte.svg"


# ---------------------------------------------------------------- one file


def test_the_same_files_make_the_same_bytes(tmp_path):
    files = [Output("commencer-ici.html", b"a"), Output("x/y.txt", b"b" * 1000)]
    for name in ("1.zip", "2.zip"):
        assert write_zip(files, tmp_path / name) == 2
    assert (tmp_path / "1.zip").read_bytes() == (tmp_path / "2.zip").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["1.zip", "2.zip"]


def test_a_preview_that_fails_leaves_the_one_before(tmp_path):
    def failing() -> Iterator[Output]:
        yield Output("a", b"")
        raise RuntimeError

    file = tmp_path / "apercu.zip"
    file.write_bytes(b"avant")
    with pytest.raises(RuntimeError):
        write_zip(failing(), file)
    assert file.read_bytes() == b"avant"
    assert list(tmp_path.iterdir()) == [file]


# ---------------------------------------------------------------- pictures


def test_a_variable_of_the_style_sheet_leaves_its_colour():
    assert 'fill="#1d2433"' in standalone(SQUARE)
    assert standalone(standalone(SQUARE)) == standalone(SQUARE)


def test_a_picture_has_the_size_asked_for():
    assert png(SQUARE, 40, 2)[:24].endswith((80).to_bytes(4, "big") * 2)


def test_the_letters_come_with_us_and_not_from_the_machine():
    """Without a system font, a text is drawn all the same: narrow spaces, « guillemets » and euros too."""
    empty = '<svg viewBox="0 0 200 40"></svg>'
    for text in ("a", "«", "€", "œ", "→"):
        drawn = f'<svg viewBox="0 0 200 40" font-family="system-ui"><text y="30">{text}</text></svg>'
        assert png(drawn, 200) != png(empty, 200), text


def test_each_real_map_is_drawn_alone(petit_catalog):
    for name, drawing in drawings(petit_catalog).items():
        assert "var(" not in standalone(drawing.svg), name
        assert len(png(drawing.svg, WIDTH)) > 1000, name


def test_maps_that_look_the_same_are_not_shown(petit_catalog):
    assert changed_maps(petit_catalog, petit_catalog) == []


# ---------------------------------------------------------------- a proposal, from git to the browser


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("apercu")
    return unzipped_preview(write_proposal(folder / "projet"), folder)


def test_the_start_page_says_what_changes_and_where(opened):
    page = unescape((opened / "commencer-ici.html").read_text(encoding="utf-8"))
    assert "emplois 54 → 58 (2018, déclaré)" in page
    assert '<a href="projets/ardelaine/index.html">' in page
    pairs = ("territoire", "departement-26", "projet-agri-court")
    for picture in (f"avant-apres/{name}-{when}.png" for name in pairs for when in ("avant", "apres")):
        assert f'src="{picture}"' in page
        assert (opened / picture).is_file()
    assert len(list((opened / "avant-apres").iterdir())) == 2 * len(pairs)


def test_every_link_of_the_preview_leads_to_a_file_of_it(opened):
    broken = []
    for file in opened.rglob("*.html"):
        folder = file.parent.relative_to(opened).as_posix()
        for tag in re.findall(r"<[a-z]+\s[^>]*>", file.read_text(encoding="utf-8")):
            for link in map(unescape, re.findall(r'\s(?:href|src)="([^"]*)"', tag)):
                parts = urlsplit(link)
                target = posixpath.normpath(f"{folder}/{unquote(parts.path)}")
                if not parts.scheme and parts.path and not (opened / target).is_file():
                    broken.append((file.name, link))
    assert broken == []
