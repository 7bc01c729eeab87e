"""Controlled words: each value that a CSV may hold, the French words that people read, what it means."""

from __future__ import annotations

from .columns import Word


class Status(Word):
    """Où en est une coopération."""

    PLANNED = "en_projet", "en projet", "Annoncée, pas encore lancée."
    ACTIVE = "actif", "en activité", "En activité d’après la dernière source lue."
    FINISHED = "termine", "terminée", "Arrivée à son terme prévu."
    STOPPED = (
        "arrete",
        "arrêtée",
        "Interrompue, dissoute ou remplacée ; la page dit pourquoi.",
    )
    UNKNOWN = (
        "inconnu",
        "situation actuelle inconnue",
        "Aucune source récente ne permet de le dire.",
    )


class PlacePrecision(Word):
    """Ce que vaut le point posé sur la carte."""

    SITE = (
        "site",
        "lieu d’activité dans la commune",
        "La coopération a un lieu précis dans cette commune.",
    )
    COMMUNE = (
        "commune",
        "commune",
        "La coopération agit dans cette commune, sans lieu unique.",
    )
    TERRITORY = (
        "territoire",
        "territoire plus large",
        "La commune ne fait que représenter un territoire plus large.",
    )


class Measure(Word):
    """Ce que compte un chiffre d’emploi."""

    HEADCOUNT = "effectif", "effectif", "Emplois ou personnes en poste."
    CREATED = "crees", "emplois créés", "Emplois créés grâce à la coopération."
    KEPT = "maintenus", "emplois maintenus", "Emplois qui auraient disparu sans elle."
    PLANNED = "prevus", "emplois prévus", "Emplois annoncés : ce n’est pas un résultat."
    INCLUSION = (
        "insertion",
        "postes en insertion",
        "Personnes ou postes en parcours d’insertion.",
    )
    CONTEXT = (
        "contexte",
        "donnée de contexte",
        "Situation de départ ou bassin d’emploi : ce n’est pas un résultat.",
    )


class Perimeter(Word):
    """De qui parle un chiffre d’emploi."""

    PROJECT = "projet", "dans la coopération", "La coopération elle-même."
    MEMBERS = (
        "membres",
        "chez les membres",
        "Les entreprises ou structures adhérentes, implantées ou porteuses.",
    )
    SECTOR = (
        "filiere",
        "dans la filière",
        "Un ensemble plus large : filière, bassin, territoire.",
    )


class Period(Word):
    """Quand compte un chiffre d’emploi."""

    STOCK = "stock", "à cette date", "Nombre à une date donnée."
    TOTAL = "cumul", "depuis le début", "Nombre cumulé depuis le début."
    FLOW = "flux", "dans l’année", "Nombre au cours de l’année."


class JobUnit(Word):
    """L’unité d’un chiffre d’emploi."""

    JOBS = "emplois", "emplois", "Postes, sans précision de temps de travail."
    FTE = "etp", "équivalents temps plein", "Postes ramenés à un temps plein."
    PEOPLE = "personnes", "personnes", "Personnes, quel que soit leur temps de travail."


class Nature(Word):
    """Comment un chiffre est connu."""

    MEASURED = "mesure", "mesuré", "Compté : contrats signés, bilan, recensement."
    DECLARED = (
        "declare",
        "déclaré",
        "Annoncé par la coopération, un partenaire ou la presse.",
    )
    ESTIMATED = "estime", "estimé", "Évalué par l’auteur de la source."
    TARGET = "objectif", "objectif", "Visé : ce n’est pas un résultat."


class Precision(Word):
    """La réserve que la source met à un chiffre."""

    EXACT = "exact", "exactement", "Donné sans réserve par la source."
    ABOUT = "environ", "environ", "« Près de », « une vingtaine », « à peu près »."
    AT_LEAST = (
        "plus_de",
        "plus de",
        "« Plus de », « au moins », borne basse d’une fourchette.",
    )
    AT_MOST = "moins_de", "moins de", "« Moins de », « jusqu’à », borne haute."


class ImpactFamily(Word):
    """La famille d’un résultat autre que l’emploi."""

    ECONOMIC = (
        "economique",
        "économique",
        "Activité, chiffre d’affaires, clients, investissements.",
    )
    SOCIAL = "social", "social", "Personnes accompagnées, lien, accès aux services."
    ENVIRONMENTAL = (
        "environnemental",
        "environnemental",
        "Déchets, énergie, sols, émissions.",
    )
    TERRITORIAL = (
        "territorial",
        "territorial",
        "Adhérents, communes, surfaces, habitants concernés.",
    )


class PartnerCategory(Word):
    """La famille d’un partenaire."""

    PUBLIC = "public", "acteurs publics", "Collectivités, État, établissements publics."
    BUSINESS = "entreprise", "entreprises", "Entreprises et leurs groupements."
    SOCIAL_ECONOMY = (
        "ess",
        "économie sociale et solidaire",
        "Associations, coopératives, mutuelles, fondations.",
    )
    KNOWLEDGE = (
        "formation_recherche",
        "formation et recherche",
        "Écoles, universités, centres techniques.",
    )
    CITIZENS = "citoyens", "habitants", "Habitants et collectifs citoyens."


class FunderCategory(Word):
    """La famille d’un financeur."""

    REGION = "region", "Région", "Conseil régional, actuel ou antérieur à 2016."
    STATE = "etat", "État", "État et ses opérateurs."
    EUROPE = "europe", "Union européenne", "Fonds européens."
    DEPARTMENT = "departement", "Département", "Conseil départemental."
    LOCAL = (
        "epci_commune",
        "communes et intercommunalités",
        "Communes et leurs groupements.",
    )
    PUBLIC_BANK = (
        "banque_publique",
        "banque publique",
        "Banque des Territoires, Bpifrance…",
    )
    PRIVATE = "prive", "entreprises", "Entreprises privées."
    FOUNDATION = "fondation", "fondations", "Fondations et mécénat."
    OWN = "autofinancement", "autofinancement", "La coopération et ses membres."


class MoneyUse(Word):
    """À quoi sert une somme."""

    SEED = "amorcage", "amorçage", "Lancer : étude, prototype, premier poste."
    ENGINEERING = "ingenierie", "ingénierie", "Animer, monter, accompagner le projet."
    INVESTMENT = "investissement", "investissement", "Bâtiments, machines, équipements."
    OPERATING = "fonctionnement", "fonctionnement", "Dépenses courantes."
    UNSPECIFIED = "non_precise", "usage non précisé", "La source ne le dit pas."


class NetworkType(Word):
    """Ce qu’est un réseau d’appui."""

    NETWORK = "reseau", "réseau", "Fédère et représente."
    INCUBATOR = "incubateur", "incubateur", "Accompagne des créations."
    RESOURCE_CENTRE = (
        "centre_ressources",
        "centre de ressources",
        "Documente, forme, met en relation.",
    )
    AGENCY = "agence", "agence", "Agit pour une politique publique."
    FUNDER = "financeur", "financeur", "Finance ou garantit."


class EventType(Word):
    """Ce qu’est un événement."""

    CREATIVE_EVENING = (
        "soiree_creative",
        "soirée créative",
        "Habitants et entreprises imaginent des activités.",
    )
    MEETING = "rencontre", "rencontre", "Réunion, séminaire, assemblée."
    FORUM = "forum", "forum", "Salon ou forum ouvert au public."
    OTHER = "autre", "autre événement", "Fête, lancement, anniversaire…"


class PointKind(Word):
    """Ce que désigne la position d’une commune."""

    TOWN_HALL = "mairie", "mairie", "Position de la mairie."
    CENTROID = "centroide", "centre", "Centre de la commune."
    INTERIOR = (
        "interieur",
        "point intérieur",
        "Un point de la commune, son centre étant dehors.",
    )


class YesNo(Word):
    """Oui ou non."""

    YES = "oui", "oui", "C’est le cas."
    NO = "non", "non", "Ce n’est pas le cas."
