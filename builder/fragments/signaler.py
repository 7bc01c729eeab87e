"""Ways to tell us something: messages already begun, on the forge or by e-mail."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import Markup

from ..catalog import Catalog
from ..config import Settings
from ..forge import CORRECTION, PROPOSAL, form_url, issue_url
from ..templating import render
from ..wording import NARROW
from .base import Fragment, settings_alone


@dataclass(frozen=True, slots=True)
class Report:
    """Something that people may tell: what the link says, the title, the questions or the form with them."""

    label: str
    title: str
    questions: tuple[str, ...]
    form: str = ""

    @property
    def opening(self) -> str:
        """The title, to be ended by whoever reports."""
        return f"{self.title}{NARROW}: "

    @property
    def body(self) -> str:
        """The questions, each with room for its answer."""
        return "\n\n".join(f"{question}{NARROW}:\n" for question in self.questions)


REPORTS = (
    Report(
        "Signaler une coopération",
        "Nouvelle coopération",
        (
            "Nom de la coopération",
            "Commune ou territoire",
            "Ce qu’elle fait, avec qui, depuis quand",
            "Ce qu’elle apporte (emplois, services, argent, environnement)",
            "Sources (adresses web)",
        ),
        PROPOSAL,
    ),
    Report(
        "Signaler une erreur",
        "Erreur",
        ("Page concernée", "Ce qui est inexact", "Ce qu’il faudrait lire", "Source (adresse web)"),
        CORRECTION,
    ),
    Report(
        "Annoncer une rencontre",
        "Rencontre",
        ("Nom de la rencontre", "Dates", "Commune et lieu", "Coopération concernée", "Source (adresse web)"),
    ),
    Report(
        "Proposer une aide ou un réseau",
        "Aide ou réseau",
        ("Nom", "Organisme", "À qui et à quoi cela sert", "Date limite", "Source (adresse web)"),
    ),
)


def report_links(catalog: Catalog, attributes: Mapping[str, str], root: str) -> Markup:
    """A link to a new issue for each kind of report, and to a message when an e-mail address is given."""
    settings = catalog.settings
    links = [
        (report.label, _forge_url(settings, report), mail_url(settings.contact, report)) for report in REPORTS
    ]
    return render("fragments/signaler.html", root, links=links)


def _forge_url(settings: Settings, report: Report) -> str:
    if report.form:
        return form_url(settings, report.form, report.opening)
    return issue_url(settings, report.opening, report.body)


def mail_url(contact: str, report: Report) -> str:
    """A message already begun; empty without address. Lines end as e-mail wants them (RFC 6068)."""
    if not contact:
        return ""
    body = report.body.replace("\n", "\r\n")
    return f"mailto:{quote(contact, safe='@')}?subject={quote(report.opening)}&body={quote(body)}"


FRAGMENT = Fragment(
    name="signaler",
    definition="Des messages déjà commencés : signaler une coopération, une erreur, une rencontre, une aide.",
    render=report_links,
    key=settings_alone,
)
