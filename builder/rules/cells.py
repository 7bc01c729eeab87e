"""Rules about one cell: what is typed in it cannot be read, or was read with a guess."""

from __future__ import annotations

from ..errors import Level
from .base import Family, Rule

CELLS = Family(
    "cellule",
    "Dans une cellule",
    (
        Rule(
            name="nombre",
            title="Ce n’est pas un nombre",
            example="« cinq » n’est pas un nombre. Écrivez le nombre seul, par exemple 54.",
            why="Le site additionne et dessine ces chiffres : il lui faut un nombre, sans mot ni unité.",
            remedy="Écrivez seulement le nombre : 54, 1250 ou 2,5. L’unité a sa colonne, et la réserve de "
            "la source (« environ », « plus de ») va dans « precision » ou dans « note ».",
        ),
        Rule(
            name="nombre-entier",
            title="Le nombre doit être entier",
            example="« 2019,5 » n’est pas un nombre entier. Écrivez par exemple 2018.",
            why="Une année ou un nombre de personnes n’a pas de virgule.",
            remedy="Vérifiez que la valeur n’est pas tombée dans la colonne d’à côté, puis arrondissez-la "
            "comme le fait la source.",
        ),
        Rule(
            name="nombre-ambigu",
            title="Un nombre qui se lit de deux façons",
            example="« 1.250 » peut se lire de deux façons. Écrivez 1250, ou 1,25.",
            why="En français, le point sépare parfois les milliers ; ailleurs, il sépare les décimales. "
            "Deviner, ce serait risquer de multiplier un chiffre par mille.",
            remedy="Écrivez les milliers sans séparateur (1250), ou les décimales avec une virgule (1,25).",
        ),
        Rule(
            name="notation-scientifique",
            title="Le tableur a perdu des chiffres",
            example="« 8,12231E+13 » est une notation scientifique : le tableur a perdu des chiffres. "
            "Mettez la colonne au format Texte et retapez le nombre entier.",
            why="Devant un très long nombre, un tableur n’en garde que le début. Les derniers chiffres "
            "ont disparu du fichier : personne ne peut les retrouver à partir de là.",
            remedy="Reprenez le nombre dans la source. Dans le tableur, mettez d’abord la colonne au "
            "format Texte, puis tapez-le en entier ; le classeur fourni par le site l’a déjà fait pour "
            "vous.",
        ),
        Rule(
            name="erreur-de-tableur",
            title="Une formule du tableur a échoué",
            example="« #REF! » est une erreur de calcul du tableur. Retapez la valeur elle-même, à la "
            "place de la formule.",
            why="La cellule contenait une formule, et le tableur n’a pas pu la calculer. Le fichier n’a "
            "gardé que son message d’erreur.",
            remedy="Retapez la valeur elle-même. Les tableaux ne gardent que des valeurs, jamais des "
            "formules.",
        ),
        Rule(
            name="date-de-tableur",
            title="Le tableur a mis une date à la place",
            example="« 02-mai » est une date que le tableur a mise à la place de ce qui était tapé. "
            "Vouliez-vous dire 2,5 ? Retapez-le dans une colonne au format Texte.",
            why="Quand on tape « 2.5 » ou « 3-4 », un tableur français croit voir une date et remplace ce "
            "que vous avez écrit.",
            remedy="Reprenez la valeur dans la source et retapez-la, avec une virgule pour les décimales, "
            "dans une colonne au format Texte.",
        ),
        Rule(
            name="borne",
            title="Un nombre ou une année impossible",
            example="« -2 » est inférieur à 0. Vérifiez le nombre dans la source.",
            why="Un nombre d’emplois négatif ou l’année 3019 trahit presque toujours une faute de frappe.",
            remedy="Relisez la source, puis corrigez. Les années vont de 1800 à 2100.",
        ),
        Rule(
            name="date",
            title="Ce n’est pas une date",
            example="« mars-19 » n’est pas une date. Écrivez 2019, 2019-03 ou 2019-03-05, dans une "
            "colonne au format Texte.",
            why="Le tableur a peut-être changé lui-même ce que vous aviez écrit : « mars-19 » pourrait "
            "être mars 2019 ou le 19 mars. Une date qui n’existe pas, comme le 30 février, est refusée "
            "aussi.",
            remedy="Écrivez l’année d’abord : 2019, 2019-03 ou 2019-03-05, selon ce que l’on sait. Quand "
            "le message parle d’une date complète, il faut aussi le jour.",
        ),
        Rule(
            name="date-francaise",
            title="Une date écrite à la française",
            example="« 25/03/2019 » est lu comme le 25 mars 2019. Écrivez 2019-03-25.",
            why="Le site a compris, mais le jour et le mois pourraient être inversés.",
            remedy="Vérifiez que c’est bien le jour voulu. Si oui, vous pouvez laisser ainsi, ou recopier "
            "la date que propose le message.",
            level=Level.WARNING,
        ),
        Rule(
            name="mot",
            title="Un mot qui n’est pas dans la liste",
            example="« en activité » n’est pas dans la liste. Vouliez-vous dire « actif » ?",
            why="Cette colonne n’accepte que quelques mots, les mêmes pour tous : c’est ce qui permet de "
            "trier et de ne pas additionner des choses différentes.",
            remedy="Prenez le mot que propose le message. Ils s’écrivent tous en minuscules, sans accent "
            "et avec des tirets bas, et le dictionnaire les donne colonne par colonne.",
        ),
        Rule(
            name="forme",
            title="Un identifiant, un code ou une adresse mal formés",
            example="« Atelier du Gué » n’est pas un identifiant. Écrivez des minuscules sans accent, des "
            "chiffres et des tirets, par exemple « epicerie-brou ».",
            why="Un identifiant devient l’adresse d’une page, un code INSEE place un point sur la carte, "
            "une adresse web sera suivie par un lecteur : une lettre de travers et plus rien ne mène "
            "nulle part.",
            remedy="Suivez la forme que donne le message. Une adresse web commence par https:// : "
            "recopiez-la depuis la barre de votre navigateur.",
        ),
        Rule(
            name="cellule-vide",
            title="Une cellule qui ne peut pas rester vide",
            example="la cellule est vide. Écrivez par exemple « Coopérative née de la réhabilitation… ».",
            why="Sans elle, la ligne ne veut rien dire : un projet sans nom, un chiffre sans valeur.",
            remedy="Remplissez-la. Quand vous ne savez pas, l’un des mots de la liste convient souvent (« "
            "inconnu », « non_precise ») ; sinon, attendez de savoir et retirez la ligne.",
        ),
        Rule(
            name="sans-source",
            title="La source manque",
            example="la source manque : un chiffre sans source n’est pas publié, un fait non plus. "
            "Écrivez l’identifiant d’une ligne de sources.csv.",
            why="C’est la première règle du site : de chaque chiffre, on arrive en un clic à la page qui "
            "le dit.",
            remedy="Cherchez la source dans sources.csv et recopiez son identifiant (première colonne) "
            "dans « id_source ». Si elle n’y est pas, ajoutez-la d’abord.",
        ),
        Rule(
            name="texte-abime",
            title="Des lettres abîmées",
            example="« Des lettres abÃ®mÃ©es » contient des caractères abîmés, à partir de « Ã® ». "
            "Retapez ce texte ; si tout le fichier est ainsi, repartez de la version publiée.",
            why="Le fichier a été ouvert avec un mauvais codage, puis enregistré : les accents sont "
            "devenus d’autres signes.",
            remedy="Retapez le texte, ou reprenez-le dans la version publiée. À l’ouverture d’un CSV, "
            "choisissez « Unicode (UTF-8) » ; avec le classeur fourni par le site, cela n’arrive pas.",
        ),
        Rule(
            name="coordonnees-personnelles",
            title="Une adresse ou un téléphone dans un texte",
            example="ce texte contient une adresse électronique, que le site publierait. Effacez ces "
            "coordonnées, sauf si ce sont celles d’un service ouvert au public.",
            why="Tout ce qui est dans les tableaux est public, et le reste. Les coordonnées d’une "
            "personne n’y ont pas leur place.",
            remedy="Effacez-les et gardez le nom de l’organisme. Si ce sont celles d’un accueil ou d’un "
            "service, laissez-les : ce n’est qu’un avertissement.",
            level=Level.WARNING,
        ),
    ),
)
