"""What is shown at one moment: files made when they are asked for, one family at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from threading import Lock

from ..fill import printed_pages, written_pages
from ..output import Output
from ..pages import PAGES
from ..pipeline import Inputs, fragments_of, outputs
from ..products import PRODUCTS
from ..search.products import search_files
from ..shell import Shell

Family = Callable[[], Iterable[Output]]


@dataclass(frozen=True, slots=True)
class Showing:
    """The site at one moment, and the errors that keep it from being the present one, as lines of French.

    `number` changes whenever there is something new to show.
    """

    number: int
    files: Files
    errors: tuple[str, ...] = ()


class Files:
    """The files of a site by path, none made before it is asked for."""

    def __init__(self, families: Sequence[Family] = ()) -> None:
        self._families = [_Files(family) for family in families]

    def content(self, path: str, places: dict[str, int]) -> bytes | None:
        """The bytes of a file, None when the site has no such file.

        `places` remembers which family holds each path, so that the others are not made in vain.
        """
        order = sorted(range(len(self._families)), key=lambda index: index != places.get(path))
        for index in order:
            content = self._families[index].content(path)
            if content is not None:
                places[path] = index
                return content
        return None


class _Files:
    """The files of a family, listed as far as anybody needed; two requests do not make the same one twice."""

    def __init__(self, family: Family) -> None:
        self._family = family
        self._rest: Iterator[Output] | None = None
        self._found: dict[str, Output] = {}
        self._lock = Lock()

    def content(self, path: str) -> bytes | None:
        with self._lock:
            output = self._found.get(path) or self._search(path)
            return output.content if output else None

    def _search(self, path: str) -> Output | None:
        if self._rest is None:
            self._rest = iter(self._family())
        for output in self._rest:
            self._found[output.path] = output
            if output.path == path:
                return output
        return None


def families(inputs: Inputs, shell: Shell) -> list[Family]:
    """The families of files of a site, those that are most often asked for first."""
    catalog, fragment = inputs.catalog, fragments_of(inputs.catalog)
    pages = [lambda kind=kind: printed_pages(shell, kind(catalog), fragment) for kind in PAGES]
    products = [partial(product, catalog) for product in PRODUCTS]
    return [
        partial(written_pages, shell, fragment),
        lambda: (Output(path, content) for path, content in shell.files.items()),
        *pages,
        *products,
        partial(search_files, catalog, shell.pages),
        partial(outputs, inputs, shell),  # whatever else there is: the site map
    ]
