"""Networks: the cooperations of each, as the data tells them: those that name it among their partners."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from .catalog import CaseStudy, Catalog


@lru_cache(maxsize=2)  # its map, its feed, the directory
def cases_of_networks(catalog: Catalog) -> Mapping[str, tuple[CaseStudy, ...]]:
    """By identifier of network, the cases that name it, under its very name, among their partners."""
    partners: dict[str, dict[str, CaseStudy]] = {}
    for study in catalog.studies:
        for partner in study.partners:
            partners.setdefault(partner.name, {})[study.project.id] = study
    return {one.id: tuple(partners.get(one.name, {}).values()) for one in catalog.networks}
