"""The Jinja environment: autoescape, undefined names are errors, French filters.

A template never sums, never sorts on a rule and never knows where it is printed: links go through `lien`,
which the caller binds to the depth of the page.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from . import text
from .highlights import highlights
from .vendored import PLOTLY_WEIGHT


@cache
def environment() -> Environment:
    """The one environment of the builder."""
    env = Environment(
        loader=PackageLoader("builder"),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,  # templates do not change while a site is printed
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.globals["highlights"] = highlights
    env.globals["plotly_weight"] = PLOTLY_WEIGHT
    env.filters |= {
        "nombre": text.number,
        "euros": text.euros,
        "pluriel": text.plural,
        "date": text.date_in_words,
        "periode": text.period_in_words,
        "annees": text.lifetime_in_words,
        "enumeration": text.enumeration,
        "typo": text.typography,
        "citation": text.citation,
    }
    return env


def render(template: str, root: str, **context: Any) -> Markup:
    """A template printed for a page whose way back to the site's root is `root` (« ../../ »)."""
    printed = (
        environment().get_template(template).render(**context, lien=lambda path: f"{root}{path}" or "./")
    )
    return Markup(printed)


def root_of(path: str) -> str:
    """The way from a page back to the root: `projets/ardelaine/` → `../../`."""
    return "../" * path.count("/")
