"""Columns of small numbers: how the index says which values each case has, in few bytes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any


def combined(rows: Iterable[tuple[int, ...]]) -> dict[str, Any]:
    """A column whose cells hold several values: the combinations met, then the number of each case's own.

    A browser counts combinations, not cases: a filter is then a look-up in a short table.
    """
    numbers: dict[tuple[int, ...], int] = {}
    column = [numbers.setdefault(row, len(numbers)) for row in rows]
    return {"combinaisons": [list(row) for row in numbers], "colonne": column}


def steps(positions: Sequence[int]) -> list[int]:
    """Growing positions as the distance from each to the next: short numbers, that compress well."""
    return [now - before for before, now in zip((0, *positions), positions, strict=False)]
