"""Building again after an edit: the very site that a build from nothing gives, with only what differs written."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
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
