"""Freezing: a dated copy of the data, and of what shows it, that never changes again.

catalogue ──content──▶ Output… ──edition.json──▶ docs/editions/2026-11/, to be committed

What is frozen is what the site publishes, taken from the same outputs: only its pages are made here, without
JavaScript, so that they need nothing but themselves.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..config import is_real
from ..editions import FOLDER, NAME, Edition, manifest
from ..errors import BuilderError
from ..exhibits import exhibits
from ..pipeline import load
from ..products import PRODUCTS
from ..rewrite import write_folder
from ..wording import quoted
from .content import content
from .selection import chosen

__all__ = ["Frozen", "freeze"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Frozen:
    """What was frozen: the folder relative to the project, counts, bytes; whether its addresses are real."""

    folder: str
    files: int
    exhibits: int
    size: int
    real_addresses: bool


def freeze(project: Path, name: str, *, figures: bool = True, cases: bool = False) -> Frozen:
    """Write an edition of a project under its `docs/editions/`, whole or not at all.

    `figures` keeps maps, charts and key figures besides the data; `cases` the maps of each case too.
    DataError when the data or the pages hold an error; BuilderError when the name is not one that may come.
    """
    require_name(name)
    inputs = load(project)
    catalog, settings = inputs.catalog, inputs.settings
    previous = next(iter(catalog.editions), None)
    require_later(name, previous)
    shown = chosen(catalog, exhibits(catalog), cases=cases) if figures else ()
    products = (output for product in PRODUCTS for output in product(catalog))
    outputs, kept = content(catalog, name, shown, products)
    about = manifest(name, catalog.edition, outputs, kept, previous)
    folder = f"{settings.docs_dir}/{FOLDER}/{name}"
    write_folder(project / folder, [*outputs, about])
    return Frozen(
        folder=folder,
        files=len(outputs) + 1,
        exhibits=len(kept),
        size=sum(len(output.content) for output in (*outputs, about)),
        real_addresses=is_real(settings.site_url),
    )


def require_name(name: str) -> None:
    """Refuse a name that is not a year and a month, perhaps followed by a word."""
    if not NAME.fullmatch(name):
        raise BuilderError(
            f"{quoted(name)} ne peut pas nommer une édition. Écrivez l’année et le mois, par exemple "
            "2026-11, ou 2026-11-corrigee s’il y en a une seconde dans le mois."
        )


def require_later(name: str, previous: Edition | None) -> None:
    """Refuse to write over an edition, or before one."""
    if previous and name == previous.name:
        raise BuilderError(
            f"L’édition {quoted(name)} existe déjà, et une édition figée ne change plus : rien n’a été "
            f"écrit. Donnez à celle-ci un autre nom, par exemple {name}-corrigee."
        )
    if previous and name < previous.name:
        raise BuilderError(
            f"{quoted(name)} viendrait avant l’édition {quoted(previous.name)}, déjà figée : rien n’a été "
            "écrit. Une édition vient après les autres."
        )
