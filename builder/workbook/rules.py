"""What the spreadsheet itself asks of a cell: one of a list, a number within bounds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..columns import Column, Word, columns_of, holds_numbers
from ..records import CURATED, Record
from ..wording import spaced
from .layout import WORDS

TITLE = 32  # what a spreadsheet keeps of the title of a message
NUMBER = "Écrivez le nombre seul, par exemple {} ; la réserve et l’unité ont leur colonne."
UNKNOWN = "Ajoutez d’abord cette ligne dans la feuille « {} », ou choisissez dans la liste."
NOT_A_WORD = "Choisissez dans la liste déroulante."


class WordLists:
    """The controlled words as a sheet, and where in it the words of a column are."""

    header = ("colonne", "mot", "en_clair", "definition")

    def __init__(self, records: Iterable[type[Record]]) -> None:
        self.rows: list[tuple[str, str, str, str]] = []
        self._ranges: dict[Any, str] = {}
        for column in (column for record in records for column in columns_of(record)):
            if column.words and column.type not in self._ranges:
                self._add(column.type, column.words)

    def _add(self, kind: Any, words: tuple[Word, ...]) -> None:
        first = len(self.rows) + 2
        headers = " ou ".join(_headers(kind))
        self.rows += [(headers, word.value, word.label, word.definition) for word in words]
        self._ranges[kind] = f"={WORDS}!$B${first}:$B${len(self.rows) + 1}"

    def range_of(self, column: Column) -> str:
        """The cells that hold the words of a column."""
        return self._ranges[column.type]


def _headers(kind: Any) -> list[str]:
    """Where words are used, as a person finds them: `type (reseaux)`."""
    return [
        f"{column.header} ({name})"
        for name, record in CURATED.items()
        for column in columns_of(record)
        if column.type is kind
    ]


def rule(column: Column, message: str, lists: WordLists) -> dict[str, Any]:
    """The rule of a column as XlsxWriter takes it; empty when a cell is free and needs no message."""
    found: dict[str, Any] = {}
    if column.words:
        found = _listed(lists.range_of(column), "stop", NOT_A_WORD)
    elif column.references in CURATED:
        table = column.references
        known = f"=OFFSET({table}!$A$2,0,0,MAX(1,COUNTA({table}!$A:$A)-1),1)"
        found = _listed(known, "warning", UNKNOWN.format(table))
    elif holds_numbers(column) and column.minimum is not None:
        found = _bounded(column)
    elif message:
        found = {"validate": "any"}
    if message:
        found |= {"input_title": column.label[:TITLE], "input_message": message}
    return found


def _listed(source: str, severity: str, error: str) -> dict[str, Any]:
    return {"validate": "list", "source": source} | _answer("Hors de la liste", severity, error)


def _bounded(column: Column) -> dict[str, Any]:
    kind = {"validate": "integer" if column.type is int else "decimal"}
    error = _answer("Nombre attendu", "stop", NUMBER.format(column.example))
    if column.maximum is None:
        return kind | {"criteria": ">=", "value": column.minimum} | error
    return kind | {"criteria": "between", "minimum": column.minimum, "maximum": column.maximum} | error


def _answer(title: str, severity: str, error: str) -> dict[str, Any]:
    return {"error_title": title, "error_type": severity, "error_message": spaced(error)}
