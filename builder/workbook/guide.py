"""The text of the sheet « Lisez-moi »: what the workbook is, how to fill it in, how to give it back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..config import Settings
from ..descriptions import row_in_words
from ..records import CURATED
from ..text import date_in_words, mid_sentence
from ..wording import spaced
from .layout import COMMUNES, WORDS

TITLE, HEADING, TEXT = "title", "heading", "text"
Line = tuple[str, str, str]  # look, first column, second column


def lines(settings: Settings, edition: date) -> Iterator[Line]:
    """The lines of the sheet, in French, with their look."""
    for look, text, aside in _lines(settings, edition):
        yield look, spaced(text), spaced(aside)


def _lines(settings: Settings, edition: date) -> Iterator[Line]:
    yield TITLE, f"{settings.site_name} : le classeur des données", ""
    yield TEXT, "Données", f"au {date_in_words(edition)}"
    yield TEXT, "Licence", f"{settings.licence.nom} ({settings.licence.url})"
    for heading, steps in (
        ("À quoi il sert", PURPOSE),
        ("Le remplir", FILLING),
        ("Le rendre", _giving_back(settings)),
    ):
        yield HEADING, heading, ""
        yield from ((TEXT, name, step) for name, step in steps)
    yield HEADING, "Les feuilles", ""
    for name in CURATED:
        yield TEXT, name, f"Une ligne est {mid_sentence(row_in_words(name))}."
    yield TEXT, WORDS, "Les mots des listes déroulantes et leur sens. Elle se lit, elle ne se remplit pas."
    yield TEXT, COMMUNES, "Les codes INSEE du territoire. Elle se lit, elle ne se remplit pas."


PURPOSE = (
    ("", "Chaque feuille contient les lignes d’un fichier de données. Le site est fait de ces lignes."),
    ("", "Corrigez-les, ajoutez-en, puis rendez le classeur : seul ce que vous avez changé changera."),
)
FILLING = (
    ("En-têtes", "Passez la souris dessus pour lire ce que la colonne veut dire. Ils ne se modifient pas."),
    ("", "En-tête foncé : à remplir toujours. En-tête clair : la cellule peut rester vide."),
    ("Cellule vide", "Elle veut dire « non renseigné ». N’écrivez 0 que si une source dit zéro."),
    ("Sources", "Un chiffre sans source n’est pas publié. Ajoutez d’abord la source dans « sources »,"),
    ("", "puis choisissez son identifiant dans la colonne id_source de la ligne du chiffre."),
    ("Listes", "Choisissez dans la liste déroulante quand il y en a une."),
    ("Nombres", "Le nombre seul : 1250 ou 2,5. La réserve (« plus de ») a sa colonne, l’unité aussi."),
    ("Dates", "2019-03-05, ou 2019-03, ou 2019 : ce que l’on sait, rien de plus."),
    ("Lignes", "Ajoutez-les à la suite, supprimez-les, triez, filtrez : l’ordre ne compte pas."),
    ("Coller", "Collez « les valeurs seulement », pour garder les listes et le format Texte."),
    ("À éviter", "Ni cellules fusionnées, ni ligne de total, ni colonne ou feuille en plus."),
)


def _giving_back(settings: Settings) -> tuple[tuple[str, str], ...]:
    folder = f"{settings.donnees}/a-importer/"
    return (
        ("Sur la forge", f"Déposez le classeur dans le dossier {folder} d’une proposition de modification."),
        ("", "Il est relu et converti ; ce qui ne va pas est dit avec la feuille et la cellule."),
        ("Au terminal", "vitrine classeur import, suivi du nom du fichier."),
        ("Format", "Gardez .xlsx (Excel, LibreOffice) ou .ods (LibreOffice)."),
    )
