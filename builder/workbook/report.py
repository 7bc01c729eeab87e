"""What the command line says of a workbook: which cells change, in which file, or why nothing does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from ..canonical import cell_writer
from ..changes import Change
from ..changes.words import DONE
from ..columns import Column, columns_of
from ..errors import Level
from ..records import TABLES
from ..report import MOST, problem_lines
from ..text import number, plural
from ..wording import NARROW, quoted, shown, spaced
from .incoming import Incoming

EMPTY = "vide"
UNTOUCHED = "Aucune donnée n’a été modifiée."
MOST_NAMED = 3  # cells that tell a row from its neighbours
CONTEXT, LONGEST = 20, 60  # characters before what differs in two long texts, and shown of each


def lines(found: Incoming, *, trial: bool) -> Iterator[str]:
    """Everything that an import did, or would do (`trial`)."""
    yield from problem_lines(found.problems)
    if found.refused:
        yield _refusal(found)
        return
    for path in found.files:
        yield from _of_file(found, path)
    yield _conclusion(found, trial)


def _refusal(found: Incoming) -> str:
    errors = sum(problem.level is Level.ERROR for problem in found.problems)
    return f"{plural(errors, 'problème')}. {UNTOUCHED}"


def _conclusion(found: Incoming, trial: bool) -> str:
    if not found.files:
        return spaced("Aucun changement : le classeur dit la même chose que les données.")
    files = plural(len(found.files), "fichier")
    if trial:
        return spaced(f"{files} à modifier. Rien n’a été écrit : c’était un essai.")
    verb = "modifiés" if len(found.files) > 1 else "modifié"
    return spaced(f"{files} {verb}. Relisez ces changements, puis proposez-les.")


# ------------------------------------------------------------------ changes


def _of_file(found: Incoming, path: str) -> Iterator[str]:
    name = next(name for name, table in found.changes.after.tables.items() if _path(found, name) == path)
    changes = found.changes.rows[name]
    yield spaced(f"{path} : {_counts(changes)}")
    for change in changes[:MOST]:
        yield f"  {DONE[change.kind]}e{NARROW}: {_said(change)}"
    if len(changes) > MOST:
        yield f"  … et {plural(len(changes) - MOST, 'autre ligne', 'autres lignes')}."


def _path(found: Incoming, name: str) -> str:
    return found.changes.before.tables[name].path


def _counts(changes: tuple[Change, ...]) -> str:
    counted = Counter(change.kind for change in changes)
    said = [
        f"{plural(counted[kind], 'ligne')} {done}e{'s' if counted[kind] > 1 else ''}"
        for kind, done in DONE.items()
        if counted[kind]
    ]
    return ", ".join(said) or "la ponctuation seule, qui ne se voit pas sur le site"


def _said(change: Change) -> str:
    columns = columns_of(TABLES[change.table])
    if change.kind != "modified":
        texts = (_text(change.row, column) for column in columns)
        return ", ".join(shown(text) for text in texts if text)
    cells = [_cell(change, column) for column in change.columns]
    return f"{_name(change)}{NARROW}: {f'{NARROW}; '.join(cells)}"


def _name(change: Change) -> str:
    """The cells of its key that a row keeps: `ardelaine, 2018, effectif`."""
    unique = TABLES[change.table].unique
    columns = [c for c in columns_of(TABLES[change.table]) if c.header in unique]
    kept = [column for column in columns if column not in change.columns] or columns
    texts = [shown(text) for text in (_text(change.after, column) for column in kept) if text]
    return ", ".join(texts[:MOST_NAMED])


def _cell(change: Change, column: Column) -> str:
    before, after = _contrast(_text(change.before, column), _text(change.after, column))
    free = column.type is str and not column.kind
    said = (spaced(quoted(text)) if free and text else text or EMPTY for text in (before, after))
    return f"{column.header} {' → '.join(said)}"


def _text(record: Any, column: Column) -> str:
    value = getattr(record, column.name)
    return number(value) if isinstance(value, Decimal) else cell_writer(column)(value)


def _contrast(before: str, after: str) -> tuple[str, str]:
    """Two texts, cut so that what differs between them shows: long ones often differ by one word."""
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    first = max(0, start - CONTEXT) if max(len(before), len(after)) > LONGEST else 0
    lead = "…" if first else ""
    return shown(f"{lead}{before[first:]}", LONGEST), shown(f"{lead}{after[first:]}", LONGEST)
