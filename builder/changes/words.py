"""Words: what tables, rows and cells are called in French, when they change."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from ..columns import Column, PartialDate, Word
from ..parse import Dataset
from ..records import Record
from ..text import date_in_words, enumeration, euros, number, plural, typography
from ..wording import quoted, shown

UNKNOWN = "non renseigné"
MOST = 60  # characters of a text that a sentence quotes
MOST_NAMED = 3  # rows that a sentence names, before it only counts


@dataclass(frozen=True, slots=True)
class Noun:
    """What the rows of a table are called, one and several, and the « e » of what agrees with them."""

    one: str
    several: str
    e: str = ""

    def done(self, count: int, participle: str) -> str:
        """`2, "ajouté"` → `2 étapes ajoutées`."""
        return f"{self.counted(count)} {participle}{self.e}{'s' if count > 1 else ''}"

    def counted(self, count: int) -> str:
        """`2` → `2 étapes`."""
        return plural(count, self.one, self.several)


NOUNS = {
    "projets": Noun("projet", "projets"),
    "lieux": Noun("lieu", "lieux"),
    "emplois": Noun("chiffre d’emploi", "chiffres d’emploi"),
    "impacts": Noun("résultat", "résultats"),
    "financements": Noun("financement", "financements"),
    "partenaires": Noun("partenaire", "partenaires"),
    "etapes": Noun("étape", "étapes", "e"),
    "facteurs": Noun("facteur de réussite", "facteurs de réussite"),
    "criteres": Noun("critère", "critères"),
    "thematiques": Noun("thématique", "thématiques", "e"),
    "types": Noun("type de coopération", "types de coopération"),
    "reseaux": Noun("réseau", "réseaux"),
    "evenements": Noun("événement", "événements"),
    "aides": Noun("aide", "aides", "e"),
    "sources": Noun("source", "sources", "e"),
    "departements": Noun("département", "départements"),
    "epci": Noun("intercommunalité", "intercommunalités", "e"),
    "communes": Noun("commune", "communes", "e"),
}
DONE = {"modified": "modifié", "added": "ajouté", "removed": "supprimé"}


def listed(names: Sequence[str]) -> str:
    """`A, B et C`, the first ones only when they are many: `A, B, C…`."""
    return enumeration(names) if len(names) <= MOST_NAMED else f"{', '.join(names[:MOST_NAMED])}…"


def title(text: str, most: int = MOST) -> str:
    """A text that people typed, as a name in a sentence: typographic, on one line, shortened."""
    return typography(shown(text, most))


def quote(text: str) -> str:
    """The same, « ainsi »; what a source is already quoted for, « “ainsi” »."""
    inside = re.sub(r"\s*»", "”", re.sub(r"«\s*", "“", text))
    return typography(quoted(inside, MOST))


# ------------------------------------------------------------------ cells


@dataclass(frozen=True)
class Names:
    """How the rows and the cells of one version are called: an identifier is said by what it names."""

    dataset: Dataset

    def of(self, table: str, key: str) -> str:
        """The name of the row that an identifier names, the identifier itself when there is none."""
        row = self._by_key[table].get(key)
        return title((getattr(row, "name", None) or getattr(row, "label", None) or key) if row else key)

    def place(self, code: str) -> str:
        """A commune with its département: `Crest, Drôme`."""
        commune = self._by_key["communes"].get(code)
        return f"{title(commune.name)}, {self.of('departements', commune.department)}" if commune else code

    def row(self, table: str, row: Record) -> str:
        """What distinguishes a row from its neighbours in the same table and the same project."""
        return ROWS[table].words(self, row)

    def cell(self, column: Column, value: Any) -> str:
        """The value of a cell in words."""
        if value is None:
            return UNKNOWN
        if column.references:
            named = column.references != "sources"  # titles are long: the identifier says which source
            return self.of(column.references, value) if named else quote(value)
        if isinstance(value, Word):
            return value.label
        if isinstance(value, dt.date | PartialDate):
            return date_in_words(value)
        if isinstance(value, Decimal) or column.unit:
            return euros(value) if column.unit == "€" else number(value)
        return quote(value) if isinstance(value, str) else str(value)

    @cached_property
    def _by_key(self) -> dict[str, dict[str, Any]]:
        return {
            name: {getattr(row, key): row for row in rows}
            for name, rows in self.dataset.records.items()
            if (key := _KEYS.get(name))
        }


_KEYS = {
    **dict.fromkeys(("projets", "sources", "reseaux", "evenements", "aides"), "id"),
    **dict.fromkeys(("criteres", "thematiques", "types", "departements", "epci", "communes"), "code"),
}


@dataclass(frozen=True, slots=True)
class RowName:
    """How a row of a table is called, and the columns that its name says."""

    words: Callable[[Names, Any], str]
    covered: tuple[str, ...]


_NAMED = RowName(lambda names, row: quote(row.name), ("nom",))
_LABELLED = RowName(lambda names, row: quote(row.label), ("libelle",))

ROWS = {
    "projets": RowName(lambda names, row: title(row.name), ("nom",)),
    "lieux": RowName(
        lambda names, row: f"{quote(row.label)} ({names.of('communes', row.commune_code)})",
        ("libelle", "code_commune"),
    ),
    "partenaires": _NAMED,
    "etapes": RowName(
        lambda names, row: f"{quote(row.title)} ({date_in_words(row.date)})", ("titre", "date")
    ),
    "facteurs": RowName(lambda names, row: quote(names.of("criteres", row.criterion)), ("critere",)),
    "criteres": _LABELLED,
    "thematiques": _LABELLED,
    "types": _LABELLED,
    "reseaux": _NAMED,
    "evenements": RowName(
        lambda names, row: f"{quote(row.name)} ({date_in_words(row.start)})", ("nom", "date_debut")
    ),
    "aides": _NAMED,
    "sources": RowName(
        lambda names, row: f"{quote(row.title)} ({title(row.publisher)})", ("titre", "editeur")
    ),
    "departements": _NAMED,
    "epci": _NAMED,
    "communes": _NAMED,
}
