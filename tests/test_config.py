"""The settings of a territory: what they must hold, and what is said when they do not."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from builder.config import LegalNotice, check_publication, read_settings
from builder.errors import ConfigError

ROOT = Path(__file__).parent.parent
MINIMAL = """\
site_name: Vitrine
extra:
  vitrine:
    territoire: Terre d’Essai
    en_territoire: en Terre d’Essai
    code_region: "99"
    licence: {nom: Licence d’essai, url: https://licence.example/, spdx: CC0-1.0}
    attribution_cartes: Contours inventés
"""


def refusal(tmp_path: Path, text: str) -> str:
    """What is said of a `mkdocs.yml`."""
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as error:
        read_settings(tmp_path)
    return str(error.value)


def test_the_least_settings_are_a_name_and_a_territory(tmp_path: Path):
    (tmp_path / "mkdocs.yml").write_text(MINIMAL, encoding="utf-8")
    settings = read_settings(tmp_path)
    assert (settings.territoire, settings.code_region, settings.donnees) == ("Terre d’Essai", "99", "data")
    assert (settings.licence.spdx, settings.mentions) == ("CC0-1.0", LegalNotice())


def test_our_own_settings_and_those_of_another_territory_are_read(petit: Path):
    assert read_settings(ROOT).code_region == "84"
    other = read_settings(petit)
    assert (other.code_region, other.branche, other.site_url) == (
        "99",
        "essai",
        "https://essai.example/vitrine/",
    )


def test_the_address_of_the_site_ends_with_a_slash_and_that_of_the_forge_does_not(tmp_path: Path):
    urls = "site_url: https://a.example/b\nrepo_url: https://forge.example/c/\n"
    (tmp_path / "mkdocs.yml").write_text(urls + MINIMAL, encoding="utf-8")
    settings = read_settings(tmp_path)
    assert (settings.site_url, settings.repo_url) == ("https://a.example/b/", "https://forge.example/c")


def test_an_environment_variable_may_give_an_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("VITRINE_ESSAI", "https://a.example/")
    text = 'site_url: !ENV [VITRINE_ESSAI, "https://b.example/"]\n' + MINIMAL
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    assert read_settings(tmp_path).site_url == "https://a.example/"


def test_the_tags_of_the_engines_do_not_run(tmp_path: Path):
    text = MINIMAL + "markdown_extensions:\n  - x: !!python/object/apply:os.system ['false']\n"
    (tmp_path / "mkdocs.yml").write_text(text, encoding="utf-8")
    assert read_settings(tmp_path).site_name == "Vitrine"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: [", "mkdocs.yml:1 : le fichier n’est pas du YAML valable."),
        ("- a\n- b\n", "« mkdocs.yml » doit être une suite de lignes « clé: valeur »."),
        ("site_name: Vitrine\n", "il manque la section « extra: vitrine: »"),
        ("extra:\n", "il manque la section « extra: vitrine: »"),
        (MINIMAL.replace("site_name", "site_nom"), "il manque « site_name »"),
        (MINIMAL.replace('"99"', "99"), "« extra.vitrine.code_region » doit être un texte."),
        (MINIMAL.replace("    territoire:", "    teritoire:"), "Vouliez-vous dire « territoire » ?"),
        (MINIMAL.replace("    territoire: Terre d’Essai\n", ""), "il manque « extra.vitrine.territoire »."),
        (MINIMAL.replace("spdx: CC0-1.0", "sdpx: CC0-1.0"), "Vouliez-vous dire « spdx » ?"),
        (MINIMAL.replace("Licence d’essai", '""'), "licence.nom » est vide. Nommez la licence"),
        (MINIMAL.replace("https://licence.example/", "licence"), "licence.url » doit être l’adresse de"),
        (re.sub("    licence:.*\n", "", MINIMAL), "il manque « extra.vitrine.licence.nom »."),
        (MINIMAL.replace("{nom", "[{nom").replace("0}", "0}]"), "« extra.vitrine.licence » doit être"),
        (MINIMAL + "    site_url: https://a.example/\n", "mais en tête du fichier"),
        (MINIMAL + "    donnees: ../ailleurs\n", "« donnees » doit nommer un dossier du projet"),
        (MINIMAL + "    recits: /etc\n", "« recits » doit nommer un dossier du projet"),
        (MINIMAL + "    accessibilite: conforme\n", "« conforme ». Vouliez-vous dire « non conforme » ?"),
        (MINIMAL + "    mentions: {editeur: 3}\n", "« extra.vitrine.mentions.editeur » doit être un texte."),
    ],
)  # fmt: skip
def test_unusable_settings_are_refused_in_french(tmp_path: Path, text: str, said: str):
    assert said in refusal(tmp_path, text)


def test_a_folder_without_settings_is_not_a_project(tmp_path: Path):
    with pytest.raises(ConfigError, match="Lancez la commande dans le dossier du projet"):
        read_settings(tmp_path)


def test_before_going_online_the_legal_notice_is_filled_and_the_addresses_are_real(petit: Path):
    settings = read_settings(petit)
    unfit = {problem.place.column for problem in check_publication(settings)}
    assert {"extra.vitrine.mentions.hebergeur", "site_url", "repo_url"} <= unfit
    assert "extra.vitrine.mentions.editeur" not in unfit
    notice = LegalNotice(**dict.fromkeys(LegalNotice.__dataclass_fields__, "x"))
    ready = replace(
        settings, mentions=notice, site_url="https://vitrine.fr/", repo_url="https://forge.fr/vitrine"
    )
    assert check_publication(ready) == []
