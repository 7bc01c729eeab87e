"""What the workbook says of a column: the note on its header, the message beside its cells."""

from __future__ import annotations

from collections.abc import Iterable

from ..columns import COMMUNE, Column, PartialDate
from ..descriptions import form
from ..parse import Dataset
from ..wording import spaced
from .layout import COMMUNES, WORDS, holds_dates

LONGEST = 255  # what a spreadsheet keeps of a message
DAY = "Écrivez AAAA-MM-JJ, par exemple {}."
PARTIAL = "Écrivez AAAA-MM-JJ, AAAA-MM ou AAAA, selon ce que l’on sait, par exemple {}."


def note(column: Column) -> str:
    """The note on a header: label, definition, form, example, required or not."""
    return spaced(
        "\n".join(
            (
                column.label,
                column.definition,
                f"Forme : {form(column)}.",
                f"Exemple : {column.example}",
                *(["À remplir toujours."] if column.required else []),
            )
        )
    )


def message(column: Column, dataset: Dataset) -> str:
    """The message that comes beside a selected cell; empty where the note on the header is enough."""
    if column.words:
        return _listed(((word.value, word.label) for word in column.words), WORDS)
    if column.kind is COMMUNE:
        return spaced(f"Code INSEE, pas code postal : cherchez-le dans la feuille « {COMMUNES} ».")
    if column.references:
        return _reference(column.references, dataset)
    if holds_dates(column):
        return spaced((PARTIAL if column.type is PartialDate else DAY).format(column.example))
    return ""


def _reference(table: str, dataset: Dataset) -> str:
    """The labels of a short list of codes; only where to look when a table has none or too many."""
    records = dataset.records[table]
    if records and hasattr(records[0], "label"):
        return _listed(((record.code, record.label) for record in records), table)
    return spaced(f"Choisissez un identifiant de la feuille « {table} », ou ajoutez-y d’abord une ligne.")


def _listed(entries: Iterable[tuple[str, str]], sheet: str) -> str:
    """`code : label` lines, as many as a message holds; the rest is in a sheet."""
    lines = [spaced(f"{code} : {label}") for code, label in entries]
    more = spaced(f"… la suite est dans la feuille « {sheet} ».")
    kept: list[str] = []
    for line in lines:
        rest = "" if len(kept) + 1 == len(lines) else more
        if len("\n".join([*kept, line, rest])) > LONGEST:
            return "\n".join([*kept, more])
        kept.append(line)
    return "\n".join(kept)
