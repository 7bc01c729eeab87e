"""Columns: what a column says of itself.

A column is declared once, as a field of a record (see `records.py`):

    year: int | None = column("annee", "Année", "Année du chiffre.", example="2019", minimum=1900)

The annotation chooses the converter (see `converters.py`); `| None` means that an empty cell is
« non renseigné ».
"""

from __future__ import annotations

import re
import types
from dataclasses import dataclass, field, fields
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, Self, Union, get_args, get_origin, get_type_hints


class Word(StrEnum):
    """A controlled word: the value typed in a CSV, the French words that people read, a definition."""

    label: str
    definition: str
    rank: int  # its place in the list: the order in which people read the words

    def __new__(cls, value: str, label: str, definition: str = "") -> Self:
        word = str.__new__(cls, value)
        word._value_ = value
        word.label = label
        word.definition = definition
        word.rank = len(cls.__members__)
        return word


@dataclass(frozen=True, slots=True)
class Kind:
    """A text with a form of its own: its French name and the pattern it must match."""

    name: str
    pattern: re.Pattern[str]
    advice: str
    article: str = "un"


SLUG = Kind(
    "identifiant",
    re.compile(r"(?=.{1,80}$)[a-z0-9]+(-[a-z0-9]+)*"),
    "Écrivez des minuscules sans accent, des chiffres et des tirets, par exemple « epicerie-brou ».",
)
CODE = Kind(
    "code",
    re.compile(r"(?=.{1,80}$)[a-z0-9]+(_[a-z0-9]+)*"),
    "Écrivez des minuscules sans accent et des tirets bas, par exemple « economie_circulaire ».",
)
WEB = Kind(
    "adresse web",
    re.compile(r"https?://[^\s/?#\"<>\\]+\.[^\s\"<>\\]+"),
    "Écrivez l’adresse entière, sans espace, qui commence par https://.",
    article="une",
)
COMMUNE = Kind(
    "code INSEE de commune",
    re.compile(r"([0-9]{2}|2[AB])[0-9]{3}"),
    "Un code INSEE a cinq caractères, par exemple « 01053 ».",
)
DEPARTMENT = Kind(
    "code de département",
    re.compile(r"[0-9]{2}|2[AB]|9[78][0-9]"),
    "Écrivez deux caractères, trois outre-mer, par exemple « 01 ».",
)
SIREN = Kind("numéro SIREN", re.compile(r"[0-9]{9}"), "Un numéro SIREN a neuf chiffres.")

Slug = Annotated[str, SLUG]
Code = Annotated[str, CODE]
Url = Annotated[str, WEB]
CommuneCode = Annotated[str, COMMUNE]
DepartmentCode = Annotated[str, DEPARTMENT]
Siren = Annotated[str, SIREN]


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date known to the year, the month or the day; 0 stands for what is not known."""

    year: int
    month: int = 0
    day: int = 0

    def __str__(self) -> str:
        return "-".join(
            [
                f"{self.year:04d}",
                *(f"{part:02d}" for part in (self.month, self.day) if part),
            ]
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """What a column says of itself: read by the checks, the dictionary, the schemas and the exports."""

    name: str
    header: str
    label: str
    definition: str
    example: str
    type: Any
    required: bool
    unit: str | None = None
    minimum: int | None = None
    maximum: int | None = None
    references: str | None = None
    kind: Kind | None = None

    @property
    def words(self) -> tuple[Word, ...]:
        """The controlled words allowed here, none for a free column."""
        return tuple(self.type) if isinstance(self.type, type) and issubclass(self.type, Word) else ()


def column(
    header: str,
    label: str,
    definition: str,
    *,
    example: str,
    unit: str | None = None,
    minimum: int | None = None,
    maximum: int | None = None,
    references: str | None = None,
) -> Any:
    """Declare a field of a record as a CSV column; `references` names the table whose keys it may hold."""
    own = {
        "header": header,
        "label": label,
        "definition": definition,
        "example": example,
        "unit": unit,
        "minimum": minimum,
        "maximum": maximum,
        "references": references,
    }
    return field(metadata={"column": own})


def columns_of(record: Any) -> tuple[Column, ...]:
    """The columns of a record class, in the order of the file."""
    return _columns(record)


@cache
def _columns(record: Any) -> tuple[Column, ...]:
    hints = get_type_hints(record, include_extras=True)
    return tuple(
        _column(f.name, hints[f.name], f.metadata["column"]) for f in fields(record) if "column" in f.metadata
    )


def _column(name: str, hint: Any, own: dict[str, Any]) -> Column:
    required = True
    if get_origin(hint) in (Union, types.UnionType):
        hint, required = (
            next(arg for arg in get_args(hint) if arg is not type(None)),
            False,
        )
    kind = None
    if get_origin(hint) is Annotated:
        hint, kind = get_args(hint)
    return Column(name=name, type=hint, required=required, kind=kind, **own)


def holds_numbers(column: Column) -> bool:
    """Whether the cells of a column are numbers for a machine; codes made of digits are text."""
    return column.type in (int, float, Decimal)
