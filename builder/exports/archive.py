"""The whole edition in one file: the CSVs with their description, a readme, the licence.

The descriptor is at the root: whoever reads Data Packages opens the zip as it is.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from ..catalog import Catalog
from ..output import Output
from . import csv_tables, datapackage, readme
from .published import FOLDER

PATH = f"{FOLDER}/vitrine.zip"
_DATE = (1980, 1, 1, 0, 0, 0)  # the first that a zip can say: the same data gives the same bytes
_UNIX, _PLAIN_FILE = 3, 0o100644 << 16


def archive(catalog: Catalog) -> Iterator[Output]:
    """The zip."""
    content = io.BytesIO()
    with ZipFile(content, "w") as file:
        for name, data in _files(catalog):
            info = ZipInfo(name, _DATE)
            info.create_system, info.external_attr = _UNIX, _PLAIN_FILE
            file.writestr(info, data, ZIP_DEFLATED)
    yield Output(PATH, content.getvalue())


def _files(catalog: Catalog) -> Iterator[tuple[str, bytes]]:
    licence = catalog.settings.licence
    yield "LISEZ-MOI.txt", readme.text(catalog).encode()
    yield "LICENCE.txt", f"{licence.nom} ({licence.spdx})\n{licence.url}\n".encode()
    for output in (*datapackage.package(catalog), *csv_tables.tables(catalog)):
        yield output.path.removeprefix(f"{FOLDER}/"), output.content
