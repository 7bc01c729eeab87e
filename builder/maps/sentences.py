"""What a map says in words: its description, its limits, and the table of the same places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from ..catalog import CaseStudy, Catalog
from ..figure import Cell, DataTable
from ..text import enumeration, number, plural, sentence
from .marks import Mark, Spot, Tally, is_hollow

MOST_NAMED = 3


def unlocated(studies: Sequence[CaseStudy]) -> list[CaseStudy]:
    """The cases that no map can place: they are listed, so that none is lost."""
    return [study for study in studies if not study.locations]


def description(studies: Sequence[CaseStudy], shown: Sequence[Spot]) -> str:
    """What one sees, with its numbers: how many cases, how precisely, where most of them are."""
    main = [spot for spot in shown if not spot.further]
    filled = sum(not is_hollow(spot.location) for spot in main)
    said = [
        f"{plural(_count(shown), 'coopération')} sur la carte",
        f"symbole plein, lieu d’activité connu : {number(filled)}",
        f"symbole creux, position approchée : {number(len(main) - filled)}",
        *_further(shown),
        *_most(shown),
        *_without_place(studies),
    ]
    return f"{'. '.join(map(sentence, said))}."


def _count(shown: Sequence[Spot]) -> int:
    return len({spot.study.project.id for spot in shown})


def _further(shown: Sequence[Spot]) -> list[str]:
    count = sum(spot.further for spot in shown)
    return [f"symbole plus petit, autre lieu d’une coopération : {number(count)}"] if count else []


def _most(shown: Sequence[Spot]) -> list[str]:
    """The départements with most cases, when there are several to tell apart."""
    pairs = {(spot.study.project.id, spot.location.department.code) for spot in shown}
    names = {spot.location.department.code: spot.location.department.name for spot in shown}
    counts = sorted(Counter(code for _, code in pairs).items(), key=lambda item: (-item[1], item[0]))
    if len(counts) < 2:
        return []
    named = [f"{names[code]} ({number(count)})" for code, count in counts[:MOST_NAMED]]
    return [f"départements les plus représentés : {enumeration(named)}"]


def _without_place(studies: Sequence[CaseStudy]) -> list[str]:
    count = len(unlocated(studies))
    return [f"{plural(count, 'coopération')} sans lieu précis, hors de la carte"] if count else []


def limits(
    catalog: Catalog, studies: Sequence[CaseStudy], shown: Sequence[Spot], drawn: Sequence[Mark]
) -> str:
    """What the map covers, how true its symbols are, and where its outlines come from."""
    count, total = _count(shown), len(studies)
    covered = f"{plural(count, 'coopération placée', 'coopérations placées')}"
    return " ".join(
        [
            f"{covered} sur {number(total)}." if count < total else f"{covered}.",
            *(
                ["Trop proches, des symboles sont écartés ; un trait les relie à leur commune."]
                * _moved(drawn)
            ),
            attribution(catalog),
        ]
    )


def _moved(drawn: Sequence[Mark]) -> bool:
    return any(mark.is_moved for mark in drawn)


def count_limits(catalog: Catalog, studies: Sequence[CaseStudy], zones: str) -> str:
    """The same for a map of counts."""
    rule = f"Une coopération compte dans chaque {zones} où elle a un lieu."
    return " ".join([rule, *(f"{sentence}." for sentence in _without_place(studies)), attribution(catalog)])


def attribution(catalog: Catalog) -> str:
    """The mention that the owners of the outlines ask for."""
    return f"Fond de carte : {catalog.settings.attribution_cartes}"


def table(studies: Sequence[CaseStudy], shown: Sequence[Spot]) -> DataTable:
    """The places of a map, one a row, then the cases that have none; the caption is still to come."""
    rank = {study.project.id: rank for rank, study in enumerate(studies)}
    ordered = sorted(shown, key=lambda spot: rank[spot.study.project.id])
    return DataTable(
        caption="",
        headers=("Projet", "Commune", "Département", "Précision du lieu", "Thématique"),
        rows=(
            *(_row(spot) for spot in ordered),
            *(_empty_row(study) for study in unlocated(studies)),
        ),
    )


def _row(spot: Spot) -> tuple[Cell, ...]:
    location = spot.location
    precision = location.precision.label
    return (
        _project(spot.study),
        Cell(location.commune.name),
        Cell(location.department.name),
        Cell(f"{precision} ({location.label})" if location.label else precision),
        Cell(spot.study.theme.label),
    )


def _empty_row(study: CaseStudy) -> tuple[Cell, ...]:
    missing = Cell("non renseigné")
    return _project(study), missing, missing, Cell(study.project.territory or ""), Cell(study.theme.label)


def _project(study: CaseStudy) -> Cell:
    return Cell(study.project.name, href=study.path)


def tally_table(found: Sequence[Tally]) -> DataTable:
    """The same numbers as the discs."""
    return DataTable(
        caption="",
        headers=("Territoire", "Coopérations"),
        rows=tuple((Cell(one.name, href=one.path), Cell(number(one.count), numeric=True)) for one in found),
    )
