"""The legal notice, from the settings; what is not filled is shown as missing: nobody overlooks it."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from ..catalog import Catalog
from ..templating import render
from .base import Fragment, settings_alone

LABELS = {
    "editeur": "Éditeur",
    "adresse": "Adresse",
    "telephone": "Téléphone",
    "directeur_publication": "Directeur ou directrice de la publication",
    "hebergeur": "Hébergeur",
    "hebergeur_adresse": "Adresse de l’hébergeur",
    "hebergeur_telephone": "Téléphone de l’hébergeur",
}


def legal_notice(catalog: Catalog, attributes: Mapping[str, str], root: str) -> Markup:
    """Every mention that the law asks for, and the e-mail address when there is one."""
    mentions = {label: getattr(catalog.settings.mentions, key).strip() for key, label in LABELS.items()}
    return render("fragments/mentions.html", root, mentions=mentions, contact=catalog.settings.contact)


FRAGMENT = Fragment(
    name="mentions",
    definition="Les mentions légales, telles que mkdocs.yml les donne.",
    render=legal_notice,
    key=settings_alone,
)
