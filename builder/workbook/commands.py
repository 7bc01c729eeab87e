"""What the commands `vitrine classeur …` do; `say` is how they speak."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from ..catalog import edition_of
from ..checks import check
from ..config import read_settings
from ..errors import BuilderError, DataError, has_errors
from ..parse import parse
from ..read import read_tables
from ..report import problem_lines
from ..rewrite import replace_file
from ..text import plural
from ..wording import quoted, spaced
from .export import workbook
from .incoming import incoming
from .report import UNTOUCHED, lines

DROP = "a-importer"
KEPT = "LISEZMOI.md"
Say = Callable[[str], None]


def export(project: Path, file: Path | None, *, replace: bool) -> Path:
    """Write the workbook of a project and say where. DataError when the data hold errors.

    BuilderError rather than write over a workbook that somebody may have filled in, unless told to `replace`.
    """
    settings = read_settings(project)
    dataset = parse(read_tables(project, settings.donnees))
    problems = check(dataset)
    if has_errors(problems):
        raise DataError(problems)
    edition = edition_of(dataset.records)
    target = file or Path(f"vitrine-{edition}.xlsx")
    content = workbook(dataset, settings, edition)
    if target.exists() and not replace and target.read_bytes() != content:
        raise BuilderError(
            f"Le fichier {quoted(str(target))} existe déjà : il contient peut-être votre travail. "
            "Donnez un autre nom, ou ajoutez --remplacer."
        )
    replace_file(target, content)
    return target


def import_(project: Path, file: Path, say: Say, *, trial: bool = False) -> bool:
    """Write in the data what a workbook changes, unless it is a trial; False when an error forbids it."""
    try:
        found = incoming(project, file)
    except DataError as error:
        for line in problem_lines(error.problems):
            say(line)
        say(UNTOUCHED)
        return False
    if not trial:
        for path, content in found.files.items():
            replace_file(project / path, content)
    for line in lines(found, trial=trial):
        say(line)
    return not found.refused


def import_dropped(project: Path, say: Say) -> bool:
    """Import the workbooks dropped in the data, one after the other; those that are refused stay there."""
    folder = f"{read_settings(project).donnees}/{DROP}"
    dropped = list(_dropped(project / folder))
    if not dropped:
        say(f"Aucun classeur dans {folder}/.")
    refused = 0
    for file in dropped:
        say(spaced(f"{folder}/{file.name} :"))
        if import_(project, file, say):
            file.unlink()
        else:
            refused += 1
    if refused:
        say(f"{plural(refused, 'classeur refusé', 'classeurs refusés')}.")
    return not refused


def _dropped(folder: Path) -> Iterator[Path]:
    """Every file but the guide and what spreadsheets and systems leave behind; never what a link leads to."""
    for file in sorted(folder.glob("*")):
        if file.is_file() and not file.is_symlink() and file.name != KEPT and file.name[0] not in ".~":
            yield file
