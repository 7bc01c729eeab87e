"""Building again after an edit: the very site of a build from nothing, with only what differs written."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from builder.output import Output
from builder.pipeline import Inputs, load, outputs
from builder.publish import Summary, publish
from builder.shell import Shell

BLANK = (
    "<title>@@titre@@</title><meta content=@@description@@>@@tete@@<ol>@@rubrique@@</ol>"
    '<main>@@contenu@@</main><a href="gabarits/page/"></a>'
)
PAGE = '<h1>Chiffres</h1><div data-slot="chiffres-cles"></div><div data-slot="carte"></div>'


@pytest.fixture
def project(petit: Path, tmp_path: Path) -> Path:
    """A copy of the small territory, to be edited."""
    return Path(shutil.copytree(petit, tmp_path / "projet", ignore=shutil.ignore_patterns("site")))


def files(project: Path, before: Inputs | None = None) -> Iterator[Output]:
    """What the site of a project is made of, with a theme of a line; pictures apart, which take long."""
    shell = Shell(
        pages={"index.html": PAGE, "guide/index.html": "<h1>Guide</h1>"},
        files={"assets/vitrine.css": b"body {}"},
        blanks={"gabarits/" + "page/" * depth: BLANK for depth in (1, 2, 3)},
    )
    return (output for output in outputs(load(project, before), shell) if not output.path.endswith(".png"))


def contents(site: Path) -> dict[str, bytes]:
    found = (file for file in site.rglob("*") if file.is_file() and ".vitrine" not in file.parts)
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in found}


def edit(project: Path, path: str, before: str, after: str) -> None:
    file = project / path
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after, 1), encoding="utf-8")


EDITS = [
    ("data/emplois.csv", ",4,emplois,", ",44,emplois,"),
    ("data/projets.csv", "L’Atelier du Gué", "L’Atelier du Pont"),
    ("data/sources.csv", "Gazette d’Essai", "Gazette des Îles"),
    ("data/recits/atelier-du-gue.md", "\n", "\n\nUne phrase de plus.\n\n"),
    ("data/etapes.csv", "atelier-du-gue,2012,Ouverture,gazette-2016-atelier\n", ""),
    ("mkdocs.yml", "Vitrine d’essai", "Vitrine des essais"),
]


def test_the_same_input_twice_writes_nothing(project: Path, tmp_path: Path):
    first = publish(files(project), tmp_path / "site")
    before = {file: file.stat().st_mtime_ns for file in (tmp_path / "site").rglob("*") if file.is_file()}
    assert publish(files(project), tmp_path / "site") == Summary(0, first.written, 0)
    assert {file: file.stat().st_mtime_ns for file in before} == before


def test_after_each_edit_the_site_is_the_one_that_a_build_from_nothing_gives(project: Path, tmp_path: Path):
    """Edits follow one another: what an edit leaves must not spoil the next one."""
    publish(files(project), tmp_path / "site")
    for path, before, after in EDITS:
        edit(project, path, before, after)
        assert publish(files(project), tmp_path / "site").written
        scratch = {output.path: output.content for output in files(project)}
        assert contents(tmp_path / "site") == scratch, path


def test_an_edit_leaves_the_pages_of_other_cases_unmade(project: Path, tmp_path: Path):
    made = made_after(project, tmp_path, "data/emplois.csv", ",4,emplois,", ",44,emplois,")
    pages = {path for path in made if path.startswith("projets/") and path.endswith(".html")}
    assert "projets/atelier-du-gue/index.html" in pages
    assert "projets/compost-partage/index.html" not in pages
    assert "thematiques/alimentation/index.html" not in made


@pytest.mark.parametrize(
    ("table", "before", "after", "unmade"),
    [
        ("emplois", ",4,emplois,", ",44,emplois,", ("argent", "partenaires", "projets-par", "impacts-par")),
        ("etapes", "2012,Ouverture", "2013,Ouverture", ("",)),
    ],
)
def test_an_edit_leaves_unmade_the_drawings_that_do_not_tell_of_it(
    project: Path, tmp_path: Path, table: str, before: str, after: str, unmade: tuple[str, ...]
):
    made = made_after(project, tmp_path, f"data/{table}.csv", before, after)
    drawn = [path for path in made if path.endswith("e.svg")]  # graphique.svg, carte.svg, chiffre.svg
    assert [path for path in drawn for words in unmade if words in path] == []
    assert bool(drawn) is (table == "emplois")
    assert not any(path.startswith("donnees/totaux/") for path in made if "argent" in path)


def made_after(project: Path, tmp_path: Path, path: str, before: str, after: str) -> list[str]:
    """What is made by a build that follows an edit."""
    publish(files(project), tmp_path / "site")
    edit(project, path, before, after)
    made: list[str] = []

    def watched() -> Iterator[Output]:
        for output in files(project):
            yield Output.later(output.path, output.key, partial(_made, output, made))

    publish(watched(), tmp_path / "site")
    return made


def _made(output: Output, made: list[str]) -> bytes:
    made.append(output.path)
    return output.content
