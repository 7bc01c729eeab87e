"""The Jinja environments: autoescape, undefined names are errors, French filters.

A template never sums, never sorts on a rule and never knows where it is printed: links go through `lien`,
which is bound to the depth of the page. There is one environment for each depth, so that what a template
imports is made once, and not for each page.
"""

from __future__ import annotations

from collections.abc import Iterable, MutableMapping
from functools import cache, lru_cache
from itertools import groupby
from operator import attrgetter
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from . import text
from .compiling import Compiled, Direct, marked, printed
from .highlights import highlight, highlights
from .vendored import PLOTLY_WEIGHT


class _Environment(Environment):
    """Jinja's, whose templates share their globals as they are: no chain of mappings to go through."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """The globals of a template: those of the environment, then its own."""
        return {**self.globals, **(d or {})}


@cache
def environment(root: str = "") -> Environment:
    """The environment of the pages whose way back to the site's root is `root` (« ../../ »)."""
    env = _Environment(
        loader=PackageLoader("builder"),
        autoescape=True,
        undefined=StrictUndefined,
        auto_reload=False,  # templates do not change while a site is printed
        bytecode_cache=_COMPILED,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.code_generator_class = Direct
    env.globals |= {
        "highlight": highlight,
        "highlights": highlights,
        "lien": lambda path: f"{root}{path}" or "./",
        "plotly_weight": PLOTLY_WEIGHT,
        "remembered": lru_cache(maxsize=20_000),  # a macro of the site's cases: what it printed is kept
    }
    env.filters |= {
        "nombre": text.number,
        "euros": text.euros,
        "pluriel": text.plural,
        "date": text.date_in_words,
        "periode": text.period_in_words,
        "annees": text.lifetime_in_words,
        "enumeration": text.enumeration,
        "typo": typeset,
        "citation": text.citation,
        "groupby": grouped,
    }
    return env


_COMPILED = Compiled()


def grouped(rows: Iterable[Any], attribute: str) -> list[tuple[Any, list[Any]]]:
    """Rows by the value of an attribute (« family.rank »), in order, five times faster than Jinja's."""
    value = attrgetter(attribute)
    return [(key, list(found)) for key, found in groupby(sorted(rows, key=value), value)]


@lru_cache(maxsize=20_000)  # names of cases, sources and words come back from page to page
def typeset(words: str) -> Markup:
    """A text as French typography has it, ready to print."""
    return marked(printed(text.typography(words)))


def render(template: str, root: str, **context: Any) -> Markup:
    """A template printed for a page whose way back to the site's root is `root` (« ../../ »)."""
    return marked(_template(template, root).render(context))


@cache
def _template(name: str, root: str) -> Template:
    return environment(root).get_template(name)


def root_of(path: str) -> str:
    """The way from a page back to the root: `projets/ardelaine/` → `../../`."""
    return "../" * path.count("/")
