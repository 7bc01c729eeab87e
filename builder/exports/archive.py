"""The whole edition in one file: the CSVs with their description, a readme, the licence.

The descriptor is at the root: whoever reads Data Packages opens the zip as it is.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator

from ..catalog import Catalog
from ..keys import table_key
from ..output import Output
from ..zips import write_files
from . import csv_tables, datapackage, readme
from .published import FOLDER, PUBLISHED

PATH = f"{FOLDER}/vitrine.zip"


def archive(catalog: Catalog) -> Iterator[Output]:
    """The zip."""
    key, held = table_key(catalog, *PUBLISHED), _described(catalog)
    yield Output.later(PATH, key, lambda: zipped(_with_readme(catalog, held)), tells_of=held)


def zipped(outputs: Iterable[Output]) -> bytes:
    """The bytes of a zip of some files."""
    content = io.BytesIO()
    write_files(outputs, content)
    return content.getvalue()


def files(catalog: Catalog) -> Iterator[Output]:
    """What a zip of data holds: a readme, the licence, the descriptor, the CSVs."""
    return _with_readme(catalog, _described(catalog))


def _described(catalog: Catalog) -> tuple[Output, ...]:
    return datapackage.described(catalog), *csv_tables.tables(catalog)


def _with_readme(catalog: Catalog, held: Iterable[Output]) -> Iterator[Output]:
    yield from readme_and_licence(catalog)
    for output in held:
        yield Output(inside(output.path), output.content)


def inside(path: str) -> str:
    """The path in a zip of a file that has that path in the site."""
    return path.removeprefix(f"{FOLDER}/")


def readme_and_licence(catalog: Catalog) -> Iterator[Output]:
    """What must never be parted from the data."""
    licence = catalog.settings.licence
    yield Output("LISEZ-MOI.txt", readme.text(catalog).encode())
    yield Output("LICENCE.txt", f"{licence.nom} ({licence.spdx})\n{licence.url}\n".encode())
