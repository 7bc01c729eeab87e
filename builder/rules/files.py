"""Rules about whole files and whole columns: what keeps a table from being read."""

from __future__ import annotations

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
            remedy='Entourez le texte de guillemets droits : "Savoie, Isère". Dans un tableur, videz '
            "simplement la cellule qui dépasse.",
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
            example="la colonne « montant_eur » manque. Ajoutez-la à la première ligne : id_projet, "
            "financeur, categorie, montant_eur, annee, usage, nature, id_source.",
            why="La première ligne du fichier donne leur nom aux colonnes. Si l’une manque ou change de "
            "nom, plus aucune ligne ne peut être lue.",
            remedy="Remettez la première ligne comme le montre le message. Une colonne sans rien dedans "
            "garde son nom.",
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
            example="les accents sont illisibles à partir d’ici : le codage du fichier n’est pas reconnu. "
            "Enregistrez-le en « CSV UTF-8 ».",
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
            name="octet-nul",
            title="Un fichier abîmé",
            example="le fichier contient des octets nuls : il est abîmé. Repartez de la version publiée.",
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
