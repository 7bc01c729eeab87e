"""How each figure of a case is cited: its own source first, then this site, with the date of the data.

In words (short, and in full as the APA style does), in BibTeX and in CSL-JSON, which reference managers read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from .anchors import Anchor, Row, anchors, figures
from .catalog import CaseStudy, Catalog
from .changes.figures import Figure, figure
from .columns import PartialDate
from .forge import correction_url
from .records import CURATED, Source
from .text import date_in_words, typography
from .words import Precision

Item = dict[str, Any]


@dataclass(frozen=True)
class Citation:
    """A figure with all that is needed to cite it; texts are plain, not HTML."""

    catalog: Catalog
    study: CaseStudy
    table: str
    row: Row
    anchor: Anchor

    @property
    def source(self) -> Source:
        """Where the figure was read."""
        return self.catalog.sources[self.row.source_id]

    @cached_property
    def figure(self) -> Figure:
        """The figure in words: what is counted, how much, how it is known."""
        return figure(self.table, self.row)

    @property
    def reserve(self) -> str:
        """The reserve of the source: « environ »; sums of money have none."""
        precision = getattr(self.row, "precision", Precision.EXACT)
        return "aucune" if precision is Precision.EXACT else str(precision.label)

    @property
    def url(self) -> str:
        """The public address of the figure, for ever."""
        return f"{self.catalog.settings.site_url}{self.study.path}#{self.anchor.long}"

    @property
    def title(self) -> str:
        """`La Laine du Haut : emplois créés, 10 (2018, déclaré)`."""
        return typography(self._title)

    @property
    def _title(self) -> str:
        said = self.figure
        return f"{self.study.project.name} : {said.subject}, {said.amount} ({said.known})"

    @property
    def short(self) -> str:
        """What goes in brackets in an article."""
        source, settings = self.source, self.catalog.settings
        return typography(
            f"{self._title}. Source : {source.publisher} ({_when(source)}), repris de {settings.site_name}, "
            f"{self.url}"
        )

    @property
    def full(self) -> str:
        """What goes in a list of references: the source, then this site, as the APA style has them."""
        source, settings = self.source, self.catalog.settings
        return typography(
            f"{source.publisher} ({_when(source)}). {source.title}. {source.url} (consulté le "
            f"{date_in_words(source.consulted_on)}). Chiffre repris de : {author(self.catalog)} "
            f"({date_in_words(self.catalog.edition)}). {self._title} "
            f"[jeu de données, {settings.licence.nom}]. {self.url}"
        )

    @property
    def csl(self) -> tuple[Item, Item]:
        """The source and the figure, as CSL-JSON items."""
        return csl_source(self.source), self._csl_figure()

    def _csl_figure(self) -> Item:
        return _dataset(self.catalog, f"{self.study.project.id}-{self.anchor.long}", self.title, self.url) | {
            "source": f"{self.source.publisher}, {self.source.title}"
        }

    @property
    def bibtex(self) -> str:
        """The same two, as BibTeX entries."""
        return "\n".join(map(bibtex, self.csl))

    @property
    def report_url(self) -> str:
        """The form that tells of an error in this very figure."""
        settings = self.catalog.settings
        file = f"{settings.donnees}/{CURATED[self.table].file}"
        told = f"{self.figure} ({file}, ligne {self.row.line})"
        path = f"{self.study.path}#{self.anchor.long}"
        return correction_url(settings, path, f"Erreur : {self.study.project.name}", told)


def citations(catalog: Catalog, study: CaseStudy) -> Iterator[Citation]:
    """The citation of every figure of a case, in the order of its page."""
    named: Mapping[tuple[str, int], Anchor] = anchors(study)
    for table, row in figures(study):
        yield Citation(catalog, study, table, row, named[table, row.line])


def items(catalog: Catalog, study: CaseStudy) -> list[Item]:
    """The page of a case, its figures and their sources as CSL-JSON items, each once."""
    found = [page_item(catalog, study)]
    for one in citations(catalog, study):
        found += one.csl
    return list({item["id"]: item for item in found}.values())


def page_item(catalog: Catalog, study: CaseStudy) -> Item:
    """The page of a case as a CSL-JSON item."""
    url = f"{catalog.settings.site_url}{study.path}"
    return _dataset(catalog, study.project.id, typography(study.project.name), url)


def author(catalog: Catalog) -> str:
    """Who signs the data: the site, and its publisher once the settings name one."""
    publisher = catalog.settings.mentions.editeur.strip()
    return f"{catalog.settings.site_name}, {publisher}" if publisher else catalog.settings.site_name


def csl_source(source: Source) -> Item:
    """A source as a CSL-JSON item; without date, none is invented."""
    item: Item = {
        "id": source.id,
        "type": "webpage",
        "author": [{"literal": source.publisher}],
        "title": source.title,
        "URL": source.url,
        "accessed": _date(source.consulted_on),
        "language": "fr",
    }
    return item | ({"issued": _date(source.date)} if source.date else {})


def _dataset(catalog: Catalog, name: str, title: str, url: str) -> Item:
    return {
        "id": f"vitrine-{name}",
        "type": "dataset",
        "author": [{"literal": author(catalog)}],
        "title": title,
        "issued": _date(catalog.edition),
        "version": catalog.edition.isoformat(),
        "URL": url,
        "language": "fr",
    }


def _date(day: date | PartialDate) -> Item:
    return {"date-parts": [[part for part in (day.year, day.month, day.day) if part]]}


def _when(source: Source) -> str:
    return date_in_words(source.date) if source.date else "s. d."


# ------------------------------------------------------------------ BibTeX

_FIELDS = ("author", "title", "year", "month", "version", "note", "url", "urldate")
_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{character: f"\\{character}" for character in "&%$#_"},
}
_TO_ESCAPE = re.compile("|".join(map(re.escape, _SPECIAL)))


def bibtex(item: Item) -> str:
    """A CSL-JSON item of ours as a BibTeX entry that any TeX reads, accents left as they are."""
    values = {
        # In braces: an organisation has no first name.
        "author": f"{{{_latex(item['author'][0]['literal'])}}}",
        "title": f"{{{_latex(item['title'])}}}",
        **_when_issued(item),
        "version": item.get("version", ""),
        "note": _latex(item.get("source", "")),
        "url": item["URL"].replace("{", "%7B").replace("}", "%7D"),
        "urldate": _iso(item["accessed"]) if "accessed" in item else "",
    }
    fields = "".join(f"  {name} = {{{values[name]}}},\n" for name in _FIELDS if values.get(name))
    return f"@misc{{{item['id']},\n{fields}}}\n"


def _when_issued(item: Item) -> dict[str, str]:
    parts = item["issued"]["date-parts"][0] if "issued" in item else []
    return {name: str(part) for name, part in zip(("year", "month"), parts, strict=False)}


def _iso(day: Item) -> str:
    return "-".join(f"{part:02d}" for part in day["date-parts"][0])


def _latex(text: str) -> str:
    return _TO_ESCAPE.sub(lambda found: _SPECIAL[found[0]], text)
