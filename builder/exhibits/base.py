"""What an exhibit is: a map, a chart or a key figure that can be shown outside the page it comes from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ..catalog import CaseStudy
from ..figure import Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Exhibit:
    """Something that travels, with an address of its own that fills a frame.

    `kind` is « carte », « graphique » or « chiffre ». `path` is that address, relative to the site, with its
    final slash (« cartes/region/ »), and the folder of its files. `page` is the page of the site that shows
    it among others (« territoires/07/ »). `width` and `height`, in CSS pixels, are those of the frame in
    which nothing scrolls. `draw` gives its static figure, links going to the public address of the site;
    `measure` its height: it is only drawn for that when somebody asks. `tables` are those that it tells of,
    besides who the cases are and what they cite (`keys.cases_key`). `together` is what its files are best
    made with, since they share work.
    """

    kind: str
    path: str
    title: str
    page: str
    width: int
    studies: tuple[CaseStudy, ...]
    draw: Callable[[], Figure]
    measure: Callable[[], int]
    tables: tuple[str, ...]
    together: str = ""

    @property
    def height(self) -> int:
        """The height of the frame in which nothing scrolls."""
        return self.measure()
