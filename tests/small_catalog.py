"""A catalogue small enough to be held in the head: three cooperations, two départements, four sources."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from builder.catalog import Catalog, build_catalog
from builder.columns import columns_of
from builder.config import Licence, Settings
from builder.editions import Edition
from builder.geography import build_geography
from builder.parse import Dataset, parse
from builder.read import parse_csv
from builder.records import TABLES

SETTINGS = Settings(
    site_name="Vitrine d’essai",
    site_url="https://vitrine.example/essai/",
    repo_url="https://forge.example/essai",
    territoire="Deux-Vallées",
    en_territoire="dans les Deux-Vallées",
    code_region="00",
    licence=Licence(nom="Licence Ouverte 2.0", url="https://licence.example/", spdx="etalab-2.0"),
    attribution_cartes="Contours d’essai",
)

# Rows only: the headers come from the records.
ROWS: Mapping[str, str] = {
    "projets": """\
laine,La Laine du Haut,filiere,actif,01001,site,,savoir_faire,2010,,,,Une filature : 12 métiers.,presse-2020,
lait,Lait du Bas,filiere,actif,02001,commune,,alimentation,,,,https://lait.example,Une fromagerie.,bilan-2022,
reseau,Réseau des deux vallées,cluster,inconnu,,territoire,,savoir_faire,2021,,,,Sans lieu.,presse-2020,
""",
    "lieux": "laine,02001,Boutique\n",
    "emplois": """\
laine,2018,crees,projet,cumul,10,emplois,declare,exact,presse-2020,
laine,2020,crees,projet,cumul,14,emplois,declare,plus_de,presse-2020,
lait,2022,crees,projet,cumul,6,emplois,mesure,exact,bilan-2022,
lait,,crees,projet,cumul,"2,5",etp,estime,exact,bilan-2022,
lait,2022,crees,projet,cumul,50,emplois,objectif,exact,bilan-2022,
""",
    "impacts": "laine,environnemental,Laine transformée,8,tonnes,2019,declare,environ,presse-2020,\n",
    "financements": "lait,Région,region,40000,2021,amorcage,declare,bilan-2022\n",
    "partenaires": """\
laine,Commune du Haut,public,prêt du bâtiment,presse-2020
laine,Éleveurs,entreprise,,presse-2020
lait,Éleveurs,entreprise,apport de lait,bilan-2022
""",
    "etapes": "laine,2010-03,Reprise de la filature,presse-2020\n",
    "facteurs": "laine,valeur_locale,Tout se fait dans la vallée.,presse-2020\n",
    "criteres": """\
valeur_locale,Valeur gardée sur place,La richesse reste.,observé dans les cas
duree,Durée,Du temps long.,observé dans les cas
""",
    "thematiques": """\
alimentation,Alimentation,Produire et nourrir.
mobilite,Mobilité,Se déplacer autrement.
savoir_faire,Savoir-faire,Garder des métiers.
""",
    "types": "cluster,Cluster,Des entreprises liées.\nfiliere,Filière,Une chaîne de production.\n",
    "reseaux": """\
appui,Appui,reseau,Deux-Vallées,https://appui.example,Aide à démarrer.,annuaire
couveuse,La Couveuse,incubateur,,,Couve des projets.,annuaire
""",
    "evenements": """\
fete-2019,Fête de la laine,autre,2019-06-01,2019-06-02,01001,,laine,200,,presse-2020
soiree-2026,Soirée des idées,soiree_creative,2026,,,Le Bourg,,,https://soiree.example,annuaire
""",
    "aides": """\
amorce,Coup de pouce,Conseil des vallées,amorcage,20000,2025-12-31,https://aide.example,annuaire
etude,Aide à l’étude,Conseil des vallées,ingenierie,,,,annuaire
""",
    "sources": """\
annuaire,Annuaire,Maison commune,,https://annuaire.example/,2026-01-10
bilan-2022,Bilan annuel,Lait du Bas,2022,https://lait.example/bilan?a=1&b=2,2026-01-11
inutile,Note,Maison commune,2001-02,https://annuaire.example/note,2026-01-09
presse-2020,La laine repart,Le Journal,2020-05-04,https://journal.example/laine,2026-01-12
""",
    "departements": "01,Haut,1000,45.5,4.5\n02,Bas,2000,45.1,4.1\n",
    "communes": """\
01001,Le Bourg,01,,01000,500,45.5,4.5,mairie
02001,La Plaine,02,,02000,900,45.1,4.1,mairie
""",
}


def small_dataset(changes: Mapping[str, str] | None = None) -> Dataset:
    """The tables above, parsed; `changes` replaces the rows of some of them."""
    rows = {**ROWS, **(changes or {})}
    tables = {}
    for name, record in TABLES.items():
        headers = [column.header for column in columns_of(record)]
        text = ",".join(headers) + "\n" + rows.get(name, "")
        tables[name] = parse_csv(text.encode(), name, f"data/{record.file}", headers)
    return parse(tables)


def small_catalog(
    changes: Mapping[str, str] | None = None,
    settings: Settings = SETTINGS,
    editions: tuple[Edition, ...] = (),
    **told: Any,
) -> Catalog:
    """The catalogue of those tables, which must hold no fault; `told` is what the change log says."""
    dataset = small_dataset(changes)
    assert not dataset.problems, [str(problem) for problem in dataset.problems]
    return build_catalog(dataset, settings, build_geography(dataset, {}), {}, editions, **told)
