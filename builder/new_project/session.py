"""From the first question to the rows written: what is asked, shown, checked, and done once one says yes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from ..errors import Problem, has_errors
from ..parse import Dataset, parse
from ..read import read_tables
from ..report import problem_lines
from ..rewrite import replace_file
from .draft import Addition, Draft, add, in_words, rows_to_paste, unreadable_tables
from .questions import ask_project
from .talk import Talk


def add_project(talk: Talk, project: Path, folder: str, today: date) -> bool:
    """Ask for a cooperation and write its rows in the tables of `folder`; whether nothing was wrong.

    Nothing is written before the last yes, nor when a new row holds an error: its rows are shown instead.
    """
    if (asked := _asked(talk, project, folder, today)) is None:
        return False
    draft, dataset = asked
    addition = add(draft, dataset)
    for line in ["", "Les nouvelles lignes :", "", *in_words(draft)]:
        talk.tell(line)
    if _has_errors(talk, addition.problems):
        talk.tell("Rien n’a été écrit. Voici vos lignes, pour ne pas les perdre :")
        _give_rows(talk.say, draft, dataset)
        return False
    if talk.confirm("Écrire ces lignes", default=True):
        _write(addition, project)
        talk.tell(f"Écrit : {' ; '.join(f'{path}, ligne {n}' for path, n in addition.lines.items())}.")
        talk.tell("Pour ses emplois, ses résultats, ses partenaires : « vitrine nouveau projet --vides ».")
    else:
        talk.tell("Rien n’a été changé.")
    return True


def give_project(talk: Talk, give: Callable[[str], None], project: Path, folder: str, today: date) -> bool:
    """Ask for a cooperation and give its rows, line by line, to be pasted; nothing is written."""
    if (asked := _asked(talk, project, folder, today)) is None:
        return False
    draft, dataset = asked
    wrong = _has_errors(talk, add(draft, dataset).problems)
    _give_rows(give, draft, dataset)
    return not wrong


def _asked(talk: Talk, project: Path, folder: str, today: date) -> tuple[Draft, Dataset] | None:
    """The answers and the tables they go in, read again: somebody may have edited them in the meantime."""
    dataset = _readable(talk, project, folder)
    draft = ask_project(talk, dataset, today) if dataset else None
    dataset = _readable(talk, project, folder) if draft else None
    return (draft, dataset) if draft and dataset else None


def _readable(talk: Talk, project: Path, folder: str) -> Dataset | None:
    """The tables, unless those that get a row hold what cannot be read, and would be lost."""
    dataset = parse(read_tables(project, folder))
    if unreadable := unreadable_tables(dataset):
        talk.tell(f"Corrigez d’abord {' et '.join(unreadable)} : « vitrine check » dit comment.")
        return None
    return dataset


def _has_errors(talk: Talk, problems: Iterable[Problem]) -> bool:
    """Whether an error is among the problems; they are all said."""
    problems = list(problems)
    talk.tell("")
    for line in problem_lines(problems) if problems else ["Aucun problème dans ces lignes."]:
        talk.tell(line)
    return has_errors(problems)


def _give_rows(give: Callable[[str], None], draft: Draft, dataset: Dataset) -> None:
    for path, row in rows_to_paste(draft, dataset):
        give(f"\n{path}\n{row}")


def _write(addition: Addition, project: Path) -> None:
    for path, content in addition.files.items():
        replace_file(project / path, content)
