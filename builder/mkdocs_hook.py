"""Plain `mkdocs build` and `mkdocs serve` give the same site as `vitrine build`.

MkDocs renders the shell into a temporary folder instead of the site; then the shell is filled and published
as usual, so that a failed build leaves the previous site as it was. `vitrine` runs MkDocs without this hook.
"""

from __future__ import annotations

import logging
import sys
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

# MkDocs puts this file's folder first on the path, where builder/statistics.py would hide Python's own.
sys.path[0] = str(Path(__file__).resolve().parent.parent)

from mkdocs.exceptions import Abort  # noqa: E402 — after the line above, like the next three

from builder import pipeline  # noqa: E402
from builder.errors import BuilderError  # noqa: E402
from builder.publish import publish  # noqa: E402
from builder.shell import read_shell  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs.config.defaults import MkDocsConfig


@dataclass(frozen=True, slots=True)
class _Build:
    """A build under way: what was loaded, where it must be published, where MkDocs renders meanwhile."""

    inputs: pipeline.Inputs
    site: Path
    rendered: tempfile.TemporaryDirectory[str]


_log = logging.getLogger("mkdocs.vitrine")  # MkDocs prints what its children log
_builds: list[_Build] = []  # at most one; MkDocs hands nothing from one event to the next


def on_config(config: MkDocsConfig) -> None:
    """Check the data first, then send what MkDocs renders elsewhere than the site."""
    project = Path(config.config_file_path).resolve().parent
    with _french_errors():
        inputs = pipeline.load(project)
    for warning in inputs.warnings:
        _log.warning(warning)
    config.watch.append(str(project / inputs.settings.donnees))
    _builds.append(_Build(inputs, Path(config.site_dir), tempfile.TemporaryDirectory(prefix="vitrine-")))
    config.site_dir = _builds[0].rendered.name


def on_post_build(config: MkDocsConfig) -> None:
    """Fill the shell and publish it."""
    build = _builds[0]
    with _french_errors():
        shell = read_shell(Path(build.rendered.name), Path(config.docs_dir))
        publish(pipeline.outputs(build.inputs, shell), build.site)
    _end(config)


def on_build_error(error: Exception) -> None:
    """Forget the build that failed, so that `mkdocs serve` can start the next one."""
    while _builds:
        _builds.pop().rendered.cleanup()


def _end(config: MkDocsConfig) -> None:
    build = _builds.pop()
    config.site_dir = str(build.site)  # `mkdocs gh-deploy` reads it after the build
    build.rendered.cleanup()


@contextmanager
def _french_errors() -> Iterator[None]:
    """What an editor can mend ends the build with its French message, without a traceback."""
    try:
        yield
    except BuilderError as error:
        raise Abort(f"{error}\nRien n’a été publié.") from error
