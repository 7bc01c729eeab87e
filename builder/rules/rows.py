"""Rules about rows: two that say the same, what one names and another lacks, what does not go together."""

from __future__ import annotations

from ..errors import Level
from .base import Family, Rule

ROWS = Family(
    "ligne",
    "D’une ligne à l’autre",
    (
        Rule(
            name="reference-inconnue",
            title="Un identifiant qui n’existe pas",
            example="le projet « agri-cour » n’existe pas. Vouliez-vous dire « agri-court » ?",
            why="Cette cellule doit nommer une ligne d’un autre tableau : un projet, une source, une "
            "thématique… Une lettre de trop, et le chiffre ne se rattache plus à rien.",
            remedy="Prenez l’identifiant que propose le message, ou recopiez-le depuis l’autre tableau. "
            "S’il s’agit d’un nouveau projet ou d’une nouvelle source, ajoutez d’abord sa ligne.",
        ),
        Rule(
            name="commune-inconnue",
            title="Une commune qui n’est pas trouvée",
            example="« 1390 » n’a que quatre chiffres : le tableur a ôté le zéro du début. Vouliez-vous "
            "dire « 01390 » (Saint-Vulbas) ?",
            why="La commune place le projet sur la carte. Elle s’écrit par son code INSEE, qui n’est ni "
            "son nom ni son code postal, et qui garde son zéro.",
            remedy="Prenez le code que propose le message, ou cherchez-le dans geo/communes.csv. Une "
            "commune d’une autre région n’y est pas : laissez la cellule vide et dites le territoire en "
            "clair.",
        ),
        Rule(
            name="cle-en-double",
            title="Deux lignes qui disent la même chose",
            example="la ligne 13 répète la ligne 12. Effacez l’une des deux, ou dites ce qui les distingue.",
            why="Un même chiffre écrit deux fois serait compté deux fois ; deux projets de même "
            "identifiant auraient la même page.",
            remedy="Effacez la ligne en trop. Si ce sont vraiment deux choses, écrivez ce qui les sépare "
            ": l’année, le périmètre, un autre identifiant.",
        ),
        Rule(
            name="ligne-de-total",
            title="Une ligne de total",
            example="« Total » annonce une ligne de total. Effacez cette ligne : le site calcule lui-même "
            "ce qui peut s’additionner.",
            why="Le total serait pris pour un projet, et tout serait compté deux fois.",
            remedy="Effacez la ligne. Le site fait lui-même les additions permises, et dit ce qu’elles "
            "couvrent.",
        ),
        Rule(
            name="recit-sans-projet",
            title="Un récit qui n’appartient à aucun projet",
            example="aucun projet n’a l’identifiant « agri-cour » : ce récit ne paraîtrait nulle part. "
            "Vouliez-vous dire « agri-court.md » ?",
            why="Le nom du fichier dit de quel projet il parle. Celui-ci n’en désigne aucun.",
            remedy="Renommez le fichier : l’identifiant du projet, puis « .md ».",
        ),
    ),
)

COHERENCE = Family(
    "coherence",
    "Ce qui ne va pas ensemble",
    (
        Rule(
            name="fin-avant-debut",
            title="La fin vient avant le début",
            example="la fin (2012) est avant le début (2019). Corrigez l’une des deux dates.",
            why="L’une des deux dates est fausse, ou elles ont été inversées.",
            remedy="Relisez la source et corrigez celle qui l’est.",
        ),
        Rule(
            name="fin-absente",
            title="Terminée, mais quand ?",
            example="la coopération est terminée, mais son année de fin n’est pas renseignée. "
            "Renseignez-la si une source la donne.",
            why="Une coopération terminée ou arrêtée l’est depuis une année, que le lecteur cherchera.",
            remedy="Écrivez l’année dans « annee_fin » si une source la donne. Sinon, laissez ainsi.",
            level=Level.WARNING,
        ),
        Rule(
            name="lieu-sans-commune",
            title="Un lieu précis, mais pas de commune",
            example="la précision du lieu est « site », mais la commune manque. Écrivez son code INSEE, "
            "ou « territoire » comme précision du lieu.",
            why="Sans commune, le site ne saurait où poser le point qu’annonce « precision_lieu ».",
            remedy="Écrivez le code INSEE dans « code_commune ». Si la coopération couvre un territoire "
            "plus large, écrivez « territoire » dans « precision_lieu ».",
        ),
        Rule(
            name="annee-future",
            title="Un résultat annoncé avant d’exister",
            example="2040 est après la lecture de la source (2026). Corrigez l’année ; si c’est une "
            "prévision, un chiffre est de nature « objectif ».",
            why="Une source ne peut pas mesurer ce qui n’a pas encore eu lieu : l’année est fausse, ou le "
            "chiffre est un objectif.",
            remedy="Corrigez l’année. Si la source parle d’une prévision, écrivez « objectif » dans « "
            "nature ».",
            level=Level.WARNING,
        ),
        Rule(
            name="objectif-attendu",
            title="Emplois prévus et objectif vont ensemble",
            example="des emplois prévus sont un objectif. Écrivez « objectif » dans « nature ».",
            why="Le site tient les objectifs à l’écart des résultats. Il reconnaît un objectif à ces deux "
            "colonnes à la fois.",
            remedy="Des emplois à venir : « prevus » dans « mesure » et « objectif » dans « nature ». Des "
            "emplois qui existent : ni l’un ni l’autre.",
            level=Level.WARNING,
        ),
        Rule(
            name="emplois-plus-qu-habitants",
            title="Plus d’emplois que d’habitants",
            example="20 000 emplois, c’est plus que les 7 000 habitants de la commune. Vérifiez le nombre ; "
            "avec d’autres employeurs, le périmètre est « membres » ou « filiere ».",
            why="Une coopération seule emploie rarement plus de monde que sa commune n’en compte : il y a un "
            "zéro de trop, ou le chiffre parle de toutes les entreprises alentour.",
            remedy="Relisez la source. Si le chiffre compte aussi les entreprises adhérentes, écrivez "
            "« membres » dans « perimetre » ; s’il parle d’un bassin ou d’une filière, « filiere ». S’il est "
            "juste, laissez ainsi.",
            level=Level.WARNING,
        ),
    ),
)

SOURCES = Family(
    "sources",
    "Les sources",
    (
        Rule(
            name="source-inutilisee",
            title="Une source que rien ne cite",
            example="la source « gazette-bis » n’est citée nulle part. Citez-la, ou effacez cette ligne.",
            why="Elle paraîtrait dans la liste des sources, comme si le site s’appuyait dessus.",
            remedy="Recopiez son identifiant là où vous vous en servez, ou effacez la ligne.",
            level=Level.WARNING,
        ),
        Rule(
            name="source-en-double",
            title="Deux sources à la même adresse",
            example="cette adresse est déjà celle de « gazette-atelier », ligne 2. Ne gardez qu’une des "
            "deux sources, et citez-la partout.",
            why="Un seul article cité sous deux noms passerait pour deux sources qui se confirment.",
            remedy="Gardez l’une des deux lignes. Remplacez l’identifiant de l’autre partout où il est "
            "cité, puis effacez-la.",
            level=Level.WARNING,
        ),
    ),
)
