"""The questions about a new cooperation: few, in the order in which one would tell it to somebody."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from ..checks.provenance import page_of
from ..columns import Column, Word, columns_of
from ..parse import Dataset
from ..records import Project, Source
from ..text import slug
from ..wording import quoted
from ..words import PlacePrecision, Status
from .draft import Draft
from .places import ask_commune
from .talk import Choice, Talk

PROJECT: Mapping[str, Column] = {column.header: column for column in columns_of(Project)}
SOURCE: Mapping[str, Column] = {column.header: column for column in columns_of(Source)}
LONGEST_ID = 40
WELCOME = (
    "Une nouvelle coopération. Répondez à chaque question, puis appuyez sur Entrée.",
    "Ctrl+C arrête tout : tant que vous n’avez pas dit oui à la fin, rien n’est changé.",
    "",
)


def ask_project(talk: Talk, dataset: Dataset, today: date) -> Draft:
    """The rows that the answers make: a project and, unless it is known already, its source."""
    for line in WELCOME:
        talk.tell(line)
    cells = {"nom": _name(talk, dataset)} | _place(talk, dataset)
    proposed = free_id([cells["nom"], _commune_name(cells["code_commune"], dataset)], dataset.keys["projets"])
    question = "Son identifiant, court et définitif : il fera l’adresse de sa page"
    cells["id"] = _id(talk, PROJECT["id"], question, proposed, dataset.keys["projets"])
    cells |= _kind(talk, dataset)
    cells |= _years(talk, cells["statut"])
    cells["porteur"] = talk.cell(PROJECT["porteur"], "Quel organisme la porte")
    cells["resume"] = talk.cell(PROJECT["resume"], "Ce qu’elle fait, en une phrase ou deux, avec vos mots")
    source = _source(talk, dataset, today)
    known = source["id"] in dataset.keys["sources"]
    return Draft(cells | {"id_source": source["id"]}, None if known else source)


def _name(talk: Talk, dataset: Dataset) -> str:
    """Its name; a namesake is said before anything else is asked."""
    known = {slug(project.name): project for project in dataset.records["projets"]}
    while True:
        name = talk.cell(PROJECT["nom"], "Son nom usuel")
        twin = known.get(slug(name))
        if twin is None:
            return name
        talk.tell(f"  {quoted(twin.name)} est déjà dans les données, avec l’identifiant {quoted(twin.id)}.")
        if talk.confirm("  Est-ce une autre coopération", default=False):
            return name


def _place(talk: Talk, dataset: Dataset) -> dict[str, str]:
    """Commune, what its point is worth, territory; without commune it can only be a territory."""
    code = ask_commune(talk, dataset)
    precision = PlacePrecision.TERRITORY.value
    if code:
        precision = talk.choice("Que vaut ce lieu ?", _words(PlacePrecision))
    territory = talk.cell(PROJECT["territoire"], "Son territoire, en clair, par exemple « Centre Ardèche »")
    return {"code_commune": code, "precision_lieu": precision, "territoire": territory}


def _commune_name(code: str, dataset: Dataset) -> str:
    return next((commune.name for commune in dataset.records["communes"] if commune.code == code), "")


def _kind(talk: Talk, dataset: Dataset) -> dict[str, str]:
    """Form, theme and status, from the lists."""
    types, themes = (
        [Choice(row.code, row.label) for row in dataset.records[table]] for table in ("types", "thematiques")
    )
    return {
        "type": talk.choice("Quelle forme a-t-elle ?", types),
        "thematique": talk.choice("Quelle est sa thématique principale ?", themes),
        "statut": talk.choice("Où en est-elle ?", _words(Status)),
    }


def _words(words: type[Word]) -> list[Choice]:
    return [Choice(word.value, word.label, word.definition) for word in words]


def _years(talk: Talk, status: str) -> dict[str, str]:
    """The year it started and, when it is over, the year it ended."""
    start = talk.cell(PROJECT["annee_debut"], "Année de lancement")
    if status not in (Status.FINISHED, Status.STOPPED):
        return {"annee_debut": start, "annee_fin": ""}
    while True:
        end = talk.cell(PROJECT["annee_fin"], "Année de fin ou d’arrêt")
        if not (start and end) or int(start) <= int(end):
            return {"annee_debut": start, "annee_fin": end}
        talk.tell(f"  {end} est avant {start}, l’année de lancement.")


# ------------------------------------------------------------------ where one reads it


def _source(talk: Talk, dataset: Dataset, today: date) -> dict[str, str]:
    """The source that says all this: one that is known, by its address or its id, or a new one."""
    talk.tell("")
    talk.tell("Enfin, où peut-on le lire ?")
    known = {page_of(source.url): source.id for source in dataset.records["sources"]}
    typed = talk.line("L’adresse de la page (https://…), ou l’identifiant d’une source du site")
    found = typed if typed in dataset.keys["sources"] else known.get(page_of(typed))
    if found:
        talk.tell(f"  Le site a déjà cette source : {quoted(found)}.")
        return {"id": found}
    cells = {"url": talk.checked(SOURCE["url"], typed, "L’adresse entière de la page")}
    cells["titre"] = talk.cell(SOURCE["titre"], "Son titre")
    cells["editeur"] = talk.cell(SOURCE["editeur"], "Qui la publie (un journal, un site, une institution)")
    cells["date"] = talk.cell(SOURCE["date"], "Sa date, par exemple 2024, 2024-05 ou 2024-05-12")
    words = [" ".join([cells["editeur"], cells["date"][:4]]), cells["titre"]]
    taken = dataset.keys["sources"]
    question = "L’identifiant de la source"
    return cells | {
        "id": _id(talk, SOURCE["id"], question, free_id([" ".join(words)], taken), taken),
        "consulte_le": today.isoformat(),
    }


# ------------------------------------------------------------------ ids


def _id(talk: Talk, column: Column, question: str, proposed: str, taken: frozenset[str]) -> str:
    """An id of the right form that no row has yet; Enter takes the one that is proposed."""
    while (own_id := talk.cell(column, question, proposed)) in taken:
        talk.tell(f"  {quoted(own_id)} est déjà pris. Choisissez-en un autre.")
    return own_id


def free_id(words: list[str], taken: frozenset[str]) -> str:
    """An id that nobody has: the first words, else all the words, else with a number; cut between words."""
    short, long = (_shortened(slug(" ".join(some))) for some in (words[:1], words))
    numbered = (f"{short}-{number}" for number in range(2, len(taken) + 3))
    return next(each for each in (short, long, *numbered) if each and each not in taken)


def _shortened(words: str, most: int = LONGEST_ID) -> str:
    return words if len(words) <= most else words[: most + 1].rpartition("-")[0] or words[:most]
