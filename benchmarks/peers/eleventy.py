"""Eleventy in its best mode: the CSVs are global data, one JavaScript template prints every page."""

from __future__ import annotations

import json
import shutil
from dataclasses import asdict
from pathlib import Path

from ..theme import Theme, as_json
from .base import Peer

OURS = Path(__file__).parent / "eleventy"
MODULES = OURS / "node_modules"
ENTRY = "node_modules/@11ty/eleventy/cmd.cjs"


def version() -> str:
    """The version that `npm ci` installed, empty without Node or without it."""
    package = MODULES / "@11ty/eleventy/package.json"
    if not package.exists() or not shutil.which("node"):
        return ""
    return str(json.loads(package.read_text("utf-8"))["version"])


def prepare(project: Path, folder: Path, theme: Theme) -> None:
    """An Eleventy site whose tables are those of the project."""
    shutil.copytree(OURS, folder, ignore=shutil.ignore_patterns("node_modules"))
    (folder / "node_modules").symlink_to(MODULES)
    (folder / "tables").symlink_to(project / "data")
    (folder / "theme.json").write_text(as_json(asdict(theme)), "utf-8")


def command(folder: Path) -> list[str]:
    """A build from an empty output."""
    return ["node", ENTRY, "--quiet"]


PEER = Peer(
    name="Eleventy",
    how="les CSV en données globales, un gabarit JavaScript",
    version=version,
    prepare=prepare,
    command=command,
    site="site",
    missing="« npm ci » dans benchmarks/peers/eleventy",
)
