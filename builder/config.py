"""The settings of the territory, read from `mkdocs.yml`; the only reader of it.

Adopting Vitrine elsewhere means changing these settings and `data/`, never the code.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields
from pathlib import Path, PurePosixPath
from typing import Any, TypeVar

import yaml
from yaml_env_tag import construct_env_tag  # type: ignore[import-untyped]

from .errors import ConfigError, Level, Place, Problem
from .wording import quoted, suggestion

T = TypeVar("T")

FILE = "mkdocs.yml"
# RFC 2606: never a real site.
RESERVED = (".example", ".invalid", ".test", ".localhost", "example.com", "example.org", "example.net")
ACCESSIBILITY = (
    "non conforme",
    "partiellement conforme",
    "totalement conforme",
)  # what an audit can conclude


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

    @property
    def has_address(self) -> bool:
        """Whether the address of the site is known, and so those of its pages in full."""
        return "://" in self.site_url


class _Loader(yaml.SafeLoader):
    """Safe YAML with the engines' `!ENV`; their other tags (`!!python/name:`) pass as nothing."""


_Loader.add_constructor("!ENV", construct_env_tag)
_Loader.add_multi_constructor("", lambda loader, suffix, node: None)


def read_settings(project: Path) -> Settings:
    """The settings of a project folder; ConfigError, in French, when they cannot be used."""
    document = _document(project / FILE)
    own = _mapping(document.get("extra") or {}, "extra").get("vitrine")
    if own is None:
        raise ConfigError(f"{FILE} : il manque la section « extra: vitrine: », qui décrit le territoire.")
    values = dict(_mapping(own, "extra.vitrine"))
    _refuse_engine_keys(values)
    values["licence"] = _section(Licence, values.get("licence"), "extra.vitrine.licence")
    values["mentions"] = _section(LegalNotice, values.get("mentions"), "extra.vitrine.mentions")
    return _checked(_build(Settings, _engine_settings(document) | values, "extra.vitrine"))


ENGINE_KEYS = ("site_name", "site_url", "repo_url", "docs_dir", "site_dir")


def _engine_settings(document: Mapping[str, Any]) -> dict[str, Any]:
    """What MkDocs and Vitrine both read, at the top of the file."""
    engine = {key: document[key] for key in ENGINE_KEYS if document.get(key) is not None}
    if "site_name" not in engine:
        raise ConfigError(f"{FILE} : il manque « site_name », le nom du site.")
    _refuse_other_than_texts(engine)
    engine["site_url"] = engine.get("site_url", "").rstrip("/") + "/"
    engine["repo_url"] = engine.get("repo_url", "").rstrip("/")
    return engine


def _refuse_engine_keys(values: Mapping[str, Any]) -> None:
    for key in ENGINE_KEYS:
        if key in values:
            raise ConfigError(
                f"{FILE} : « {key} » ne se règle pas dans « extra.vitrine », mais en tête du fichier."
            )


def _refuse_other_than_texts(values: Mapping[str, Any], where: str = "") -> None:
    for key, value in values.items():
        if not isinstance(value, str):
            raise ConfigError(
                f"{FILE} : « {where}{key} » doit être un texte. Mettez-le entre guillemets droits."
            )


def _checked(settings: Settings) -> Settings:
    """Settings whose values are possible: folders of the project, a state of accessibility."""
    for key in ("docs_dir", "donnees", "recits"):
        folder = PurePosixPath(getattr(settings, key).replace("\\", "/"))
        if folder.is_absolute() or ".." in folder.parts or not folder.parts:
            raise ConfigError(f"{FILE} : « {key} » doit nommer un dossier du projet, par exemple « data ».")
    _refuse_unfit_licence(settings.licence)
    if settings.accessibilite not in ACCESSIBILITY:
        raise ConfigError(
            f"{FILE} : « extra.vitrine.accessibilite » ne peut pas valoir {quoted(settings.accessibilite)}. "
            + suggestion(settings.accessibilite, ACCESSIBILITY)
        )
    return settings


def _refuse_unfit_licence(licence: Licence) -> None:
    """Data without a licence cannot be reused: nothing is published before it is named."""
    for key in (f.name for f in fields(Licence)):
        if not getattr(licence, key).strip():
            raise ConfigError(
                f"{FILE} : « extra.vitrine.licence.{key} » est vide. Nommez la licence des données : sans "
                "elle, personne n’a le droit de les reprendre."
            )
    if not licence.url.startswith(("https://", "http://")) or " " in licence.url:
        raise ConfigError(
            f"{FILE} : « extra.vitrine.licence.url » doit être l’adresse de la licence, qui commence par https://."
        )


def _document(file: Path) -> Mapping[str, Any]:
    try:
        return _mapping(yaml.load(file.read_text(encoding="utf-8"), _Loader), FILE)
    except FileNotFoundError:
        raise ConfigError(
            f"{FILE} : le fichier manque. Lancez la commande dans le dossier du projet."
        ) from None
    except OSError as error:
        raise ConfigError(f"{FILE} : le fichier ne s’ouvre pas ({error.strerror}).") from None
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
    for key in values:
        if key not in known:
            cure = suggestion(str(key), known, most=20)
            raise ConfigError(f"{FILE} : {quoted(f'{where}.{key}')} est inconnu. {cure}")
    _refuse_other_than_texts({k: v for k, v in values.items() if known[k].type == "str"}, f"{where}.")
    for name, f in known.items():
        if name not in values and f.default is MISSING and f.default_factory is MISSING:
            raise ConfigError(f"{FILE} : il manque « {where}.{name} ».")
    return kind(**values)


def check_publication(settings: Settings) -> list[Problem]:
    """What the law or good sense asks before the site is put online; a preview does not need it."""
    empty = [f.name for f in fields(LegalNotice) if not getattr(settings.mentions, f.name).strip()]
    return [
        *(_unfit(f"extra.vitrine.mentions.{name}", *_EMPTY_NOTICE) for name in empty),
        *(
            _unfit(
                key, f"{quoted(getattr(settings, key))} n’est pas l’adresse d’un vrai site.", _REAL_ADDRESS
            )
            for key in ("site_url", "repo_url")
            if not is_real(getattr(settings, key))
        ),
        *([] if "@" in settings.contact else [_without_contact()]),
    ]


def _without_contact() -> Problem:
    """Not an error: no law asks for it, and none is invented."""
    what = "aucun contact : .well-known/security.txt, qui dit à qui signaler une faille, n’est pas publié."
    fix = "Écrivez une adresse électronique générique."
    return Problem("sans-contact", Place(FILE, column="extra.vitrine.contact"), what, fix, Level.WARNING)


_EMPTY_NOTICE = ("la mention légale est vide.", "Renseignez-la : la loi l’exige.")
_REAL_ADDRESS = "Écrivez la vôtre, qui commence par https://."


def is_real(address: str) -> bool:
    """Whether a web address can be that of a site, and not one of the names reserved for examples."""
    host = address.removeprefix("https://").split("/")[0]
    return address.startswith("https://") and "." in host and not host.endswith(RESERVED)


def _unfit(key: str, what: str, fix: str) -> Problem:
    return Problem("mise-en-ligne", Place(FILE, column=key), what, fix)
