"""Rules about workbooks handed in: what spreadsheets keep in a cell, what became of the data meanwhile."""

from __future__ import annotations

from ..errors import Level
from .base import Family, Rule

WORKBOOK = Family(
    "classeur",
    "Dans un classeur déposé",
    (
        Rule(
            name="changement-croise",
            title="Quelqu’un a changé la même ligne",
            example="cette ligne a aussi changé dans les données (data/emplois.csv, ligne 12) depuis que "
            "ce classeur a été fait. Prenez un nouveau classeur et refaites-y ce changement.",
            why="Pendant que vous travailliez, une autre proposition a modifié cette ligne. La machine ne "
            "choisit pas entre vous deux.",
            remedy="Téléchargez un nouveau classeur, regardez ce que l’autre a écrit, et refaites votre "
            "changement s’il tient encore.",
        ),
        Rule(
            name="feuille-inconnue",
            title="Une feuille qui a changé de nom",
            example="la feuille « emploi » ne correspond à aucun fichier de données. Renommez-la « "
            "emplois », ou supprimez-la.",
            why="Le nom de la feuille dit de quel tableau il s’agit.",
            remedy="Redonnez-lui le nom que propose le message. Si c’est une feuille à vous, supprimez-la.",
        ),
        Rule(
            name="feuille-en-double",
            title="Deux feuilles pour un même tableau",
            example="une autre feuille est déjà lue comme « etapes ». Réunissez leurs lignes dans l’une, et "
            "supprimez l’autre.",
            why="« Étapes » et « etapes » sont pour nous le même nom : on ne saurait pas laquelle croire.",
            remedy="Copiez les lignes de l’une à la suite de l’autre, puis supprimez celle qui est de trop.",
        ),
        Rule(
            name="feuille-ignoree",
            title="Une feuille laissée de côté",
            example="la feuille « Mes notes » n’est pas une feuille de données : elle est laissée de "
            "côté. Rien de ce qu’elle contient n’est repris.",
            why="Ce n’est pas l’un de nos tableaux. Elle n’est pas publiée, mais le classeur que vous "
            "avez déposé, lui, est public.",
            remedy="Supprimez-la si elle contient des notes personnelles.",
            level=Level.WARNING,
        ),
        Rule(
            name="cellules-fusionnees",
            title="Des cellules fusionnées",
            example="les cellules A3:A5 sont fusionnées : une seule a une valeur, les autres sont vides. "
            "Annulez la fusion, puis remplissez chaque cellule.",
            why="À l’écran, la valeur semble valoir pour toutes. Dans le fichier, une seule cellule la "
            "porte.",
            remedy="Sélectionnez-les, annulez la fusion, et recopiez la valeur dans chaque cellule.",
        ),
        Rule(
            name="pourcentage",
            title="Un pourcentage",
            example="« 25 % » est un pourcentage : le tableur garde le nombre 0,25. Mettez la cellule au "
            "format Standard et tapez 25, sans le signe.",
            why="Le tableur montre 25 % et garde 0,25 : le site ne peut pas savoir lequel vous vouliez.",
            remedy="Mettez la cellule au format Standard, tapez 25, et écrivez « % » dans la colonne de "
            "l’unité.",
        ),
        Rule(
            name="date-sans-annee",
            title="Une date sans année",
            example="cette date n’a pas d’année : le tableur a ajouté 2026 de lui-même. Écrivez-la "
            "entière, par exemple 2026-03-05, au format Texte.",
            why="Vous avez tapé le jour et le mois ; le tableur a complété avec l’année en cours.",
            remedy="Écrivez la date entière, l’année d’abord, dans une cellule au format Texte.",
        ),
        Rule(
            name="heure",
            title="Une heure ou une durée",
            example="« 08:30:00 » est une heure ou une durée. Mettez la cellule au format Texte et "
            "retapez-la.",
            why="Aucune de nos colonnes n’attend d’heure : le tableur a sans doute cru en reconnaître une.",
            remedy="Mettez la cellule au format Texte, puis retapez ce que dit la source.",
        ),
        Rule(
            name="valeur-logique",
            title="VRAI ou FAUX à la place d’un texte",
            example="« VRAI » est une valeur logique du tableur, ni un texte ni un nombre. Mettez la "
            "cellule au format Texte et retapez-la.",
            why="Le tableur a pris le mot pour le résultat d’un calcul.",
            remedy="Mettez la cellule au format Texte, puis retapez le mot ou le nombre voulu.",
        ),
        Rule(
            name="tabulation",
            title="Une tabulation dans un texte",
            example="« Savoie · Isère » contient une tabulation. Remplacez-la par une espace.",
            why="Une tabulation ne se voit pas et sépare des cellules dans certains fichiers.",
            remedy="Effacez le blanc à cet endroit, et tapez une espace.",
        ),
        Rule(
            name="fichier-a-corriger",
            title="Le fichier des données doit d’abord être corrigé",
            example="ce fichier ne se lit pas : ce qu’il contient serait perdu. Corrigez-le d’abord : « "
            "vitrine check » dit comment.",
            why="Votre classeur n’est pas en cause : c’est le fichier déjà présent qui contient une erreur.",
            remedy="Prévenez la personne qui tient le site : ce fichier doit être réparé avant de "
            "recevoir vos lignes.",
        ),
        Rule(
            name="classeur-sans-reperes",
            title="Un classeur qui ne vient pas du site",
            example="ce classeur ne dit pas de quelles données il est parti : ses feuilles remplacent des "
            "fichiers entiers. Les lignes qu’elles n’ont pas sont supprimées. Relisez bien ces "
            "suppressions, ou partez du classeur que fournit le site.",
            why="Le classeur du site garde en secret la trace des lignes de départ. Sans elle, la machine "
            "ne peut pas distinguer une ligne supprimée d’une ligne ajoutée par quelqu’un d’autre.",
            remedy="Partez toujours du classeur que l’on télécharge sur le site. Sinon, vérifiez chaque "
            "suppression annoncée.",
            level=Level.WARNING,
        ),
        Rule(
            name="classeur-sans-table",
            title="Un classeur sans aucun de nos tableaux",
            example="aucune feuille n’a le nom d’un fichier de données. Nommez les feuilles : projets, "
            "lieux, emplois, impacts, financements, partenaires, etapes, facteurs, criteres, "
            "thematiques, types, reseaux, evenements, aides, sources.",
            why="Le nom de la feuille dit de quel tableau il s’agit. Ici, aucun n’est reconnu.",
            remedy="Donnez à chaque feuille le nom de son tableau, ou recopiez vos lignes dans le "
            "classeur du site.",
        ),
        Rule(
            name="classeur-illisible",
            title="Un classeur qui ne s’ouvre pas",
            example="ce n’est pas un classeur .xlsx ou .ods. Ouvrez-le dans le tableur, puis : "
            "Enregistrer sous, « Classeur Excel (.xlsx) ».",
            why="Le fichier est d’un autre format, abîmé ou protégé par un mot de passe.",
            remedy="Ouvrez-le dans votre tableur et enregistrez-le sous le type « Classeur Excel (.xlsx) "
            "», sans mot de passe.",
        ),
        Rule(
            name="classeur-trop-grand",
            title="Une feuille trop grande",
            example="cette feuille est trop grande, le plus souvent pour une cellule remplie très loin "
            "des autres. Effacez ce qui est loin du tableau : Ctrl+Fin mène à la dernière cellule.",
            why="Une seule espace tapée à la ligne 900 000 suffit à faire une feuille immense.",
            remedy="Allez à la dernière cellule avec Ctrl+Fin, puis supprimez les lignes et les colonnes "
            "vides jusque-là.",
        ),
    ),
)
