"""A figure: a chart or a map drawn as SVG, with the words and the table that say the same thing.

Charts and maps all return this type, so that pages, slots and downloads treat them alike.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from .scale import has_picture


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: the French text that people read; `href` is a link, relative to the site's root."""

    text: str
    numeric: bool = False
    href: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DataTable:
    """The table behind a figure; the first cell of each row is its header."""

    caption: str
    headers: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A drawing, its title, what one sees in it, its table, and what it covers.

    `id` is an anchor, unique in a page. `svg` is inline SVG whose colours come from the page's CSS variables.
    `limits` says in French what is added, covered and missing. `plot` makes what Plotly draws of the same
    data, for what a reader can make interactive. `tabulate` makes the table, which many pages do not show.
    `path` is the address of its exhibit, empty when it has none.
    """

    id: str
    title: str
    description: str
    svg: Markup
    tabulate: Callable[[], DataTable]
    limits: str = ""
    plot: Callable[[], dict[str, Any]] | None = None
    path: str = ""

    @property
    def table(self) -> DataTable:
        """The table that says the same, made each time that it is asked for."""
        return self.tabulate()

    @property
    def picture(self) -> bool:
        """Whether its exhibit has PNG files."""
        return bool(self.path) and has_picture(self.path)

    @property
    def file(self) -> str:
        """What its files are called once they are downloaded: `projets-par-theme-departement-07`."""
        _, scope, *name = self.path.strip("/").split("/")
        return "-".join([*name, scope])
