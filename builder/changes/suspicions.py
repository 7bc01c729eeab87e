"""Suspicions: what no schema can tell, and a person who compares two versions would stop at.

All are warnings: whoever typed it may well be right. What needs no former version to be told is in `checks/`.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from decimal import Decimal
from itertools import chain
from typing import Any
from urllib.parse import urlsplit

from ..columns import Column, columns_of
from ..errors import Level, Place, Problem
from ..records import TABLES
from ..text import number, plural
from ..wording import quoted
from ..words import Status
from .addresses import FOLDERS, page
from .compare import Change, Changes
from .figures import FIGURES, figure
from .keys import identifier_of
from .words import Names, listed, quote

# A comma or zeros lost or added, thousands taken for units, for thousands of euros…
FACTORS = {10: "dix fois", 100: "cent fois", 1_000: "mille fois", 1_000_000: "un million de fois"}
NEAR = Decimal("0.03")  # how far from such a factor a figure that is corrected at the same time may be
SHARE_LOST, FEW = Decimal("0.1"), 3  # of the rows of a table; below, whoever removed them knows it


def suspicions(changes: Changes) -> list[Problem]:
    """Everything that deserves a second look."""
    return list(chain.from_iterable(rule(changes) for rule in SUSPICIONS))


def orders_of_magnitude(changes: Changes) -> Iterator[Problem]:
    """A figure that is multiplied by ten, a hundred, a thousand is most often a slip of the keyboard."""
    for change in _modified(changes):
        for column in filter(_is_quantity, change.columns):
            before, after = getattr(change.before, column.name), getattr(change.after, column.name)
            if before and after and (times := _times(Decimal(before), Decimal(after), change)):
                what = f"{number(before)} est devenu {number(after)}, {times}."
                fix = "Vérifiez dans la source les zéros, la virgule et l’unité."
                place = changes.after.place(change.after, column.header)
                yield Problem("ordre-de-grandeur", place, what, fix, Level.WARNING)


def _is_quantity(column: Column) -> bool:
    return column.type is Decimal or column.unit is not None


def _times(before: Decimal, after: Decimal, change: Change) -> str:
    """`mille fois plus`, empty when nothing is odd; from one year to another, ten times is growth."""
    ratio, sense = (after / before, "plus") if abs(after) > abs(before) else (before / after, "moins")
    for factor, words in FACTORS.items():
        if abs(ratio / factor - 1) <= NEAR and not (factor == 10 and change.touches("annee")):
            return f"{words if ratio == factor else f'près de {words}'} {sense}"
    return ""


def lost_rows(changes: Changes) -> Iterator[Problem]:
    """A table that shrinks at once was perhaps filtered, or cut, before it was saved."""
    for name, table in changes.after.tables.items():
        before, after = len(changes.before.tables[name].rows), len(table.rows)
        lost = before - after
        if table.readable and lost > 0 and (after == 0 or (lost >= FEW and lost > before * SHARE_LOST)):
            now = "n’en a plus aucune" if after == 0 else f"n’en a plus que {number(after)}"
            what = f"le fichier avait {plural(before, 'ligne')} et {now}."
            fix = "Vérifiez qu’aucun filtre n’en cachait une partie à l’enregistrement."
            place = Place(table.path, table.header_line)
            yield Problem("lignes-disparues", place, what, fix, Level.WARNING)


def lost_sources(changes: Changes) -> Iterator[Problem]:
    """A source that alone gave a figure does not go without a word."""
    kept = {project.id for project in changes.after.records["projets"]}
    elsewhere = {_kind(table, row) for table in FIGURES for row in changes.after.records[table]}
    for change in changes.of("sources", "removed"):
        alone = [
            f"{Names(changes.before).of('projets', row.project_id)}, {figure(table, row)}"
            for table in FIGURES
            for row in changes.before.records[table]
            if row.source_id == change.before.id and row.project_id in kept
            if _kind(table, row) not in elsewhere
        ]
        if alone:
            count = plural(len(alone), "chiffre")
            what = f"la source {quoted(change.before.id)} a disparu, et {count} avec elle : {listed(alone)}."
            fix = "Remettez-la, ou une autre, si ces chiffres restent vrais."
            place = Place(changes.after.tables["sources"].path)
            yield Problem("source-disparue", place, what, fix, Level.WARNING)


def _kind(table: str, row: Any) -> Hashable:
    """What two rows share when they give the same figure, each by its own source."""
    fields = [c.name for c in columns_of(TABLES[table]) if c.header in FIGURES[table].covered]
    apart = ("value", "amount", "precision")
    return (table, row.project_id, *(getattr(row, field) for field in fields if field not in apart))


def other_hosts(changes: Changes) -> Iterator[Problem]:
    """A source that moves to another site is perhaps another document."""
    for change in changes.of("sources", "modified"):
        before, after = _host(change.before.url), _host(change.after.url)
        if before != after:
            what = f"la source passe du site {quoted(before)} au site {quoted(after)}."
            fix = "Vérifiez que c’est le même document ; sinon, ajoutez une source."
            place = changes.after.place(change.after, "url")
            yield Problem("autre-site", place, what, fix, Level.WARNING)


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


def lost_addresses(changes: Changes) -> Iterator[Problem]:
    """An identifier makes the address of a page, which others have linked to and printed."""
    for table in FOLDERS:
        header = str(identifier_of(table))
        for change in changes.of(table, "modified"):
            if change.touches(header):
                before, after = (getattr(row, _field(table, header)) for row in (change.before, change.after))
                what = (
                    f"l’identifiant {quoted(before)} devient {quoted(after)} : la page {page(before, table)} "
                    "disparaît, et les liens qui y mènent sont rompus."
                )
                fix = "Gardez l’ancien : il ne sert qu’à l’adresse, même quand le nom change."
                place = changes.after.place(change.after, header)
                yield Problem("adresse-perdue", place, what, fix, Level.WARNING)


def _field(table: str, header: str) -> str:
    return next(column.name for column in columns_of(TABLES[table]) if column.header == header)


def lost_projects(changes: Changes) -> Iterator[Problem]:
    """A cooperation that stops keeps its page: setbacks teach too."""
    for change in changes.of("projets", "removed"):
        what = f"la coopération {quote(change.before.name)} est supprimée, et sa page avec elle."
        fix = "Si elle s’est arrêtée, remettez-la avec le statut « arrete », qui dit pourquoi."
        place = Place(changes.after.tables["projets"].path)
        yield Problem("projet-supprime", place, what, fix, Level.WARNING)


def sudden_ends(changes: Changes) -> Iterator[Problem]:
    """That a cooperation stopped is told by a source: another one than when it was active, or a milestone."""
    told = {change.row.project_id for change in changes.rows["etapes"] if change.after}
    for change in changes.of("projets", "modified"):
        stopped = change.after.status is Status.STOPPED and change.touches("statut")
        if stopped and not change.touches("id_source") and change.after.id not in told:
            what = "la coopération est dite arrêtée, sans nouvelle source ni nouvelle étape."
            fix = "Citez la source qui l’annonce, ou ajoutez une étape à etapes.csv."
            place = changes.after.place(change.after, "statut")
            yield Problem("arret-sans-source", place, what, fix, Level.WARNING)


def _modified(changes: Changes) -> Iterator[Change]:
    return (change for change in changes if change.kind == "modified")


SUSPICIONS: tuple[Callable[[Changes], Iterator[Problem]], ...] = (
    orders_of_magnitude,
    lost_rows,
    lost_sources,
    other_hosts,
    lost_addresses,
    lost_projects,
    sudden_ends,
)
