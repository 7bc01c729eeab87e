"""Every source, with the cases that use it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from markupsafe import Markup

from ..catalog import CaseStudy, Catalog
from ..records import Source
from ..templating import render
from ..text import sort_key
from .base import Fragment


def source_list(catalog: Catalog, attributes: Mapping[str, str], root: str) -> Markup:
    """The sources by publisher, then by date; each is an anchor of the page (`#source-<id>`)."""
    used: dict[str, list[CaseStudy]] = defaultdict(list)
    for study in catalog.studies:
        for source in study.sources:
            used[source.id].append(study)
    ordered = sorted(catalog.sources.values(), key=_by_publisher)
    return render("fragments/sources.html", root, sources=ordered, used=used)


def _by_publisher(source: Source) -> tuple[str, str, str]:
    return sort_key(source.publisher), str(source.date or ""), source.id


FRAGMENT = Fragment(
    name="sources",
    definition="Toutes les sources, par éditeur : titre, date, adresse, jour de lecture, cas concernés.",
    render=source_list,
)
