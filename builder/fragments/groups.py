"""The lists of territories, themes and types, each with its count and its page; empty ones are shown too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import partial

from markupsafe import Markup

from ..catalog import Catalog, Group
from ..templating import render
from .base import Fragment


def group_list(
    groups: Callable[[Catalog], Sequence[Group]],
    catalog: Catalog,
    attributes: Mapping[str, str],
    root: str,
) -> Markup:
    """Every group, empty ones included; says when a case counts in several, and which count in none."""
    shown = groups(catalog)
    counts = Counter(study.project.id for group in shown for study in group.studies)
    return render(
        "fragments/groupes.html",
        root,
        groups=shown,
        shared=any(count > 1 for count in counts.values()),
        left_out=[study for study in catalog.studies if study.project.id not in counts],
    )


TERRITORIES = Fragment(
    name="territoires",
    definition="La liste des départements, avec leur nombre de coopérations, et celles sans lieu précis.",
    render=partial(group_list, lambda catalog: catalog.territories),
)
THEMES = Fragment(
    name="thematiques",
    definition="La liste des thématiques, avec leur définition et leur nombre de coopérations.",
    render=partial(group_list, lambda catalog: catalog.themes),
)
TYPES = Fragment(
    name="types",
    definition="La liste des types de coopération, avec leur définition et leur nombre de coopérations.",
    render=partial(group_list, lambda catalog: catalog.types),
)
