"""Persons: an e-mail address or a telephone number in a text is most often somebody's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..errors import Level, Place, Problem
from ..read import Table
from .cells import columns_in, enough, of_each_table

# What is looked for, the signs without which there is none of it, how it looks.
_DETAILS = (
    ("une adresse électronique", ("@",), re.compile(r"[\w.+-]+@[\w-]+\.\w{2,}")),
    (
        "un numéro de téléphone",
        ("0", "+33"),
        re.compile(r"(?<!\d)((\+|00)33[ .-]?(\(0\))?|0)[ .-]?[1-9]([ .\u00a0\u202f-]?\d\d){4}(?!\d)"),
    ),
)
_MAYBE_NUMBER = re.compile(r"[0+][\d .()\u00a0\u202f-]{9}")  # in whatever holds one
_CURE = "Effacez ces coordonnées, sauf si ce sont celles d’un service ouvert au public."


@of_each_table
def contact_details(table: Table) -> Iterator[Problem]:
    """Texts hold no contact details; the message does not repeat them, since logs are public too."""
    for cells in columns_in(table, lambda column: column.type is str and column.kind is None):
        texts = "\n".join(text for _, text in cells)
        if "@" not in texts and not _MAYBE_NUMBER.search(texts):
            continue  # a column at once, a tenth of the time of its texts one by one
        yield from enough(
            Problem("coordonnees-personnelles", cells.place(row), what, _CURE, Level.WARNING)
            for row, text in cells
            for what in _details(text)
        )


def contact_details_of_story(path: str, text: str) -> Iterator[Problem]:
    """The same in a long story, line by line."""
    for number, line in enumerate(text.splitlines(), 1):
        for what in _details(line):
            yield Problem("coordonnees-personnelles", Place(path, number), what, _CURE, Level.WARNING)


def _details(text: str) -> Iterator[str]:
    for name, signs, pattern in _DETAILS:
        if any(sign in text for sign in signs) and pattern.search(text):
            yield f"ce texte contient {name}, que le site publierait."
