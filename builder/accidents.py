"""Accidents: what a spreadsheet puts in a cell without being asked, whatever the column.

What was typed is then lost: the cell is refused, and the message says how to type it again.
"""

from __future__ import annotations

import re
from decimal import Decimal

from .columns import Column
from .dates import shortened_date
from .errors import Fault
from .wording import quoted

# #REF! #NOM? #VALEUR! #DIV/0! #N/A #N/D #NULL! and so on, in French or in English; ##### and Err:502.
_ERROR = re.compile(r"#[A-ZÀ-Ý][A-ZÀ-Ý/0_]*[!?]|#N/[AD]|#{3,}|Err ?: ?[0-9]{3}")
_SCIENTIFIC = re.compile(r"[+-]?[0-9]+([.,][0-9]*)?[eE][+-]?[0-9]+")
# As spreadsheets show it, and nobody types it.
_SCIENTIFIC_SHOWN = re.compile(r"-?[0-9]([.,][0-9]+)?E[+-][0-9]{2,3}")
_NUMBERS = (int, float, Decimal)


def accident(text: str, column: Column) -> Fault | None:
    """What a spreadsheet did to a cell of this column, None when it did nothing that can be seen."""
    if text[:1] in ("#", "E") and _ERROR.fullmatch(text):
        return Fault(
            "erreur-de-tableur",
            f"{quoted(text)} est une erreur de calcul du tableur.",
            "Retapez la valeur elle-même, à la place de la formule.",
        )
    if (_SCIENTIFIC if column.type in _NUMBERS else _SCIENTIFIC_SHOWN).fullmatch(text):
        return Fault(
            "notation-scientifique",
            f"{quoted(text)} est une notation scientifique : le tableur a perdu des chiffres.",
            "Mettez la colonne au format Texte et retapez le nombre entier.",
        )
    free = column.type is str and not column.kind
    if (column.type in _NUMBERS and not text.isdecimal()) or (free and "-" in text):
        return _made_a_date(text, column)
    return None


def _made_a_date(text: str, column: Column) -> Fault | None:
    short = shortened_date(text)
    if not short:
        return None
    what = f"{quoted(text)} est une date que le tableur a mise à la place de ce qui était tapé."
    if column.type is str:
        fix = "Retapez le texte dans une colonne au format Texte ; une vraie date s’écrit « mars 2019 »."
    elif column.type is Decimal and short.number:
        fix = f"Vouliez-vous dire {short.number} ? Retapez-le dans une colonne au format Texte."
    else:
        fix = f"Retapez le nombre seul, par exemple {column.example}, dans une colonne au format Texte."
    return Fault("date-de-tableur", what, fix)
