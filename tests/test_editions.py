"""Editions: found on the disk, published to the byte, and never lost or altered in silence."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from builder.checks import check_editions, check_emptied
from builder.editions import FrozenExhibit, editions_of, holding, manifest, published
from builder.engines import Engine
from builder.output import Output
from builder.pipeline import build
from builder.read import read_editions
from builder.records import headers_of
from builder.shell import render_shell
from tests.hostile_site import write_project
from tests.small_catalog import small_catalog, small_dataset
from tests.small_site import write_small_site

# What no theme and no slot may touch: a slot, a token of the blank page, a template, another line end.
FROZEN = b'<!doctype html>\r\n<title>{{ 7*7 }}</title><div data-slot="carte"></div>@@contenu@@\xff'
REGION = FrozenExhibit(kind="carte", path="cartes/region/", title="La région", height=800)


def write_edition(docs: Path, name: str, files: dict[str, bytes], exhibits: tuple[FrozenExhibit, ...] = ()):
    """An edition on the disk, after those that are already there."""
    previous = editions_of(read_editions(docs))
    outputs = [Output(path, content) for path, content in files.items()]
    about = manifest(name, date(2026, 1, 12), outputs, exhibits, previous[0] if previous else None)
    for output in (*outputs, about):
        file = docs / "editions" / name / output.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(output.content)
    return docs / "editions" / name


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    """Two editions."""
    write_edition(
        tmp_path, "2026-01", {"donnees/projets.csv": b"id,nom\n", "cartes/region/index.html": FROZEN}
    )
    write_edition(tmp_path, "2026-02", {"donnees/projets.csv": b"id,nom\na,A\n"}, (REGION,))
    return tmp_path


def said(docs: Path) -> list[str]:
    return [f"{problem.place} {problem.rule}" for problem in check_editions(read_editions(docs), "docs")]


def test_editions_come_newest_first_with_what_they_hold(docs: Path):
    newest, first = editions_of(read_editions(docs))
    assert (newest.name, newest.date, newest.path) == ("2026-02", date(2026, 1, 12), "editions/2026-02/")
    assert newest.previous[0] == "2026-01"
    assert first.previous == ("", "")
    assert list(first.files) == ["cartes/region/index.html", "donnees/projets.csv"]
    assert first.size == len(FROZEN) + len(b"id,nom\n")
    assert first.read("donnees/projets.csv") == b"id,nom\n"


def test_a_project_without_edition_has_none(tmp_path: Path):
    assert editions_of(read_editions(tmp_path)) == ()
    assert said(tmp_path) == []


def test_an_edition_says_which_exhibits_it_holds(docs: Path):
    catalog = small_catalog(editions=editions_of(read_editions(docs)))
    assert [edition.name for edition in holding(catalog, "cartes/region/")] == ["2026-02"]
    assert holding(catalog, "cartes/autre/") == ()


def test_intact_editions_have_no_problem(docs: Path):
    assert said(docs) == []


def remove(file: Path) -> None:
    file.unlink()


def alter(file: Path) -> None:
    file.write_bytes(file.read_bytes() + b" ")


@pytest.mark.parametrize(
    ("damage", "path", "expected"),
    [
        (remove, "2026-01/donnees/projets.csv", ["2026-01 edition-incomplete"]),
        (alter, "2026-01/donnees/projets.csv", ["2026-01 edition-modifiee"]),
        (alter, "2026-01/edition.json", ["2026-02 edition-disparue"]),
        (remove, "2026-01/edition.json", ["2026-01 edition-illisible", "2026-02 edition-disparue"]),
        (lambda file: shutil.rmtree(file), "2026-01", ["2026-02 edition-disparue"]),
        (lambda file: file.write_bytes(b"x"), "2026-02/notes.txt", ["2026-02 edition-en-trop"]),
        (lambda file: file.write_bytes(b"[]"), "2026-02/edition.json", ["2026-02 edition-illisible"]),
        (lambda file: file.mkdir(), "brouillon", ["brouillon edition-illisible"]),
    ],
)
def test_what_is_lost_or_altered_is_said(
    docs: Path, damage: Callable[[Path], object], path: str, expected: list[str]
):
    damage(docs / "editions" / path)
    assert said(docs) == [f"docs/editions/{line}" for line in expected]


def test_a_manifest_cannot_lead_out_of_its_edition(docs: Path):
    """A file that it names elsewhere is one that the edition lacks; a link is not a file."""
    (docs / "secret").write_bytes(b"s")
    file = docs / "editions/2026-02/edition.json"
    told = json.loads(file.read_bytes())
    told["fichiers"]["../../secret"] = {"octets": 1, "sha256": "0"}
    file.write_text(json.dumps(told), encoding="utf-8")
    (docs / "editions/2026-02/lien").symlink_to(docs / "secret")
    assert said(docs) == ["docs/editions/2026-02 edition-incomplete"]


def test_a_folder_left_by_a_command_that_was_stopped_does_not_count(docs: Path):
    (docs / "editions/.2026-03.77").mkdir()
    assert said(docs) == []


def test_only_a_few_files_are_named(docs: Path):
    for name in "abcdef":
        (docs / f"editions/2026-02/{name}").write_bytes(b"")
    (problem,) = check_editions(read_editions(docs), "docs")
    assert "« a », « b », « c » et 3 autres" in problem.message.replace("\u202f", " ")


def test_a_recipe_stands_for_each_file(docs: Path):
    catalog = small_catalog(editions=editions_of(read_editions(docs)))
    outputs = {output.path: output for output in published(catalog)}
    assert outputs["editions/2026-01/cartes/region/index.html"].content == FROZEN
    assert outputs["editions/2026-01/donnees/projets.csv"].key
    assert "editions/2026-02/edition.json" in outputs


@pytest.mark.parametrize("engine", ["mkdocs", "zensical"])
def test_no_engine_sees_the_editions(tmp_path: Path, engine: Engine):
    config = write_small_site(tmp_path)
    write_edition(tmp_path / "docs", "2026-01", {"a.html": FROZEN, "b.css": b"body{}"})
    shell = render_shell(config, engine)
    assert not [path for path in (*shell.pages, *shell.files) if path.startswith("editions")]
    assert shell.problems == ()


def test_a_build_publishes_editions_to_the_byte(petit: Path, tmp_path: Path):
    project = write_project(petit, tmp_path / "projet")
    folder = write_edition(
        project / "docs",
        "2026-01",
        {"cartes/region/index.html": FROZEN, "a.css": b"body{}", "b.png": b"\x89"},
    )
    for _ in range(2):  # what changes in the data between two builds changes nothing here
        build(project, "mkdocs", tmp_path / "site")
        for file in folder.rglob("*.*"):
            assert (tmp_path / "site/editions/2026-01" / file.relative_to(folder)).read_bytes() == (
                file.read_bytes()
            )
        table = project / "data/partenaires.csv"
        table.write_text(table.read_text("utf-8").splitlines()[0] + "\n", "utf-8")


# ---------------------------------------------------------------- tables that turn empty


def emptied(docs: Path, **rows: str) -> list[str]:
    return [
        f"{problem.place.path} {problem.rule}"
        for problem in check_emptied(read_editions(docs), small_dataset(rows))
    ]


def frozen(docs: Path, name: str, jobs: int) -> None:
    line = b"laine,2018,crees,projet,cumul,%d,emplois,declare,exact,presse-2020,\n"
    header = ",".join(headers_of("emplois")).encode() + b"\n"
    content = header + b"".join(line % number for number in range(jobs))
    write_edition(docs, name, {"donnees/emplois.csv": content})


def test_a_table_that_turns_empty_stops_publication(tmp_path: Path):
    frozen(tmp_path, "2026-01", jobs=5)

    assert emptied(tmp_path) == []
    assert emptied(tmp_path, emplois="") == ["data/emplois.csv table-videe"]


def test_the_last_edition_alone_is_asked_and_a_few_rows_may_go(tmp_path: Path):
    frozen(tmp_path, "2026-01", jobs=5)
    frozen(tmp_path, "2026-02", jobs=2)

    assert emptied(tmp_path, emplois="") == []
    assert emptied(tmp_path / "ailleurs", emplois="") == []


def test_a_lost_file_of_an_edition_is_no_second_problem(tmp_path: Path):
    frozen(tmp_path, "2026-01", jobs=5)
    (tmp_path / "editions/2026-01/donnees/emplois.csv").unlink()

    assert emptied(tmp_path, emplois="") == []
