"""Cells: the value that a spreadsheet keeps → the text that a person would have typed, or a Fault.

Nothing is dropped and nothing is guessed: a value that no text of its column says is a Fault.
"""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal

from ..canonical import cell_writer
from ..columns import Column, holds_numbers
from ..converters import MOST_DIGITS
from ..errors import Fault
from ..text import date_in_words
from ..wording import quoted
from .layout import holds_dates
from .marks import Kind, Mark
from .read import Value

AS_TEXT = "Mettez la cellule au format Texte et retapez-la."
_LARGEST = 10**MOST_DIGITS


def text_of(value: Value, mark: Mark | None, column: Column) -> str | Fault:
    """The text of a cell, in the form that its column is typed in."""
    if mark and mark.kind in _REFUSED:
        return _refused(mark.kind, mark.shown or _shown(value))
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return _refused(Kind.BOOLEAN, _shown(value))
    if isinstance(value, int | float):
        return _number(value, mark, column)
    if isinstance(value, datetime) and value.time() == time():
        value = value.date()
    if isinstance(value, date) and not isinstance(value, datetime):
        return _date(value, mark, column)
    return _refused(Kind.DURATION, _shown(value))


# ------------------------------------------------------------------ refusals

_REFUSED = {
    Kind.ERROR: (
        "erreur-de-tableur",
        "{} est une erreur de calcul du tableur.",
        "Retapez la valeur elle-même, à la place de la formule.",
    ),
    Kind.BOOLEAN: (
        "valeur-logique",
        "{} est une valeur logique du tableur, ni un texte ni un nombre.",
        AS_TEXT,
    ),
    Kind.DURATION: ("heure", "{} est une heure ou une durée.", AS_TEXT),
    Kind.TAB: (
        "tabulation",
        "ce texte contient une tabulation, que ce format de classeur ne rend pas.",
        "Remplacez-la par une espace.",
    ),
}


def _refused(kind: Kind, shown: str) -> Fault:
    rule, what, fix = _REFUSED[kind]
    return Fault(rule, what.format(quoted(shown)), fix)


def _shown(value: Value) -> str:
    if isinstance(value, bool):
        return "VRAI" if value else "FAUX"
    return str(value)


# ------------------------------------------------------------------ numbers


def _number(value: float, mark: Mark | None, column: Column) -> str | Fault:
    """Fifteen digits, which is what spreadsheets keep and show: a binary rest is not what was typed."""
    if mark and mark.kind is Kind.PERCENT:
        return _percentage(value)
    if not abs(value) < _LARGEST:
        shown = f"{value:g}".replace(".", ",")
        what = f"{quoted(shown)} a plus de {MOST_DIGITS} chiffres : le tableur a perdu les derniers."
        return Fault("notation-scientifique", what, AS_TEXT)
    exact = _fifteen_digits(value)
    if exact == exact.to_integral_value():
        return str(int(exact))
    if column.type is Decimal:
        return cell_writer(column)(exact)
    plain = f"{exact:f}"
    return plain if holds_numbers(column) or holds_dates(column) else plain.replace(".", ",")


def _fifteen_digits(value: float) -> Decimal:
    return Decimal(f"{value:.{MOST_DIGITS}g}")


def _percentage(value: float) -> Fault:
    counted, kept = (
        f"{_fifteen_digits(each).normalize():f}".replace(".", ",") for each in (value * 100, value)
    )
    what = f"{quoted(f'{counted} %')} est un pourcentage : le tableur garde le nombre {kept}."
    return Fault(
        "pourcentage", what, f"Mettez la cellule au format Standard et tapez {counted}, sans le signe."
    )


# ------------------------------------------------------------------ dates


def _date(value: date, mark: Mark | None, column: Column) -> str | Fault:
    """As much of a date as its cell shows: « avr. 19 » is April, not its first day."""
    kind = mark.kind if mark else None
    if not holds_dates(column):
        what = f"{quoted(date_in_words(value))} est une date, que le tableur a cru reconnaître."
        cure = f"Retapez ce nombre dans une cellule au format Standard, par exemple {column.example}."
        return Fault("date-de-tableur", what, cure if holds_numbers(column) else AS_TEXT)
    if kind is Kind.NO_YEAR:
        what = f"cette date n’a pas d’année : le tableur a ajouté {value.year} de lui-même."
        return Fault("date-sans-annee", what, f"Écrivez-la entière, par exemple {value}, au format Texte.")
    if kind is Kind.YEAR:
        return f"{value.year:04d}"
    return f"{value:%Y-%m}" if kind is Kind.MONTH else value.isoformat()
