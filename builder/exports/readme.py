"""What whoever opens the data without the site must know: what it is, its licence, its limits."""

from __future__ import annotations

from collections.abc import Iterator

from ..catalog import Catalog
from ..descriptions import row_in_words
from ..text import date_in_words, mid_sentence, plural, typography
from .published import PUBLISHED

LIMITS = (
    "N’additionnez pas tout : deux chiffres d’emploi ne s’ajoutent que s’ils ont la même mesure, le même "
    "périmètre, la même période et la même unité. Les objectifs ne sont pas des résultats.",
    "Une cellule vide ne vaut pas zéro : elle veut dire « non renseigné ».",
    "« Environ 200 » n’est pas 200 : les colonnes precision, nature et annee font partie du chiffre.",
    "Ce n’est pas un recensement : deux territoires ne se comparent pas au nombre de leurs lignes.",
)
PART = (
    "Une partie des données du site : {}. On y trouve les lignes de ces coopérations, les sources qu’elles "
    "citent, les mots et les lieux qu’elles nomment."
)
Part = tuple[str, tuple[str, ...]]  # a heading, and what it says


def mention(catalog: Catalog) -> str:
    """The mention that a reuse must carry, the same as on the site."""
    settings = catalog.settings
    return (
        f"{settings.site_name}, coopérations économiques territoriales {settings.en_territoire}, "
        f"données au {date_in_words(catalog.edition)}, {settings.licence.nom}, {settings.site_url}"
    )


def title(catalog: Catalog) -> str:
    """The title of the data, with the part of them that this is and the date of the edition."""
    about = f" ({catalog.about})" if catalog.about else ""
    return typography(f"{catalog.settings.site_name} : données au {date_in_words(catalog.edition)}{about}")


def tables_of(catalog: Catalog) -> tuple[str, ...]:
    """The tables that are given: all of them, even empty, for the whole; those with rows for a part."""
    return tuple(name for name in PUBLISHED if not catalog.about or catalog.dataset.records[name])


def parts(catalog: Catalog) -> Iterator[Part]:
    """What the readme says, heading by heading."""
    licence = catalog.settings.licence
    yield (
        "Licence",
        (f"{licence.nom} ({licence.url}).", typography(f"Mention à reprendre : {mention(catalog)}")),
    )
    if catalog.about:
        yield "Ce que c’est", (typography(PART.format(catalog.about)),)
    yield "Avant de vous en servir", tuple(map(typography, LIMITS))
    yield "Les tableaux", tuple(_table(catalog, name) for name in tables_of(catalog))


def text(catalog: Catalog) -> str:
    """The readme as plain text."""
    lines = [title(catalog), ""]
    for heading, said in parts(catalog):
        lines += [heading, *(f"- {line}" for line in said), ""]
    return "\n".join(lines)


def _table(catalog: Catalog, name: str) -> str:
    rows = plural(len(catalog.dataset.records[name]), "ligne")
    row = row_in_words(name)
    return typography(f"{name} ({rows}). Une ligne est {mid_sentence(row)}.")
