"""Pages: the slots that editors leave in `docs/`, and the long stories of `data/recits/`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from ..errors import Place, Problem, sorted_problems
from ..parse import Dataset
from ..slots import Slot, find_slots_in_markdown, find_strays_in_markdown
from ..wording import nearest, quoted, suggestion
from .persons import contact_details_of_story

if TYPE_CHECKING:  # a fragment may show what checks find, so checks import none
    from ..fragments.base import Attribute, Fragment


def check_slots(
    pages: Mapping[str, str], fragments: Mapping[str, Fragment], dataset: Dataset
) -> list[Problem]:
    """What is wrong in hand-written pages, which are keyed by their path relative to the project."""
    problems: list[Problem] = []
    for path, text in pages.items():
        problems += _encoding(path, text)
        problems += _strays(path, text)
        for slot in find_slots_in_markdown(text):
            problems += _slot(slot, Place(path, slot.line), fragments, dataset)
    return sorted_problems(problems)


def check_stories(stories: Mapping[str, str], folder: str, dataset: Dataset) -> list[Problem]:
    """A story is in the file that has the id of its project, in readable text, without contact details."""
    problems: list[Problem] = []
    known = dataset.keys["projets"]
    for name, text in stories.items():
        path = f"{folder}/{name}.md"
        problems += _encoding(path, text)
        problems += contact_details_of_story(path, text)
        if known and name not in known:
            what = f"aucun projet n’a l’identifiant {quoted(name)} : ce récit ne paraîtrait nulle part."
            near = nearest(name, known)
            fix = f"Vouliez-vous dire {quoted(f'{near}.md')} ?" if near else "Renommez le fichier."
            problems.append(Problem("recit-sans-projet", Place(path), what, fix))
    return sorted_problems(problems)


def _encoding(path: str, text: str) -> Iterator[Problem]:
    position = text.find("\ufffd")
    if position >= 0:
        what = "cette ligne contient un caractère illisible : le fichier n’est pas en UTF-8."
        place = Place(path, text.count("\n", 0, position) + 1)
        yield Problem("encodage", place, what, "Enregistrez-le en UTF-8.")


def _strays(path: str, text: str) -> Iterator[Problem]:
    for line in find_strays_in_markdown(text):
        what = "« data-slot » n’est pas ici dans un emplacement complet : rien n’y paraîtrait."
        fix = 'Écrivez <div data-slot="…"></div>, une espace entre les attributs.'
        yield Problem("emplacement-illisible", Place(path, line), what, fix)


def _slot(slot: Slot, place: Place, fragments: Mapping[str, Fragment], dataset: Dataset) -> Iterator[Problem]:
    fragment = fragments.get(slot.name)
    if not slot.closed:
        what = f"l’emplacement {quoted(slot.name)} n’est pas fermé aussitôt."
        fix = f'Écrivez <div data-slot="{slot.name}"></div>, sans rien entre les deux balises.'
        yield Problem("emplacement-ouvert", place, what, fix)
    if not fragment:
        what = f"l’emplacement {quoted(slot.name)} n’existe pas."
        yield Problem("emplacement-inconnu", place, what, suggestion(slot.name, fragments, most=40))
        return
    known = {attribute.name: attribute for attribute in fragment.attributes}
    for name, value in slot.attributes.items():
        if name in known:
            yield from _value(value, known[name], place, dataset)
        else:
            what = f"l’emplacement {quoted(slot.name)} n’a pas d’attribut {quoted(f'data-{name}')}."
            yield Problem("attribut-inconnu", place, what, _attribute_cure(name, known))
    for attribute in fragment.attributes:
        if attribute.required and attribute.name not in slot.attributes:
            what = f"l’emplacement {quoted(slot.name)} a besoin de {quoted(f'data-{attribute.name}')}."
            fix = f'Ajoutez par exemple data-{attribute.name}="{attribute.example}".'
            yield Problem("attribut-manquant", place, what, fix)


def _value(value: str, attribute: Attribute, place: Place, dataset: Dataset) -> Iterator[Problem]:
    choices = sorted(attribute.choices(dataset)) if attribute.choices else [value]
    if not value.strip() or value not in choices:
        what = f"{quoted(f'data-{attribute.name}')} ne peut pas valoir {quoted(value)}."
        yield Problem("valeur-inconnue", place, what, suggestion(value, choices, most=20))


def _attribute_cure(name: str, known: Mapping[str, Attribute]) -> str:
    if not known:
        return "Effacez-le : cet emplacement n’en a aucun."
    near = nearest(name, known)
    if near:
        return f"Vouliez-vous dire {quoted(f'data-{near}')} ?"
    return f"Choisissez parmi : {', '.join(f'data-{each}' for each in known)}."
