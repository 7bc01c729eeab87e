"""What a map is: a set of cases, and a kind, which says how any set of cases is drawn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup

from ..catalog import CaseStudy, Catalog
from ..figure import Figure
from ..plates import Sign
from .layer import Layer

Studies = tuple[CaseStudy, ...]  # what is drawn of them is kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A way of drawing cases. `department` is the official code of the only one shown, empty for all.

    `figure(catalog, studies, root, id=…, title=…, department=…)` is the static drawing; `key` its key as HTML
    for a page, with links; `signs` the same for a picture; `layer` what the interactive page draws;
    `tables` are those that it tells of, besides who the cases are and what they cite (`keys.cases_key`); with
    `highlights`, what is not drawn also tells what each case achieved (`highlights.py`);
    `subtitle` what is counted and in which unit, when the title does not say it.
    """

    figure: Callable[..., Figure]
    key: Callable[[Catalog, Studies, str, str], Markup]
    signs: Callable[[Catalog, Studies, str], list[Sign]]
    layer: Callable[[Catalog, Studies, str], Layer]
    tables: tuple[str, ...]
    highlights: bool = False
    subtitle: Callable[[Studies], str] = lambda studies: ""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Map:
    """A map with an address of its own; `page` is the page of the site that shows the same cases.

    `asked` chooses them in the list of all cases (« type=scic »), empty when nothing does.
    One map is only ever equal to itself, so that what is drawn of it can be kept.
    """

    name: str
    title: str
    page: str
    studies: Studies
    kind: Kind
    department: str = ""
    asked: str = ""

    @property
    def path(self) -> str:
        """The folder of its page and of its files, relative to the site."""
        return f"cartes/{self.name}/"

    @property
    def together(self) -> str:
        """What it is best made with: the page of its département and the other maps of it, on one backdrop.

        Those of the whole territory are too many to be made by one process.
        """
        return f"territoires/{self.department}" if self.department else self.path.rstrip("/")

    def layer(self, catalog: Catalog) -> Layer:
        """What its interactive page draws."""
        return _layer(catalog, self)

    def figure(self, catalog: Catalog, root: str, *, id: str = "carte") -> Figure:
        """The static drawing."""
        options = {"id": id, "title": self.title, "department": self.department}
        return self.kind.figure(catalog, self.studies, root, **options)


@lru_cache(maxsize=2)  # its page and its GeoJSON ask
def _layer(catalog: Catalog, one: Map) -> Layer:
    return one.kind.layer(catalog, one.studies, one.department)
