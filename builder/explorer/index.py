"""The index of the explorer: columns that a browser filters, counts and sorts without asking for more.

Up to `MOST_IN_ONE` cases the columns are in `index.json`. Beyond, `index.json` holds words and counts, and
the columns come by département, `partie-07.json`: one asks for a département first, and loads only its own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from ..catalog import CaseStudy, Catalog, Location
from ..exports.geojson import WARNING
from ..exports.readme import mention
from ..fragments.cases import documentation
from ..json_text import compact
from ..keys import cases_key, key_of
from ..maps.base import region_base
from ..maps.marks import is_hollow
from ..maps.symbols import symbols_by_theme
from ..output import Output
from ..wording import spaced
from ..words import Nature, Precision
from . import FOLDER, bundles, text_index
from .columns import combined, steps
from .facets import Facet, facets
from .jobs import JobKind, job_kinds

MOST_IN_ONE = 20_000
# What facets, jobs and the measure of how well a case is documented are made from.
TOLD = ("lieux", "emplois", "impacts", "financements", "partenaires", "etapes", "facteurs", "evenements")
DEPARTMENT = "departement"  # the facet that the columns are cut by


def index(catalog: Catalog) -> Iterator[Output]:
    """The index and, beyond `MOST_IN_ONE` cases, the columns of each département."""
    if len(catalog.studies) <= MOST_IN_ONE:
        whole = range(len(catalog.studies))
        yield _json(catalog, "index", lambda: _head(catalog) | {"colonnes": columns(catalog, whole)})
        return
    parts = _parts(catalog)
    counts = [[code, len(positions)] for code, positions in parts.items()]
    yield _json(catalog, "index", lambda: _head(catalog) | {"parties": counts, "totaux": _totals(catalog)})
    for code, positions in parts.items():
        yield _json(catalog, f"partie-{code.lower()}", partial(columns, catalog, positions))


def _json(catalog: Catalog, name: str, content: Callable[[], Any]) -> Output:
    def made() -> bytes:
        return compact(content()).encode()

    stories = [bool(study.story) for study in catalog.studies]
    key = key_of(cases_key(catalog, catalog.studies, TOLD), stories)
    return Output.later(f"{FOLDER}{name}.json", key, made)


def version(catalog: Catalog) -> str:
    """What the positions of cases mean: cards and words made for another order must not be mixed with it."""
    ids = "\n".join(study.project.id for study in catalog.studies)
    return hashlib.sha256(ids.encode()).hexdigest()[:12]


def _head(catalog: Catalog) -> dict[str, Any]:
    frame = region_base(catalog.geography).frame
    symbols = symbols_by_theme(catalog)
    return {
        "version": version(catalog),
        "edition": catalog.edition.isoformat(),
        "site": catalog.settings.site_url,
        "mention": mention(catalog),
        "attribution": catalog.settings.attribution_cartes,
        "avertissement": spaced(WARNING),
        "nombre": len(catalog.studies),
        "paquet": bundles.SIZE,
        "mots": text_index.buckets(catalog),
        "facettes": [
            {"nom": facet.name, "titre": facet.title, "valeurs": facet.values} for facet in facets(catalog)
        ],
        "emplois": [
            {"code": kind.code, "titre": kind.title, "unite": kind.unit} for kind in job_kinds(catalog)
        ],
        "libelles": {
            name: {word.value: word.label for word in kind}
            for name, kind in (("nature", Nature), ("precision", Precision))
        },
        "carte": {"largeur": frame.width, "hauteur": frame.height},
        "symboles": {code: [symbol.path, symbol.colour] for code, symbol in symbols.items()},
    }


def _parts(catalog: Catalog) -> dict[str, list[int]]:
    """The positions of the cases of each value of the département facet; a case may be in several."""
    facet = _facet(catalog, DEPARTMENT)
    parts: dict[str, list[int]] = {code: [] for code, _ in facet.values}
    for position, study in enumerate(catalog.studies):
        for code in facet.of(study):
            parts[code].append(position)
    return {code: positions for code, positions in parts.items() if positions}


def _facet(catalog: Catalog, name: str) -> Facet:
    return next(facet for facet in facets(catalog) if facet.name == name)


def _totals(catalog: Catalog) -> dict[str, list[int]]:
    """How many cases have each value of each facet, for who has not chosen a département yet."""
    totals = {}
    for facet in facets(catalog):
        counts = dict.fromkeys((code for code, _ in facet.values), 0)
        for study in catalog.studies:
            for code in set(facet.of(study)):
                counts[code] += 1
        totals[facet.name] = list(counts.values())
    return totals


def columns(catalog: Catalog, positions: Sequence[int]) -> dict[str, Any]:
    """The columns of the cases at some positions of the catalogue, in its order, which is by name."""
    studies = [catalog.studies[position] for position in positions]
    communes, places = _places(catalog, studies)
    whole = isinstance(positions, range)
    return {
        "rangs": None if whole else steps(positions),
        "facettes": {facet.name: _facet_column(facet, studies) for facet in facets(catalog)},
        "debut": [study.project.start_year or 0 for study in studies],
        "documentation": [_documented(study) for study in studies],
        "communes": communes,
        "lieux": combined(places),
        "emplois": [_jobs_column(kind, positions) for kind in job_kinds(catalog)],
    }


def _facet_column(facet: Facet, studies: Iterable[CaseStudy]) -> dict[str, Any]:
    numbers = {code: number for number, (code, _) in enumerate(facet.values)}
    return combined(tuple(sorted({numbers[code] for code in facet.of(study)})) for study in studies)


def _documented(study: CaseStudy) -> int:
    """How well a case is documented, as one number that sorts like the slots' `documente`."""
    own, kinds, sources = documentation(study)
    return own * 1_000_000 + kinds * 10_000 + min(sources, 9_999)


def _places(catalog: Catalog, studies: Iterable[CaseStudy]) -> tuple[list[list[Any]], list[tuple[int, ...]]]:
    """The communes in use, `[name, x, y]` in the base map; and each case's places, `2 × commune + hollow`."""
    frame = region_base(catalog.geography).frame
    numbers: dict[str, int] = {}
    communes: list[list[Any]] = []

    def number(place: Location) -> int:
        code = place.commune.code
        if code not in numbers:
            numbers[code] = len(communes)
            x, y = frame(place.commune.longitude, place.commune.latitude)
            communes.append([place.commune.name, round(x, 1), round(y, 1)])
        return 2 * numbers[code] + is_hollow(place)

    places = [tuple(dict.fromkeys(number(place) for place in study.locations)) for study in studies]
    return communes, places


def _jobs_column(kind: JobKind, positions: Sequence[int]) -> list[list[Any]]:
    """The rows, counted within these columns, that have a figure of a kind; then the figures."""
    if isinstance(positions, range):
        rows = sorted(kind.figures)
        return [steps(rows), [_number(kind.figures[row]) for row in rows]]
    rows = [row for row, position in enumerate(positions) if position in kind.figures]
    return [steps(rows), [_number(kind.figures[positions[row]]) for row in rows]]


def _number(job: Any) -> int | float:
    return int(job.value) if job.value == int(job.value) else float(job.value)
