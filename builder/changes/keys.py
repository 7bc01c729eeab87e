"""Keys: how a row is found again in another version of its table.

The declared key of a figure holds its value: a figure that is corrected would be one row lost and one row
found. So the rows that a key leaves alone are sought with a looser one, and so on.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..records import TABLES, headers_of

Key = tuple[str, ...]  # headers

PROJECT = "id_projet"
FIGURES = ("valeur", "montant_eur")  # what most often changes in a row, so what is first left out

# From the strictest to the loosest, after the declared key and the rows that differ by a single cell.
LOOSER: dict[str, tuple[Key, ...]] = {
    "projets": (("nom",),),
    "lieux": ((PROJECT, "code_commune"),),
    "emplois": (
        (PROJECT, "annee", "mesure", "perimetre", "periode", "unite", "nature", "id_source"),
        (PROJECT, "annee", "mesure", "perimetre", "periode", "unite", "nature"),
        (PROJECT, "mesure", "perimetre", "periode", "unite", "nature"),
        (PROJECT, "mesure", "perimetre", "periode", "unite"),
        (PROJECT, "annee", "mesure", "perimetre", "periode"),
    ),
    "impacts": (
        (PROJECT, "famille", "indicateur", "unite", "annee", "nature", "id_source"),
        (PROJECT, "famille", "indicateur", "unite", "annee", "nature"),
        (PROJECT, "famille", "indicateur", "unite", "nature"),
        (PROJECT, "famille", "indicateur"),
    ),
    "financements": (
        (PROJECT, "financeur", "categorie", "annee", "usage", "nature"),
        (PROJECT, "financeur", "usage", "nature"),
        (PROJECT, "financeur"),
    ),
    "partenaires": ((PROJECT, "nom"),),
    "etapes": ((PROJECT, "titre"),),
    "facteurs": ((PROJECT, "critere"),),
    "criteres": (("libelle",),),
    "thematiques": (("libelle",),),
    "types": (("libelle",),),
    "reseaux": (("nom",),),
    "evenements": (("nom", "date_debut"),),
    "aides": (("nom", "organisme"),),
    "sources": (("url",), ("titre", "editeur")),
    "departements": (("nom",),),
    "epci": (("nom",),),
    "communes": (("nom", "departement"),),
}


def keys_of(table: str) -> Iterator[Key]:
    """What rows are compared by, in turn: everything, the declared key, all but one cell, then less."""
    yield from _close_keys(table)
    yield from LOOSER[table]


def figure_keys_of(table: str) -> Iterator[Key]:
    """The same for a figure that stays itself: that of another year, or in another unit, is another."""
    told = {"annee", "unite"}.intersection(headers_of(table))
    yield from _close_keys(table)
    loose = [key for key in LOOSER[table] if told.issubset(key)]
    yield from loose
    yield tuple(header for header in loose[-1] if header != "nature")  # what was declared is counted at last


def _close_keys(table: str) -> Iterator[Key]:
    headers = headers_of(table)
    yield headers
    yield TABLES[table].unique
    for left_out in sorted(headers, key=lambda header: header not in FIGURES):
        if left_out != PROJECT:  # a row that goes to another project is lost for the first
            yield tuple(header for header in headers if header != left_out)


def identifier_of(table: str) -> str | None:
    """The header of the identifier that other tables may name, None where a row is told by several cells."""
    unique = TABLES[table].unique
    return unique[0] if len(unique) == 1 else None
