"""History: every edition with what it changed, and what changed since the last one, the newest first."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from ..catalog import Catalog
from ..editions import Edition
from ..json_text import readable
from ..output import Output
from .periods import since_last
from .periods_json import FILE, Told, told

PATH = "donnees/changements.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """An edition, or today when there is none, and what changed since the edition before; None for the first.

    What another version of the code wrote into an edition and cannot be read any more counts as None too.
    """

    edition: Edition | None
    date: date
    told: Told | None


@lru_cache(maxsize=1)  # asked by the page, by the JSON, by the feed
def chapters(catalog: Catalog) -> tuple[Chapter, ...]:
    """Today first when something changed since the last edition, then the editions, the newest first."""
    return tuple(_chapters(catalog))


def _chapters(catalog: Catalog) -> Iterator[Chapter]:
    period = since_last(catalog)
    if period and (period.changes or period.limits):
        yield Chapter(edition=None, date=catalog.edition, told=told(period))
    for edition in catalog.editions:
        yield Chapter(edition=edition, date=edition.date, told=_frozen(edition))


def _frozen(edition: Edition) -> Told | None:
    if FILE not in edition.files:
        return None
    try:
        return _checked(json.loads(edition.read(FILE)))
    except (ValueError, KeyError, TypeError):
        return None


def _checked(value: Any) -> Told:
    """The same, once everything that a page shows of it has been found there."""
    str(value["de"]["edition"]), str(value["resume"]), int(value["nombre_de_lignes"]), list(value["limites"])
    for section in value["rubriques"]:
        str(section["titre"]), int(section["nombre"])
        for line in section["phrases"]:
            str(line["sujet"]), str(line["texte"]), str(line["projet"]), list(line["pourquoi"])
    return value  # type: ignore[no-any-return]


def changes_json(catalog: Catalog) -> Iterator[Output]:
    """Everything that changed, for programs; the rows of past editions are in their own files."""
    root = catalog.settings.site_url
    said = [_chapter(chapter, root) for chapter in chapters(catalog)]
    yield Output(PATH, readable({"version": 1, "donnees_au": catalog.edition.isoformat(), "editions": said}))


def _chapter(chapter: Chapter, root: str) -> dict[str, Any]:
    edition = chapter.edition
    return {
        "edition": edition and edition.name,
        "donnees_au": chapter.date.isoformat(),
        "adresse": edition and f"{root}{edition.path}",
        "changements": _without_rows(chapter.told) if edition else chapter.told,
        "lignes": f"{root}{edition.path}{FILE}" if edition and chapter.told else None,
    }


def _without_rows(value: Told | None) -> Told | None:
    return value and {key: one for key, one in value.items() if key != "lignes"}
