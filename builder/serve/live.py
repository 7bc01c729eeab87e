"""The site in memory: read once, then only what changed, and left as it was while something is wrong."""

from __future__ import annotations

import gc
import time
import traceback
from collections.abc import Iterable
from pathlib import Path

from ..config import FILE, Settings, read_settings
from ..engines import Engine
from ..errors import BuilderError, DataError
from ..pipeline import Inputs, load
from ..read import CHANGELOG
from ..report import problem_lines, verdict
from ..shell import Shell, render_shell
from ..statistics import forget_sets
from ..templating import environment
from ..wording import spaced
from .showing import Files, Showing, families
from .watch import Stamps, stamps

_BUILDER = Path(__file__).parent.parent
WRITING = 0.03  # seconds after which a file that is being written has grown
FAULT = "Vitrine s’est trompée. Signalez-le avec ce qui suit :"


class Live:
    """The site of a project, as it is now; `look` brings it up to date."""

    def __init__(self, project: Path, engine: Engine = "mkdocs") -> None:
        self._project = project.resolve()
        self._engine = engine
        self._settings: Settings | None = None
        self._inputs: Inputs | None = None
        self._shell: Shell | None = None
        self._shell_of: Stamps = {}  # the files that it was made of
        self._seen: list[Stamps] = [{}, {}, {}]  # pages, data, templates
        self.places: dict[str, int] = {}  # see Files.content
        self.showing = Showing(0, Files())

    def look(self) -> bool:
        """Whether files have changed since the last look; if so, show what they make, or say why nothing.

        A file that is being written is waited for.
        """
        now = self._stamps()
        if now == self._seen:
            return False
        while (later := self._stamps(WRITING)) != now:
            now = later
        if now[2] != self._seen[2]:
            environment.cache_clear()
        self._seen = now
        number = self.showing.number + 1
        gc.disable()  # else Python goes through every record again and again, in vain
        try:
            self.showing = Showing(number, self._files(now[0]))
        except Exception as error:  # a server goes on, whatever happens
            self.showing = Showing(number, self.showing.files, tuple(_said(error)))
        finally:
            gc.freeze()
            gc.enable()
        return True

    def _stamps(self, after: float = 0) -> list[Stamps]:
        time.sleep(after)
        return [stamps(files) for files in (self._page_files(), self._data_files(), [_BUILDER / "templates"])]

    def _page_files(self) -> Iterable[Path]:
        """What the theme makes the shell of."""
        docs = self._settings.docs_dir if self._settings else "docs"
        return [self._project / FILE, self._project / docs, _BUILDER / "theme"]

    def _data_files(self) -> Iterable[Path]:
        settings = self._settings
        folders = [settings.donnees, settings.recits] if settings else ["data"]
        return [self._project / name for name in (*folders, CHANGELOG)]

    def _files(self, pages: Stamps) -> Files:
        self._settings = read_settings(self._project)
        self._inputs = load(self._project, self._inputs)
        forget_sets()
        if not self._shell or pages != self._shell_of:
            self._shell, self._shell_of = render_shell(self._project / FILE, self._engine), pages
        return Files(families(self._inputs, self._shell))


def _said(error: Exception) -> Iterable[str]:
    if isinstance(error, DataError):
        return [*problem_lines(error.problems), verdict(error.problems)]
    if isinstance(error, BuilderError):
        return [spaced(str(error))]
    return [FAULT, "".join(traceback.format_exception(error))]
