"""Editions: what was published under a date stays there, to the byte, so that no quotation ever breaks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..editions import FOLDER, MANIFEST, Edition, edition_of
from ..errors import Place, Problem, sorted_problems
from ..read import EditionFolder
from ..wording import quoted

MOST_NAMED = 3  # files that a message names, before it only counts
_BACK = "Reprenez dans l’historique du dépôt le dossier tel qu’il a été figé."


def check_editions(folders: Sequence[EditionFolder], docs: str) -> list[Problem]:
    """What is not as it was frozen in the editions of the folder `docs`."""
    problems: list[Problem] = []
    before: list[Edition] = []
    for folder in folders:
        place = Place(f"{docs}/{FOLDER}/{folder.name}")
        edition = edition_of(folder)
        if edition is None:
            what = f"ce dossier n’est pas une édition : {MANIFEST} manque, ou ne se lit plus."
            problems.append(Problem("edition-illisible", place, what, _BACK))
            continue
        problems += _files(folder, edition, place)
        problems += _previous(edition, before, place)
        before.append(edition)
    return sorted_problems(problems)


def _files(folder: EditionFolder, edition: Edition, place: Place) -> Iterator[Problem]:
    there = set(folder.paths)
    if lost := sorted(edition.files.keys() - there):
        what = f"il manque à cette édition figée {_named(lost)}."
        yield Problem("edition-incomplete", place, what, _BACK)
    altered = [
        path for path, file in edition.files.items() if path in there and folder.digest(path) != file.sha256
    ]
    if altered:
        what = f"une édition figée ne change plus, et n’a plus les mêmes octets : {_named(sorted(altered))}."
        yield Problem("edition-modifiee", place, what, _BACK)
    if added := sorted(there - edition.files.keys()):
        what = f"une édition figée ne s’augmente plus, et contient en trop {_named(added)}."
        yield Problem("edition-en-trop", place, what, "Rangez-les ailleurs.")


def _previous(edition: Edition, before: Sequence[Edition], place: Place) -> Iterator[Problem]:
    """An edition names the one before it: it must be there, and be the very same."""
    name, digest = edition.previous
    if name and not any((one.name, one.sha256) == (name, digest) for one in before):
        what = f"l’édition {quoted(name)}, qui vient avant celle-ci, a disparu ou changé."
        yield Problem("edition-disparue", place, what, "Remettez-la : des adresses publiées y mènent.")


def _named(paths: Sequence[str]) -> str:
    named = ", ".join(map(quoted, paths[:MOST_NAMED]))
    more = len(paths) - MOST_NAMED
    return f"{named} et {more} autre{'s' if more > 1 else ''}" if more > 0 else named
