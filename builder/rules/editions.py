"""Rules about the frozen editions."""

from __future__ import annotations

from ..errors import Level
from .base import Family, Rule

_ADDRESSES = (
    "Des articles, des lettres et d’autres sites citent cette édition : ses adresses et ses chiffres "
)

EDITIONS = Family(
    "edition",
    "Les éditions figées",
    (
        Rule(
            name="edition-modifiee",
            title="Un fichier d’une édition figée a changé",
            example="une édition figée ne change plus, et n’a plus les mêmes octets : "
            "« cartes/region/index.html ». Reprenez dans l’historique du dépôt le dossier tel qu’il a été "
            "figé.",
            why=f"{_ADDRESSES}doivent rester ce qu’ils étaient.",
            remedy="Reprenez le dossier dans l’historique. S’il y a une erreur dans une édition, corrigez "
            "les données : la prochaine édition dira la correction.",
        ),
        Rule(
            name="edition-incomplete",
            title="Il manque un fichier à une édition figée",
            example="il manque à cette édition figée « donnees/projets.csv ». Reprenez dans l’historique du "
            "dépôt le dossier tel qu’il a été figé.",
            why=f"{_ADDRESSES}ne doivent jamais disparaître.",
            remedy="Remettez le fichier tel qu’il était, depuis l’historique du dépôt.",
        ),
        Rule(
            name="edition-en-trop",
            title="Un fichier ajouté à une édition figée",
            example="une édition figée ne s’augmente plus, et contient en trop « notes.txt ». Rangez-les "
            "ailleurs.",
            why="Tout ce que contient ce dossier serait publié sous la date de l’édition, comme s’il en "
            "faisait partie.",
            remedy="Déplacez ou supprimez ce fichier.",
        ),
        Rule(
            name="edition-disparue",
            title="Une édition figée a disparu",
            example="l’édition « 2026-11 », qui vient avant celle-ci, a disparu ou changé. Remettez-la : des "
            "adresses publiées y mènent.",
            why="Chaque édition nomme celle d’avant. Celle-ci ne la retrouve pas.",
            remedy="Remettez le dossier de l’édition disparue, depuis l’historique du dépôt.",
        ),
        Rule(
            name="edition-illisible",
            title="Un dossier qui n’est pas une édition",
            example="ce dossier n’est pas une édition : edition.json manque, ou ne se lit plus. Reprenez "
            "dans l’historique du dépôt le dossier tel qu’il a été figé.",
            why="Le fichier edition.json dit ce que l’édition contient. Sans lui, rien ne prouve que "
            "l’édition est restée la même.",
            remedy="Reprenez le dossier dans l’historique. Si ce n’est pas une édition, rangez-le ailleurs : "
            "seule la commande « vitrine freeze » écrit dans docs/editions.",
        ),
        Rule(
            name="changement-sans-date",
            title="Un changement que rien ne date",
            example="1 projet a changé depuis l’édition « 2026-01 » (données au 12 janvier 2026), et rien ne "
            "dit quand : « laine ». Avancez sa colonne verifie_le, ou écrivez dans CHANGELOG.md une ligne "
            "comme : - `laine` (AAAA-MM-JJ) : ce qui était faux.",
            why="Les dates du site viennent des données, jamais du jour où il est construit. Sans date, les "
            "abonnés du flux et les portails qui moissonnent croient que rien n’a changé.",
            remedy="Si vous avez relu une source, avancez son `consulte_le` ; si vous avez relu la fiche, "
            "son `verifie_le`. Sinon, une ligne du journal dit le jour et la raison ; pour un autre tableau, "
            "elle commence par le nom du tableau.",
            level=Level.WARNING,
        ),
        Rule(
            name="journal-sans-effet",
            title="Une date du journal qui n’a pas d’effet",
            example="« laines » n’est ni un projet ni un tableau. Écrivez l’identifiant d’un projet ou le "
            "nom d’un tableau, puis le jour : AAAA-MM-JJ.",
            why="La ligne semble dater une correction, et ne date rien.",
            remedy="Corrigez l’identifiant ou le jour de cette ligne de CHANGELOG.md. Une ligne qui ne parle "
            "pas des données n’a pas de parenthèse après son premier mot.",
            level=Level.WARNING,
        ),
    ),
)
