"""Freezing: whole or not at all, never twice, what the site publishes, pages that need nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import html5lib
import pytest
from markupsafe import Markup

from builder import cli
from builder.catalog import Catalog
from builder.editions import editions_of
from builder.errors import BuilderError, DataError
from builder.exhibits import Exhibit
from builder.figure import Cell, DataTable, Figure
from builder.freeze import freeze
from builder.freeze.content import content
from builder.freeze.selection import chosen
from builder.output import Output
from builder.pipeline import build, inspect
from builder.read import read_editions
from builder.rewrite import write_folder
from tests.hostile_site import HOSTILE, write_project
from tests.site_reader import read_page, target
from tests.small_catalog import SETTINGS, small_catalog

SITE = SETTINGS.site_url


@pytest.fixture
def project(petit: Path, tmp_path: Path) -> Path:
    return write_project(petit, tmp_path / "projet")


def contents(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*.*")}


def test_an_edition_holds_what_the_site_publishes(project: Path, tmp_path: Path):
    frozen = freeze(project, "2026-11")
    build(project, "mkdocs", tmp_path / "site")
    edition = contents(project / frozen.folder)
    assert frozen.files == len(edition)
    assert frozen.size == sum(map(len, edition.values()))
    own = {
        "edition.json",
        "adresses.csv",
        "index.html",
        *(path for path in edition if path.endswith("/index.html")),
    }
    assert len(own) == frozen.exhibits + 3
    for path in edition.keys() - own:
        assert edition[path] == (tmp_path / "site" / path).read_bytes(), path
    names = {
        "donnees/projets.csv",
        "donnees/datapackage.json",
        "donnees/vitrine.zip",
        "cartes/region/carte.svg",
    }
    assert names <= edition.keys()


def test_an_edition_is_intact_as_soon_as_it_is_written(project: Path):
    freeze(project, "2026-11", figures=False)
    freeze(project, "2026-11-corrigee", figures=False)
    _, _, problems = inspect(project)
    assert [str(problem) for problem in problems if problem.rule.startswith("edition")] == []
    newest, first = editions_of(read_editions(project / "docs"))
    assert newest.previous == (first.name, first.sha256)
    assert "changements.json" in newest.files
    assert "changements.json" not in first.files


def test_an_edition_is_never_written_over(project: Path):
    freeze(project, "2026-11", figures=False)
    before = contents(project / "docs/editions")
    with pytest.raises(BuilderError, match="existe déjà"):
        freeze(project, "2026-11", figures=False)
    with pytest.raises(BuilderError, match="viendrait avant"):
        freeze(project, "2026-10", figures=False)
    assert contents(project / "docs/editions") == before


@pytest.mark.parametrize("name", ["avril", "2026", "2026-13", "2026-11/..", "../2026-11", "2026-11-É", ""])
def test_a_name_is_a_year_and_a_month(project: Path, name: str):
    with pytest.raises(BuilderError, match="ne peut pas nommer une édition"):
        freeze(project, name)


def test_nothing_is_frozen_when_the_data_hold_an_error(project: Path):
    (project / "data/emplois.csv").write_text("abîmé\n", encoding="utf-8")
    with pytest.raises(DataError):
        freeze(project, "2026-11", figures=False)
    assert not (project / "docs/editions").exists()


def test_the_same_data_give_the_same_bytes(project: Path, petit: Path, tmp_path: Path):
    other = write_project(petit, tmp_path / "autre")
    freeze(project, "2026-11", figures=False)
    freeze(other, "2026-11", figures=False)
    assert contents(project / "docs/editions") == contents(other / "docs/editions")


def test_the_command_says_what_it_wrote_and_what_is_left_to_do(
    project: Path, capsys: pytest.CaptureFixture[str]
):
    assert cli.run(["freeze", "2026-11", "--donnees-seules", "--projet", str(project)]) == 0
    said = capsys.readouterr().out
    assert "git add docs/editions/2026-11" in said
    assert "« site_url » n’est pas encore l’adresse d’un vrai site" in said.replace("\u202f", " ")
    assert cli.run(["freeze", "2026-11", "--projet", str(project)]) == 2
    assert "existe déjà" in capsys.readouterr().err
    (project / "data/emplois.csv").write_text("abîmé\n", encoding="utf-8")
    assert cli.run(["freeze", "2026-12", "--projet", str(project)]) == 1


def test_a_folder_is_written_whole_or_not_at_all(tmp_path: Path):
    def failing() -> Iterator[Output]:
        yield Output("a/b.txt", b"b")
        raise OSError(28, "No space left on device")

    with pytest.raises(BuilderError, match="Impossible d’écrire"):
        write_folder(tmp_path / "2026-11", failing())
    assert list(tmp_path.iterdir()) == []


# ------------------------------------------------------------------ exhibits


def exhibit(
    path: str = "cartes/region/", page: str = "", kind: str = "carte", title: str = "La région"
) -> Exhibit:
    table = DataTable(caption=title, headers=("Quoi",), rows=((Cell(title, href="projets/laine/"),),))
    svg = Markup('<svg viewBox="0 0 1 1"></svg>')
    figure = Figure(id="f", title=title, description=title, svg=svg, tabulate=lambda: table, limits=title)
    return Exhibit(
        kind=kind,
        path=path,
        title=title,
        page=page,
        width=1,
        studies=(),
        draw=lambda: figure,
        measure=lambda: 1,
        tables=(),
    )


FILES = ("carte.svg", "carte-2x.png", "carte.csv", "carte.geojson", "qr.svg", "courriel.html", "index.html")


def edition_of(*exhibits: Exhibit, catalog: Catalog | None = None) -> dict[str, bytes]:
    products = [Output(f"{one.path}{name}", name.encode()) for one in exhibits for name in FILES]
    outputs, _ = content(catalog or small_catalog(), "2026-11", exhibits, products)
    return {output.path: output.content for output in outputs}


def test_an_exhibit_keeps_its_drawing_picture_and_table_with_a_page_of_its_own():
    found = {path for path in edition_of(exhibit()) if path.startswith("cartes/")}
    assert found == {
        f"cartes/region/{name}" for name in ("carte.svg", "carte-2x.png", "carte.csv", "index.html")
    }


def test_an_exhibit_that_the_site_gives_no_file_of_is_not_frozen():
    outputs, kept = content(small_catalog(), "2026-11", [exhibit()], [])
    assert kept == []
    assert not [output for output in outputs if output.path.startswith("cartes/")]


def test_the_frozen_page_says_so_runs_nothing_and_leads_to_the_present_one():
    page = read_page(
        "editions/2026-11/cartes/region/index.html", edition_of(exhibit())["cartes/region/index.html"]
    )
    assert page.faults == []
    assert "Version figée, données au 12 janvier 2026." in page.source
    assert not list(page.all("script"))
    assert "cartes/region/index.html" in {(target(page, link, SITE) or ("",))[0] for link in page.links}
    leads = [target(page, link, SITE) for link in page.links]
    assert None not in leads, "nothing leads out of the site"
    assert not any(link.startswith("http") for link in page.links), "the site may move"


def test_the_page_of_the_edition_leads_to_everything_it_holds():
    files = edition_of(exhibit(), exhibit("chiffres-cles/region/projets/", kind="chiffre"))
    page = read_page("editions/2026-11/index.html", files["index.html"])
    assert page.faults == []
    leads = {(target(page, link, SITE) or ("",))[0].removeprefix("editions/2026-11/") for link in page.links}
    wanted = {path for path in files if path.startswith("donnees/") or path.endswith("/index.html")}
    assert wanted <= leads


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_title_is_shown_as_typed(text: str):
    for path, file in edition_of(exhibit(title=text)).items():
        if path.endswith(".html"):
            page = read_page(f"editions/2026-11/{path}", file)
            assert page.faults == []
            assert not list(page.all("script"))
            assert not [
                name for element in page.root.iter() for name in element.attrib if name.startswith("on")
            ]
    shown = "".join(html5lib.parse(edition_of(exhibit(title=text))["index.html"].decode()).itertext())
    assert ("{{ 7*7 }}" in text) <= ("{{ 7*7 }}" in shown)


def test_cases_are_frozen_on_demand_and_charts_of_groups_never():
    catalog = small_catalog()
    region, group = exhibit(), exhibit("cartes/departement-01/", "territoires/01/")
    case = exhibit("cartes/projet-laine/", "projets/laine/")
    charts = [
        exhibit("graphiques/region/x/", "chiffres/", "graphique"),
        exhibit("graphiques/departement-01/x/", "territoires/01/", "graphique"),
        exhibit("graphiques/projet-laine/x/", "projets/laine/", "graphique"),
    ]
    every = (region, group, case, *charts)
    assert chosen(catalog, every, cases=False) == (region, group, charts[0])
    assert chosen(catalog, every, cases=True) == (region, group, case, charts[0])
