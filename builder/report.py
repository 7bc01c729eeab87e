"""Reports: what the command line says of problems and of a build, as French lines of text."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from decimal import Decimal
from itertools import groupby, islice
from typing import TYPE_CHECKING

from .config import is_real
from .errors import Level, Problem, sorted_problems
from .text import plural
from .wording import spaced

if TYPE_CHECKING:
    from pathlib import Path

    from .freeze import Frozen
    from .pipeline import BuildSummary
    from .publish import Summary

MOST = 50  # problems said for one file: nobody reads further before mending those


def problem_lines(problems: Iterable[Problem]) -> Iterator[str]:
    """One line for each problem, in reading order, files apart; long lists are cut and counted."""
    for position, (path, group) in enumerate(groupby(sorted_problems(problems), lambda p: p.place.path)):
        of_file = list(group)
        if position:
            yield ""
        yield from (_line(problem) for problem in of_file[:MOST])
        if len(of_file) > MOST:
            yield f"… et {plural(len(of_file) - MOST, 'autre problème', 'autres problèmes')} dans {path}."


def _line(problem: Problem) -> str:
    warning = ", avertissement" if problem.level is Level.WARNING else ""
    return spaced(f"{problem.place}{warning} : ") + problem.message


def verdict(problems: Collection[Problem]) -> str:
    """How many problems there are, and what follows: an error keeps everything from being published."""
    errors = [problem for problem in problems if problem.level is Level.ERROR]
    warnings = [problem for problem in problems if problem.level is Level.WARNING]
    if errors:
        aside = f", et {plural(len(warnings), 'avertissement')}" if warnings else ""
        return f"{_count(errors, 'problème')}{aside}. Rien n’a été publié."
    if warnings:
        return spaced(f"{_count(warnings, 'avertissement')} : rien n’empêche de publier.")
    return "Aucun problème."


ERRORS_PAGE = "contribuer/erreurs/"  # where the guide explains every message


def help_line(problems: Collection[Problem], site_url: str) -> str:
    """Where each message is explained; empty when there is none, or when the site is not online."""
    if not problems or not is_real(site_url):
        return ""
    return spaced(f"Chaque message est expliqué ici : {site_url}{ERRORS_PAGE}")


def _count(problems: Collection[Problem], word: str) -> str:
    files = {problem.place.path for problem in problems}
    return f"{plural(len(problems), word)} dans {plural(len(files), 'fichier')}"


def annotation_lines(problems: Iterable[Problem], folder: str = "") -> Iterator[str]:
    """The same problems as GitHub shows them beside the lines of a proposal; `folder` is the project's."""
    for _, group in groupby(sorted_problems(problems), lambda problem: problem.place.path):
        yield from (_annotation(problem, folder) for problem in islice(group, MOST))


def _annotation(problem: Problem, folder: str) -> str:
    kind = "error" if problem.level is Level.ERROR else "warning"
    line = f",line={problem.place.line}" if problem.place.line else ""
    cell = ", ".join(filter(None, (problem.place.cell, problem.place.column)))
    message = f"{cell} : {problem.message}" if cell else problem.message
    return f"::{kind} file={_property(folder + problem.place.path)}{line}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def summary_lines(summary: BuildSummary) -> Iterator[str]:
    """What a build made, and where to look."""
    made = f"{plural(summary.pages, 'page')}, {plural(summary.figures, 'chiffre')} avec leur source."
    yield f"La {summary.part} : {plural(summary.pages, 'page')}." if summary.part else made
    yield f"{_files(summary.files)}, en {plural(round(Decimal(summary.seconds), 1), 'seconde')}."
    if summary.part:
        yield spaced(f"Elle est dans {summary.site} : rassemblez toutes les parties, « vitrine rassembler ».")
    else:
        yield _where(summary.site)


def gathered_lines(files: Summary, site: Path) -> Iterator[str]:
    """What putting parts together made, and where to look."""
    yield f"{_files(files)}."
    yield _where(site)


def _files(files: Summary) -> str:
    return (
        f"{plural(files.written, 'fichier écrit', 'fichiers écrits')}, "
        f"{plural(files.unchanged, 'inchangé')}, {plural(files.removed, 'supprimé')}"
    )


def _where(site: Path) -> str:
    return spaced(f"Le site est dans {site} : ouvrez {site / 'index.html'}.")


def frozen_lines(frozen: Frozen) -> Iterator[str]:
    """What was frozen, what it weighs, and what is left to do."""
    size = plural(round(Decimal(frozen.size) / 1_000_000, 1), "mégaoctet")
    yield (
        f"{plural(frozen.files, 'fichier')}, dont {plural(frozen.exhibits, 'figure')} avec leur page, "
        f"dans {frozen.folder}, {size}."
    )
    if not frozen.real_addresses:
        yield spaced(
            "Attention : « site_url » n’est pas encore l’adresse d’un vrai site, et l’édition la cite."
        )
    yield spaced(f"Versez ce dossier au dépôt, et n’y touchez plus : git add {frozen.folder}")
