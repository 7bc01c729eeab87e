"""Places: communes, EPCI and départements by code, and the shapes that the maps are drawn from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

from .parse import Dataset
from .records import Commune, Department, Epci


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Geography:
    """The territory's places by official code; `shapes` holds the files of `data/geo/` by name.

    One geography is only ever equal to itself, so that what is drawn from it can be kept.
    """

    communes: Mapping[str, Commune]
    epcis: Mapping[str, Epci]
    departments: Mapping[str, Department]
    shapes: Mapping[str, bytes]


def build_geography(
    dataset: Dataset, shapes: Mapping[str, bytes], before: Geography | None = None
) -> Geography:
    """Index the geographic tables by code; `before` is given as it was when it says the same."""
    records = dataset.records
    geography = Geography(
        communes={commune.code: commune for commune in records["communes"]},
        epcis={epci.code: epci for epci in records["epci"]},
        departments={department.code: department for department in records["departements"]},
        shapes=shapes,
    )
    return before if before and _same(before, geography) else geography


def _same(one: Geography, other: Geography) -> bool:
    return all(getattr(one, field.name) == getattr(other, field.name) for field in fields(Geography))
