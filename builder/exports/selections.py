"""The data of one page: of a cooperation, a département, a theme or a form, in a folder of its own.

`donnees/selections/departement-07/departement-07.xlsx`: the name of the file says what is in it, once it is
among other downloads.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from ..canonical import canonical_rows
from ..catalog import CaseStudy, Catalog, Group
from ..output import Output
from ..scale import details_each_case
from . import archive, csv_excel, geojson, ods, parquet
from .parts import part
from .published import FOLDER, typed_rows
from .readme import mention, tables_of

PLACE = f"{FOLDER}/selections"
KINDS = {"territoires": "departement", "thematiques": "thematique", "types": "type"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What is selected: the name of its folder, what it is in French, its cases, the page that shows them."""

    name: str
    label: str
    page: str
    studies: Sequence[CaseStudy]

    @property
    def stem(self) -> str:
        """The path of its files, without their ending."""
        return f"{PLACE}/{self.name}/{self.name}"


def of_group(group: Group) -> Selection:
    """The selection of a département, a theme or a form."""
    name = f"{KINDS[group.kind]}-{group.code}"
    return Selection(name=name, label=group.label, page=group.path, studies=group.studies)


def of_case(study: CaseStudy) -> Selection:
    """The selection of one cooperation."""
    project = study.project
    return Selection(name=f"projet-{project.id}", label=project.name, page=study.path, studies=(study,))


def selections(catalog: Catalog) -> Iterator[Selection]:
    """Every selection that has files: groups that are not empty, cases while they are not too many."""
    groups = (*catalog.territories, *catalog.themes, *catalog.types)
    yield from (of_group(group) for group in groups if group.studies)
    if details_each_case(catalog):
        yield from map(of_case, catalog.studies)


def files(catalog: Catalog) -> Iterator[Output]:
    """The files of every selection, each made only when what it holds has changed."""
    for selection in selections(catalog):
        chosen = part(catalog, selection.studies, selection.label)
        key = _key(chosen)
        for ending, make in formats(catalog, selection).items():
            yield Output.later(f"{selection.stem}{ending}", f"{ending} {key}", partial(make, chosen))


Maker = Callable[[Catalog], bytes]


def formats(catalog: Catalog, selection: Selection) -> dict[str, Maker]:
    """How each file of a selection is made, by its ending; a workbook costs too much when cases are many."""
    several = len(selection.studies) > 1 or not selection.name.startswith("projet-")
    found: dict[str, Maker] = {".xlsx": _xlsx} if details_each_case(catalog) else {}
    if several and found:
        found |= {".ods": ods.workbook, "-parquet.zip": _parquet}
    return found | {".zip": _csv, ".json": _json, ".geojson": geojson.content}


def _key(chosen: Catalog) -> str:
    """What the files of a part depend on: its rows, and the settings that each of them repeats."""
    digest = hashlib.sha256(repr((chosen.about, chosen.edition, chosen.settings)).encode())
    for name, records in chosen.dataset.records.items():
        digest.update(repr((name, canonical_rows(name, records))).encode())
    return digest.hexdigest()


def _xlsx(chosen: Catalog) -> bytes:
    from ..workbook.reading import reading_workbook  # here, not above: it is slow to import

    return reading_workbook(chosen)


def _csv(chosen: Catalog) -> bytes:
    """The CSVs with their description, a readme and the licence, and the same CSVs for Excel."""
    for_excel = (_inside(output, "excel/") for output in csv_excel.tables(chosen))
    return archive.zipped((*archive.files(chosen), *for_excel))


def _parquet(chosen: Catalog) -> bytes:
    tables = (_inside(output) for output in parquet.tables(chosen))
    return archive.zipped((*archive.readme_and_licence(chosen), *tables))


def _inside(output: Output, folder: str = "") -> Output:
    return Output(f"{folder}{output.path.removeprefix(f'{FOLDER}/')}", output.content)


def _json(chosen: Catalog) -> bytes:
    """Every table of the selection in one document, a row a line."""
    licence = chosen.settings.licence
    head = {
        "selection": chosen.about,
        "edition": chosen.edition.isoformat(),
        "licence": {"nom": licence.nom, "url": licence.url, "spdx": licence.spdx},
        "mention": mention(chosen),
    }
    members = [f"{json.dumps(name)}: {json.dumps(said, ensure_ascii=False)}" for name, said in head.items()]
    tables = ",\n".join(f'"{name}": {_rows(chosen, name)}' for name in tables_of(chosen))
    return ("{\n" + ",\n".join(members) + ',\n"tableaux": {\n' + tables + "\n}\n}\n").encode()


def _rows(chosen: Catalog, name: str) -> str:
    rows = (json.dumps(row, ensure_ascii=False) for row in typed_rows(chosen, name))
    return "[\n" + ",\n".join(rows) + "\n]"
