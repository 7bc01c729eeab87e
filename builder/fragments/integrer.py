"""The embed kit: what can be shown elsewhere, and how."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from ..catalog import Catalog
from ..exhibits import listing  # which needs the key figures of this package: named as a whole
from ..scopes import TITLES, scopes
from ..templating import render
from .base import Fragment


@dataclass(frozen=True, slots=True)
class Choice:
    """A scope to choose: what it is called, where its codes are, how many things it has to show."""

    label: str
    path: str
    count: int


def kit(catalog: Catalog, attributes: Mapping[str, str], root: str) -> Markup:
    """The form, for who has JavaScript, then every subject, whose page holds the same codes."""
    groups = {title: list(_choices(catalog, kind)) for kind, title in TITLES.items()}
    return render(
        "exhibits/kit.html",
        root,
        groups={title: choices for title, choices in groups.items() if choices},
    )


def _choices(catalog: Catalog, kind: str) -> Iterator[Choice]:
    for code, shown in listing.exhibits_by_scope(catalog).items():
        scope = scopes(catalog)[code]
        if scope.kind == kind:
            yield Choice(scope.label, listing.codes_path(scope), len(shown))


FRAGMENT = Fragment(
    name="integrer",
    definition="De quoi montrer ailleurs une carte, un graphique ou un chiffre : le choix et les codes.",
    render=kit,
)
