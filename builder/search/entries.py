"""What can be found: one entry for each case, group, network, factor, aid and event.

An entry says all that its page says in words. Figures are left out: nobody looks for « 12 ».
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from ..catalog import CaseStudy, Catalog, Group
from ..records import Aid, Criterion, Event, Network
from ..text import enumeration, lifetime_in_words, period_in_words, plural, sentence


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing that can be found: its name, its address, where or what it is, and sentences, one a line.

    All as typed: French spaces change no word, and are set where the entry is shown.
    """

    title: str
    path: str
    note: str
    text: str


Recipe = Callable[[], Entry]

TERRITORIES, THEMES, CASES = "Territoires", "Thématiques et types", "Projets"
PAGES, EVENTS = "Pages", "Rendez-vous"


def recipes(catalog: Catalog, pages: Iterable[Recipe]) -> dict[str, list[Recipe]]:
    """How to make each entry, by group: counting them costs nothing. `pages` are those written by hand.

    Of two groups that answer as well, the first one here is shown first.
    """
    return {
        TERRITORIES: [partial(_territory, group) for group in catalog.territories],
        THEMES: [partial(_theme, group) for group in (*catalog.themes, *catalog.types)],
        CASES: [partial(_case, study) for study in catalog.studies],
        EVENTS: [partial(_event, catalog, event) for event in catalog.events],
        PAGES: [
            *(partial(_criterion, criterion) for criterion in catalog.criteria),
            *(partial(_network, network) for network in catalog.networks),
            *(partial(_aid, aid) for aid in catalog.aids),
            *pages,
        ],
    }


def _entry(title: str, path: str, note: str, lines: Iterable[str]) -> Entry:
    return Entry(title, path, note, "\n".join(filter(None, lines)))


def _case(study: CaseStudy) -> Entry:
    project = study.project
    where = f"{_place(study)} · " if study.locations else ""
    return _entry(project.name, study.path, f"{where}{study.type.label}", _case_lines(study))


def _case_lines(study: CaseStudy) -> Iterator[str]:
    project = study.project
    yield project.summary
    yield f"{study.theme.label}, {lifetime_in_words(project)}".removesuffix(", ")
    yield _list("Porteur", [project.lead])
    yield _list("Territoire", [project.territory])
    yield _list("Lieux", _places(study))
    yield _list("Partenaires", (partner.name for partner in study.partners))
    yield _list("Financeurs", sorted(funding.funder for funding in study.fundings))
    yield from (milestone.title for milestone in study.milestones)
    yield _list("Résultats", (impact.indicator for impact in study.impacts))
    yield from (item.factor.evidence for item in study.evidence)
    yield study.story


def _place(study: CaseStudy) -> str:
    place = study.locations[0]
    return f"{place.commune.name} ({place.department.name})"


def _places(study: CaseStudy) -> Iterator[str]:
    for place in study.locations:
        yield place.commune.name
        yield place.department.name
        if place.epci:
            yield place.epci.name


def _list(label: str, names: Iterable[str | None]) -> str:
    """« Partenaires : A, B et C. », each name once; nothing without names."""
    found = list(dict.fromkeys(filter(None, names)))
    return f"{label} : {enumeration(found)}." if found else ""


def _count(group: Group) -> str:
    return plural(len(group.studies), "coopération")


def _territory(group: Group) -> Entry:
    places = [place for study in group.studies for place in study.locations]
    here = [place for place in places if place.department.code == group.key]
    lines = [
        _list("Communes concernées", (place.commune.name for place in here)),
        _list("Intercommunalités concernées", (place.epci.name for place in here if place.epci)),
    ]
    return _entry(group.label, group.path, f"Département {group.key} · {_count(group)}", lines)


def _theme(group: Group) -> Entry:
    kind = "Thématique" if group.kind == "thematiques" else "Type de coopération"
    return _entry(group.label, group.path, f"{kind} · {_count(group)}", [group.definition])


def _criterion(criterion: Criterion) -> Entry:
    return _entry(
        criterion.label, f"criteres/#{criterion.code}", "Facteur de réussite", [criterion.definition]
    )


def _network(network: Network) -> Entry:
    lines = [network.description, _list("Territoire", [network.territory])]
    return _entry(network.name, f"reseaux/#reseau-{network.id}", sentence(network.type.label), lines)


def _aid(aid: Aid) -> Entry:
    return _entry(aid.name, f"financer/#aide-{aid.id}", f"Aide · {aid.use.label}", [aid.organisation])


def _event(catalog: Catalog, event: Event) -> Entry:
    commune = catalog.geography.communes[event.commune_code].name if event.commune_code else None
    study = catalog.by_id[event.project_id].project.name if event.project_id else None
    lines = [_list("Lieu", [event.place, commune]), _list("Coopération", [study])]
    note = f"{sentence(event.type.label)} · {period_in_words(event.start, event.end)}"
    return _entry(event.name, f"agenda/#evenement-{event.id}", note, lines)
