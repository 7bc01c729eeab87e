"""Two invented territories, one that holds together and one where everything is wrong; and the real site."""

from __future__ import annotations

import fcntl
import shutil
from pathlib import Path

import pytest
from hypothesis import settings

from builder.catalog import Catalog, build_catalog
from builder.config import read_settings
from builder.geography import build_geography
from builder.parse import Dataset, parse
from builder.pipeline import build
from builder.read import read_shapes, read_stories, read_tables

FIXTURES = Path(__file__).parent / "fixtures"
ROOT = Path(__file__).parent.parent
settings.register_profile("vitrine", deadline=None, derandomize=True)  # the same examples on every machine
settings.load_profile("vitrine")


@pytest.fixture(scope="session")
def petit() -> Path:
    """A small territory of its own: other codes, other words, other shapes."""
    return FIXTURES / "petit"


@pytest.fixture(scope="session")
def casse() -> Path:
    """A project where every rule is broken."""
    return FIXTURES / "casse"


@pytest.fixture(scope="session")
def petit_dataset(petit: Path) -> Dataset:
    return parse(read_tables(petit))


@pytest.fixture(scope="session")
def petit_catalog(petit: Path, petit_dataset: Dataset) -> Catalog:
    geography = build_geography(petit_dataset, read_shapes(petit, "data/geo"))
    stories = read_stories(petit, "data/recits")
    return build_catalog(petit_dataset, read_settings(petit), geography, stories)


@pytest.fixture(scope="session")
def real() -> Catalog:
    """The project's own data."""
    dataset = parse(read_tables(ROOT))
    geography = build_geography(dataset, read_shapes(ROOT, "data/geo"))
    return build_catalog(dataset, read_settings(ROOT), geography, {})


@pytest.fixture(scope="session")
def real_site() -> Path:
    """The site made from the project's own data and pages, built once for all the processes that test.

    The first process builds it while the others wait; then a build finds everything made. It starts from the
    site that `make site` left, if any: what other code made is made again.
    """
    folder = ROOT / ".cache/essais/site"
    folder.parent.mkdir(parents=True, exist_ok=True)
    with (folder.parent / "verrou").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists() and (ROOT / "site/.vitrine").is_dir():
            shutil.copytree(ROOT / "site", folder)
        build(ROOT, "mkdocs", folder)
    return folder
