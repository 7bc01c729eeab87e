"""One project, one site: from `vitrine build`, from plain `mkdocs build`, and from Zensical."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from html import unescape
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from builder import cli
from tests.site_reader import Page, read_site, tag, target

ROOT = Path(__file__).parent.parent
PUBLISHING = {".vitrine"}  # what publish.py keeps for itself


def contents(site: Path) -> dict[str, bytes]:
    files = {file.relative_to(site).as_posix(): file for file in site.rglob("*") if file.is_file()}
    return {
        path: file.read_bytes() for path, file in files.items() if path.partition("/")[0] not in PUBLISHING
    }


def without_pages(site: Path, folder: Path) -> Path:
    """A copy of a site that has every page to print again: no engine makes pictures and data."""
    shutil.copytree(site, folder)
    for page in folder.rglob("*.html"):
        page.unlink()
    return folder


def test_plain_mkdocs_gives_the_very_same_files(real_site: Path, tmp_path: Path):
    folder = without_pages(real_site, tmp_path / "site")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", str(ROOT / "mkdocs.yml")]
    done = subprocess.run(
        [*command, "-d", str(folder)], capture_output=True, text=True, cwd=tmp_path, check=False
    )
    assert done.returncode == 0, done.stderr
    ours, theirs = contents(real_site), contents(folder)
    assert ours.keys() == theirs.keys()
    assert [path for path in ours if ours[path] != theirs[path]] == []


@pytest.fixture(scope="module")
def zensical_site(real_site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    if importlib.util.find_spec("zensical") is None:
        assert not os.environ.get("CI"), "Zensical n’est pas installé : requirements/test.txt le demande."
        pytest.skip("ATTENTION : Zensical n’est pas installé, les deux sites ne sont pas comparés.")
    folder = without_pages(real_site, tmp_path_factory.mktemp("zensical") / "site")
    assert cli.run(["build", "--engine", "zensical", "--projet", str(ROOT), "--site-dir", str(folder)]) == 0
    return folder


def test_zensical_gives_the_same_files_beside_pages(real_site: Path, zensical_site: Path):
    ours, theirs = contents(real_site), contents(zensical_site)
    assert ours.keys() == theirs.keys()
    assert [path for path in ours if ours[path] != theirs[path] and not path.endswith(".html")] == []


def test_zensical_gives_the_same_pages(real_site: Path, zensical_site: Path):
    """Titles, what machines read of them, and every element: only spelling may differ, `&#39;` or `./`."""
    ours, theirs = read_site(real_site), read_site(zensical_site)
    for path, page in ours.items():
        other = theirs[path]
        assert other.faults == []
        assert (page.title, page.meta) == (other.title, other.meta)
        assert outline(page) == outline(other), path


def outline(page: Page) -> list[tuple[str, dict[str, str], str]]:
    """Every element in order: name, attributes, the words around it."""
    return [(tag(e), attributes(page, e), words(e.text) + words(e.tail)) for e in page.all() if tag(e)]


def attributes(page: Page, element: Element) -> dict[str, str]:
    """Links as they are followed: « . », « ./ » and « » are the same."""
    found = dict(element.items())
    for key in ("href", "src", "action"):
        if key in found:
            found[key] = str(target(page, found[key], "https://site.example/") or found[key])
    return found


def words(written: str | None) -> str:
    return " ".join(unescape(written or "").split())
