"""How messages speak: what was typed is quoted, a cure is proposed, spaces are those of French."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches

NARROW = "\u202f"  # narrow no-break space: before ; : ! ? » and after «, inside numbers
RECOPY = "Recopiez une valeur qui existe déjà."
NO_BREAK = "\u00a0"
_ORDINARY = (*((f" {mark}", f"{NARROW}{mark}") for mark in ";:!?»%€"), ("« ", f"«{NARROW}"))
_NO_BREAK = tuple((ordinary.replace(" ", NO_BREAK), narrow) for ordinary, narrow in _ORDINARY)
_RUNS = (f" {NARROW}", f"{NARROW} ", f"{NO_BREAK}{NARROW}", f"{NARROW}{NO_BREAK}", NARROW * 2)
_RUN = re.compile(r"[ \u00a0\u202f]+(?=[;:!?»%€])|(?<=«)[ \u00a0\u202f]+")


def spaced(text: str) -> str:
    """The no-break spaces that French puts around « » and before ; : ! ? % €, for ordinary ones."""
    for typed, narrow in _ORDINARY:  # much faster than the expression, which few texts need
        text = text.replace(typed, narrow)
    if NO_BREAK in text:
        for typed, narrow in _NO_BREAK:
            text = text.replace(typed, narrow)
    if NARROW in text and any(run in text for run in _RUNS):
        return _RUN.sub(NARROW, text)
    return text


def shown(text: str, most: int = 60) -> str:
    """What was typed, on one line, shortened, with a dot for what no terminal should receive.

    « ##[ », and « :: » at the start, are broken up: GitHub may take them in a log for a command.
    """
    line = "".join(c if c.isprintable() else "·" for c in " ".join(text.split())).replace("##[", "##·[")
    line = line if not line.startswith("::") else f"·{line}"
    return line if len(line) <= most else f"{line[: most - 1]}…"


def quoted(text: str, most: int = 60) -> str:
    """What was typed, « ainsi », as `shown` shows it."""
    return f"« {shown(text, most)} »"


def in_thousands(number: int) -> str:
    """`500000` → `500 000`, for messages that cannot wait for the dictionaries of `text.py`."""
    return f"{number:,}".replace(",", NARROW)


def nearest(text: str, known: Iterable[str]) -> str | None:
    """The known word that looks most like a text, None when none does."""
    near = get_close_matches(text.casefold(), sorted(known), n=1, cutoff=0.6)
    return near[0] if near else None


def suggestion(text: str, known: Iterable[str], most: int = 8) -> str:
    """A cure for a word that is not known: the nearest one, else the list when it is short."""
    choices = list(known)
    if near := nearest(text, choices):
        return f"Vouliez-vous dire {quoted(near)} ?"
    if 0 < len(choices) <= most:
        return f"Choisissez parmi : {', '.join(choices)}."
    return RECOPY
