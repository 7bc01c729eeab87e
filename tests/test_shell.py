"""The shell: MkDocs and Zensical give the same pages, and nothing of the theme's own."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import html5lib
import pytest

from builder.engines import Engine
from builder.errors import ConfigError, ShellError
from builder.shell import Shell, render_shell
from builder.slots import find_slots
from tests.small_site import ROOT, write_small_site

ENGINES: tuple[Engine, ...] = ("mkdocs", "zensical")


@pytest.fixture(scope="module")
def shells(tmp_path_factory: pytest.TempPathFactory) -> dict[Engine, Shell]:
    config = write_small_site(tmp_path_factory.mktemp("projet"))
    return {engine: render_shell(config, engine) for engine in ENGINES}


def title(page: str) -> str:
    return unescape(re.findall("<title>(.*?)</title>", page)[0])


def main_text(page: str) -> str:
    """The main content with its tags; spaces and the spelling of entities do not count."""
    main = re.findall("<main.*?</main>", page, re.DOTALL)[0]
    main = re.sub(r'href="(?:\./)*', 'href="', main)
    return " ".join(unescape(main).split())


def test_both_engines_give_the_same_paths_titles_and_main_content(shells: dict[Engine, Shell]):
    ours, theirs = shells["mkdocs"], shells["zensical"]
    assert ours.pages.keys() == theirs.pages.keys()
    assert ours.files == theirs.files
    for path, page in (ours.pages | ours.blanks).items():
        other = (theirs.pages | theirs.blanks)[path]
        assert title(page) == title(other)
        if path != "404.html":  # « / » and « /. » are the same address
            assert main_text(page) == main_text(other)


@pytest.mark.parametrize("engine", ENGINES)
def test_the_pages_are_those_of_docs_and_the_blank_page_is_apart(shells: dict[Engine, Shell], engine: Engine):
    shell = shells[engine]
    assert sorted(shell.pages) == [
        "404.html",
        "accessibilite/index.html",
        "guide/index.html",
        "guide/loin/index.html",
        "index.html",
        "projets/index.html",
    ]
    assert list(shell.blanks) == ["gabarits/page/"]
    assert list(shell.files) == ["assets/vitrine.css"]
    assert shell.problems == ()


@pytest.mark.parametrize("engine", ENGINES)
def test_nothing_of_the_theme_is_asked_for(shells: dict[Engine, Shell], engine: Engine):
    for page in shells[engine].pages.values():
        asked = re.findall(r'<(?:link rel="(?:icon|stylesheet)" href|script src|img src)="([^"]*)"', page)
        assert [re.sub(r"^(\.*/)*", "", path) for path in asked] == [
            "assets/favicon.svg",
            "assets/vitrine.css",
            "assets/vitrine.js",
        ]


@pytest.mark.parametrize("engine", ENGINES)
def test_every_page_is_valid_html_in_french(shells: dict[Engine, Shell], engine: Engine):
    for page in shells[engine].pages.values():
        html5lib.HTMLParser(strict=True).parse(page)
        assert '<html lang="fr">' in page


@pytest.mark.parametrize("engine", ENGINES)
def test_titles_and_descriptions_are_escaped(shells: dict[Engine, Shell], engine: Engine):
    home = shells[engine].pages["index.html"]
    assert title(home) == 'Emplois & "impacts" <b> d’ici / là – Vitrine'
    assert re.search(r'content="Des &(?:quot|#34);guillemets&(?:quot|#34); &amp; des &lt;balises&gt;"', home)


@pytest.mark.parametrize("engine", ENGINES)
def test_slots_reach_the_page_and_code_stays_code(shells: dict[Engine, Shell], engine: Engine):
    home = shells[engine].pages["index.html"]
    assert [(slot.name, dict(slot.attributes)) for slot in find_slots(home) if slot.name != "cette-page"] == [
        ("carte", {"thematique": "alimentation"}),
        ("edition", {}),
    ]


@pytest.mark.parametrize("engine", ENGINES)
def test_every_written_page_says_what_it_is_and_where_its_text_is_edited(
    shells: dict[Engine, Shell], engine: Engine
):
    own = {
        path: {**slot.attributes}
        for path, page in shells[engine].pages.items()
        for slot in find_slots(page)
        if slot.name == "cette-page"
    }
    edit = "https://forge.example/vitrine/edit/main/docs"
    assert own.keys() == shells[engine].pages.keys() - {"404.html"}
    assert own["index.html"] == {
        "titre": 'Emplois & "impacts" <b> d’ici / là',
        "adresse": "",
        "texte": f"{edit}/index.md",
        "tableau": "",
    }
    assert own["guide/index.html"]["texte"] == f"{edit}/guide/index.md"
    assert own["guide/loin/index.html"]["adresse"] == "guide/loin/"


@pytest.mark.parametrize("engine", ENGINES)
def test_the_last_section_of_the_menu_shows_in_the_footer_only(shells: dict[Engine, Shell], engine: Engine):
    header, footer = re.findall(
        "<(?:header|footer).*?</(?:header|footer)>", shells[engine].pages["index.html"], re.DOTALL
    )
    assert re.findall("<summary>(.*?)</summary>", unescape(header)) == ["Menu", 'Guide "R&D" <b>']
    assert re.findall("<h2>(.*?)</h2>", unescape(footer)) == ["Explorer", 'Guide "R&D" <b>', "À propos"]
    assert "Accessibilité\u202f: non conforme" in unescape(footer)


@pytest.mark.parametrize("engine", ENGINES)
def test_the_breadcrumb_leads_back_to_the_home_page(shells: dict[Engine, Shell], engine: Engine):
    deep = shells[engine].pages["guide/loin/index.html"]
    trail = re.findall('<nav class="fil".*?</nav>', deep, re.DOTALL)[0]
    assert re.findall("<li[^>]*>(?:<a[^>]*>)?([^<]*)", unescape(trail).replace("<b>", "")) == [
        "Accueil",
        'Guide "R&D" ',
        "Aller plus loin",
    ]
    assert 'class="fil"' not in shells[engine].pages["index.html"]


@pytest.mark.parametrize("engine", ENGINES)
def test_the_page_one_is_on_is_marked_in_the_menu(shells: dict[Engine, Shell], engine: Engine):
    marked = re.findall('aria-current="page">(.*?)</a>', shells[engine].pages["projets/index.html"])
    assert marked == ["Projets", "Projets"]  # header and footer


@pytest.mark.parametrize("engine", ENGINES)
def test_links_of_the_404_page_work_at_any_depth(shells: dict[Engine, Shell], engine: Engine):
    lost = shells[engine].pages["404.html"]
    assert title(lost) == "Page introuvable – Vitrine"
    links = re.findall('(?:href|src)="(.*?)"', lost)
    assert [link for link in links if not link.startswith(("/", "https://", "#"))] == []


@pytest.mark.parametrize("engine", ENGINES)
def test_broken_links_are_french_warnings(tmp_path: Path, engine: Engine):
    config = write_small_site(tmp_path, {"projets/index.md": "# Projets\n\n[rompu](absent.md)\n"})
    (problem,) = render_shell(config, engine).problems
    assert problem.place.path == "docs/projets/index.md"
    assert problem.what.endswith("ne mène à aucune page.")


def test_a_page_of_the_menu_that_is_missing_is_a_french_warning(tmp_path: Path):
    config = write_small_site(tmp_path)
    (tmp_path / "docs/guide/loin.md").unlink()
    (problem,) = render_shell(config).problems
    assert str(problem.place) == "mkdocs.yml (nav)"
    assert problem.what == "le menu cite « guide/loin.md », qui ne mène à aucune page."


@pytest.mark.parametrize("engine", ENGINES)
def test_a_theme_that_fails_is_a_french_error(tmp_path: Path, engine: Engine):
    (tmp_path / "theme").mkdir()
    (tmp_path / "theme/main.html").write_text("{% rien %}")
    config = write_small_site(tmp_path, theme={"name": "material", "custom_dir": "theme", "font": False})
    with pytest.raises(ShellError, match=r"n’a pas pu rendre les pages\.\n.*rien"):
        render_shell(config, engine)


def test_settings_that_mkdocs_refuses_are_a_french_error(tmp_path: Path):
    config = write_small_site(tmp_path, theme={"name": "inconnu"})
    with pytest.raises(ConfigError, match=r"mkdocs.yml : MkDocs refuse ce réglage\.\n.*inconnu"):
        render_shell(config)


@pytest.mark.parametrize("engine", ENGINES)
def test_rendering_leaves_no_trace_in_the_project(tmp_path: Path, engine: Engine):
    config = write_small_site(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    render_shell(config, engine)
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("engine", ENGINES)
def test_the_public_address_can_come_from_the_environment(monkeypatch: pytest.MonkeyPatch, engine: Engine):
    monkeypatch.setenv("VITRINE_SITE_URL", "https://autre.example/dossier/")
    shell = render_shell(ROOT / "mkdocs.yml", engine)
    assert (
        '<link rel="canonical" href="https://autre.example/dossier/projets/">'
        in shell.pages["projets/index.html"]
    )
    assert 'href="/dossier/assets/vitrine.css"' in shell.pages["404.html"]
