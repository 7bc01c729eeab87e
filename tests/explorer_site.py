"""The explorer alone, built in a few seconds: its pages, its scripts and what they load."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from pathlib import Path

from builder.catalog import Catalog
from builder.config import FILE
from builder.explorer import pages
from builder.explorer.products import explorer
from builder.fill import fill
from builder.fragments import FRAGMENTS
from builder.pipeline import load
from builder.publish import publish
from builder.shell import render_shell
from builder.slots import Slot
from builder.templating import root_of

WRITTEN = {"projets/index.html", "comparer/index.html"}


def write_explorer(project: Path, site: Path) -> Catalog:
    """Publish the explorer of a project, its comparison and the pages of its list; gives the catalogue."""
    catalog = load(project).catalog
    shell = render_shell(project / FILE)
    written = {path: text for path, text in shell.pages.items() if path in WRITTEN}

    def fragment(slot: Slot, page: str) -> str:
        return str(FRAGMENTS[slot.name].render(catalog, slot.attributes, root_of(page)))

    filled = fill(replace(shell, pages=written), pages.pages(catalog), fragment)
    publish(chain(filled, explorer(catalog)), site)
    return catalog
