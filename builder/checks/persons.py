"""Persons: an e-mail address or a telephone number in a text is most often somebody's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..errors import Level, Problem
from ..parse import Dataset
from .cells import columns

# What is looked for, the signs without which there is none of it, how it looks.
_DETAILS = (
    ("une adresse électronique", ("@",), re.compile(r"[\w.+-]+@[\w-]+\.\w{2,}")),
    (
        "un numéro de téléphone",
        ("0", "+33"),
        re.compile(r"(?<!\d)(\+33|0)[ .]?[1-9]([ .\u00a0\u202f-]?\d\d){4}(?!\d)"),
    ),
)


def contact_details(dataset: Dataset) -> Iterator[Problem]:
    """Texts hold no contact details; the message does not repeat them, since logs are public too."""
    for cells in columns(dataset, lambda column: column.type is str and column.kind is None):
        for row, text in cells:
            for name in _details(text):
                what = f"ce texte contient {name}, que le site publierait."
                fix = "Effacez-le, sauf s’il est celui d’un service ouvert au public."
                yield Problem("coordonnees-personnelles", cells.place(row), what, fix, Level.WARNING)


def _details(text: str) -> Iterator[str]:
    for name, signs, pattern in _DETAILS:
        if any(sign in text for sign in signs) and pattern.search(text):
            yield name
