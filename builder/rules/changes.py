"""Rules about what changed: seen by comparing with the published version, never a reason not to publish."""

from __future__ import annotations

from ..errors import Level
from .base import Family, Rule

CHANGES = Family(
    "comparaison",
    "Ce qui a changé depuis la version publiée",
    (
        Rule(
            name="ordre-de-grandeur",
            title="Un chiffre multiplié ou divisé par dix, cent ou mille",
            example="48 est devenu 48 000, mille fois plus. Vérifiez dans la source les zéros, la virgule et "
            "l’unité.",
            why="Un tel saut vient le plus souvent d’un zéro de trop, d’une virgule perdue, ou de milliers "
            "d’euros lus comme des euros.",
            remedy="Relisez la source. Si l’ancien chiffre était faux, laissez le nouveau.",
            level=Level.WARNING,
        ),
        Rule(
            name="lignes-disparues",
            title="Beaucoup de lignes en moins",
            example="le fichier avait 248 lignes et n’en a plus que 12. Vérifiez qu’aucun filtre n’en "
            "cachait une partie à l’enregistrement.",
            why="Un tableur peut n’enregistrer que les lignes qu’un filtre laisse voir ; une copie peut "
            "s’arrêter trop tôt.",
            remedy="Si vous n’avez pas voulu les supprimer, repartez de la version publiée et refaites "
            "seulement votre modification.",
            level=Level.WARNING,
        ),
        Rule(
            name="source-disparue",
            title="Une source disparaît, et des chiffres avec elle",
            example="la source « gazette-2016-atelier » a disparu, et 1 chiffre avec elle : Atelier du Gué, "
            "emplois 4 (2016, déclaré). Remettez-la, ou une autre, si ces chiffres restent vrais.",
            why="Aucune autre source ne donnait ces chiffres : ils ne sont plus sur le site.",
            remedy="Si la page n’est plus en ligne, gardez la source : sa date de consultation fait foi. Si "
            "les chiffres étaient faux, laissez ainsi.",
            level=Level.WARNING,
        ),
        Rule(
            name="autre-site",
            title="Une source change de site",
            example="la source passe du site « gazette.example » au site « journal.example ». Vérifiez que "
            "c’est le même document ; sinon, ajoutez une source.",
            why="Un article recopié ailleurs est parfois un autre article, qui ne donne pas les mêmes "
            "chiffres.",
            remedy="Ouvrez la nouvelle adresse et retrouvez-y chaque chiffre qui cite cette source.",
            level=Level.WARNING,
        ),
        Rule(
            name="adresse-perdue",
            title="Une page change d’adresse",
            example="l’identifiant « atelier » devient « atelier-du-gue » : la page projets/atelier/ "
            "disparaît, et les liens qui y mènent sont rompus. Gardez l’ancien : il ne sert qu’à l’adresse, "
            "même quand le nom change.",
            why="D’autres sites, des courriels et des documents imprimés mènent à l’ancienne adresse.",
            remedy="Remettez l’ancien identifiant, dans ce tableau et dans ceux qui le citent. Seul le nom "
            "se lit sur le site.",
            level=Level.WARNING,
        ),
        Rule(
            name="projet-supprime",
            title="Une coopération est supprimée",
            example="la coopération « Compost partagé » est supprimée, et sa page avec elle. Si elle s’est "
            "arrêtée, remettez-la avec le statut « arrete », qui dit pourquoi.",
            why="Une coopération qui s’arrête garde sa page : les échecs apprennent aussi, et les liens "
            "restent bons.",
            remedy="Ne supprimez que ce qui n’aurait jamais dû être là. Sinon, remettez les lignes, écrivez "
            "« arrete » dans « statut », et une étape qui raconte la fin.",
            level=Level.WARNING,
        ),
        Rule(
            name="arret-sans-source",
            title="Un arrêt que rien n’explique",
            example="la coopération est dite arrêtée, sans nouvelle source ni nouvelle étape. Citez la "
            "source qui l’annonce, ou ajoutez une étape à etapes.csv.",
            why="Dire qu’une coopération s’est arrêtée engage : il faut que le lecteur puisse le vérifier.",
            remedy="Ajoutez la source à sources.csv, puis une étape datée à etapes.csv qui la cite.",
            level=Level.WARNING,
        ),
    ),
)
