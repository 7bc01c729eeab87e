"""Invented cooperations, as many as one likes: in numbers and lengths like the real ones, plainly not real.

A cooperation depends on the seed and on its own number alone: the first thousand of ten thousand are those
of a thousand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

Row = dict[str, object]

# How many rows of a table a cooperation has: how often 0, 1, 2… are seen in the real data.
ROWS = {
    "etapes": (11, 18, 14, 20, 6, 3),
    "emplois": (22, 19, 12, 5, 8, 2, 2, 1, 0, 1),
    "impacts": (9, 8, 12, 18, 14, 5, 3, 2, 1),
    "financements": (56, 9, 6, 1),
    "partenaires": (6, 6, 11, 16, 11, 11, 7, 3, 0, 1),
    "facteurs": (28, 31, 12, 1),
    "lieux": (65, 5, 2),
    "evenements": (58, 13, 1),
}
SOURCES = (0, 21, 8, 10, 9, 14, 6, 2, 1, 1)
LAST_YEAR = 2026
READ_ON = "2026-11-20"
STATUSES = {"actif": 53, "inconnu": 15, "termine": 2, "arrete": 1, "en_projet": 1}
PRECISIONS = {"territoire": 35, "site": 19, "commune": 18}
RESERVES = {"exact": 44, "environ": 4, "plus_de": 4, "moins_de": 1}
NATURES = {"declare": 35, "mesure": 5, "estime": 2}
FAMILIES = {"economique": 89, "territorial": 72, "social": 28, "environnemental": 18}
UNITS = ("€", "personnes", "%", "membres", "entreprises", "ha", "m²", "producteurs", "projets", "tonnes")
PARTNERS = ("public", "entreprise", "ess", "formation_recherche", "citoyens")
FUNDERS = ("region", "etat", "europe", "departement", "epci_commune", "fondation", "autofinancement")
USES = ("amorcage", "ingenierie", "investissement", "fonctionnement", "non_precise")
FILLER = (
    "Ce texte est inventé : il a la longueur de ceux que l’on écrit et ne parle d’aucune coopération réelle, "
    "d’aucun lieu et d’aucun organisme ; il sert à mesurer combien de temps prend la fabrication du site. "
)


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """What invented cooperations are made among: official communes, and the controlled words of the data."""

    communes: Sequence[tuple[str, int]]  # code and population
    weights: Sequence[int]  # cumulated: a commune has as many chances as inhabitants
    themes: Sequence[str]
    types: Sequence[str]
    criteria: Sequence[str]
    figures_of_first: int = 0  # as many job figures for the first cooperation
    long_names: bool = False


@dataclass(slots=True)
class Draft:
    """A cooperation being invented: its chance, its number, and the sources that it has cited so far."""

    world: World
    chance: Random
    number: str
    order: int
    sources: int
    cited: set[str] = field(default_factory=set)

    @property
    def id(self) -> str:
        return f"projet-synthetique-{self.number}"

    def source(self) -> str:
        """One of the sources of the cooperation."""
        one = f"source-synthetique-{self.number}-{self.chance.randint(1, self.sources)}"
        self.cited.add(one)
        return one

    def text(self, about: str, length: int) -> str:
        """A text of a length like `length`, that no other cooperation has."""
        size = round(length * self.chance.uniform(0.6, 1.4))
        return f"{about} {self.number}. {FILLER * 4}"[: max(size, len(about) + 7)].strip()

    def among(self, words: Mapping[str, int]) -> str:
        """A word, as often as it is seen in the real data."""
        return self.chance.choices(list(words), list(words.values()))[0]


def cooperation(world: World, seed: int, order: int, width: int) -> Iterator[tuple[str, Row]]:
    """Every row of one cooperation, with the name of its table; `order` starts at 1."""
    number = f"{order:0{width}}"
    chance = Random(f"{seed}/{order}")
    draft = Draft(world, chance, number, order, _count(chance, SOURCES))
    commune, people = chance.choices(world.communes, cum_weights=world.weights)[0]
    yield "projets", _project(draft, commune)
    for table, make in MAKERS.items():
        for rank in range(_rows(draft, table)):
            row = {"id_projet": draft.id} | make(draft, rank)
            if table == "emplois":
                row |= _credible(row, people)
            yield table, row
    for source in sorted(draft.cited):
        yield "sources", _source(draft, source)


def _count(chance: Random, seen: Sequence[int]) -> int:
    return chance.choices(range(len(seen)), seen)[0]


def _rows(draft: Draft, table: str) -> int:
    if table == "emplois" and draft.order == 1 and draft.world.figures_of_first:
        return draft.world.figures_of_first
    return _count(draft.chance, ROWS[table])


def _project(draft: Draft, commune: str) -> Row:
    chance, status = draft.chance, draft.among(STATUSES)
    over = status in ("termine", "arrete")
    name = f"Projet synthétique {draft.number}"
    return {
        "id": draft.id,
        "nom": f"{name} {FILLER * 2}"[:300].strip() if draft.world.long_names else name,
        "type": chance.choice(draft.world.types),
        "statut": status,
        "code_commune": commune,
        "precision_lieu": draft.among(PRECISIONS),
        "territoire": f"Territoire inventé {chance.randint(1, 400)}",
        "thematique": chance.choice(draft.world.themes),
        "annee_debut": chance.randint(1975, 2018) if over or chance.random() < 0.86 else "",
        "annee_fin": chance.randint(2019, LAST_YEAR) if over else "",
        "porteur": f"Organisme inventé {chance.randint(1, 5000)}",
        "site_web": f"https://projet-{draft.number}.example/" if chance.random() < 0.14 else "",
        "resume": draft.text("Résumé de la coopération inventée", 280),
        "id_source": draft.source(),
        "verifie_le": "",
    }


def _milestone(draft: Draft, rank: int) -> Row:
    year = 1985 + 6 * rank + draft.chance.randint(0, 5)
    date = draft.chance.choice((f"{year}", f"{year}-{draft.chance.randint(1, 12):02}", f"{year}-06-15"))
    return {"date": date, "titre": draft.text(f"Étape {rank + 1} du projet", 37), "id_source": draft.source()}


def _job(draft: Draft, rank: int) -> Row:
    """Half of them make a series over the years; a target counts planned jobs, and nothing else does."""
    chance = draft.chance
    planned = chance.random() < 0.08
    series = chance.random() < 0.5
    measure = chance.choice(("effectif", "effectif", "crees", "insertion", "contexte", "maintenus"))
    return {
        "annee": LAST_YEAR - rank % 60,
        "mesure": "prevus" if planned else "effectif" if series else measure,
        "perimetre": "projet" if series else chance.choice(("projet", "membres", "filiere")),
        "periode": "stock" if series else chance.choice(("stock", "cumul", "flux")),
        "valeur": chance.randint(1, 90) + rank // 60 * 90,  # no two rows are the same
        "unite": "emplois" if series else chance.choice(("emplois", "personnes", "etp")),
        "nature": "objectif" if planned else draft.among(NATURES),
        "precision": draft.among(RESERVES),
        "id_source": draft.source(),
        "note": draft.text("Note du chiffre d’emploi inventé", 48) if chance.random() < 0.9 else "",
    }


def _credible(row: Row, people: int) -> Row:
    """The same figure for a whole sector, when the commune has too few inhabitants for it."""
    return {"perimetre": "filiere"} if int(str(row["valeur"])) > people else {}


def _impact(draft: Draft, rank: int) -> Row:
    chance, unit = draft.chance, draft.chance.choice(UNITS)
    return {
        "famille": draft.among(FAMILIES),
        "indicateur": f"Indicateur inventé {rank + 1}-{chance.randint(1, 40)}",
        "valeur": chance.randint(1, 100) if unit == "%" else round(10 ** chance.uniform(0.5, 6)),
        "unite": unit,
        "annee": chance.randint(2005, LAST_YEAR) if chance.random() < 0.7 else "",
        "nature": draft.among(NATURES),
        "precision": draft.among(RESERVES),
        "id_source": draft.source(),
        "note": draft.text("Note du résultat inventé", 50) if chance.random() < 0.18 else "",
    }


def _funding(draft: Draft, rank: int) -> Row:
    chance = draft.chance
    return {
        "financeur": f"Financeur inventé {rank + 1}-{chance.randint(1, 60)}",
        "categorie": chance.choice(FUNDERS),
        "montant_eur": round(10 ** chance.uniform(0.5, 4)) * 1000,
        "annee": chance.randint(2000, LAST_YEAR),
        "usage": chance.choice(USES),
        "nature": draft.among(NATURES),
        "id_source": draft.source(),
    }


def _partner(draft: Draft, rank: int) -> Row:
    return {
        "nom": f"Partenaire inventé {rank + 1}-{draft.chance.randint(1, 900)}",
        "categorie": draft.chance.choice(PARTNERS),
        "role": f"rôle inventé {draft.chance.randint(1, 400)}" if draft.chance.random() < 0.7 else "",
        "id_source": draft.source(),
    }


def _factor(draft: Draft, rank: int) -> Row:
    evidence = draft.text(f"Preuve {rank + 1} du facteur de réussite", 124)
    return {
        "critere": draft.chance.choice(draft.world.criteria),
        "preuve": evidence,
        "id_source": draft.source(),
    }


def _place(draft: Draft, rank: int) -> Row:
    commune, _ = draft.chance.choices(draft.world.communes, cum_weights=draft.world.weights)[0]
    return {"code_commune": commune, "libelle": f"Antenne inventée {rank + 1}"}


def _event(draft: Draft, rank: int) -> Row:
    year, month = draft.chance.randint(2010, LAST_YEAR), draft.chance.randint(1, 10)
    return {
        "id": f"rencontre-synthetique-{draft.number}-{rank + 1}",
        "nom": f"Rencontre synthétique {draft.number}-{rank + 1}",
        "type": draft.chance.choice(("soiree_creative", "rencontre", "forum", "autre")),
        "date_debut": f"{year}-{month:02}-{draft.chance.randint(1, 28):02}",
        "lieu": "Lieu inventé",
        "participants": draft.chance.randint(5, 300),
        "id_source": draft.source(),
    }


def _source(draft: Draft, source: str) -> Row:
    return {
        "id": source,
        "titre": f"Document inventé {source.rpartition('-')[2]} sur le projet {draft.number}",
        "editeur": f"Éditeur inventé {draft.chance.randint(1, 300)}",
        "date": draft.chance.choice((f"{draft.chance.randint(2005, 2025)}", "2021-06", "2019-03-05", "")),
        "url": f"https://sources.example/documents-inventes/projet-synthetique-{draft.number}/{source}.html",
        "consulte_le": READ_ON,
    }


MAKERS = {
    "etapes": _milestone,
    "emplois": _job,
    "impacts": _impact,
    "financements": _funding,
    "partenaires": _partner,
    "facteurs": _factor,
    "lieux": _place,
    "evenements": _event,
}
