"""Rules about hand-written pages and about the settings of the site."""

from __future__ import annotations

from ..errors import Level
from .base import Family, Rule

PAGES = Family(
    "page",
    "Dans une page",
    (
        Rule(
            name="emplacement-inconnu",
            title="Un emplacement qui n’existe pas",
            example="l’emplacement « crate » n’existe pas. Vouliez-vous dire « carte » ?",
            why="Le site ne sait pas quoi mettre à cet endroit de la page.",
            remedy="Reprenez le nom que propose le message. La page « Écrire une page » donne toute la "
            "liste.",
        ),
        Rule(
            name="attribut-inconnu",
            title="Un réglage que l’emplacement ne connaît pas",
            example="l’emplacement « carte » n’a pas d’attribut « data-theme ». Vouliez-vous dire « "
            "data-thematique » ?",
            why="Sans ce réglage, l’emplacement montrerait autre chose que ce que vous voulez.",
            remedy="Reprenez le nom que propose le message, ou effacez le réglage.",
        ),
        Rule(
            name="attribut-manquant",
            title="Un réglage indispensable manque",
            example="l’emplacement « chiffre-cle » a besoin de « data-nom ». Ajoutez par exemple "
            'data-nom="projets".',
            why="Cet emplacement peut montrer plusieurs choses : il faut lui dire laquelle.",
            remedy="Ajoutez le réglage, avec l’une des valeurs que donne « Écrire une page ».",
        ),
        Rule(
            name="valeur-inconnue",
            title="Une valeur qui n’existe pas",
            example="« data-thematique » ne peut pas valoir « artizanat ». Vouliez-vous dire « artisanat » ?",
            why="Aucune coopération n’aurait été trouvée : la carte ou la liste serait restée vide.",
            remedy="Reprenez la valeur que propose le message. Les thématiques, les formes et les "
            "facteurs s’écrivent par leur code, un département par son numéro.",
        ),
        Rule(
            name="emplacement-ouvert",
            title="Un emplacement qui n’est pas fermé",
            example="l’emplacement « carte » n’est pas fermé aussitôt. Écrivez <div "
            'data-slot="carte"></div>, sans rien entre les deux balises.',
            why="Le site remplit l’emplacement lui-même : ce qui se trouverait au milieu serait perdu.",
            remedy="Recopiez la ligne que donne le message, et placez votre texte avant ou après.",
        ),
        Rule(
            name="emplacement-illisible",
            title="Un emplacement incomplet",
            example="« data-slot » n’est pas ici dans un emplacement complet : rien n’y paraîtrait. "
            'Écrivez <div data-slot="…"></div>, une espace entre les attributs.',
            why="La ligne ressemble à un emplacement, mais il lui manque un guillemet, une espace ou une "
            "balise.",
            remedy="Recopiez un modèle de la page « Écrire une page », seul sur sa ligne, et changez-y le "
            "nom.",
        ),
        Rule(
            name="lien-rompu",
            title="Un lien qui ne mène nulle part",
            example="le lien « donnes.md » ne mène à aucune page. Corrigez l’adresse, ou créez la page.",
            why="Le lecteur tomberait sur une page introuvable.",
            remedy="Corrigez l’adresse. Entre deux pages du site, on écrit le chemin du fichier : « "
            "../methode.md ».",
            level=Level.WARNING,
        ),
        Rule(
            name="lien-absolu",
            title="Un lien qui ne marchera pas partout",
            example="le lien « /projets/ » part de la racine du serveur : il se rompt si le site est "
            "publié dans un sous-dossier. Écrivez un lien relatif vers le fichier de la page, par "
            "exemple « projets/index.md ».",
            why="Le site peut être publié à l’intérieur d’un autre : une adresse qui commence par une "
            "barre oblique sortirait du nôtre.",
            remedy="Écrivez le chemin du fichier depuis la page où vous êtes, sans barre oblique au début.",
            level=Level.WARNING,
        ),
        Rule(
            name="moteur",
            title="Le moteur du site a quelque chose à dire",
            example="le moteur du site avertit : « Unrecognised configuration name: nva ». Corrigez ce "
            "que cet avertissement nomme.",
            why="Le message vient du logiciel qui habille les pages, et il est en anglais : nous ne "
            "savons pas le dire mieux.",
            remedy="Cherchez dans la page ou dans mkdocs.yml le mot qu’il cite. Si cela ne suffit pas, "
            "demandez de l’aide sous votre proposition.",
            level=Level.WARNING,
        ),
    ),
)

SITE = Family(
    "site",
    "Avant la mise en ligne",
    (
        Rule(
            name="mise-en-ligne",
            title="Le site n’est pas prêt à être public",
            example="la mention légale est vide. Renseignez-la : la loi l’exige.",
            why="La loi demande à un site public de dire qui le publie et qui l’héberge. Une adresse "
            "d’exemple ne mènerait personne nulle part.",
            remedy="Remplissez dans mkdocs.yml le réglage que nomme le message. Cela concerne la personne "
            "qui tient le site, pas vos données.",
        ),
        Rule(
            name="sans-contact",
            title="Personne à qui signaler une faille",
            example="aucun contact : .well-known/security.txt, qui dit à qui signaler une faille, n’est pas "
            "publié. Écrivez une adresse électronique générique.",
            why="Qui découvre une faiblesse du site cherche cette adresse à un endroit convenu. Sans "
            "contact, le fichier n’est pas publié : une fausse adresse serait pire que rien.",
            remedy="Écrivez dans mkdocs.yml, au réglage « contact », une adresse que plusieurs "
            "personnes lisent.",
            level=Level.WARNING,
        ),
    ),
)
