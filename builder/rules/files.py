"""Rules about whole files and whole columns: what keeps a table from being read."""

from __future__ import annotations

from ..errors import Level
from .base import Family, Rule

COLUMNS = Family(
    "colonnes",
    "La première ligne et les colonnes",
    (
        Rule(
            name="cellule-en-trop",
            title="Une ligne plus longue que les autres",
            example="« mal gardée » est au-delà de la dernière colonne. Mettez entre guillemets droits le "
            "texte qui a une virgule, ou videz cette cellule.",
            why="Dans le fichier, la virgule sépare les cellules. Un texte qui en contient une, sans "
            "guillemets autour, se coupe en deux et pousse toute la ligne vers la droite.",
            remedy="Entourez le texte de guillemets droits (touche 3 d’un clavier français). Dans un "
            "tableur, videz simplement la cellule qui dépasse.",
        ),
        Rule(
            name="colonne-inconnue",
            title="Une colonne que le site ne connaît pas",
            example="colonne inconnue « notes internes » : une colonne en trop peut contenir des notes "
            "privées, elle n’est jamais publiée. Supprimez-la.",
            why="Les fichiers sont publics. Plutôt que de publier ou de cacher des notes par mégarde, le "
            "site préfère tout arrêter et vous prévenir.",
            remedy="Supprimez la colonne : vos notes ont leur place dans un autre fichier, chez vous. "
            "S’il s’agit d’un en-tête mal recopié, reprenez celui que propose le message.",
        ),
        Rule(
            name="colonne-manquante",
            title="Une colonne a disparu",
            example="la colonne « montant_eur » manque. Remettez-la avec ses valeurs, à sa place dans la "
            "première ligne : id_projet, financeur, categorie, montant_eur, annee, usage, nature, id_source.",
            why="La première ligne du fichier donne leur nom aux colonnes. Si l’une manque ou change de "
            "nom, plus aucune ligne ne peut être lue.",
            remedy="Remettez la colonne où le montre le message, avec ses valeurs : elles sont dans la "
            "version publiée, sur la forge. Remettre le nom seul décalerait toutes les lignes.",
        ),
        Rule(
            name="en-tete-absent",
            title="La première ligne n’est pas celle des noms",
            example="la première ligne ne porte pas les noms des colonnes. Remettez-la : "
            "id_projet,code_commune,libelle.",
            why="Sans les noms des colonnes, personne ne sait ce que valent les cellules. La première "
            "ligne a peut-être été effacée ou triée avec les autres.",
            remedy="Remettez en tête la ligne que donne le message, telle quelle.",
        ),
        Rule(
            name="en-tete-deplace",
            title="Quelque chose est écrit au-dessus des noms",
            example="les noms des colonnes sont à la ligne 3, et pas à la première. Effacez ce qui est "
            "au-dessus : titre ou cellules fusionnées.",
            why="Un titre ou une ligne de présentation a été ajouté au-dessus du tableau : c’est joli, "
            "mais le site lit la première ligne.",
            remedy="Effacez les lignes au-dessus des noms de colonnes.",
        ),
        Rule(
            name="en-tete-fusionne",
            title="Des cellules de la première ligne ont été fusionnées",
            example="cette colonne a des valeurs et pas de nom : des cellules de l’en-tête ont été "
            "fusionnées. Défusionnez-les, et remettez le nom qui manque : unite.",
            why="Une cellule fusionnée ne garde qu’un seul nom pour deux colonnes. L’autre colonne n’en a "
            "plus.",
            remedy="Dans le tableur, défusionnez, puis tapez le nom que donne le message au-dessus de la "
            "bonne colonne.",
        ),
        Rule(
            name="colonne-en-double",
            title="Deux colonnes du même nom",
            example="la colonne « nom » est déjà en B. Supprimez l’une des deux.",
            why="Personne ne peut dire laquelle des deux est la bonne.",
            remedy="Comparez-les, gardez la bonne et supprimez l’autre.",
        ),
        Rule(
            name="table-vide",
            title="Un tableau sans aucune ligne",
            example="le fichier n’a aucune ligne. Ajoutez-en une, ou repartez de la version publiée.",
            why="Sans projet, sans source ou sans thématique, il n’y a pas de site. Les lignes ont sans "
            "doute été effacées par mégarde.",
            remedy="Reprenez la version publiée du fichier sur la forge, et refaites-y votre changement.",
        ),
        Rule(
            name="table-videe",
            title="Un tableau qui s’est vidé",
            example="le fichier n’a plus aucune ligne ; l’édition 2026-11 avait 128 lignes. Repartez de la "
            "version publiée.",
            why="La dernière édition figée avait des lignes que quelqu’un a peut-être citées. Un filtre, une "
            "coupure ou un mauvais fichier les a sans doute emportées : rien n’est publié d’ici là.",
            remedy="Reprenez la version publiée du fichier sur la forge, et refaites-y votre changement. Si "
            "ce tableau ne doit vraiment plus servir, gardez-en au moins une ligne.",
        ),
    ),
)

FILES = Family(
    "fichier",
    "Le fichier entier",
    (
        Rule(
            name="classeur",
            title="Un classeur renommé en .csv",
            example="c’est un classeur renommé en .csv. Dans le tableur : Enregistrer sous, « CSV UTF-8 ».",
            why="Changer la fin du nom ne change pas ce qu’il y a dedans : c’est toujours un classeur.",
            remedy="Déposez le classeur lui-même dans le dossier data/a-importer, où il sera converti. "
            "Ou, dans le tableur, choisissez Enregistrer sous, puis le type « CSV UTF-8 ».",
        ),
        Rule(
            name="encodage",
            title="Des accents illisibles",
            example="les accents sont illisibles à partir d’ici. Dans le tableur : Enregistrer sous, « CSV "
            "UTF-8 ».",
            why="Il y a plusieurs façons d’écrire « é » dans un fichier. Celle-ci n’est pas reconnue, ou "
            "deux sont mêlées.",
            remedy="Dans le tableur, choisissez Enregistrer sous, puis « CSV UTF-8 ». Pour une page, "
            "choisissez UTF-8 dans votre éditeur de texte.",
        ),
        Rule(
            name="guillemet",
            title="Un guillemet qui ne se ferme pas",
            example="les guillemets droits ne vont pas par deux, à partir de cette ligne. Fermez celui "
            'qui est ouvert, ou doublez-le ("") s’il fait partie du texte.',
            why="Les guillemets droits disent où commence et où finit un texte qui contient une virgule. "
            "Si l’un manque, tout ce qui suit devient un seul texte.",
            remedy="Cherchez à cette ligne le guillemet seul, et fermez-le. Dans vos textes, préférez les "
            "guillemets français, « ainsi » : ils ne posent pas de problème.",
        ),
        Rule(
            name="conflit-git",
            title="Deux versions mêlées dans le fichier",
            example="le fichier contient les marques d’un conflit (<<<<<<<, =======, >>>>>>>). Gardez une "
            "seule des deux versions et effacez ces marques.",
            why="Deux personnes ont changé la même ligne. La forge a laissé les deux versions l’une "
            "au-dessus de l’autre, pour que quelqu’un choisisse.",
            remedy="Gardez la bonne ligne, effacez l’autre et les trois lignes de marques. Si vous "
            "hésitez, demandez sous votre proposition : quelqu’un vous répondra.",
        ),
        Rule(
            name="fichier-vide",
            title="Un fichier vide",
            example="le fichier est vide. Première ligne attendue : id_projet,code_commune,libelle.",
            why="Un tableau garde toujours au moins les noms de ses colonnes.",
            remedy="Reprenez la version publiée, ou recopiez la première ligne que donne le message.",
        ),
        Rule(
            name="fichier-absent",
            title="Un fichier a disparu",
            example="le fichier manque. Remettez-le, au besoin avec cette seule ligne : "
            "id_projet,code_commune,libelle.",
            why="Le site attend tous ses tableaux, même sans ligne. Celui-ci a été effacé, déplacé ou "
            "renommé.",
            remedy="Remettez-le sous son nom exact. S’il n’a plus de ligne, gardez la première, celle des "
            "noms de colonnes.",
        ),
        Rule(
            name="page-web",
            title="Une page web à la place du fichier",
            example="c’est une page web, pas un tableau. Sur la forge, prenez le fichier lui-même, par "
            "son bouton de téléchargement.",
            why="Le navigateur a enregistré la page qui montre le fichier, et non le fichier.",
            remedy="Sur la forge, ouvrez le fichier, puis cliquez sur le bouton de téléchargement (une "
            "flèche vers le bas).",
        ),
        Rule(
            name="fichier-trop-gros",
            title="Un fichier trop gros",
            example="le fichier pèse plus de 150 Mo. Ôtez les lignes qui ne sont pas à publier.",
            why="Aucun de nos tableaux n’approche cette taille : c’est sans doute un autre fichier, ou "
            "des lignes recopiées par milliers.",
            remedy="Repartez de la version publiée, et refaites-y votre changement.",
        ),
        Rule(
            name="trop-de-lignes",
            title="Trop de lignes",
            example="le fichier a plus de 500 000 lignes. Ôtez celles qui ne sont pas à publier.",
            why="Une formule ou un collage a rempli le tableau jusqu’en bas, le plus souvent.",
            remedy="Supprimez les lignes en trop, ou repartez de la version publiée.",
        ),
        Rule(
            name="ligne-trop-longue",
            title="Une ligne démesurée",
            example="cette ligne est d’une longueur démesurée. Repartez de la version publiée.",
            why="Ce n’est sans doute pas un tableau, ou un guillemet resté ouvert a avalé la suite.",
            remedy="Repartez de la version publiée, et refaites-y votre changement.",
        ),
        Rule(
            name="trop-de-problemes",
            title="Trop d’erreurs pour les dire toutes",
            example="ce fichier a plus de 1 000 erreurs : seuls les premiers points sont dits. Cherchez "
            "d’abord ce qui se répète, une colonne décalée par exemple.",
            why="Une seule cause en produit parfois des milliers : une colonne décalée, une ligne de trop "
            "dans l’en-tête.",
            remedy="Corrigez ce qui se répète dans les premiers messages. La plupart des autres "
            "disparaîtront avec.",
        ),
        Rule(
            name="forme-canonique",
            title="Un fichier enregistré autrement que d’habitude",
            example="le fichier n’a pas sa forme habituelle (séparateur). « vitrine fmt » le réécrit, "
            "sans rien changer à ce qu’il dit.",
            why="Un tableur a changé les séparateurs, les guillemets ou l’ordre des lignes. Tout se lit, "
            "mais la comparaison montre le fichier entier au lieu de la cellule changée.",
            remedy="Rien ne vous oblige à agir. La relecture propose les mêmes fichiers, remis en forme, "
            "à déposer dans votre proposition.",
            level=Level.WARNING,
        ),
        Rule(
            name="octet-nul",
            title="Un fichier abîmé",
            example="le fichier est abîmé : ce n’est plus du texte. Repartez de la version publiée.",
            why="Ce n’est plus un texte : la copie ou l’enregistrement s’est mal passé.",
            remedy="Téléchargez à nouveau le fichier depuis la forge et refaites votre changement.",
        ),
        Rule(
            name="fichier-illisible",
            title="Un fichier qui ne s’ouvre pas",
            example="le fichier ne s’ouvre pas (accès refusé). Vérifiez ses droits.",
            why="L’ordinateur refuse de l’ouvrir. Cela n’arrive que sur un ordinateur, jamais sur la forge.",
            remedy="Fermez le tableur s’il tient le fichier ouvert, puis recommencez. Sinon, vérifiez que "
            "vous avez le droit de lire ce dossier.",
        ),
    ),
)
