"""The command line, every command of it; the only module that prints.

Exit codes: 0 done, 1 errors in data or pages, 2 misuse or unusable settings. A traceback is our bug.
Everything slow is imported by the command that needs it: `vitrine --help` answers at once.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .errors import BuilderError, DataError, Problem, has_errors
from .usage import HELP_OPTIONS, FrenchCommand, FrenchGroup, misuse
from .wording import quoted, spaced, suggestion
from .workers import leave

if TYPE_CHECKING:
    from .engines import Engine
    from .parts import Part
    from .serve import Live

ENGINES: tuple[Engine, ...] = ("mkdocs", "zensical")
DONE, DATA_PROBLEMS, MISUSE, INTERRUPTED = 0, 1, 2, 130
MOST_JOBS = 64
PREVIEW = Path("apercu.zip")
PUBLISHING = ("build", "rassembler")  # the commands that write the site
STAGES = {"lire": "Lire et vérifier", "habiller": "Habiller les pages", "imprimer": "Imprimer et publier"}

app = typer.Typer(
    cls=FrenchGroup,
    suggest_commands=False,  # they would be English
    add_completion=False,
    context_settings={"help_option_names": HELP_OPTIONS},
    help="Vitrine : des fichiers CSV à un site public, chaque chiffre avec sa source.",
)
Project = Annotated[
    Path, typer.Option("--projet", metavar="DOSSIER", help="Le dossier du projet, si l’on n’y est pas.")
]


new = typer.Typer(
    cls=FrenchGroup,
    suggest_commands=False,
    context_settings={"help_option_names": HELP_OPTIONS},
    help="Commence une ligne nouvelle dans les données, question par question.",
)
app.add_typer(new, name="nouveau")

workbook = typer.Typer(
    cls=FrenchGroup,
    suggest_commands=False,
    context_settings={"help_option_names": HELP_OPTIONS},
    help="Échange les données avec un tableur : Excel ou LibreOffice.",
)
app.add_typer(workbook, name="classeur")


@app.callback(invoke_without_command=True)
@new.callback(invoke_without_command=True)
@workbook.callback(invoke_without_command=True)
def _without_command(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        _say(context.get_help())


@app.command(cls=FrenchCommand)
def check(
    project: Project = Path(),
    online: Annotated[
        bool, typer.Option("--mise-en-ligne", help="Vérifie aussi ce que la loi demande à un site public.")
    ] = False,
) -> None:
    """Vérifie les données et les pages, et dit tout ce qui ne va pas.

    Rien n’est construit ni publié. Une erreur empêche de publier, un avertissement non.
    """
    from .config import check_publication
    from .pipeline import inspect
    from .report import help_line

    settings, _, problems = inspect(project)
    problems = problems + (check_publication(settings) if online else [])
    _say_problems(problems, project)
    if where := help_line(problems, settings.site_url):
        _say(where)
    if has_errors(problems):
        raise typer.Exit(DATA_PROBLEMS)


@app.command(cls=FrenchCommand)
def build(
    project: Project = Path(),
    engine: Annotated[
        str, typer.Option("--engine", metavar="MOTEUR", help="Le moteur des pages : mkdocs ou zensical.")
    ] = "mkdocs",
    site_dir: Annotated[
        Path | None,
        typer.Option("--site-dir", metavar="DOSSIER", help="Où écrire le site ; sinon, selon mkdocs.yml."),
    ] = None,
    jobs: Annotated[
        str,
        typer.Option("--jobs", metavar="NOMBRE", help="Combien de processus ; sinon, autant que de cœurs."),
    ] = "",
    part: Annotated[
        str,
        typer.Option(
            "--part", metavar="I/N", help="Une part seulement, à rassembler : 2/3, la deuxième de trois."
        ),
    ] = "",
) -> None:
    """Construit le site : vérifie les données, imprime les pages, publie ce qui a changé.

    À la moindre erreur, rien n’est publié et le site précédent reste tel qu’il était.
    """
    chosen = _engine(engine)
    from .pipeline import build as build_site
    from .report import summary_lines

    with _saying_problems(project), _progress() as start:
        summary = build_site(project, chosen, site_dir, start, _jobs(jobs), _part(part, site_dir))
    if summary.warnings:
        _say_problems(summary.warnings, project)
    for line in summary_lines(summary):
        _say(line)


def _part(text: str, site_dir: Path | None) -> Part | None:
    """The part of the site that is asked for, if any; it has a folder of its own."""
    from .parts import to_part

    part = to_part(text) if text else None
    if text and not part:
        raise typer.BadParameter(f"{quoted(text)} n’est pas une partie. Écrivez par exemple 2/3.")
    if part and not site_dir:
        raise typer.BadParameter("une partie ne remplace pas le site : dites où l’écrire, avec --site-dir.")
    return part


@app.command("rassembler", cls=FrenchCommand)
def gather(
    folders: Annotated[list[Path], typer.Argument(metavar="DOSSIER…", help="Les parties, toutes.")],
    project: Project = Path(),
    site_dir: Annotated[
        Path | None,
        typer.Option("--site-dir", metavar="DOSSIER", help="Où écrire le site ; sinon, selon mkdocs.yml."),
    ] = None,
) -> None:
    """Rassemble en un site les parties que « vitrine build --part » a construites.

    Des parties qui ne viennent pas des mêmes données, pages et versions sont refusées.
    """
    from .config import read_settings
    from .parts import gather as gather_parts
    from .publish import publish
    from .report import gathered_lines

    site = site_dir or project / read_settings(project).site_dir
    for line in gathered_lines(publish(gather_parts(folders), site), site):
        _say(line)


@app.command(cls=FrenchCommand)
def serve(
    project: Project = Path(),
    port: Annotated[
        str, typer.Option("--port", metavar="NUMÉRO", help="Le port de cette machine ; sinon, 8000.")
    ] = "8000",
) -> None:
    """Montre le site sur cette machine, et chaque modification dès que le fichier est enregistré.

    Rien n’est publié. Une erreur s’affiche dans la page, sur le site tel qu’il était. Ctrl+C arrête tout.
    """
    from .serve import Live
    from .serve import serve as serve_site

    _say("Lire le projet…")
    serve_site(Live(project), _port(port), _say_address, _say_state)
    _say("Arrêté.")


def _jobs(text: str) -> int:
    """How many processes were asked for, 0 when none was said; Typer would refuse other texts in English."""
    if not text:
        return 0
    if text.isascii() and text.isdigit() and 0 < int(text) <= MOST_JOBS:
        return int(text)
    raise typer.BadParameter(f"{quoted(text)} n’est pas un nombre de processus, de 1 à {MOST_JOBS}.")


def _port(text: str) -> int:
    """The number of a port; Typer would refuse another text in English."""
    if text.isascii() and text.isdigit() and int(text) <= 65_535:
        return int(text)
    raise typer.BadParameter(f"{quoted(text)} n’est pas un port. Écrivez un nombre, par exemple 8000.")


def _say_address(address: str) -> None:
    _say(spaced(f"Le site est à l’adresse {address} (Ctrl+C pour arrêter)."))


def _say_state(live: Live) -> None:
    """What is wrong, each time that files change, or that all is well."""
    for line in live.showing.errors or ("Aucune erreur : le site est à jour.",):
        _say(spaced(line))


@app.command(cls=FrenchCommand)
def fmt(
    project: Project = Path(),
    check_only: Annotated[
        bool, typer.Option("--check", help="Dit ce qui serait réécrit, sans rien écrire.")
    ] = False,
) -> None:
    """Réécrit les tableaux sous leur forme habituelle, sans rien changer à ce qu’ils disent.

    Une cellule qui ne se lit pas reste telle quelle. Un fichier dont quelque chose se perdrait reste intact.
    """
    from .config import read_settings
    from .report import problem_lines
    from .rewrite import replace_file
    from .tidying import summary, tidied_files, to_tidy

    files = []
    for tidied in tidied_files(project, read_settings(project).donnees):
        problems = [to_tidy(tidied)] if tidied.changes and check_only else list(tidied.problems)
        for line in problem_lines(problems):
            _say(line)
        _annotate(problems, project)
        if tidied.changes and not check_only:
            replace_file(project / tidied.path, tidied.after)
            _say(spaced(f"{tidied.path} : réécrit ({tidied.in_words})."))
        files.append(replace(tidied, before=b"", after=b""))  # one file in memory, not all
    _say(summary(files, written=not check_only))
    if any(tidied.problems or (tidied.changes and check_only) for tidied in files):
        raise typer.Exit(DATA_PROBLEMS)


@app.command(cls=FrenchCommand)
def diff(
    revision: Annotated[
        str, typer.Argument(metavar="RÉVISION", help="Une branche, une étiquette ou un commit ; sinon HEAD.")
    ] = "HEAD",
    project: Project = Path(),
    markdown_file: Annotated[
        Path | None,
        typer.Option("--markdown", metavar="FICHIER", help="Écrit aussi le compte rendu en Markdown."),
    ] = None,
    json_file: Annotated[
        Path | None, typer.Option("--json", metavar="FICHIER", help="Écrit aussi le compte rendu en JSON.")
    ] = None,
) -> None:
    """Dit en mots ce qui a changé dans les données depuis une révision du dépôt git.

    Ce qui mérite une relecture est signalé à la fin, sans rien empêcher.
    """
    from .changes import DOUBTS, as_json, build_report, markdown, plain_lines, read_revision
    from .pipeline import inspect
    from .read import read_stories
    from .rewrite import replace_file

    settings, dataset, _ = inspect(project)
    before = read_revision(project, revision, settings)
    report = build_report(before, dataset, read_stories(project, settings.recits), settings)
    for line in plain_lines(report):
        _say(line)
    if report.warnings:
        _say(f"\n{DOUBTS}")
        _say_problems(report.warnings, project)
    for file, write in ((markdown_file, markdown), (json_file, as_json)):
        if file:
            replace_file(file, write(report).encode())


@app.command("apercu", cls=FrenchCommand)
def preview(
    project: Project = Path(),
    to: Annotated[
        Path, typer.Option("--vers", metavar="FICHIER.zip", help="Le fichier à écrire ; sinon, apercu.zip.")
    ] = PREVIEW,
    since: Annotated[
        str,
        typer.Option("--depuis", metavar="RÉVISION", help="Montre ce qui change depuis cette révision."),
    ] = "",
) -> None:
    """Prépare un aperçu du site à télécharger, qui s’ouvre d’un double clic, sans rien publier.

    La page « commencer-ici.html » montre ce qui change, les pages à relire, les cartes avant et après.
    """
    from .preview import build_preview
    from .text import plural

    with _saying_problems(project):
        count = build_preview(project, since, to)
    _say(spaced(f"{plural(count, 'fichier')} dans {to} : décompressez-le, puis ouvrez commencer-ici.html."))


@app.command("freeze", cls=FrenchCommand)
def freeze_edition(
    name: Annotated[
        str, typer.Argument(metavar="NOM", help="L’année et le mois de l’édition, par exemple 2026-11.")
    ],
    project: Project = Path(),
    data_only: Annotated[
        bool, typer.Option("--donnees-seules", help="Ne fige que les données : ni carte ni graphique.")
    ] = False,
    cases: Annotated[
        bool, typer.Option("--avec-les-cas", help="Fige aussi la carte de chaque coopération.")
    ] = False,
) -> None:
    """Fige une édition : une copie datée des données et des figures, qui ne change plus.

    Elle est écrite dans docs/editions/, à verser au dépôt. Une édition figée n’est jamais réécrite.
    """
    from .freeze import freeze
    from .report import frozen_lines

    with _saying_problems(project):
        frozen = freeze(project, name, figures=not data_only, cases=cases)
    for line in frozen_lines(frozen):
        _say(line)


@new.command("projet", cls=FrenchCommand)
def new_project(
    project: Project = Path(),
    paste: Annotated[
        bool, typer.Option("--lignes", help="Donne les lignes à coller, sans rien écrire.")
    ] = False,
    empty: Annotated[
        bool, typer.Option("--vides", help="Donne une ligne vide de chaque tableau, sans rien demander.")
    ] = False,
) -> None:
    """Ajoute une coopération et sa source, question par question.

    Les lignes sont vérifiées et montrées ; elles ne sont écrites que si vous dites oui. Ctrl+C arrête tout.
    """
    from .config import read_settings
    from .new_project import Talk, add_project, empty_rows, give_project

    folder = read_settings(project).donnees
    talk = Talk(ask=partial(_ask, error=paste), say=partial(_say, error=paste))
    if empty:
        for path, header, row in empty_rows(folder):
            _say(f"{path}\n{header}\n{row}\n")
    elif not (
        give_project(talk, _say, project, folder, date.today())
        if paste
        else add_project(talk, project, folder, date.today())
    ):
        raise typer.Exit(DATA_PROBLEMS)


@workbook.command("export", cls=FrenchCommand)
def export_workbook(
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="FICHIER", help="Le classeur à écrire ; sinon, vitrine-<date des données>.xlsx."
        ),
    ] = None,
    project: Project = Path(),
    replace: Annotated[
        bool, typer.Option("--remplacer", help="Écrit par-dessus un classeur qui existe déjà.")
    ] = False,
) -> None:
    """Écrit toutes les données dans un classeur à remplir, une feuille par fichier.

    Les listes, les notes des en-têtes et la feuille « Lisez-moi » aident à le remplir sans rien abîmer.
    """
    from .workbook import export

    with _saying_problems(project):
        written = export(project, file, replace=replace)
    _say(spaced(f"Le classeur est prêt : {written}"))


@workbook.command("import", cls=FrenchCommand)
def import_workbook(
    file: Annotated[Path, typer.Argument(metavar="FICHIER", help="Le classeur rempli : .xlsx ou .ods.")],
    project: Project = Path(),
    trial: Annotated[bool, typer.Option("--essai", help="Dit ce qui changerait, sans rien écrire.")] = False,
) -> None:
    """Reprend dans les données ce qui a changé dans un classeur, et le dit cellule par cellule.

    À la moindre erreur, rien n’est écrit. Une feuille absente laisse son fichier tel qu’il est.
    """
    from .workbook import import_

    _end_of_import(import_(project, file, _say, trial=trial))


@workbook.command("import-depot", cls=FrenchCommand)
def import_dropped_workbooks(project: Project = Path()) -> None:
    """Reprend les classeurs déposés dans data/a-importer/, et les en retire.

    Celui qui a une erreur y reste, et les données ne changent pas.
    """
    from .workbook import import_dropped

    _end_of_import(import_dropped(project, _say))


def _end_of_import(done: bool) -> None:
    if not done:
        raise typer.Exit(DATA_PROBLEMS)


def _engine(name: str) -> Engine:
    """The engine of that name; Typer would refuse another one in English."""
    for engine in ENGINES:
        if engine == name:
            return engine
    raise typer.BadParameter(f"le moteur {quoted(name)} n’existe pas. {suggestion(name, ENGINES)}")


# ------------------------------------------------------------------ running


def main() -> None:
    """The console script."""
    leave(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run a command line and give its exit code; errors that somebody can mend are said in French."""
    _write_utf8()
    command = typer.main.get_command(app)
    try:
        code = command.main(list(arguments), prog_name="vitrine", standalone_mode=False) or DONE
        return _fail("Interrompu.", INTERRUPTED) if code == INTERRUPTED else code
    except typer.TyperException as error:
        return _fail(misuse(error))
    except BuilderError as error:
        unpublished = "\nRien n’a été publié." if arguments[0] in PUBLISHING else ""
        return _fail(f"{spaced(str(error))}{unpublished}")


def _write_utf8() -> None:
    """French needs more than some terminals declare; a file or a pipe gets UTF-8 whatever the system says."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")


# ------------------------------------------------------------------ printing


def _say(text: str, *, error: bool = False) -> None:
    """Text as it is: neither markup nor colour nor line breaks are added to what an editor typed."""
    from rich.console import Console

    Console(stderr=error).print(text, markup=False, highlight=False, soft_wrap=True, emoji=False)


def _ask(question: str, *, error: bool = False) -> str:
    """What is typed after a question, perhaps nothing; Ctrl+C or the end of the input stops the command."""
    try:
        return str(typer.prompt(question, default="", show_default=False, prompt_suffix="", err=error))
    except typer.Abort:  # which nobody catches further up, unlike an interruption
        _say("", error=True)
        raise KeyboardInterrupt from None


def _fail(message: str, code: int = MISUSE) -> int:
    _say(message, error=True)
    return code


def _say_problems(problems: Sequence[Problem], project: Path) -> None:
    from .report import problem_lines, verdict

    for line in problem_lines(problems):
        _say(line)
    _say(verdict(problems))
    _annotate(problems, project)


@contextmanager
def _saying_problems(project: Path) -> Iterator[None]:
    """What errors in data or pages stop is said, all of it, and the command ends."""
    try:
        yield
    except DataError as error:
        _say_problems(error.problems, project)
        raise typer.Exit(DATA_PROBLEMS) from None


def _annotate(problems: Sequence[Problem], project: Path) -> None:
    """On GitHub, each problem is also shown beside its line."""
    from .report import annotation_lines

    if os.environ.get("GITHUB_ACTIONS"):
        for line in annotation_lines(problems, "" if project == Path() else f"{project.as_posix()}/"):
            _say(line)


@contextmanager
def _progress() -> Iterator[Callable[[str], None]]:
    """A function that is told which stage starts: a bar on a terminal, a line elsewhere."""
    if not sys.stdout.isatty():
        yield lambda stage: _say(f"{STAGES[stage]}…")
        return
    from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

    with Progress(TextColumn("{task.description:<20}"), BarColumn(), TimeElapsedColumn()) as progress:
        started: list[TaskID] = []

        def end() -> None:
            for task in started[-1:]:
                progress.update(task, total=1, completed=1)

        def start(stage: str) -> None:
            end()
            started.append(progress.add_task(STAGES[stage], total=None))

        yield start
        end()
