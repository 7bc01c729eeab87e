"""Columns: how the text of a cell becomes a typed value, and what a column says of itself.

A column is declared once, as a field of a record (see `records.py`):

    year: int | None = column("annee", "Année", "Année du chiffre.", example="2019", minimum=1900)

The annotation chooses the converter; `| None` means that an empty cell is « non renseigné ».
"""

from __future__ import annotations

import re
import types
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from enum import Enum
from functools import cache
from typing import Annotated, Any, Self, Union, get_args, get_origin, get_type_hints

SPACES = "\u00a0\u202f\u2009 "  # every space that a spreadsheet may put between thousands
_REMOVE_SPACES = str.maketrans("", "", SPACES)


class Word(str, Enum):
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


SLUG = Kind(
    "identifiant",
    re.compile(r"[a-z0-9]+(-[a-z0-9]+)*"),
    "Écrivez des minuscules sans accent, des chiffres et des tirets, par exemple « epicerie-brou ».",
)
CODE = Kind(
    "code",
    re.compile(r"[a-z0-9]+(_[a-z0-9]+)*"),
    "Écrivez des minuscules sans accent et des tirets bas, par exemple « economie_circulaire ».",
)
WEB = Kind(
    "adresse web",
    re.compile(r"https?://[^\s/?#]+\.[^\s]+"),
    "Écrivez l’adresse entière, qui commence par https://.",
)
COMMUNE = Kind(
    "code INSEE de commune",
    re.compile(r"(\d\d|2[AB])\d{3}"),
    "Un code INSEE a cinq caractères, par exemple « 01053 ».",
)
DEPARTMENT = Kind(
    "code de département",
    re.compile(r"\d\d|2[AB]|97\d"),
    "Écrivez deux caractères, par exemple « 01 ».",
)
SIREN = Kind("numéro SIREN", re.compile(r"\d{9}"), "Un numéro SIREN a neuf chiffres.")

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


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a cell cannot be read: stable name of the rule, what is wrong, what to do (French)."""

    rule: str
    what: str
    fix: str


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
    """Declare a field of a record as a CSV column; `references` names the table whose first column holds the value."""
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


# ------------------------------------------------------------------ converters: text → value or Fault


def to_text(text: str, column: Column) -> str | Fault:
    """Free text, or a text of a given form (`column.kind`); surrounding spaces do not count."""
    text = text.strip()
    if column.kind and not column.kind.pattern.fullmatch(text):
        return Fault(
            "forme",
            f"« {text} » n’est pas un {column.kind.name} valable.",
            column.kind.advice,
        )
    return text


def to_decimal(text: str, column: Column) -> Decimal | Fault:
    """A number as French or English speakers type it: `1 250`, `2,5`, `2.5`; never a guess on `1.250,5`."""
    compact = text.translate(_REMOVE_SPACES).replace(",", ".")
    if re.fullmatch(r"[+-]?\d+(\.\d*)?[eE][+-]?\d+", compact):
        return Fault(
            "notation-scientifique",
            f"« {text} » est une notation scientifique : le tableur a perdu des chiffres.",
            "Mettez la colonne au format Texte et retapez le nombre entier.",
        )
    if not re.fullmatch(r"-?\d+(\.\d+)?", compact):
        return Fault(
            "nombre",
            f"« {text} » n’est pas un nombre.",
            f"Écrivez par exemple {column.example or '2 ou 2,5'}.",
        )
    return _within_bounds(Decimal(compact), text, column)


def to_int(text: str, column: Column) -> int | Fault:
    """A whole number; `2019.0`, which spreadsheets write, is 2019."""
    number = to_decimal(text, column)
    if isinstance(number, Fault):
        return number
    if number != number.to_integral_value():
        return Fault(
            "nombre-entier",
            f"« {text} » n’est pas un nombre entier.",
            f"Écrivez par exemple {column.example}.",
        )
    return int(number)


def to_float(text: str, column: Column) -> float | Fault:
    """A measured position, in decimal degrees."""
    number = to_decimal(text, column)
    return number if isinstance(number, Fault) else float(number)


def _within_bounds(number: Decimal, text: str, column: Column) -> Decimal | Fault:
    if column.minimum is not None and number < column.minimum:
        return Fault(
            "borne",
            f"« {text} » est inférieur à {column.minimum}.",
            "Vérifiez le nombre dans la source.",
        )
    if column.maximum is not None and number > column.maximum:
        return Fault(
            "borne",
            f"« {text} » est supérieur à {column.maximum}.",
            "Vérifiez le nombre dans la source.",
        )
    return number


_ISO_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_FRENCH_DATE = re.compile(r"(\d\d?)/(\d\d?)/(\d{4})")


def to_partial_date(text: str, column: Column) -> PartialDate | Fault:
    """AAAA, AAAA-MM, AAAA-MM-JJ, or JJ/MM/AAAA as a French spreadsheet shows it."""
    text = text.strip()
    if match := _ISO_DATE.fullmatch(text):
        parsed = PartialDate(*(int(part or 0) for part in match.groups()))
    elif match := _FRENCH_DATE.fullmatch(text):
        day, month, year = map(int, match.groups())
        parsed = PartialDate(year, month, day)
    else:
        return _date_fault(text)
    return parsed if _exists(parsed) else _date_fault(text)


def to_date(text: str, column: Column) -> date | Fault:
    """A date known to the day."""
    parsed = to_partial_date(text, column)
    if isinstance(parsed, Fault):
        return parsed
    if not parsed.day:
        return Fault(
            "date",
            f"« {text} » n’est pas une date complète.",
            "Écrivez l’année, le mois et le jour : 2026-11-23.",
        )
    return date(parsed.year, parsed.month, parsed.day)


def _exists(parsed: PartialDate) -> bool:
    try:
        date(parsed.year, parsed.month or 1, parsed.day or 1)
    except ValueError:
        return False
    return True


def _date_fault(text: str) -> Fault:
    return Fault(
        "date",
        f"« {text} » n’est pas une date.",
        "Écrivez 2019, 2019-03 ou 2019-03-05.",
    )


def to_word(text: str, column: Column) -> Word | Fault:
    """One of the controlled words of the column."""
    text = text.strip()
    try:
        return column.type(text)  # type: ignore[no-any-return]
    except ValueError:
        return Fault(
            "mot",
            f"« {text} » n’est pas dans la liste.",
            suggestion(text, (w.value for w in column.words)),
        )


CONVERTERS: dict[type, Callable[[str, Column], Any]] = {
    str: to_text,
    int: to_int,
    float: to_float,
    Decimal: to_decimal,
    date: to_date,
    PartialDate: to_partial_date,
}


def converter(column: Column) -> Callable[[str, Column], Any]:
    """The converter of a column: by its type, or by its list of words."""
    return to_word if column.words else CONVERTERS[column.type]


def suggestion(text: str, known: Iterable[str], most: int = 8) -> str:
    """A cure for a word that is not known: the nearest one, else the list when it is short."""
    choices = sorted(known)
    near = get_close_matches(text.casefold(), choices, n=1, cutoff=0.6)
    if near:
        return f"Vouliez-vous dire « {near[0]} » ?"
    if 0 < len(choices) <= most:
        return f"Choisissez parmi : {', '.join(choices)}."
    return "Recopiez une valeur qui existe déjà."
