"""Grants in the form that French local authorities publish theirs in: SCDL « subventions » 2.1.1.

https://schema.data.gouv.fr/scdl/subventions/2.1.1/documentation.html

Our rows come from published sources, not from the agreements: most of what the form asks is not known. What
is not known is empty, never guessed, and the page of downloads says why column by column.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from ..anchors import anchors
from ..canonical import csv_text
from ..catalog import CaseStudy, Catalog
from ..keys import cases_key
from ..output import Output
from ..records import Funding
from ..text import citation
from ..words import FunderCategory, MoneyUse, Nature
from .csv_tables import safe
from .published import FOLDER

PATH = f"{FOLDER}/scdl/subventions.csv"
PUBLIC = (
    FunderCategory.REGION,
    FunderCategory.STATE,
    FunderCategory.EUROPE,
    FunderCategory.DEPARTMENT,
    FunderCategory.LOCAL,
)
Grant = tuple[CaseStudy, Funding]


@dataclass(frozen=True, slots=True)
class GrantColumn:
    """A column of the form: whether it must be filled in, what fills it here, else why nothing does."""

    name: str
    required: bool
    value: Callable[[CaseStudy, Funding], str] | None = None
    why: str = ""


def _object(study: CaseStudy, grant: Funding) -> str:
    return "" if grant.use is MoneyUse.UNSPECIFIED else grant.use.label


_SIRET = "Nos sources donnent un nom, pas de numéro SIRET."
_AGREEMENT = "Nos sources parlent de la somme, pas de la convention."
COLUMNS = (
    GrantColumn("nomAttribuant", True, lambda study, grant: grant.funder),
    GrantColumn("idAttribuant", True, why=_SIRET),
    GrantColumn("dateConvention", True, why="Nous n’avons que l’année, et pas toujours : voir « annee »."),
    GrantColumn("referenceDecision", True, why=_AGREEMENT),
    GrantColumn("nomBeneficiaire", True, lambda study, grant: study.project.name),
    GrantColumn("idBeneficiaire", True, why=_SIRET),
    GrantColumn("rnaBeneficiaire", False, why="Nos sources ne donnent pas le numéro d’association."),
    GrantColumn("objet", True, _object, "Vide quand la source ne dit pas à quoi sert la somme."),
    GrantColumn("montant", True, lambda study, grant: f"{grant.amount.normalize():f}"),
    GrantColumn("nature", True, why="Nos sources ne disent pas si l’aide est versée ou donnée en nature."),
    GrantColumn("conditionsVersement", True, why=_AGREEMENT),
    GrantColumn("datesPeriodeVersement", True, why=_AGREEMENT),
    GrantColumn("idRAE", False, why="Nos sources ne nomment pas l’aide d’après ce répertoire."),
    GrantColumn("notificationUE", True, why=_AGREEMENT),
    GrantColumn("pourcentageSubvention", True, why="Nous ne savons pas s’il y a un seul bénéficiaire."),
    GrantColumn("dispositifAide", False, why="Nos sources ne donnent pas cet identifiant."),
)
ADDED = ("annee", "source", "adresse")  # what makes the row checkable; a validator only warns of them


def grants(catalog: Catalog) -> list[Grant]:
    """The public money of cases that was granted, not only hoped for, by case then as their pages have it."""
    return [
        (study, funding)
        for study in catalog.studies
        for funding in study.fundings
        if funding.category in PUBLIC and funding.nature is not Nature.TARGET
    ]


def tables(catalog: Catalog) -> Iterator[Output]:
    """One CSV, without rows when no public money is known."""
    key = cases_key(catalog, catalog.studies, ("financements",))
    yield Output.later(PATH, key, partial(_content, catalog))


def _content(catalog: Catalog) -> bytes:
    header = (*(column.name for column in COLUMNS), *ADDED)
    rows = ((*cells(study, grant), *_added(catalog, study, grant)) for study, grant in grants(catalog))
    return csv_text((header, *rows)).encode()


def cells(study: CaseStudy, grant: Funding) -> list[str]:
    """What is known of a grant, in the order of the form."""
    return [safe(column.value(study, grant)) if column.value else "" for column in COLUMNS]


def _added(catalog: Catalog, study: CaseStudy, grant: Funding) -> tuple[str, ...]:
    address = f"{catalog.settings.site_url}{study.path}#{anchors(study)['financements', grant.line].long}"
    return str(grant.year or ""), safe(citation(catalog.sources[grant.source_id])), address
