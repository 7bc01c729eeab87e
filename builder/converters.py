"""Converters: how the text of a cell becomes a typed value, or a Fault that says what to do.

They accept what spreadsheets and French or English hands write, and never guess: what can be read in two
ways is a fault.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from .columns import CODE, SLUG, Column, PartialDate, Word
from .wording import quoted, suggestion

FIRST_YEAR, LAST_YEAR = 1800, 2100
MOST_DIGITS = 15  # what a spreadsheet keeps of a number
_SPACE = "[ \u00a0\u202f\u2009]"  # every space that a spreadsheet may put between thousands


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a cell cannot be read: stable name of the rule, what is wrong, what to do (French)."""

    rule: str
    what: str
    fix: str


def empty_cell(column: Column) -> Fault:
    """Why a required cell may not be empty; a source is required for a reason of its own."""
    if column.references == "sources":
        return Fault(
            "sans-source",
            "la source manque : un chiffre sans source n’est pas publié, un fait non plus.",
            "Écrivez l’identifiant d’une ligne de sources.csv.",
        )
    return Fault("cellule-vide", "la cellule est vide.", f"Écrivez par exemple {quoted(column.example)}.")


# ------------------------------------------------------------------ texts

_TOTAL = re.compile(r"(sous[- ])?tota(l|ux)([ -]g[ée]n[ée]ra(l|ux))?", re.IGNORECASE)
_LINE_BREAKS = re.compile(r"\s*[\n\r\t\v\f\u0085\u2028\u2029]+\s*")
# UTF-8 read as the Windows code page (« Ã© », « â€™ »), control characters, and the sign of a lost one.
DAMAGE = re.compile(
    "Ã[\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2013-\u2122]|Â[\u00a0-\u00bf]|â€"
    "|[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufffd]"
)


def is_total(text: str) -> bool:
    """Whether a text typed as an identifier announces a row of totals."""
    return _TOTAL.fullmatch(text.strip(" :")) is not None


def to_text(text: str, column: Column) -> str | Fault:
    """A text on one line, in the form of its kind when it has one (`column.kind`).

    The form of a reference is that of a key: `checks/keys.py` looks for the key instead.
    """
    text = text.strip()
    plain = text.isascii() and text.isprintable()  # most texts, told at once
    if not plain:
        text = _LINE_BREAKS.sub(" ", text)
    if not plain and (damage := DAMAGE.search(text)):
        return Fault(
            "texte-abime",
            f"{quoted(text)} contient des caractères abîmés, à partir de {quoted(damage[0])}.",
            "Retapez ce texte, puis enregistrez le fichier en « CSV UTF-8 ».",
        )
    if column.kind in (SLUG, CODE) and is_total(text):
        return Fault(
            "ligne-de-total",
            f"{quoted(text)} annonce une ligne de total.",
            "Effacez cette ligne : le site calcule lui-même ce qui peut s’additionner.",
        )
    if column.kind and not column.references and not column.kind.pattern.fullmatch(text):
        what = f"{quoted(text)} n’est pas {column.kind.article} {column.kind.name}."
        return Fault("forme", what, column.kind.advice)
    return text


def to_word(text: str, column: Column) -> Word | Fault:
    """One of the controlled words of the column."""
    text = text.strip()
    try:
        return column.type(text)  # type: ignore[no-any-return]
    except ValueError:
        by_label = {word.label: word.value for word in column.words}
        cure = suggestion(by_label.get(text.casefold(), text), (word.value for word in column.words))
        return Fault("mot", f"{quoted(text)} n’est pas dans la liste.", cure)


# ------------------------------------------------------------------ numbers

_NUMBER = re.compile(rf"[+-]?([0-9]+|[0-9]{{1,3}}({_SPACE}[0-9]{{3}})+)([.,][0-9]+)?")
_SCIENTIFIC = re.compile(r"[+-]?[0-9]+([.,][0-9]*)?[eE][+-]?[0-9]+")
_AMBIGUOUS = re.compile(r"[+-]?[1-9][0-9]{0,2}[.,][0-9]{3}")


def to_decimal(text: str, column: Column) -> Decimal | Fault:
    """A number as French or English speakers type it: `1 250`, `2,5`, `2.5`; never a guess on `1.250`."""
    if _AMBIGUOUS.fullmatch(text.strip()):
        return _ambiguous(text.strip())
    return _number(text, column)


def to_int(text: str, column: Column) -> int | Fault:
    """A whole number; `2019.0`, which spreadsheets write, is 2019."""
    number = to_decimal(text, column)
    if isinstance(number, Fault):
        return number
    if number != number.to_integral_value():
        fix = f"Écrivez par exemple {column.example}."
        return Fault("nombre-entier", f"{quoted(text)} n’est pas un nombre entier.", fix)
    return int(number)


def to_float(text: str, column: Column) -> float | Fault:
    """A measured position, in decimal degrees: three decimals are its ordinary precision, not a doubt."""
    number = _number(text, column)
    return number if isinstance(number, Fault) else float(number)


def _number(text: str, column: Column) -> Decimal | Fault:
    typed = text.strip().replace("\u2212", "-")
    if _SCIENTIFIC.fullmatch(typed):
        return Fault(
            "notation-scientifique",
            f"{quoted(text)} est une notation scientifique : le tableur a perdu des chiffres.",
            "Mettez la colonne au format Texte et retapez le nombre entier.",
        )
    if not _NUMBER.fullmatch(typed):
        fix = f"Écrivez le nombre seul, par exemple {column.example}."
        return Fault("nombre", f"{quoted(text)} n’est pas un nombre.", fix)
    compact = re.sub(_SPACE, "", typed).replace(",", ".")
    if len(compact.strip("+-").replace(".", "")) > MOST_DIGITS:
        fix = "Arrondissez-le : un tableur n’en garde pas plus."
        return Fault("nombre", f"{quoted(text)} a plus de {MOST_DIGITS} chiffres.", fix)
    return _within_bounds(Decimal(compact) + 0, text, column)  # « -0 » + 0 is 0


def _within_bounds(number: Decimal, text: str, column: Column) -> Decimal | Fault:
    fix = "Vérifiez le nombre dans la source."
    if column.minimum is not None and number < column.minimum:
        return Fault("borne", f"{quoted(text)} est inférieur à {column.minimum}.", fix)
    if column.maximum is not None and number > column.maximum:
        return Fault("borne", f"{quoted(text)} est supérieur à {column.maximum}.", fix)
    return number


def _ambiguous(text: str) -> Fault:
    whole, decimals = re.split(r"[.,]", text)
    return Fault(
        "nombre-ambigu",
        f"{quoted(text)} peut se lire de deux façons.",
        f"Écrivez {whole}{decimals}, ou {whole},{decimals.rstrip('0') or '0'}.",
    )


# ------------------------------------------------------------------ dates

_ISO_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
FRENCH_DATE = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")


def to_partial_date(text: str, column: Column) -> PartialDate | Fault:
    """AAAA, AAAA-MM, AAAA-MM-JJ, or JJ/MM/AAAA, which French spreadsheets write (a warning says so)."""
    typed = text.strip()
    if match := _ISO_DATE.fullmatch(typed):
        parsed = PartialDate(*(int(part or 0) for part in match.groups()))
        exists = "00" not in match.groups()[1:] and _exists(parsed)
    elif match := FRENCH_DATE.fullmatch(typed):
        day, month, year = map(int, match.groups())
        parsed = PartialDate(year, month, day)
        exists = bool(day and month) and _exists(parsed)
    else:
        return _date_fault(typed)
    if not exists:
        return _date_fault(typed)
    if not FIRST_YEAR <= parsed.year <= LAST_YEAR:
        what = f"l’année de {quoted(typed)} n’est pas entre {FIRST_YEAR} et {LAST_YEAR}."
        return Fault("borne", what, "Vérifiez la date dans la source.")
    return parsed


def to_date(text: str, column: Column) -> date | Fault:
    """A date known to the day."""
    parsed = to_partial_date(text, column)
    if isinstance(parsed, Fault):
        return parsed
    if not parsed.day:
        fix = f"Écrivez l’année, le mois et le jour : {column.example}."
        return Fault("date", f"{quoted(text)} n’est pas une date complète.", fix)
    return date(parsed.year, parsed.month, parsed.day)


def _exists(parsed: PartialDate) -> bool:
    try:
        date(parsed.year, parsed.month or 1, parsed.day or 1)
    except ValueError:
        return False
    return True


def _date_fault(text: str) -> Fault:
    fix = "Écrivez 2019, 2019-03 ou 2019-03-05, dans une colonne au format Texte."
    return Fault("date", f"{quoted(text)} n’est pas une date.", fix)


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
