"""The tables: one frozen dataclass per CSV, and the only place where a column is described.

Checks, the dictionary, the schemas and the exports all read these fields: a new column is one line here.
A record also knows `line`, the first physical line of its row, so that a page can point back to it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from .columns import (
    Code,
    CommuneCode,
    DepartmentCode,
    PartialDate,
    Siren,
    Slug,
    Url,
    column,
    columns_of,
)
from .words import (
    EventType,
    FunderCategory,
    ImpactFamily,
    JobUnit,
    Measure,
    MoneyUse,
    Nature,
    NetworkType,
    PartnerCategory,
    Perimeter,
    Period,
    PlacePrecision,
    PointKind,
    Precision,
    Status,
    YesNo,
)

# ------------------------------------------------------------------ columns that several tables share


def of_project(example: str) -> Any:
    """The cooperation that a row speaks of."""
    return column("id_projet", "Projet", "Coopération concernée.", example=example, references="projets")


def cited(definition: str, *, example: str) -> Any:
    """The source of a row: nothing is published without one."""
    return column("id_source", "Source", definition, example=example, references="sources")


def a_year(header: str, label: str, definition: str, *, example: str) -> Any:
    """A year that people alive, or their grandparents, have known."""
    return column(header, label, definition, example=example, minimum=1800, maximum=2100)


def at_commune(definition: str, *, example: str) -> Any:
    """A commune, by its INSEE code."""
    return column("code_commune", "Commune", definition, example=example, references="communes")


# ------------------------------------------------------------------ tables


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A row: `line` is where it starts in its file (0 when it was not read from a file)."""

    file: ClassVar[str]
    unique: ClassVar[tuple[str, ...]]  # headers that no two rows may share
    may_be_empty: ClassVar[bool] = False

    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Project(Record):
    """Une coopération."""

    file: ClassVar = "projets.csv"
    unique: ClassVar = ("id",)

    id: Slug = column(
        "id", "Identifiant", "Nom court et définitif, qui fait l’adresse de la page.", example="ardelaine"
    )
    name: str = column("nom", "Nom", "Nom usuel de la coopération.", example="Ardelaine – filière laine")
    type: Code = column("type", "Type", "Forme de la coopération.", example="filiere", references="types")
    status: Status = column("statut", "Statut", "Où en est la coopération.", example="actif")
    commune_code: CommuneCode | None = at_commune(
        "Code INSEE de la commune du lieu principal.", example="07286"
    )
    place_precision: PlacePrecision = column(
        "precision_lieu", "Précision du lieu", "Ce que vaut le point posé sur la carte.", example="site"
    )
    territory: str | None = column(
        "territoire", "Territoire", "Territoire concerné, en clair.", example="Centre Ardèche"
    )
    theme: Code = column(
        "thematique",
        "Thématique",
        "Thématique principale.",
        example="industrie_savoir_faire",
        references="thematiques",
    )
    start_year: int | None = a_year("annee_debut", "Année de début", "Année de lancement.", example="1982")
    end_year: int | None = a_year("annee_fin", "Année de fin", "Année de fin ou d’arrêt.", example="2021")
    lead: str | None = column("porteur", "Porteur", "Qui porte la coopération.", example="SCOP Ardelaine")
    website: Url | None = column(
        "site_web", "Site web", "Site de la coopération.", example="https://www.archer.fr"
    )
    summary: str = column(
        "resume", "Résumé", "Deux ou trois phrases.", example="Coopérative née de la réhabilitation…"
    )
    source_id: Slug = cited("Source principale.", example="latribune-2014-ardelaine-reve-autre")
    checked_on: dt.date | None = column(
        "verifie_le", "Vérifié le", "Date de la dernière relecture par la rédaction.", example="2026-11-23"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Place(Record):
    """Un autre lieu d’une coopération."""

    file: ClassVar = "lieux.csv"
    unique: ClassVar = ("id_projet", "code_commune", "libelle")
    may_be_empty: ClassVar = True

    project_id: Slug = of_project("minalogic")
    commune_code: CommuneCode = at_commune("Code INSEE de la commune.", example="69123")
    label: str = column("libelle", "Libellé", "Ce qui se trouve là.", example="Antenne de Lyon")


@dataclass(frozen=True, slots=True, kw_only=True)
class JobFigure(Record):
    """Un chiffre d’emploi d’une coopération, avec sa source."""

    file: ClassVar = "emplois.csv"
    unique: ClassVar = (
        "id_projet", "annee", "mesure", "perimetre", "periode", "valeur", "unite", "nature", "id_source",
    )  # fmt: skip
    may_be_empty: ClassVar = True

    project_id: Slug = of_project("ardelaine")
    year: int | None = a_year(
        "annee",
        "Année",
        "Année du chiffre ou, à défaut, de la publication ; pour un objectif, année de l’annonce.",
        example="2018",
    )
    measure: Measure = column("mesure", "Mesure", "Ce qui est compté.", example="effectif")
    perimeter: Perimeter = column("perimetre", "Périmètre", "De qui parle le chiffre.", example="projet")
    period: Period = column(
        "periode", "Période", "À une date, depuis le début ou dans l’année.", example="stock"
    )
    value: Decimal = column("valeur", "Valeur", "Nombre.", example="54", minimum=0)
    unit: JobUnit = column("unite", "Unité", "Unité de la valeur.", example="emplois")
    nature: Nature = column("nature", "Nature", "Comment le chiffre est connu.", example="declare")
    precision: Precision = column("precision", "Précision", "Réserve que met la source.", example="exact")
    source_id: Slug = cited("Où lire ce chiffre.", example="france-bleu-2018-ardelaine-peu-ardeche")
    note: str | None = column(
        "note", "Note", "Les mots de la source quand ils comptent.", example="salariés en mai 2020"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Impact(Record):
    """Un résultat autre que l’emploi."""

    file: ClassVar = "impacts.csv"
    unique: ClassVar = (
        "id_projet",
        "famille",
        "indicateur",
        "valeur",
        "unite",
        "annee",
        "nature",
        "id_source",
    )
    may_be_empty: ClassVar = True

    project_id: Slug = of_project("agri-court")
    family: ImpactFamily = column("famille", "Famille", "Famille du résultat.", example="economique")
    indicator: str = column(
        "indicateur", "Indicateur", "Ce qui est compté.", example="Établissements clients"
    )
    value: Decimal = column("valeur", "Valeur", "Nombre.", example="200")
    unit: str = column("unite", "Unité", "Unité de la valeur.", example="établissements")
    year: int | None = a_year(
        "annee", "Année", "Année du chiffre ou, à défaut, de la publication.", example="2020"
    )
    nature: Nature = column("nature", "Nature", "Comment le chiffre est connu.", example="declare")
    precision: Precision = column("precision", "Précision", "Réserve que met la source.", example="environ")
    source_id: Slug = cited("Où lire ce chiffre.", example="agriculture-dromoise-2020-agri-court")
    note: str | None = column(
        "note", "Note", "Les mots de la source quand ils comptent.", example="« près de 200 » selon la source"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Funding(Record):
    """Une somme apportée à une coopération."""

    file: ClassVar = "financements.csv"
    unique: ClassVar = (
        "id_projet",
        "financeur",
        "categorie",
        "montant_eur",
        "annee",
        "usage",
        "nature",
        "id_source",
    )
    may_be_empty: ClassVar = True

    project_id: Slug = of_project("ceralep")
    funder: str = column("financeur", "Financeur", "Qui apporte la somme.", example="Région Rhône-Alpes")
    category: FunderCategory = column("categorie", "Catégorie", "Famille du financeur.", example="region")
    amount: Decimal = column(
        "montant_eur", "Montant", "Somme en euros courants.", example="40000", unit="€", minimum=0
    )
    year: int | None = a_year("annee", "Année", "Année de la décision ou du versement.", example="2004")
    use: MoneyUse = column("usage", "Usage", "À quoi sert la somme.", example="amorcage")
    nature: Nature = column("nature", "Nature", "Comment la somme est connue.", example="declare")
    source_id: Slug = cited("Où lire cette somme.", example="transmea-2013-ceralep-repechee-salaries")


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner(Record):
    """Un partenaire d’une coopération."""

    file: ClassVar = "partenaires.csv"
    unique: ClassVar = ("id_projet", "nom", "role")
    may_be_empty: ClassVar = True

    project_id: Slug = of_project("agri-court")
    name: str = column(
        "nom", "Nom", "Nom de l’organisme, jamais d’une personne.", example="Valence Romans Agglo"
    )
    category: PartnerCategory = column("categorie", "Catégorie", "Famille du partenaire.", example="public")
    role: str | None = column(
        "role", "Rôle", "Ce qu’il apporte ou fait.", example="mise à disposition du bâtiment"
    )
    source_id: Slug = cited("Où le lire.", example="dpt26-agri-court-createur-lien-entre")


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone(Record):
    """Une étape du déroulé d’une coopération."""

    file: ClassVar = "etapes.csv"
    unique: ClassVar = ("id_projet", "date", "titre")
    may_be_empty: ClassVar = True

    project_id: Slug = of_project("agri-court")
    date: PartialDate = column("date", "Date", "AAAA, AAAA-MM ou AAAA-MM-JJ.", example="2014-10")
    title: str = column("titre", "Titre", "Ce qui s’est passé.", example="Création de l’association")
    source_id: Slug = cited("Où le lire.", example="agriculture-dromoise-2020-agri-court")


@dataclass(frozen=True, slots=True, kw_only=True)
class SuccessFactor(Record):
    """Un facteur de réussite observé dans une coopération."""

    file: ClassVar = "facteurs.csv"
    unique: ClassVar = ("id_projet", "critere", "preuve")
    may_be_empty: ClassVar = True

    project_id: Slug = of_project("ardelaine")
    criterion: Code = column(
        "critere", "Critère", "Facteur de réussite observé.", example="valeur_locale", references="criteres"
    )
    evidence: str = column(
        "preuve", "Preuve", "Ce qui le montre, en une phrase.", example="La coopérative maîtrise…"
    )
    source_id: Slug = cited("Où le lire.", example="latribune-2014-ardelaine-reve-autre")


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion(Record):
    """Un facteur de réussite."""

    file: ClassVar = "criteres.csv"
    unique: ClassVar = ("code",)

    code: Code = column("code", "Code", "Nom court et définitif.", example="valeur_locale")
    label: str = column("libelle", "Libellé", "Nom en clair.", example="Valeur gardée sur place")
    definition: str = column(
        "definition", "Définition", "Ce que cela veut dire.", example="La chaîne de production…"
    )
    origin: str = column("origine", "Origine", "D’où vient ce critère.", example="observé dans les cas")


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme(Record):
    """Une thématique."""

    file: ClassVar = "thematiques.csv"
    unique: ClassVar = ("code",)

    code: Code = column(
        "code", "Code", "Nom court et définitif, qui fait l’adresse de la page.", example="mobilite"
    )
    label: str = column("libelle", "Libellé", "Nom en clair.", example="Mobilité")
    definition: str = column(
        "definition", "Définition", "Ce que cela veut dire.", example="Développer ensemble des…"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class CooperationType(Record):
    """Une forme de coopération."""

    file: ClassVar = "types.csv"
    unique: ClassVar = ("code",)

    code: Code = column(
        "code", "Code", "Nom court et définitif, qui fait l’adresse de la page.", example="recyclerie"
    )
    label: str = column("libelle", "Libellé", "Nom en clair.", example="Recyclerie ou ressourcerie")
    definition: str = column(
        "definition", "Définition", "Ce que cela veut dire.", example="Structure de réemploi…"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Network(Record):
    """Un réseau d’appui aux coopérations."""

    file: ClassVar = "reseaux.csv"
    unique: ClassVar = ("id",)
    may_be_empty: ClassVar = True

    id: Slug = column("id", "Identifiant", "Nom court et définitif.", example="eclaira")
    name: str = column("nom", "Nom", "Nom usuel.", example="Eclaira")
    type: NetworkType = column("type", "Type", "Ce qu’est le réseau.", example="reseau")
    territory: str | None = column("territoire", "Territoire", "Où il agit.", example="Auvergne-Rhône-Alpes")
    website: Url | None = column("site_web", "Site web", "Site du réseau.", example="https://www.eclaira.org")
    description: str = column(
        "description", "Description", "Une phrase.", example="Réseau de l’économie circulaire."
    )
    source_id: Slug = cited("Où le lire.", example="eclaira-2018-creating-local-start-ups-by")


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Record):
    """Un événement : soirée créative, rencontre, forum."""

    file: ClassVar = "evenements.csv"
    unique: ClassVar = ("id",)
    may_be_empty: ClassVar = True

    id: Slug = column("id", "Identifiant", "Nom court et définitif.", example="coutellia-2017")
    name: str = column("nom", "Nom", "Nom de l’événement.", example="Coutellia (27e édition)")
    type: EventType = column("type", "Type", "Ce qu’est l’événement.", example="soiree_creative")
    start: PartialDate = column("date_debut", "Début", "AAAA, AAAA-MM ou AAAA-MM-JJ.", example="2017-05-20")
    end: PartialDate | None = column(
        "date_fin", "Fin", "Dernier jour, s’il y en a plusieurs.", example="2017-05-21"
    )
    commune_code: CommuneCode | None = at_commune("Code INSEE de la commune.", example="63430")
    place: str | None = column("lieu", "Lieu", "Lieu en clair.", example="Thiers")
    project_id: Slug | None = column(
        "id_projet",
        "Projet",
        "Coopération qui l’organise.",
        example="coutellerie-thiers",
        references="projets",
    )
    participants: int | None = column(
        "participants",
        "Participants",
        "Nombre de personnes présentes.",
        example="200",
        unit="personnes",
        minimum=0,
    )
    website: Url | None = column(
        "site_web", "Site web", "Page de l’événement.", example="https://relief-aura.fr"
    )
    source_id: Slug = cited("Où le lire.", example="france-la1ere-2017-thiers-capitale")


@dataclass(frozen=True, slots=True, kw_only=True)
class Aid(Record):
    """Une aide : amorçage, ingénierie, fonds."""

    file: ClassVar = "aides.csv"
    unique: ClassVar = ("id",)
    may_be_empty: ClassVar = True

    id: Slug = column("id", "Identifiant", "Nom court et définitif.", example="fonds-amorcage")
    name: str = column("nom", "Nom", "Nom de l’aide.", example="Fonds d’amorçage")
    organisation: str = column("organisme", "Organisme", "Qui la propose.", example="Conseil régional")
    use: MoneyUse = column("usage", "Usage", "À quoi elle sert.", example="amorcage")
    maximum: Decimal | None = column(
        "montant_max_eur", "Montant maximal", "En euros.", example="20000", unit="€", minimum=0
    )
    deadline: dt.date | None = column(
        "date_limite", "Date limite", "Dernier jour pour demander.", example="2026-12-31"
    )
    website: Url | None = column(
        "site_web", "Site web", "Où la demander.", example="https://www.exemple.fr/aide"
    )
    source_id: Slug = cited("Où le lire.", example="exemple-2026-aide")


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Record):
    """Une source publiée."""

    file: ClassVar = "sources.csv"
    unique: ClassVar = ("id",)

    id: Slug = column(
        "id", "Identifiant", "Nom court et définitif.", example="abg-2007-pole-competitivite-minalogic"
    )
    title: str = column(
        "titre", "Titre", "Titre du document ou de la page.", example="Le pôle de compétitivité Minalogic"
    )
    publisher: str = column("editeur", "Éditeur", "Qui publie.", example="ABG")
    date: PartialDate | None = column("date", "Date", "Date de publication.", example="2007")
    url: Url = column("url", "Adresse", "Où la lire.", example="https://www.abg.asso.fr/fr/page/744")
    consulted_on: dt.date = column(
        "consulte_le", "Consultée le", "Quand nous l’avons lue.", example="2026-11-23"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Department(Record):
    """Un département du territoire."""

    file: ClassVar = "geo/departements.csv"
    unique: ClassVar = ("code",)

    code: DepartmentCode = column("code", "Code", "Code officiel.", example="07")
    name: str = column("nom", "Nom", "Nom officiel.", example="Ardèche")
    population: int = column(
        "population", "Population", "Population légale.", example="334231", unit="habitants"
    )
    latitude: float = column("latitude", "Latitude", "D’un point intérieur, en degrés.", example="44.816")
    longitude: float = column("longitude", "Longitude", "D’un point intérieur, en degrés.", example="4.402")

    @property
    def path(self) -> str:
        """Where the page of the département lives, relative to the site."""
        return f"territoires/{self.code.lower()}/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Epci(Record):
    """Une intercommunalité (EPCI)."""

    file: ClassVar = "geo/epci.csv"
    unique: ClassVar = ("code",)

    code: Siren = column("code", "Code", "Numéro SIREN.", example="200069193")
    name: str = column("nom", "Nom", "Nom officiel.", example="CC de la Dombes")
    type: str = column("type", "Type", "Forme juridique.", example="CC")
    population: int = column(
        "population", "Population", "Population légale.", example="38961", unit="habitants"
    )
    latitude: float = column("latitude", "Latitude", "D’un point intérieur, en degrés.", example="46.05")
    longitude: float = column("longitude", "Longitude", "D’un point intérieur, en degrés.", example="5.03")
    in_region: YesNo = column(
        "dans_region",
        "Dans le territoire",
        "« oui » quand la plupart de ses communes sont du territoire.",
        example="oui",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Commune(Record):
    """Une commune du territoire."""

    file: ClassVar = "geo/communes.csv"
    unique: ClassVar = ("code",)

    code: CommuneCode = column("code", "Code", "Code INSEE.", example="01004")
    name: str = column("nom", "Nom", "Nom officiel.", example="Ambérieu-en-Bugey")
    department: DepartmentCode = column(
        "departement", "Département", "Code du département.", example="01", references="departements"
    )
    epci: Siren | None = column(
        "epci",
        "Intercommunalité",
        "Numéro SIREN de l’intercommunalité.",
        example="240100883",
        references="epci",
    )
    postal_codes: str = column("codes_postaux", "Codes postaux", "Séparés par une espace.", example="01500")
    population: int | None = column(
        "population", "Population", "Population légale.", example="15934", unit="habitants"
    )
    latitude: float = column("latitude", "Latitude", "En degrés décimaux.", example="45.9581")
    longitude: float = column("longitude", "Longitude", "En degrés décimaux.", example="5.3589")
    point: PointKind = column("point", "Point", "Ce que désigne la position.", example="mairie")


CURATED: dict[str, type[Record]] = {
    "projets": Project,
    "lieux": Place,
    "emplois": JobFigure,
    "impacts": Impact,
    "financements": Funding,
    "partenaires": Partner,
    "etapes": Milestone,
    "facteurs": SuccessFactor,
    "criteres": Criterion,
    "thematiques": Theme,
    "types": CooperationType,
    "reseaux": Network,
    "evenements": Event,
    "aides": Aid,
    "sources": Source,
}
GEOGRAPHIC: dict[str, type[Record]] = {
    "departements": Department,
    "epci": Epci,
    "communes": Commune,
}
TABLES: dict[str, type[Record]] = CURATED | GEOGRAPHIC


def headers_of(table: str) -> tuple[str, ...]:
    """The headers of a table, in the order of its file."""
    return tuple(column.header for column in columns_of(TABLES[table]))
