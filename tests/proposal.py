"""A proposal in a git repository of its own: the real project, where a case moved and a figure changed."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from pathlib import Path

from builder.preview import build_preview

ROOT = Path(__file__).parent.parent


def write_proposal(folder: Path) -> Path:
    """A repository whose last commit is the site as it is, and whose files are the proposal."""
    for name in ("data", "docs", "builder/theme"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    git(folder, "init", "--quiet")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "-m", "Avant")
    edit(folder / "data/emplois.csv", r"^(ardelaine,2018,effectif,projet,stock),54,", r"\1,58,")
    edit(folder / "data/projets.csv", r"^(agri-court,.*?,actif),26125,", r"\1,26108,")
    return folder


def git(folder: Path, *arguments: str) -> None:
    """Run git as somebody."""
    who = ("-c", "user.name=Essai", "-c", "user.email=essai@vitrine.example", "-c", "core.autocrlf=false")
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


def edit(file: Path, pattern: str, replacement: str) -> None:
    """Change the one line of a file that a pattern finds."""
    text, count = re.subn(pattern, replacement, file.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert count == 1
    file.write_text(text, encoding="utf-8")


def unzipped_preview(project: Path, folder: Path) -> Path:
    """The folder of a preview that was downloaded and unzipped."""
    build_preview(project, "HEAD", folder / "apercu.zip")
    with zipfile.ZipFile(folder / "apercu.zip") as archive:
        archive.extractall(folder / "ouvert")
    return folder / "ouvert"
