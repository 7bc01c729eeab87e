"""Plain MkDocs gives our site, or leaves the previous one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from builder import pipeline
from builder.errors import DataError, Level, Place, Problem
from builder.fill import fill
from builder.output import Output, Page
from builder.publish import publish
from builder.shell import Shell, render_shell
from tests.small_site import write_small_site

PAGE = Page(path="projets/x/", title="X", description="d", body="<h1>X</h1>", section="projets")
PROBLEM = Problem("cle", Place("data/projets.csv", 3), "la clé manque.", "Ajoutez-la.")
WARNING = Problem("site", Place("data/projets.csv", 4), "pas de site web.", "Ajoutez-le.", Level.WARNING)


@dataclass(frozen=True)
class Inputs:
    """Stands for what the pipeline reads in a project."""

    settings: Any
    warnings: tuple[Problem, ...] = ()


def load(project: Path) -> Inputs:
    return Inputs(SimpleNamespace(site_name=project.name, donnees="data"), (WARNING,))


def outputs(inputs: Inputs, shell: Shell) -> Iterator[Output]:
    return fill(shell, [PAGE], lambda slot, page: f"<p>données de {inputs.settings.site_name}</p>")


@pytest.fixture
def config_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small project, whatever its data."""
    monkeypatch.setattr(pipeline, "load", load)
    monkeypatch.setattr(pipeline, "outputs", outputs)
    (tmp_path / "projet").mkdir()
    return write_small_site(tmp_path / "projet")


def contents(site: Path) -> dict[str, bytes]:
    """The files of a site but the publisher's own."""
    files = (file for file in site.rglob("*") if file.is_file() and ".vitrine" not in file.parts)
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in files}


def test_mkdocs_build_gives_the_same_site(config_file: Path, tmp_path: Path):
    build(load_config(str(config_file)))
    publish(outputs(load(config_file.parent), render_shell(config_file)), tmp_path / "autre")
    site = contents(config_file.parent / "site")
    assert site == contents(tmp_path / "autre")
    assert b"<p>donn\xc3\xa9es de projet</p>" in site["projets/x/index.html"]


def test_mkdocs_leaves_the_previous_site_when_the_data_are_wrong(
    config_file: Path, monkeypatch: pytest.MonkeyPatch
):
    def refuse(project: Path) -> Inputs:
        raise DataError([PROBLEM])

    build(load_config(str(config_file)))
    before = contents(config_file.parent / "site")
    monkeypatch.setattr(pipeline, "load", refuse)
    with pytest.raises(Abort) as stopped:
        build(load_config(str(config_file)))
    assert str(stopped.value) == f"{PROBLEM}\nRien n’a été publié."
    assert contents(config_file.parent / "site") == before


def test_mkdocs_leaves_the_previous_site_when_rendering_fails(
    config_file: Path, monkeypatch: pytest.MonkeyPatch
):
    def fail(inputs: Inputs, shell: Shell) -> Iterator[Output]:
        yield Output("index.html", b"nouveau")
        raise DataError([PROBLEM])

    build(load_config(str(config_file)))
    before = contents(config_file.parent / "site")
    monkeypatch.setattr(pipeline, "outputs", fail)
    with pytest.raises(Abort, match="Rien n’a été publié"):
        build(load_config(str(config_file)))
    monkeypatch.setattr(pipeline, "outputs", outputs)
    assert contents(config_file.parent / "site") == before
    build(load_config(str(config_file)))  # a server that goes on after the error


def test_warnings_are_printed_by_mkdocs(config_file: Path, caplog: pytest.LogCaptureFixture):
    build(load_config(str(config_file)))
    assert caplog.messages[0] == str(WARNING)


def test_mkdocs_serve_watches_the_data_and_serves_the_filled_site(config_file: Path, tmp_path: Path):
    served = tmp_path / "served"
    served.mkdir()
    config = load_config(str(config_file), site_dir=str(served))
    for _ in range(2):  # the server builds again into the same folder
        build(config, serve_url="http://127.0.0.1:8000/")
    assert str(config_file.parent / "data") in config.watch
    assert (served / "projets/x/index.html").is_file()
    assert config.site_dir == str(served)
