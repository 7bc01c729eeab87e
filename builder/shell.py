"""The shell: what the theme renders once, however many projects there are.

That is the hand-written pages of `docs/`, their slots still empty, and one blank page for each depth of
address, into which `fill` prints the generated pages.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from .editions import FOLDER as EDITIONS
from .engines import Engine, run_engine
from .errors import Problem

BLANKS = "gabarits/"


@dataclass(frozen=True, slots=True)
class Shell:
    """What the theme made of `docs/`.

    `pages` and `files` are keyed by path in the site (« projets/index.html », « assets/vitrine.css »),
    `blanks` by their own address (« gabarits/page/ »). `problems` are the engine's warnings about the pages.
    """

    pages: Mapping[str, str]
    files: Mapping[str, bytes]
    blanks: Mapping[str, str]
    problems: tuple[Problem, ...] = ()


def render_shell(config_file: Path, engine: Engine = "mkdocs") -> Shell:
    """The shell of a project, the same from either engine; neither the project nor the site is touched.

    ConfigError when `mkdocs.yml` is refused, ShellError when the pages or the theme cannot be rendered.
    """
    with tempfile.TemporaryDirectory(prefix="vitrine-") as folder:
        rendered = Path(folder, "site")
        docs, problems = run_engine(engine, config_file, rendered)
        return replace(read_shell(rendered, docs), problems=tuple(problems))


def read_shell(folder: Path, docs: Path) -> Shell:
    """The shell in a folder that an engine wrote from the pages of `docs`.

    Besides pages, only what `docs` holds is kept: the theme's CSS, JavaScript, index and site map are not.
    Neither are the frozen editions: they are published as they are, past the engine (`editions.py`).
    """
    pages: dict[str, str] = {}
    files: dict[str, bytes] = {}
    for file in sorted(folder.rglob("*")):
        path = file.relative_to(folder).as_posix()
        if path.startswith(f"{EDITIONS}/"):
            continue
        if file.suffix == ".html":
            pages[path] = file.read_text(encoding="utf-8")
        elif (docs / path).is_file():
            files[path] = file.read_bytes()
    blanks = {address(path): pages.pop(path) for path in list(pages) if path.startswith(BLANKS)}
    return Shell(pages, files, blanks)


def address(path: str) -> str:
    """The address of a page whose file is at `path`, both relative to the site: « » is the home page."""
    return path.removesuffix("index.html")
