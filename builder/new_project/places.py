"""Communes by name, as people type them: « st etienne » finds Saint-Étienne, « l isle » L’Isle-d’Abeau."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches

from ..parse import Dataset
from ..records import Commune
from ..text import plural, slug
from ..wording import quoted
from .talk import Talk

MOST = 9
_SAINT = re.compile(r"(?<![a-z])st(e?)(?![a-z])")


def find_communes(text: str, communes: Iterable[Commune]) -> tuple[Commune, ...]:
    """The communes that a text may name, the likeliest first: by INSEE code, postal code, then name.

    Of names: the very one, those that begin so, those that hold it, the largest town first; when there is
    none, those that look like it.
    """
    communes = tuple(communes)
    if by_code := tuple(c for c in communes if text in (c.code, *c.postal_codes.split())):
        return by_code
    wanted = folded(text)
    ranked = [(rank, c) for c in communes if (rank := _rank(wanted, folded(c.name))) is not None]
    if ranked:
        ranked.sort(key=lambda entry: (entry[0], -(entry[1].population or 0), entry[1].code))
        return tuple(commune for _, commune in ranked)
    return _alike(wanted, communes)


def _rank(wanted: str, name: str) -> int | None:
    if not wanted or wanted not in name:
        return None
    return 0 if wanted == name else 1 if name.startswith(f"{wanted}-") else 2


def _alike(wanted: str, communes: tuple[Commune, ...]) -> tuple[Commune, ...]:
    names = {commune.code: folded(commune.name) for commune in communes}
    near = get_close_matches(wanted, sorted(set(names.values())), n=MOST, cutoff=0.75)
    return tuple(commune for name in near for commune in communes if names[commune.code] == name)


def is_exactly(text: str, commune: Commune) -> bool:
    """Whether a text is the whole name of a commune, or its code."""
    return text == commune.code or folded(text) == folded(commune.name)


def folded(name: str) -> str:
    """A name without accent, case or punctuation, « st » and « ste » written in full."""
    return _SAINT.sub(r"saint\1", slug(name))


def commune_in_words(commune: Commune, dataset: Dataset) -> str:
    """A commune and what tells it from its namesakes: `Saint-Étienne (Loire)`."""
    names = {department.code: department.name for department in dataset.records["departements"]}
    return f"{commune.name} ({names.get(commune.department, commune.department)})"


# ------------------------------------------------------------------ asking


def ask_commune(talk: Talk, dataset: Dataset) -> str:
    """The INSEE code of the commune that an editor chooses by name; empty when it has none."""
    typed = talk.line("Sa commune (Entrée si elle n’en a pas une en particulier)")
    while typed:
        found = find_communes(typed, dataset.records["communes"])
        for line in _listed(found, typed, dataset):
            talk.tell(line)
        answer = talk.line(*_question(found, typed))
        if answer.isdecimal() and 1 <= int(answer) <= min(len(found), MOST):
            return found[int(answer) - 1].code
        typed = answer
    return ""


def _listed(found: Sequence[Commune], typed: str, dataset: Dataset) -> Iterator[str]:
    if not found:
        yield f"  Aucune commune {quoted(typed)} dans le territoire."
    for number, commune in enumerate(found[:MOST], 1):
        yield f"  {number:>2}. {commune_in_words(commune, dataset)}"
    if len(found) > MOST:
        yield f"  … et {plural(len(found) - MOST, 'autre')} : tapez un nom plus complet pour les voir."


def _question(found: Sequence[Commune], typed: str) -> tuple[str, str]:
    """What to ask after the list, and the answer that Enter gives when there is no doubt."""
    if not found:
        return "Un autre nom, un code postal, ou Entrée pour s’en passer", ""
    if sum(is_exactly(typed, commune) for commune in found) == 1 or len(found) == 1:
        return "Son numéro, ou un autre nom", "1"
    return "Son numéro, un autre nom, ou Entrée pour s’en passer", ""
