"""MkDocs (with mkdocs-material) and Zensical, page by page: a Markdown file for each case, our template.

Writing the files is part of what is timed. Their settings are the fastest that give the same pages: no
plugin, no search, no page in the menu but the home page.
"""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable
from dataclasses import asdict
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as version_of
from pathlib import Path

from ..theme import DESCRIPTION, ID, TITLE, Theme, as_json
from .base import Peer

SCRIPT = Path(__file__).parent / "markdown_pages.py"
SETTINGS = """\
site_name: Vitrine
site_url: https://vitrine.example/
docs_dir: docs
site_dir: site
theme:
  name: material
  custom_dir: theme
  language: fr
  font: false
nav:
  - index.md
not_in_nav: /projets/
plugins: []
markdown_extensions: []
"""


def prepare(project: Path, folder: Path, theme: Theme) -> None:
    """A site with a home page; the pages of the cases are written when the build is timed."""
    (folder / "docs").mkdir(parents=True)
    (folder / "docs/index.md").write_text("# Vitrine\n", "utf-8")
    (folder / "theme").mkdir()
    (folder / "theme/main.html").write_text(_template(theme), "utf-8")
    (folder / "mkdocs.yml").write_text(SETTINGS, "utf-8")
    (folder / "theme.json").write_text(as_json(asdict(theme)), "utf-8")
    (folder / "tables").symlink_to(project / "data")


def _template(theme: Theme) -> str:
    """Our chrome; 404.html, which the theme prints too, has no page."""
    shown = {TITLE: "page.title", DESCRIPTION: "page.meta.description", ID: "page.meta.identifiant"}
    head = theme.head
    for token, name in shown.items():
        head = head.replace(token, f'{{{{ ({name} if page and page.meta else "") | e }}}}')
    return f'{head}{{{{ page.content if page and page.meta else "" }}}}{theme.foot}'


def _command(*engine: str) -> Callable[[Path], list[str]]:
    write = [sys.executable, str(SCRIPT), "tables", "theme.json", "docs/projets"]
    return lambda folder: [
        "sh",
        "-c",
        f"{shlex.join(write)} && {shlex.join([sys.executable, '-m', *engine])}",
    ]


def _version(package: str) -> Callable[[], str]:
    def found() -> str:
        try:
            return version_of(package)
        except PackageNotFoundError:
            return ""

    return found


MKDOCS = Peer(
    name="MkDocs, page par page",
    how="un fichier Markdown par fiche, thème mkdocs-material, sans extension",
    version=_version("mkdocs-material"),
    prepare=prepare,
    command=_command("mkdocs", "build", "--quiet"),
    site="site",
    missing="paquet PyPI « mkdocs-material »",
    largest=10_000,
)
ZENSICAL = Peer(
    name="Zensical, page par page",
    how="les mêmes fichiers Markdown",
    version=_version("zensical"),
    prepare=prepare,
    command=_command("zensical", "build", "--clean"),
    site="site",
    missing="paquet PyPI « zensical », dans requirements/bench.txt",
    largest=10_000,
)
