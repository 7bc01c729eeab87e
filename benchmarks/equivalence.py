"""The pages that are compared say the same things: every fact of a sample of cases is in each peer's page.

A generator that left out the money, the partners or the sources would be faster for the wrong reason.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from pathlib import Path

SAMPLE = 40  # projects, spread over the whole
HEAVIEST, LIGHTEST = 1.35, 0.7  # of the bytes of our own pages
# What a page shows of each table as it is typed; labels of controlled words are the theme's.
SHOWN = {
    "etapes": ("titre",),
    "emplois": ("annee", "valeur", "note"),
    "impacts": ("indicateur", "valeur", "unite"),
    "partenaires": ("nom", "role"),
    "financements": ("financeur", "montant_eur"),
    "facteurs": ("preuve",),
}
PROJECT = ("nom", "resume", "porteur")
SOURCE = ("titre", "editeur", "url")
NUMBERS = {"valeur", "montant_eur"}
_TAG = re.compile(r"<(?!/?svg)[^>]*>")
_LINK = re.compile(r'href="([^"]*)"')
_BLANK = re.compile(r"[\s\u00a0\u202f]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something that the page of a project must say."""

    project: str
    table: str
    text: str


class DifferentPagesError(Exception):
    """A peer's pages do not say what ours say; the message lists what is missing."""


def check(project: Path, ours: Path, theirs: Path) -> None:
    """DifferentPagesError when a fact is missing from a page of the sample, or when pages weigh otherwise."""
    sample = facts(project)
    problems = [
        f"projets/{name}/ : {fact.table} « {fact.text} » manque"
        for name, expected in sample.items()
        for fact in missing(expected, page(theirs, name))
    ]
    weights = [sum(len(page(site, name).encode()) for name in sample) for site in (theirs, ours)]
    ratio = weights[0] / weights[1]
    if not LIGHTEST < ratio < HEAVIEST:
        problems.append(f"les pages pèsent {ratio:.2f} fois les nôtres")
    if problems:
        raise DifferentPagesError("\n".join(problems[:20]))


def page(site: Path, name: str) -> str:
    """The file of a project's page."""
    return (site / "projets" / name / "index.html").read_text(encoding="utf-8")


def facts(project: Path) -> dict[str, list[Fact]]:
    """What the pages of the sample must say, by project, read in the CSVs by nothing of ours."""
    tables = {name: _rows(project, name) for name in ("projets", "sources", *SHOWN)}
    projects = tables["projets"]
    chosen = {row["id"]: row for row in projects[:: max(1, len(projects) // SAMPLE)][:SAMPLE]}
    sources = {row["id"]: row for row in tables["sources"]}
    found = {name: list(_facts(name, "projets", row, PROJECT)) for name, row in chosen.items()}
    for table, columns in SHOWN.items():
        for row in tables[table]:
            if row["id_projet"] in found:
                name = row["id_projet"]
                found[name] += _facts(name, table, row, columns)
                found[name] += _facts(name, "sources", sources[row["id_source"]], SOURCE)
    return found


def _rows(project: Path, name: str) -> list[dict[str, str]]:
    with (project / "data" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _facts(name: str, table: str, row: Mapping[str, str], columns: Iterable[str]) -> Iterator[Fact]:
    for column in columns:
        if row[column]:
            text = row[column].replace(".", ",") if column in NUMBERS else row[column]
            yield Fact(project=name, table=table, text=text)


def missing(expected: Iterable[Fact], html: str) -> list[Fact]:
    """The facts that a page does not say, whatever its spaces, quotes and tags."""
    links = " ".join(_LINK.findall(html))
    said = _plain(_TAG.sub(" ", html)) + _plain(links)
    return [fact for fact in expected if _plain(fact.text) not in said]


def _plain(text: str) -> str:
    return _BLANK.sub("", unescape(unescape(text))).replace("’", "'").replace("\u2011", "-").lower()
