"""The whole edition in one file: the CSVs with their description, a readme, the licence.

The descriptor is at the root: whoever reads Data Packages opens the zip as it is.
"""

from __future__ import annotations

import io
from collections.abc import Iterator

from ..catalog import Catalog
from ..output import Output
from ..zips import write_files
from . import csv_tables, datapackage, readme
from .published import FOLDER

PATH = f"{FOLDER}/vitrine.zip"


def archive(catalog: Catalog) -> Iterator[Output]:
    """The zip."""
    content = io.BytesIO()
    write_files(_files(catalog), content)
    yield Output(PATH, content.getvalue())


def _files(catalog: Catalog) -> Iterator[Output]:
    licence = catalog.settings.licence
    yield Output("LISEZ-MOI.txt", readme.text(catalog).encode())
    yield Output("LICENCE.txt", f"{licence.nom} ({licence.spdx})\n{licence.url}\n".encode())
    for output in (*datapackage.package(catalog), *csv_tables.tables(catalog)):
        yield Output(output.path.removeprefix(f"{FOLDER}/"), output.content)
