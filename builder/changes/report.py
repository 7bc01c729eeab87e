"""The report: what changed since a revision, in one structure from which every format is printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..catalog import CaseStudy, build_catalog
from ..checks import check
from ..config import Settings
from ..errors import Problem, has_errors, sorted_problems
from ..geography import build_geography
from ..parse import Dataset
from ..records import CURATED, GEOGRAPHIC, headers_of
from ..text import plural, sentence
from ..wording import spaced
from .addresses import Address, addresses
from .compare import Changes, compare, has_records
from .revision import Revision
from .sentences import OF_A_PROJECT, Line, Speaker
from .suspicions import suspicions
from .totals import Total, changed_totals
from .words import DONE, NOUNS

MOST_IN_HEADLINE, LONG = 3, 160  # modified projects, and characters of what is said of one


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under a title."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What changed; `limits` says what could not be compared, `warnings` what deserves a second look."""

    revision: Revision
    changes: Changes
    headline: str
    sections: tuple[Section, ...]  # without the empty ones
    totals: tuple[Total, ...]
    addresses: tuple[Address, ...]
    limits: tuple[str, ...]
    warnings: tuple[Problem, ...]

    @property
    def title(self) -> str:
        """What is compared with what."""
        return spaced(f"Ce qui change dans les données depuis {self.revision}")


def build_report(
    revision: Revision, dataset: Dataset, stories: Mapping[str, str], settings: Settings
) -> Report:
    """Compare a revision with the present tables and stories, which may hold errors."""
    changes = compare(revision.dataset, dataset)
    told = _stories(revision.stories, stories, changes)
    speaker = Speaker(changes, told)
    old, new = studies_of(revision.dataset, settings), studies_of(dataset, settings)
    totals = () if old is None or new is None else changed_totals(old, new)
    pages = addresses(changes, told)
    limits = tuple(limits_of(changes, old is not None, new is not None))
    return Report(
        revision=revision,
        changes=changes,
        headline=headline(speaker, totals, limits),
        sections=tuple(section for section in sections(speaker, totals, pages) if section.lines),
        totals=totals,
        addresses=pages,
        limits=limits,
        warnings=tuple(sorted_problems(suspicions(changes))),
    )


def _stories(before: Mapping[str, str], after: Mapping[str, str], changes: Changes) -> dict[str, str]:
    """What became of the story of each project, those of renamed projects under their present name."""
    renamed = {change.before.id: change.after.id for change in changes.of("projets", "modified")}
    old = {renamed.get(name, name): text for name, text in before.items()}
    kinds = {
        **dict.fromkeys(old, "removed"),
        **{name: "modified" if name in old else "added" for name in after},
    }
    return {name: kind for name, kind in kinds.items() if old.get(name) != after.get(name)}


def studies_of(dataset: Dataset, settings: Settings) -> Sequence[CaseStudy] | None:
    """The cases of some tables, None when errors keep them from being joined."""
    if has_errors(check(dataset)):
        return None
    return build_catalog(dataset, settings, build_geography(dataset, {}), {}).studies


# ------------------------------------------------------------------ what is said


def headline(speaker: Speaker, totals: Iterable[Total], limits: tuple[str, ...]) -> str:
    """Everything in one sentence: the projects by name when they are few, else how many."""
    lines = speaker.projects("modified")
    few = len(lines) <= MOST_IN_HEADLINE and all(len(line.text) <= LONG for line in lines)
    said = [str(line) for line in lines] if few else [NOUNS["projets"].done(len(lines), "modifié")]
    for table in NOUNS:
        if table not in OF_A_PROJECT:
            kinds = [kind for kind in DONE if (table, kind) != ("projets", "modified")]
            said += [str(line) for line in speaker.counts(table, kinds)]
    said += [str(total) for total in totals if total.name.startswith("total")]
    nothing = "Aucun changement dans ce qui a pu être comparé" if limits else "Aucun changement"
    return spaced(f"{sentence(' ; '.join(said)) or nothing}.")


def sections(speaker: Speaker, totals: Iterable[Total], pages: Iterable[Address]) -> Iterator[Section]:
    """What changed, kind by kind; some have no line."""
    for kind, done in DONE.items():
        yield Section(f"Projets {done}s", tuple(speaker.projects(kind)))
    for table in CURATED:
        if table != "projets" and table not in OF_A_PROJECT:
            yield Section(sentence(NOUNS[table].several), tuple(speaker.table(table)))
    yield Section("Territoire", tuple(line for table in GEOGRAPHIC for line in speaker.counts(table, DONE)))
    yield Section("Totaux", tuple(Line(str(total)) for total in totals))
    yield Section("Pages du site", tuple(Line(page.path, _PAGES[page.kind]) for page in pages))


_PAGES = {"added": "Nouvelle", "removed": "Supprimée", "modified": "Modifiée"}


# ------------------------------------------------------------------ what could not be said


def limits_of(changes: Changes, old_totals: bool, new_totals: bool) -> Iterator[str]:
    """What could not be compared; `old_totals` and `new_totals` say which version has totals."""
    sides = (
        (changes.before, "dans la version d’avant", "ajouté"),
        (changes.after, "aujourd’hui", "supprimé"),
    )
    for dataset, when, seeming in sides:
        for name, table in dataset.tables.items():
            faulty = len(table.rows) - len(dataset.records[name])
            if not has_records(dataset, name):
                yield spaced(f"{table.path} n’est pas comparé : {when}, {_why_not(dataset, name)}")
            elif faulty:
                rows = plural(faulty, "ligne illisible", "lignes illisibles")
                yield spaced(f"{table.path} a {when} {rows} : ce qu’on n’y lit pas paraît ici {seeming}.")
    if not new_totals:
        yield spaced(
            "Les totaux ne sont pas comparés : les données ont des erreurs ; voyez « vitrine check »."
        )
    elif not old_totals:
        yield spaced("Les totaux ne sont pas comparés : la version d’avant avait des erreurs.")


def _why_not(dataset: Dataset, name: str) -> str:
    table = dataset.tables[name]
    if table.problems:
        return table.problems[0].what
    missing = next(header for header in headers_of(name) if header not in table.header)
    return f"la colonne « {missing} » manque."
