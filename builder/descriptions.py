"""What tables and columns are, in French: the dictionary, the workbooks and the downloads say it alike."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from .columns import Column, PartialDate
from .records import TABLES
from .text import number

TYPES = {
    str: "texte",
    int: "nombre entier",
    float: "nombre décimal",
    Decimal: "nombre",
    date: "date (AAAA-MM-JJ)",
    PartialDate: "date (AAAA, AAAA-MM ou AAAA-MM-JJ)",
}


def row_in_words(name: str) -> str:
    """What one row of a table is, as its record says it: « Une coopération »."""
    return (TABLES[name].__doc__ or "").strip().removesuffix(".")


def form(column: Column) -> str:
    """What a cell may hold, in French: `nombre, en €, au moins 0`."""
    return ", ".join(
        part
        for part in (
            _type(column),
            f"en {column.unit}" if column.unit else "",
            f"au moins {number(column.minimum)}" if column.minimum == 0 else _bounds(column),
            "" if column.required else "peut rester vide",
        )
        if part
    )


def _type(column: Column) -> str:
    if column.words:
        return "un mot de la liste"
    if column.references:
        return f"repris de {column.references}.csv"
    return column.kind.name if column.kind else TYPES[column.type]


def _bounds(column: Column) -> str:
    """Bounds as they are typed: a year has no space between thousands."""
    if column.minimum is not None and column.maximum is not None:
        return f"de {column.minimum} à {column.maximum}"
    return ""
