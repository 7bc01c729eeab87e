"""From a project folder to the site, step by step; the command line and the MkDocs hook share these steps.

load ──▶ Inputs ──outputs──▶ Output… ──publish──▶ site/
         (checked)   ▲
render_shell ──▶ Shell
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path

from .catalog import Catalog, build_catalog
from .changelog import days_in, reasons_in
from .checks import check, check_editions, check_emptied, check_slots, check_stories, check_undated
from .config import FILE, Settings, read_settings
from .editions import editions_of
from .engines import Engine
from .errors import DataError, Problem, has_errors
from .fill import fill
from .fragments import FRAGMENTS
from .geography import build_geography
from .keys import site_key
from .output import LatePage, Output, Page
from .pages import PAGES
from .parse import Dataset, parse
from .parts import Part, key_of_site, share
from .products import PRODUCTS
from .publish import Summary, publish
from .published_anchors import published_anchors
from .read import Table, read_changelog, read_editions, read_pages, read_shapes, read_stories, read_tables
from .search.products import search_files
from .shell import Shell, render_shell
from .sitemap import modified_in
from .slots import Slot
from .statistics import figure_count
from .templating import root_of
from .workers import Beside, cores


@dataclass(frozen=True, slots=True)
class Inputs:
    """What a project folder holds, read and checked: only warnings are left."""

    settings: Settings
    catalog: Catalog
    warnings: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildSummary:
    """What a build made: counts, warnings, seconds, and the folder of the site as it was asked for."""

    pages: int
    figures: int
    files: Summary
    warnings: tuple[Problem, ...]
    seconds: float
    site: Path
    part: Part | None = None


def build(
    project: Path,
    engine: Engine,
    site_dir: Path | None,
    start: Callable[[str], None] = lambda stage: None,
    jobs: int = 0,
    part: Part | None = None,
) -> BuildSummary:
    """Build and publish the site of a project, or one `part` of it; `start` is told each stage as it begins.

    `jobs` processes make the files, as many as there are cores unless told. DataError when data or pages hold
    an error: the previous site is then left as it was.
    """
    clock = time.perf_counter()
    start("lire")
    with Beside(partial(render_shell, project / FILE, engine)) as rendering:
        with _collector_off():
            inputs = load(project)
            gc.freeze()  # what was read stays to the end: the collector need not go through it
        start("habiller")
        shell = rendering.result()
    site = site_dir or project / inputs.settings.site_dir
    made = outputs(inputs, shell)
    if part:
        made = share(made, part, key_of_site(site_key(inputs.catalog), shell))
    counted = 0

    def counting(made: Iterator[Output]) -> Iterator[Output]:
        nonlocal counted
        for output in made:
            counted += output.path.endswith(".html")
            yield output

    start("imprimer")
    files = publish(counting(made), site, jobs or cores())
    return BuildSummary(
        pages=counted,
        figures=figure_count(inputs.catalog.studies),
        files=files,
        warnings=inputs.warnings + shell.problems,
        seconds=time.perf_counter() - clock,
        site=site,
        part=part,
    )


@contextmanager
def _collector_off() -> Iterator[None]:
    """Reading makes a million things and no garbage: looking for some would take a quarter of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@_collector_off()
def inspect(
    project: Path, before: Mapping[str, Table] | None = None
) -> tuple[Settings, Dataset, list[Problem]]:
    """The settings and data of a project, with everything that is wrong in data and hand-written pages.

    `before` holds the tables read earlier, so that those that have not changed are not read and parsed again.
    """
    settings = read_settings(project)
    dataset = parse(read_tables(project, settings.donnees, before))
    return settings, dataset, problems_with(dataset, project, settings)


def problems_with(dataset: Dataset, project: Path, settings: Settings) -> list[Problem]:
    """Everything that would be wrong if a project held this data: tables, pages, editions and stories."""
    docs = project / settings.docs_dir
    problems = check(dataset) + check_slots(read_pages(docs), FRAGMENTS, dataset)
    editions = read_editions(docs)
    problems += check_editions(editions, settings.docs_dir) + check_emptied(editions, dataset)
    problems += check_undated(editions, dataset, read_changelog(project))
    return problems + check_stories(read_stories(project, settings.recits), settings.recits, dataset)


@_collector_off()
def load(project: Path, before: Inputs | None = None) -> Inputs:
    """The checked content of a project; DataError, with every problem, when there is at least one error.

    `before` is what was loaded earlier, so that what has not changed since is neither read nor drawn again.
    """
    known = before.catalog if before else None
    settings, dataset, problems = inspect(project, known.dataset.tables if known else None)
    if has_errors(problems):
        raise DataError(problems)
    shapes = read_shapes(project, f"{settings.donnees}/geo")
    geography = build_geography(dataset, shapes, known.geography if known else None)
    stories = read_stories(project, settings.recits)
    editions = editions_of(read_editions(project / settings.docs_dir))
    published = published_anchors(editions, dataset)
    changelog = read_changelog(project)
    catalog = build_catalog(
        dataset,
        settings,
        geography,
        stories,
        editions,
        reasons=reasons_in(changelog),
        corrected=days_in(changelog),
        published=published,
    )
    return Inputs(settings, catalog, tuple(problems))


def outputs(inputs: Inputs, shell: Shell) -> Iterator[Output]:
    """Every file of the site: pages, products, and the search, which also reads hand-written pages."""
    yield from printed(inputs, shell)
    for product in PRODUCTS:
        yield from product(inputs.catalog)
    yield from search_files(inputs.catalog, shell.pages)


def printed(inputs: Inputs, shell: Shell) -> Iterator[Output]:
    """The pages, hand-written or generated, and the files of `docs/`."""
    catalog = inputs.catalog
    pages, fragment = generated_pages(catalog), fragments_of(catalog)
    yield from fill(shell, pages, fragment, modified_in(catalog), slot_keys_of(catalog))


def fragments_of(catalog: Catalog) -> Callable[[Slot, str], str]:
    """The function that gives the HTML of a slot of a page, by the address of this page."""

    def fragment(slot: Slot, page: str) -> str:
        return str(FRAGMENTS[slot.name].render(catalog, slot.attributes, root_of(page)))

    return fragment


def slot_keys_of(catalog: Catalog) -> Callable[[Slot], str]:
    """The function that gives the key of a slot."""
    return lambda slot: FRAGMENTS[slot.name].key(catalog, slot.attributes)


def generated_pages(catalog: Catalog) -> Iterator[Page | LatePage]:
    """The pages that the data makes, kind by kind."""
    return chain.from_iterable(pages(catalog) for pages in PAGES)
