"""The two site generators, each run the same way: pages in, a folder of HTML out, warnings as problems.

MkDocs runs in this process. Zensical runs in its own, on a copy of the pages: it accepts no page and no site
outside the folder of its settings, and leaves a cache there.
"""

from __future__ import annotations

import importlib.util
import json
import logging
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

from .editions import FOLDER as EDITIONS
from .errors import ConfigError, Level, Place, Problem, ShellError

Engine = Literal["mkdocs", "zensical"]

_MKDOCS_LINK = re.compile(r"Doc file '(?P<file>.+?)' contains an? (?P<kind>absolute )?link '(?P<link>.+?)', ")
_MKDOCS_NAV = re.compile(r"A reference to '(?P<page>.+?)' is included in the 'nav' configuration")
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_ZENSICAL_WARNING = re.compile(
    r"^Warning: (?P<what>.+)\n.*\[ (?P<file>.+):(?P<line>\d+):\d+ \]", re.MULTILINE
)


def run_engine(engine: Engine, config_file: Path, into: Path) -> tuple[Path, list[Problem]]:
    """Render the pages of a project under `into`; the folder they were read from, and warnings about them.

    ConfigError when `mkdocs.yml` is refused, ShellError when the pages or the theme cannot be rendered.
    """
    config, warnings = _mkdocs_config(config_file, into)
    run = _run_mkdocs if engine == "mkdocs" else _run_zensical
    return Path(config.docs_dir), warnings + run(config)


def _mkdocs_config(config_file: Path, site_dir: Path) -> tuple[Any, list[Problem]]:
    """The settings as MkDocs reads them, without our own hook, which serves plain `mkdocs build` only."""
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # else importing Material prints a banner
    from mkdocs.config import load_config  # here, not above: slow to import, and of no use to `vitrine check`
    from mkdocs.exceptions import MkDocsException

    with _mkdocs_messages() as messages:
        try:
            config = load_config(str(config_file), hooks=[], site_dir=str(site_dir))
        except MkDocsException as error:
            raise ConfigError(
                _failure(f"{config_file.name} : MkDocs refuse ce réglage", messages, error)
            ) from error
    return config, [_engine_warning(message) for message in messages]


def _run_mkdocs(config: Any) -> list[Problem]:
    from mkdocs.commands.build import build

    with _mkdocs_messages() as messages:
        try:
            build(config)
        except Exception as error:  # a template may raise anything
            raise ShellError(_failure("MkDocs n’a pas pu rendre les pages", messages, error)) from error
    return [_mkdocs_problem(message, Path(config.docs_dir).name) for message in messages]


@contextmanager
def _mkdocs_messages() -> Iterator[list[str]]:
    """What MkDocs would have printed as warnings and errors while the block runs."""
    messages: list[str] = []
    logger, handler = logging.getLogger("mkdocs"), logging.Handler(logging.WARNING)
    handler.emit = lambda record: messages.append(record.getMessage())  # type: ignore[method-assign]
    propagate, logger.propagate = logger.propagate, False
    logger.addHandler(handler)
    try:
        yield messages
    finally:
        logger.removeHandler(handler)
        logger.propagate = propagate


def _mkdocs_problem(message: str, docs: str) -> Problem:
    if nav := _MKDOCS_NAV.match(message):
        return _broken_link(Place("mkdocs.yml", column="nav"), f"le menu cite « {nav['page']} », qui")
    if (link := _MKDOCS_LINK.match(message)) is None:
        return _engine_warning(message)
    place, words = Place(f"{docs}/{link['file']}"), f"le lien « {link['link']} »"
    return _absolute_link(place, words) if link["kind"] else _broken_link(place, words)


def _run_zensical(config: Any) -> list[Problem]:
    if importlib.util.find_spec("zensical") is None:
        raise ShellError("Zensical n’est pas installé. Installez-le, ou construisez le site avec MkDocs.")
    site = Path(config.site_dir)
    project = site.parent / f"{site.name}-zensical"
    shutil.copytree(config.docs_dir, project / "docs", ignore=_editions_of(config.docs_dir))
    (project / "mkdocs.yml").write_text(json.dumps(_zensical_settings(config)), encoding="utf-8")
    command = [sys.executable, "-m", "zensical", "build", "-f", "mkdocs.yml"]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, encoding="utf-8", check=False)
    said = _COLOUR.sub("", done.stderr).strip()
    if done.returncode:
        raise ShellError(_failure("Zensical n’a pas pu rendre les pages", [said.rpartition("\n")[2]]))
    (project / "site").rename(site)
    shutil.rmtree(project)
    return [
        _zensical_problem(found, Path(config.docs_dir).name) for found in _ZENSICAL_WARNING.finditer(said)
    ]


def _editions_of(docs: str) -> Callable[[str, list[str]], list[str]]:
    """What leaves the frozen editions out of a copy of the pages: no engine may touch them."""
    return lambda folder, names: [EDITIONS] if folder == docs and EDITIONS in names else []


def _zensical_settings(config: Any) -> dict[str, Any]:
    """The project's own settings with other folders. JSON, since every JSON text is YAML."""
    return {
        "INHERIT": config.config_file_path,
        "docs_dir": "docs",
        "site_dir": "site",
        "theme": {"name": config.theme.name, "custom_dir": config.theme.custom_dir},
    }


def _zensical_problem(found: re.Match[str], docs: str) -> Problem:
    place = Place(f"{docs}/{found['file']}", int(found["line"]))
    if found["what"] == "page does not exist":
        return _broken_link(place, "un lien de cette ligne")
    return _engine_warning(found["what"], place)


def _absolute_link(place: Place, link: str) -> Problem:
    what = f"{link} part de la racine du serveur : il se rompt si le site est publié dans un sous-dossier."
    fix = "Écrivez un lien relatif vers le fichier de la page, par exemple « projets/index.md »."
    return Problem("lien-absolu", place, what, fix, Level.WARNING)


def _broken_link(place: Place, link: str) -> Problem:
    return Problem(
        "lien-rompu",
        place,
        f"{link} ne mène à aucune page.",
        "Corrigez l’adresse, ou créez la page.",
        Level.WARNING,
    )


def _engine_warning(message: str, place: Place | None = None) -> Problem:
    """The engine's own words, in English: those we know how to say better never come here."""
    what = f"le moteur du site avertit : « {message} »."
    fix = "Corrigez ce que cet avertissement nomme."
    return Problem("moteur", place or Place("mkdocs.yml"), what, fix, Level.WARNING)


def _failure(what: str, messages: Sequence[str], error: Exception | None = None) -> str:
    """A French sentence, then the engine's own words, one per line."""
    details = [*messages, *([str(error)] if error else [])]
    return "\n    ".join([f"{what}.", *filter(None, details)])
