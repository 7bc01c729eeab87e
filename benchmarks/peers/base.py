"""What a peer is: a site generator that makes the same pages from the same CSVs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..theme import Theme


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """A generator: how to lay out a workspace (not timed), then the command that is timed.

    `version` gives its version, empty when it is not installed. `prepare(project, folder, theme)` writes the
    workspace. `command(folder)` builds from an empty output, always from the CSVs: what a peer cannot read by
    itself is prepared inside the command, and counted. `site` is the folder of the result in the workspace.
    """

    name: str
    how: str
    version: Callable[[], str]
    prepare: Callable[[Path, Path, Theme], None]
    command: Callable[[Path], Sequence[str]]
    site: str
    missing: str
    largest: int = 100_000  # beyond this many projects it is not run: it would take too long
