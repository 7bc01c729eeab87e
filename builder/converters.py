"""Converters: how the text of a cell becomes a typed value, or a Fault that says what to do.

They accept what spreadsheets and French or English hands write, and never guess: what can be read in two
ways is a fault.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from .accidents import accident
from .columns import CODE, SLUG, Column, PartialDate, Word
from .dates import to_date, to_partial_date
from .errors import Fault
from .wording import quoted, suggestion

MOST_DIGITS = 15  # what a spreadsheet keeps of a number
_SPACE = "[ \u00a0\u2000-\u200a\u202f\u205f]"  # every space that may be put between thousands


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

TOTAL = "ligne-de-total"
TOTAL_CURE = "Effacez cette ligne : le site calcule lui-même ce qui peut s’additionner."
_TOTAL = re.compile(r"(sous[- ]?)?tota(l|ux)([ -]g[ée]n[ée]ra(l|ux))?([ :].*)?", re.IGNORECASE)
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])'(?=[\w«“\"])")
# UTF-8 read as the Windows code page (« Ã© », « â€™ »), control characters, and the sign of a lost one.
DAMAGE = re.compile(
    "Ã[\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2013-\u2122]|Â[\u00a0-\u00bf]|â€"
    "|[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufffd]"
)


def is_total(text: str) -> bool:
    """Whether a text typed as an identifier announces a row of totals."""
    return "tota" in text.casefold() and _TOTAL.fullmatch(text.strip(" :")) is not None


def to_text(text: str, column: Column) -> str | Fault:
    """A text on one line: in the form of its kind when it has one (`column.kind`), else as French types it.

    A free text gets curly apostrophes and single ordinary spaces: pages put the no-break ones themselves.
    The form of a reference is that of a key: `checks/keys.py` looks for the key instead.
    """
    text = text.strip()
    if _is_ordinary(text, column):
        return text
    if not column.kind:
        text = _curled(text)
    if damage := _damage(text):
        return Fault(
            "texte-abime",
            f"{quoted(text)} contient des caractères abîmés, à partir de {quoted(damage)}.",
            "Retapez ce texte ; si tout le fichier est ainsi, repartez de la version publiée.",
        )
    if not column.kind:
        text = " ".join(text.split())
    return accident(text, column) or _in_form(text, column)


# Letters and signs that are never mended; from a length that no accident has.
_ORDINARY = re.compile("[A-Za-zÉÀÇÊéà][A-Za-z0-9 .,;:!?()«»’–/%°²éèêëàçîïôûùüœÉÈÊÀÇŒ_-]{20,}")


def _is_ordinary(text: str, column: Column) -> bool:
    """Whether there is plainly nothing to mend nor to refuse: so it is for most texts, and told four times
    faster than by looking for each thing that may be wrong."""
    if column.kind is None:
        return _ORDINARY.fullmatch(text) is not None and "  " not in text
    plain = text.isascii() and text.isprintable() and "tota" not in text
    return plain and column.kind.pattern.fullmatch(text) is not None


def _curled(text: str) -> str:
    """With each accent on its letter and the apostrophe of French."""
    text = unicodedata.normalize("NFC", text)
    return _APOSTROPHE.sub("’", text) if "'" in text else text


def _damage(text: str) -> str:
    """The first characters that were damaged, empty when there is none."""
    plain = text.isascii() and text.isprintable()  # most texts, told at once
    found = None if plain else DAMAGE.search(text)
    return found[0] if found else ""


def _in_form(text: str, column: Column) -> str | Fault:
    if column.kind in (SLUG, CODE) and is_total(text):
        return Fault(
            "ligne-de-total",
            f"{quoted(text)} annonce une ligne de total.",
            TOTAL_CURE,
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
_MIXED = re.compile(r"[+-]?[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]+|[+-]?[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+")
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
    if not _NUMBER.fullmatch(typed):
        if _MIXED.fullmatch(typed):
            fix = "Écrivez les milliers sans séparateur, et les décimales avec une virgule : 1250,5."
            return Fault("nombre", f"{quoted(text)} mêle la virgule et le point.", fix)
        fix = f"Écrivez le nombre seul, par exemple {column.example}."
        return Fault("nombre", f"{quoted(text)} n’est pas un nombre.", fix)
    compact = "".join(typed.split()).replace(",", ".")
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
    short = decimals.rstrip("0")
    small = f"{whole},{short}" if short else whole
    if len(short) == 3:
        small += "0"  # or it would be refused again
    return Fault(
        "nombre-ambigu",
        f"{quoted(text)} peut se lire de deux façons.",
        f"Écrivez {whole}{decimals}, ou {small}.",
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
    """What reads the cells of a column, by its list of words or its type; no column accepts an accident."""
    if column.type is str:
        return to_text
    read = to_word if column.words else CONVERTERS[column.type]
    return lambda text, column: accident(text.strip(), column) or read(text, column)
