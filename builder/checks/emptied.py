"""Tables that have lost all their rows since the last frozen edition: nobody empties hundreds on purpose."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..editions import Edition, editions_of
from ..errors import Place, Problem, sorted_problems
from ..parse import Dataset
from ..read import EditionFolder, parse_csv
from ..records import CURATED, headers_of
from ..wording import in_thousands

FEW = 3  # rows: below, whoever removed them knows it


def check_emptied(folders: Sequence[EditionFolder], dataset: Dataset) -> list[Problem]:
    """What the last edition had rows of, and the data has none of any more; nothing without an edition."""
    editions = editions_of(folders)
    return sorted_problems(list(_emptied(editions[0], dataset))) if editions else []


def _emptied(edition: Edition, dataset: Dataset) -> Iterator[Problem]:
    for name in CURATED:
        table = dataset.tables.get(name)
        if table and table.readable and not table.rows and (rows := _rows(edition, name)) >= FEW:
            had = f"{in_thousands(rows)} lignes"
            what = f"le fichier n’a plus aucune ligne ; l’édition {edition.name} avait {had}."
            fix = "Repartez de la version publiée."
            yield Problem("table-videe", Place(table.path, table.header_line), what, fix)


def _rows(edition: Edition, name: str) -> int:
    """The rows that an edition has of a table, 0 when it has not the table or it cannot be read."""
    path = f"donnees/{CURATED[name].file}"
    if path not in edition.files:
        return 0
    try:
        return len(parse_csv(edition.read(path), name, path, headers_of(name)).rows)
    except OSError:  # a lost file has its own problem
        return 0
