"""What a slot can hold, by name: the fragments that editors put in hand-written pages, one file each."""

from __future__ import annotations

from . import (
    agenda,
    aides,
    carte,
    cas_a_la_une,
    cette_page,
    changements,
    chiffre_cle,
    chiffres_cles,
    classeur,
    comparateur,
    criteres,
    dictionnaire,
    edition,
    editions,
    erreurs,
    explorateur,
    graphique,
    grille,
    groups,
    licence,
    liste_projets,
    mentions,
    plan,
    reseaux,
    signaler,
    sources,
    telechargements,
)
from .base import Fragment

FRAGMENTS: dict[str, Fragment] = {
    fragment.name: fragment
    for fragment in (
        carte.FRAGMENT,
        chiffres_cles.FRAGMENT,
        chiffre_cle.FRAGMENT,
        graphique.FRAGMENT,
        liste_projets.FRAGMENT,
        explorateur.FRAGMENT,
        comparateur.FRAGMENT,
        cas_a_la_une.FRAGMENT,
        groups.TERRITORIES,
        groups.THEMES,
        groups.TYPES,
        criteres.FRAGMENT,
        grille.FRAGMENT,
        reseaux.FRAGMENT,
        agenda.FRAGMENT,
        aides.FRAGMENT,
        sources.FRAGMENT,
        telechargements.FRAGMENT,
        classeur.FRAGMENT,
        dictionnaire.FRAGMENT,
        erreurs.FRAGMENT,
        licence.FRAGMENT,
        signaler.FRAGMENT,
        mentions.FRAGMENT,
        plan.FRAGMENT,
        edition.FRAGMENT,
        editions.FRAGMENT,
        changements.FRAGMENT,
        cette_page.FRAGMENT,
    )
}
