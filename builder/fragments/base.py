"""What a fragment is: something that an editor can put in a page with a slot."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from ..catalog import CaseStudy, Catalog, Group
from ..kept import kept
from ..keys import site_key, table_key
from ..parse import Dataset


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribute:
    """An attribute of a slot (`data-<name>`); `choices` lists what it accepts, None for a free text."""

    name: str
    definition: str
    example: str
    choices: Callable[[Dataset], Iterable[str]] | None = None
    required: bool = False


def everything(catalog: Catalog, attributes: Mapping[str, str]) -> str:
    """The key of a slot that may tell of anything."""
    return site_key(catalog)


def settings_alone(catalog: Catalog, attributes: Mapping[str, str]) -> str:
    """The key of a slot that tells of no table: settings, the date of the data, what is in the code."""
    return table_key(catalog)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fragment:
    """A thing that a slot can hold. `render(catalog, attributes, root)` gives safe HTML; `root` is the way
    back to the site's root from the page that holds the slot. `key` stands for all that it depends on, its
    attributes and `root` apart."""

    name: str
    definition: str
    attributes: tuple[Attribute, ...] = ()
    render: Callable[[Catalog, Mapping[str, str], str], Markup]
    key: Callable[[Catalog, Mapping[str, str]], str] = everything


def codes(table: str) -> Callable[[Dataset], Iterable[str]]:
    """The values of the first column of a table, as choices of an attribute."""
    return lambda dataset: dataset.keys[table]


def number_attribute(definition: str, example: str, most: int = 20) -> Attribute:
    """The attribute `data-nombre`: how many things a slot shows at most."""
    return Attribute(
        name="nombre",
        definition=definition,
        example=example,
        choices=lambda _: map(str, range(1, most + 1)),
    )


FILTERS = (
    Attribute(
        name="thematique",
        definition="Une thématique.",
        example="alimentation_agriculture",
        choices=codes("thematiques"),
    ),
    Attribute(name="departement", definition="Un département.", example="07", choices=codes("departements")),
    Attribute(name="type", definition="Une forme de coopération.", example="scic", choices=codes("types")),
    Attribute(
        name="critere",
        definition="Un facteur de réussite.",
        example="valeur_locale",
        choices=codes("criteres"),
    ),
)


def selected(catalog: Catalog, attributes: Mapping[str, str]) -> tuple[CaseStudy, ...]:
    """The cases that pass every filter of a slot; all of them without filter."""
    wanted = [
        kept(catalog, _passing, name).get(value, ()) for name, value in attributes.items() if name in _CODES
    ]
    if len(wanted) < 2:
        return wanted[0] if wanted else catalog.studies
    others = [set(studies) for studies in wanted[1:]]
    return tuple(study for study in wanted[0] if all(study in other for other in others))


# The values that a case has for each filter.
_CODES: Mapping[str, Callable[[CaseStudy], Iterable[str]]] = {
    "thematique": lambda study: [study.theme.code],
    "departement": lambda study: [department.code for department in study.departments],
    "type": lambda study: [study.type.code],
    "critere": lambda study: {evidence.criterion.code for evidence in study.evidence},
}


def _passing(catalog: Catalog, name: str) -> Mapping[str, tuple[CaseStudy, ...]]:
    """The cases that pass a filter, by its value."""
    found: dict[str, list[CaseStudy]] = defaultdict(list)
    for study in catalog.studies:
        for code in _CODES[name](study):
            found[code].append(study)
    return {code: tuple(studies) for code, studies in found.items()}


def selection_in_words(catalog: Catalog, attributes: Mapping[str, str]) -> str:
    """The filters of a slot in French, empty without filter: « Ardèche, Mobilité »."""
    labels = {
        "thematique": {group.code: group.label for group in catalog.themes},
        "departement": {code: d.name for code, d in catalog.geography.departments.items()},
        "type": {group.code: group.label for group in catalog.types},
        "critere": {criterion.code: criterion.label for criterion in catalog.criteria},
    }
    return ", ".join(labels[name][value] for name, value in attributes.items() if name in labels)


def group_of(catalog: Catalog, attributes: Mapping[str, str]) -> Group | None:
    """The group whose page shows what a slot chooses: there is one when the only filter is a group."""
    groups = {"thematique": catalog.themes, "departement": catalog.territories, "type": catalog.types}
    wanted = {name: value for name, value in attributes.items() if name in {f.name for f in FILTERS}}
    if len(wanted) != 1:
        return None
    [(name, value)] = wanted.items()
    return next((group for group in groups.get(name, ()) if group.key == value), None)
