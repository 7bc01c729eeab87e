"""From a project folder to the site, step by step; the command line and the MkDocs hook share these steps.

load ──▶ Inputs ──outputs──▶ Output… ──publish──▶ site/
         (checked)   ▲
render_shell ──▶ Shell
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from .catalog import Catalog, build_catalog
from .checks import check, check_slots
from .config import Settings, read_settings
from .errors import DataError, Level, Problem
from .exports import EXPORTS
from .fill import fill
from .fragments import FRAGMENTS
from .geography import build_geography
from .output import Output, Page
from .pages import PAGES
from .parse import Dataset, parse
from .read import read_pages, read_shapes, read_stories, read_tables
from .shell import Shell
from .slots import Slot
from .templating import root_of


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a project folder holds, read and checked: only warnings are left."""

    settings: Settings
    catalog: Catalog
    warnings: tuple[Problem, ...]


def inspect(project: Path) -> tuple[Settings, Dataset, list[Problem]]:
    """The settings and data of a project, with everything that is wrong in data and hand-written pages."""
    settings = read_settings(project)
    dataset = parse(read_tables(project, settings.donnees))
    problems = check(dataset) + check_slots(read_pages(project / settings.docs_dir), FRAGMENTS, dataset)
    return settings, dataset, problems


def load(project: Path) -> Inputs:
    """The checked content of a project; DataError, with every problem, when there is at least one error."""
    settings, dataset, problems = inspect(project)
    if any(problem.level is Level.ERROR for problem in problems):
        raise DataError(problems)
    geography = build_geography(dataset, read_shapes(project, f"{settings.donnees}/geo"))
    catalog = build_catalog(dataset, settings, geography, read_stories(project, settings.recits))
    return Inputs(settings, catalog, tuple(problems))


def outputs(inputs: Inputs, shell: Shell) -> Iterator[Output]:
    """Every file of the site: pages, hand-written or generated, and open data."""
    catalog = inputs.catalog

    def fragment(slot: Slot, page: str) -> str:
        return str(FRAGMENTS[slot.name].render(catalog, slot.attributes, root_of(page)))

    yield from fill(shell, generated_pages(catalog), fragment)
    yield from chain.from_iterable(export(catalog) for export in EXPORTS)


def generated_pages(catalog: Catalog) -> Iterator[Page]:
    """The pages that the data makes, kind by kind."""
    return chain.from_iterable(pages(catalog) for pages in PAGES)
