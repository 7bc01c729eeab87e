"""Persons: an e-mail address or a telephone number in a text is most often somebody's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..errors import Level, Problem
from ..parse import Dataset
from .cells import cells

_DETAILS = {
    "une adresse électronique": re.compile(r"[\w.+-]+@[\w-]+\.\w{2,}"),
    "un numéro de téléphone": re.compile(r"(?<!\d)(\+33|0)[ .]?[1-9]([ .\u00a0\u202f-]?\d\d){4}(?!\d)"),
}


def contact_details(dataset: Dataset) -> Iterator[Problem]:
    """Texts hold no contact details; the message does not repeat them, since logs are public too."""
    for cell in cells(dataset, lambda column: column.type is str and column.kind is None):
        for name, pattern in _DETAILS.items():
            if pattern.search(cell.text):
                what = f"ce texte contient {name}, que le site publierait."
                fix = "Effacez-le, sauf s’il est celui d’un service ouvert au public."
                yield Problem("coordonnees-personnelles", cell.place, what, fix, Level.WARNING)
