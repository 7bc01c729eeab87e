"""What the peers are given of our theme, so that their pages are ours: chrome, base maps, French words.

All of it is cut out of a site that Vitrine built, and handed over as constants: no peer spends time on it.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from builder import words
from builder.columns import Word
from builder.config import read_settings

TITLE, DESCRIPTION, ID = "@@titre@@", "@@description@@", "@@identifiant@@"
_MAP = re.compile(r'<svg [^>]*class="plan plan-lieu".*?</svg>', re.DOTALL)
_SIGN = re.compile(r'<path transform="scale\(1\.2\)" d="([^"]*)"')
_DEPARTMENT = re.compile(r'href="\.\./\.\./territoires/([^/"]+)/"')
WORDS = {
    "statut": words.Status,
    "precision_lieu": words.PlacePrecision,
    "mesure": words.Measure,
    "perimetre": words.Perimeter,
    "periode": words.Period,
    "unite": words.JobUnit,
    "nature": words.Nature,
    "precision": words.Precision,
    "famille": words.ImpactFamily,
    "categorie_partenaire": words.PartnerCategory,
    "usage": words.MoneyUse,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """Constants of a page: its HTML before and after the article, with tokens where a page differs.

    `bases` are the small maps by département, open (`</svg>` is missing) so that a page adds its point.
    """

    head: str
    foot: str
    bases: dict[str, str]
    symbol: str
    attribution: str
    words: dict[str, dict[str, str]]


# What a generator that makes its own theme is given.
NO_THEME = Theme(head="", foot="", bases={}, symbol="", attribution="", words={})


def theme_of(project: Path, site: Path) -> Theme:
    """The theme of the pages of a built site."""
    pages = sorted((site / "projets").glob("*/index.html"))
    first = pages[0].read_text(encoding="utf-8")
    head, _, rest = first.partition("<article>")
    texts = [page.read_text(encoding="utf-8") for page in pages[:300]]
    symbol = next(found for text in texts if (found := _SIGN.search(text)))
    return Theme(
        head=_with_tokens(head, pages[0].parent.name) + "<article>",
        foot="</article>" + rest.partition("</article>")[2],
        bases=_bases(texts),
        symbol=symbol[1],
        attribution=read_settings(project).attribution_cartes,
        words={name: _labels(kind) for name, kind in WORDS.items()},
    )


def _with_tokens(head: str, project: str) -> str:
    """The chrome with what names the page taken out."""
    title = _found(r'property="og:title" content="([^"]*)"', head)
    description = _found(r'name="description" content="([^"]*)"', head)
    named = head.replace(description, DESCRIPTION).replace(title, TITLE)
    return named.replace(project, ID)


def _found(pattern: str, text: str) -> str:
    found = re.search(pattern, text)
    if not found:
        raise ValueError(f"no {pattern} in the page")
    return found[1]


def _bases(texts: list[str]) -> dict[str, str]:
    bases: dict[str, str] = {}
    for text in texts:
        drawn, department = _MAP.search(text), _DEPARTMENT.search(text)
        if drawn and department:
            base = drawn[0].partition('<g transform="translate')[0]
            bases.setdefault(department[1], re.sub(r'aria-label="[^"]*"', 'aria-label="Carte"', base))
    return bases


def _labels(kind: type[Word]) -> dict[str, str]:
    return {word.value: word.label for word in kind}


def as_json(value: object) -> str:
    """A constant as the peers that read JSON take it."""
    return json.dumps(value, ensure_ascii=False, indent=1)
