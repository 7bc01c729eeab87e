"""The catalogue: records joined into what people talk about — cases, territories, themes — once and for all.

After `build_catalog` nothing is looked up by id in a template and no text means a number.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from .config import Settings
from .editions import Edition
from .geography import Geography
from .parse import Dataset
from .records import (
    Aid,
    Commune,
    CooperationType,
    Criterion,
    Department,
    Epci,
    Event,
    Funding,
    Impact,
    JobFigure,
    Milestone,
    Network,
    Partner,
    Project,
    Source,
    SuccessFactor,
    Theme,
)
from .same import Same
from .text import sort_key
from .words import PlacePrecision


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """A place of a case: the commune with its département and EPCI, and what the point is worth."""

    commune: Commune
    department: Department
    epci: Epci | None
    precision: PlacePrecision
    label: str | None = None  # what stands there, for a further place


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A success factor seen in a case."""

    criterion: Criterion
    factor: SuccessFactor


@dataclass(frozen=True, slots=True)
class Published:
    """An anchor that an edition gave to a figure: the line where the figure is now, 0 once it was removed.

    Without anchor it is the page itself, of a project that was removed or has another identifier.
    """

    anchor: str
    table: str
    line: int
    edition: str = ""  # once removed: the last one that has it
    said: str = ""  # once removed: what it is, as that edition gave it


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CaseStudy:
    """Everything known of one cooperation, joined and sorted; empty tuples where nothing is known.

    A case is only ever equal to itself, so that what is made from it can be kept.
    """

    project: Project
    theme: Theme
    type: CooperationType
    locations: tuple[Location, ...]  # the main one first; empty when the case has no place
    jobs: tuple[JobFigure, ...]  # by measure, perimeter, period, unit, then year
    impacts: tuple[Impact, ...]
    fundings: tuple[Funding, ...]
    partners: tuple[Partner, ...]
    milestones: tuple[Milestone, ...]  # oldest first
    evidence: tuple[Evidence, ...]
    events: tuple[Event, ...]
    sources: tuple[Source, ...]  # every source used, in the order in which the page meets them
    story: str = ""  # Markdown, untrusted
    published: tuple[Published, ...] = ()  # what editions called its figures
    corrected_on: date | None = None  # the last day on which the change log says that it was corrected

    @property
    def path(self) -> str:
        """Where the page of the case lives, relative to the site."""
        return f"projets/{self.project.id}/"

    @property
    def departments(self) -> tuple[Department, ...]:
        """The départements where the case has a place, the main one first, each once."""
        return tuple({place.department.code: place.department for place in self.locations}.values())

    def source_number(self, source_id: str) -> int:
        """The number, from 1, under which the page lists a source."""
        for number, source in enumerate(self.sources, 1):
            if source.id == source_id:
                return number
        raise KeyError(source_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Cases seen together: a département, a theme, a type or a criterion, with its page."""

    kind: str  # "territoires", "thematiques", "types"
    key: str  # the code that the data uses
    code: str  # the same in an address: lower case
    label: str
    definition: str
    studies: tuple[CaseStudy, ...]
    line: int  # of the row that describes the group

    @property
    def path(self) -> str:
        """Where the page of the group lives, relative to the site."""
        return f"{self.kind}/{self.code}/"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Catalog:
    """Everything that pages, maps, charts and exports need.

    One catalogue is only ever equal to itself, so that what is made from it can be kept.
    """

    settings: Settings
    geography: Geography
    dataset: Dataset
    studies: tuple[CaseStudy, ...]  # by name
    territories: tuple[Group, ...]  # every département, even without case
    themes: tuple[Group, ...]
    types: tuple[Group, ...]
    criteria: tuple[Criterion, ...]
    networks: tuple[Network, ...]
    events: tuple[Event, ...]  # newest first
    aids: tuple[Aid, ...]
    sources: Mapping[str, Source]
    editions: tuple[Edition, ...] = ()  # frozen ones, the newest first
    reasons: Mapping[str, str] = field(default_factory=dict, repr=False)  # why a project changed
    gone: Mapping[str, tuple[Published, ...]] = field(default_factory=dict)  # of projects without page now
    edition: date  # « données au … »: the latest day on which somebody read, checked or corrected something
    by_id: Mapping[str, CaseStudy] = field(repr=False)
    about: str = ""  # which part of the site's data this is (« Ardèche »); empty for all of it

    @property
    def unlocated(self) -> tuple[CaseStudy, ...]:
        """Cases without any place: maps list them, so that none is lost."""
        return tuple(study for study in self.studies if not study.locations)


def build_catalog(
    dataset: Dataset,
    settings: Settings,
    geography: Geography,
    stories: Mapping[str, str],
    editions: tuple[Edition, ...] = (),
    *,
    reasons: Mapping[str, str] | None = None,
    corrected: Mapping[str, date] | None = None,
    published: Mapping[str, tuple[Published, ...]] | None = None,
) -> Catalog:
    """Join checked records; the dataset must hold no error.

    By project: `reasons` and days of corrections as the change log tells them, past anchors of its figures.
    """
    days, known = corrected or {}, {project.id for project in dataset.records["projets"]}
    studies = tuple(_studies(dataset, geography, stories, published or {}, days))
    records = dataset.records
    return Catalog(
        settings=settings,
        geography=geography,
        dataset=dataset,
        studies=studies,
        territories=_territories(records["departements"], studies),
        themes=_groups(
            "thematiques",
            records["thematiques"],
            studies,
            lambda study: study.theme.code,
        ),
        types=_groups("types", records["types"], studies, lambda study: study.type.code),
        criteria=records["criteres"],
        networks=tuple(sorted(records["reseaux"], key=lambda network: sort_key(network.name))),
        events=tuple(
            sorted(
                records["evenements"],
                key=lambda event: (event.start, event.id),
                reverse=True,
            )
        ),
        aids=records["aides"],
        sources={source.id: source for source in records["sources"]},
        editions=editions,
        reasons=reasons or {},
        gone={name: some for name, some in (published or {}).items() if name not in known},
        edition=max([edition_of(records), *days.values(), *(one.date for one in editions[:1])]),
        by_id={study.project.id: study for study in studies},
    )


def _studies(
    dataset: Dataset,
    geography: Geography,
    stories: Mapping[str, str],
    published: Mapping[str, tuple[Published, ...]],
    corrected: Mapping[str, date],
) -> list[CaseStudy]:
    join = _Join(dataset, geography)
    found = []
    for project in dataset.records["projets"]:
        name = project.id
        known = {"published": published.get(name, ()), "corrected_on": corrected.get(name)}
        found.append(join.study(project, story=stories.get(name, ""), **known))
    return sorted(found, key=_by_name)


def _by_name(study: CaseStudy) -> tuple[str, str]:
    return sort_key(study.project.name), study.project.id


class _Join:
    """The lookups that joining needs, built once: rows by project, words by code."""

    def __init__(self, dataset: Dataset, geography: Geography) -> None:
        self.geography = geography
        records = dataset.records
        self.themes = {theme.code: theme for theme in records["thematiques"]}
        self.types = {kind.code: kind for kind in records["types"]}
        self.criteria = {criterion.code: criterion for criterion in records["criteres"]}
        self.sources = {source.id: source for source in records["sources"]}
        self.rows = {name: rows_by_project(name, Same(records[name])) for name in _ORDERS}

    def study(self, project: Project, **known: Any) -> CaseStudy:
        rows = {name: by_project.get(project.id, ()) for name, by_project in self.rows.items()}
        evidence = tuple(Evidence(criterion=self.criteria[f.criterion], factor=f) for f in rows["facteurs"])
        return CaseStudy(
            project=project,
            theme=self.themes[project.theme],
            type=self.types[project.type],
            locations=tuple(self._locations(project, rows["lieux"])),
            jobs=rows["emplois"],
            impacts=rows["impacts"],
            fundings=rows["financements"],
            partners=rows["partenaires"],
            milestones=rows["etapes"],
            evidence=evidence,
            events=rows["evenements"],
            sources=self._sources([project], *(rows[name] for name in _SOURCES_ORDER)),
            **known,
        )

    def _locations(self, project: Project, places: Iterable[Any]) -> Iterator[Location]:
        if project.commune_code:
            yield self._location(project.commune_code, project.place_precision)
        for place in places:
            yield self._location(place.commune_code, PlacePrecision.SITE, place.label)

    def _location(self, code: str, precision: PlacePrecision, label: str | None = None) -> Location:
        commune = self.geography.communes[code]
        return Location(
            commune=commune,
            department=self.geography.departments[commune.department],
            epci=self.geography.epcis.get(commune.epci or ""),
            precision=precision,
            label=label,
        )

    def _sources(self, *used: Iterable[Any]) -> tuple[Source, ...]:
        ids = dict.fromkeys(row.source_id for rows in used for row in rows)
        return tuple(self.sources[source_id] for source_id in ids)


def _year_order(year: int | None) -> tuple[bool, int]:
    return year is None, year or 0  # what has no year comes last


def _job_order(job: JobFigure) -> tuple[Any, ...]:
    kind = tuple(word.rank for word in (job.measure, job.perimeter, job.period, job.unit))
    return *kind, *_year_order(job.year), job.value, job.line


def _impact_order(impact: Impact) -> tuple[Any, ...]:
    return (
        impact.family.rank,
        sort_key(impact.indicator),
        impact.unit,
        *_year_order(impact.year),
        impact.line,
    )


# The rows of a case, in the order in which every page tells them.
_ORDERS: Mapping[str, Callable[[Any], Any]] = {
    "lieux": lambda place: place.line,
    "emplois": _job_order,
    "impacts": _impact_order,
    "financements": lambda funding: (-funding.amount, funding.funder),
    "partenaires": lambda partner: (partner.category.rank, sort_key(partner.name)),
    "etapes": lambda milestone: (milestone.date, milestone.line),
    "facteurs": lambda factor: factor.line,
    "evenements": lambda event: (event.start, event.id),
}
# The tables in the order in which the page of a case meets their sources.
_SOURCES_ORDER = ("etapes", "emplois", "impacts", "partenaires", "financements", "facteurs", "evenements")


@lru_cache(maxsize=len(_ORDERS))  # a server sorts again only the table that changed
def rows_by_project(name: str, rows: Same[tuple[Any, ...]]) -> Mapping[str, tuple[Any, ...]]:
    """The rows of a table by project, each project's in order."""
    grouped: dict[str, list[Any]] = defaultdict(list)
    for row in rows.value:
        grouped[row.project_id].append(row)
    order = _ORDERS[name]
    return {project: tuple(sorted(found, key=order)) for project, found in grouped.items()}


def _groups(
    kind: str,
    words: Iterable[Any],
    studies: Iterable[CaseStudy],
    code_of: Callable[[CaseStudy], str],
) -> tuple[Group, ...]:
    by_code: dict[str, list[CaseStudy]] = defaultdict(list)
    for study in studies:
        by_code[code_of(study)].append(study)
    return tuple(
        Group(
            kind=kind,
            key=word.code,
            code=word.code,
            label=word.label,
            definition=word.definition,
            studies=tuple(by_code[word.code]),
            line=word.line,
        )
        for word in sorted(words, key=lambda word: sort_key(word.label))
    )


def _territories(departments: Iterable[Department], studies: Iterable[CaseStudy]) -> tuple[Group, ...]:
    """A case belongs to every département where it has a place."""
    by_code: dict[str, list[CaseStudy]] = defaultdict(list)
    for study in studies:
        for department in study.departments:
            by_code[department.code].append(study)
    return tuple(
        Group(
            kind="territoires",
            key=department.code,
            code=department.code.lower(),
            label=department.name,
            definition="",
            studies=tuple(by_code[department.code]),
            line=department.line,
        )
        for department in sorted(departments, key=lambda department: department.code)
    )


def edition_of(records: Mapping[str, tuple[Any, ...]]) -> date:
    """The latest day on which somebody read a source or checked a case."""
    days: list[date] = [source.consulted_on for source in records["sources"]]
    days += [project.checked_on for project in records["projets"] if project.checked_on]
    return max(days)
