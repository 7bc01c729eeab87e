"""What a reader may do about the page under their eyes: tell of an error, edit its text, edit its data."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from ..catalog import Catalog
from ..forge import correction_url, data_url
from ..records import CURATED
from ..sharing.addresses import public_address
from ..templating import render
from .base import Attribute, Fragment, settings_alone


def page_links(catalog: Catalog, attributes: Mapping[str, str], root: str) -> Markup:
    """Links to the forge; those that lack an address are left out."""
    settings = catalog.settings
    report = correction_url(settings, attributes["adresse"], f"Erreur : {attributes['titre']}")
    table = CURATED.get(attributes.get("tableau", ""))
    data = data_url(settings, table.file, 1) if table else ""
    text = attributes.get("texte", "")
    return render(
        "fragments/cette-page.html",
        root,
        title=attributes["titre"],
        share_url=public_address(catalog, attributes["adresse"]),
        report_url=report,
        data_url=data,
        text_url=text,
    )


FRAGMENT = Fragment(
    name="cette-page",
    definition="De quoi améliorer la page : signaler une erreur, modifier le texte ou les données.",
    attributes=(
        Attribute(name="titre", definition="Le titre de la page.", example="Méthode", required=True),
        Attribute(
            name="adresse",
            definition="L’adresse de la page dans le site, vide pour l’accueil.",
            example="methode/",
            required=True,
        ),
        Attribute(
            name="texte",
            definition="Où modifier son texte, sur la forge.",
            example="https://forge.example/methode.md",
        ),
        Attribute(
            name="tableau",
            definition="Le tableau dont la page montre les lignes.",
            example="evenements",
            choices=lambda _: CURATED,
        ),
    ),
    render=page_links,
    key=settings_alone,
)
