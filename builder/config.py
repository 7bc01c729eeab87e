"""The settings of the territory, read from `mkdocs.yml`; the only reader of it.

Adopting Vitrine elsewhere means changing these settings and `data/`, never the code.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields
from pathlib import Path
from typing import Any, TypeVar

import yaml
from yaml_env_tag import construct_env_tag  # type: ignore[import-untyped]

from .errors import ConfigError, Level, Place, Problem
from .wording import suggestion

T = TypeVar("T")

FILE = "mkdocs.yml"
RESERVED = (
    ".example",
    ".invalid",
    ".test",
    ".localhost",
)  # RFC 2606: never a real site


@dataclass(frozen=True, slots=True, kw_only=True)
class Licence:
    """The licence of the data: name that people read, official address, SPDX identifier."""

    nom: str
    url: str
    spdx: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalNotice:
    """What the law asks of a public site; empty strings until the publisher fills them."""

    editeur: str = ""
    adresse: str = ""
    telephone: str = ""
    directeur_publication: str = ""
    hebergeur: str = ""
    hebergeur_adresse: str = ""
    hebergeur_telephone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What one territory chooses; French names are the keys of `extra.vitrine`."""

    site_name: str
    site_url: str
    repo_url: str
    docs_dir: str = "docs"
    site_dir: str = "site"
    territoire: str
    en_territoire: str  # with its preposition, to end a sentence: « en Auvergne-Rhône-Alpes »
    code_region: str
    licence: Licence
    attribution_cartes: str
    donnees: str = "data"
    recits: str = "data/recits"
    branche: str = "main"
    contact: str = ""
    accessibilite: str = "non conforme"
    mentions: LegalNotice = field(default_factory=LegalNotice)


class _Loader(yaml.SafeLoader):
    """Safe YAML with the engines' `!ENV`; their other tags (`!!python/name:`) pass as nothing."""


_Loader.add_constructor("!ENV", construct_env_tag)
_Loader.add_multi_constructor("", lambda loader, suffix, node: None)


def read_settings(project: Path) -> Settings:
    """The settings of a project folder; ConfigError, in French, when they cannot be used."""
    document = _document(project / FILE)
    own = _mapping(document.get("extra", {}), "extra").get("vitrine")
    if own is None:
        raise ConfigError(f"{FILE} : il manque la section « extra: vitrine: », qui décrit le territoire.")
    engine = {
        key: document[key]
        for key in ("site_name", "site_url", "repo_url", "docs_dir", "site_dir")
        if key in document
    }
    for key in ("site_url", "repo_url"):
        engine[key] = str(engine.get(key) or "").rstrip("/")
    engine["site_url"] += "/"
    values = dict(_mapping(own, "extra.vitrine"))
    values["licence"] = _section(Licence, values.get("licence"), "extra.vitrine.licence")
    values["mentions"] = _section(LegalNotice, values.get("mentions", {}), "extra.vitrine.mentions")
    return _build(Settings, engine | values, "extra.vitrine")


def _document(file: Path) -> Mapping[str, Any]:
    try:
        return _mapping(yaml.load(file.read_text(encoding="utf-8"), _Loader), FILE)
    except FileNotFoundError:
        raise ConfigError(
            f"{FILE} : le fichier manque. Lancez la commande dans le dossier du projet."
        ) from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f":{mark.line + 1}" if mark else ""
        raise ConfigError(
            f"{FILE}{where} : le fichier n’est pas du YAML valable. Vérifiez les retraits."
        ) from None


def _mapping(value: Any, where: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise ConfigError(f"{FILE} : « {where} » doit être une suite de lignes « clé: valeur ».")
    return value


def _section(kind: type[T], value: Any, where: str) -> T:
    return _build(kind, _mapping(value if value is not None else {}, where), where)


def _build(kind: type[T], values: Mapping[str, Any], where: str) -> T:
    """A dataclass from a mapping; unknown, missing and mistyped keys are named, in French."""
    known = {f.name: f for f in fields(kind)}  # type: ignore[arg-type]
    for key, value in values.items():
        if key not in known:
            raise ConfigError(
                f"{FILE} : « {where}.{key} » est inconnu. {suggestion(str(key), known, most=20)}"
            )
        if known[key].type == "str" and not isinstance(value, str):
            raise ConfigError(
                f"{FILE} : « {where}.{key} » doit être un texte. Mettez-le entre guillemets droits."
            )
    for name, f in known.items():
        if name not in values and f.default is MISSING and f.default_factory is MISSING:
            raise ConfigError(f"{FILE} : il manque « {where}.{name} ».")
    return kind(**values)


def check_publication(settings: Settings) -> list[Problem]:
    """What the law or good sense asks before the site is put online; a preview does not need it."""
    problems = [
        _unfit(
            f"extra.vitrine.mentions.{f.name}",
            "la mention légale est vide",
            "Renseignez-la : la loi l’exige.",
        )
        for f in fields(LegalNotice)
        if not getattr(settings.mentions, f.name).strip()
    ]
    for key in ("site_url", "repo_url"):
        address = getattr(settings, key)
        host = address.removeprefix("https://").split("/")[0]
        if not address.startswith("https://") or host.endswith(RESERVED):
            problems.append(
                _unfit(
                    key,
                    f"« {address} » n’est pas l’adresse d’un vrai site",
                    "Écrivez la vôtre, en https.",
                )
            )
    return problems


def _unfit(key: str, what: str, fix: str) -> Problem:
    return Problem("mise-en-ligne", Place(FILE, column=key), f"{what}.", fix, Level.WARNING)
