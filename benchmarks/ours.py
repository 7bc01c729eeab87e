"""Ourselves, as a generator among the others: the whole site, or the pages of cases only, as they do.

`python -m benchmarks.ours PROJECT SITE` builds these pages only: data read and checked, theme rendered, pages
printed into it and published, without what the peers do not make (lists, open data, search, maps, feeds).
"""

from __future__ import annotations

import sys
from functools import partial
from importlib.metadata import version
from pathlib import Path

from builder import pipeline
from builder.config import FILE
from builder.fill import printed_pages
from builder.pages import case_study
from builder.publish import publish
from builder.shell import render_shell
from builder.workers import Beside, cores, leave

from .peers.base import Peer
from .theme import Theme

ROOT = Path(__file__).parent.parent


def build_pages(project: Path, site: Path) -> None:
    """The page of every case of a project, and nothing else."""
    with Beside(partial(render_shell, project / FILE)) as shell:
        catalog = pipeline.load(project).catalog
        fragment = pipeline.fragments_of(catalog)
        publish(printed_pages(shell.result(), case_study.pages(catalog), fragment), site, cores())


def _prepare(project: Path, folder: Path, theme: Theme) -> None:
    folder.mkdir()
    (folder / "projet").symlink_to(project)


def _pages(folder: Path) -> list[str]:
    python = ["env", f"PYTHONPATH={ROOT}", sys.executable]  # it runs in its own folder, not in ours
    return [*python, "-m", "benchmarks.ours", str(folder / "projet"), str(folder / "site")]


def _whole(folder: Path) -> list[str]:
    vitrine = str(Path(sys.executable).with_name("vitrine"))
    return [vitrine, "build", "--projet", str(folder / "projet"), "--site-dir", str(folder / "site")]


def _version() -> str:
    return version("vitrine")


PAGES = Peer(
    name="Vitrine, les fiches",
    how="CSV lus et vérifiés, thème rendu, une page par projet, publiée ; sans le reste, comme les autres",
    version=_version,
    prepare=_prepare,
    command=_pages,
    site="site",
    missing="",
)
WHOLE = Peer(
    name="Vitrine, le site entier",
    how="tout : pages, données ouvertes, recherche, cartes, graphiques, flux",
    version=_version,
    prepare=_prepare,
    command=_whole,
    site="site",
    missing="",
)


if __name__ == "__main__":
    build_pages(*map(Path, sys.argv[1:]))
    leave(0)  # as the console script does
