"""Between editions: what changed in the published data, in words, with the reason when somebody wrote it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from builder.catalog import Catalog
from builder.changelog import days_in, reasons_in, told_in
from builder.changes.history import changes_json, chapters
from builder.changes.periods import datasets, period, with_newer_columns
from builder.changes.periods_json import FILE, MOST_LINES, MOST_ROWS, told
from builder.editions import Edition, editions_of, manifest
from builder.exports import csv_tables
from builder.fragments import FRAGMENTS
from builder.json_text import readable
from builder.output import Output
from builder.read import EditionFolder, parse_csv
from builder.records import headers_of
from tests.small_catalog import ROWS
from tests.small_catalog import small_catalog as bare_catalog

EPCI = {"epci": "900000098,CC du Gué,CC,12000,46.5,0.5,oui\n"}
CORRECTED = ROWS["emplois"].replace(",10,emplois,", ",13,emplois,").replace(",6,emplois,", ",7,emplois,")


def small_catalog(changes: dict[str, str] | None = None, **more: Any) -> Catalog:
    """The small catalogue without anything that keeps totals from being compared."""
    return bare_catalog({**EPCI, **(changes or {})}, **more)


def edition_with(name: str, files: Mapping[str, bytes], previous: Edition | None = None) -> Edition:
    """An edition in memory."""
    outputs = [Output(path, content) for path, content in files.items()]
    about = manifest(name, date(2026, 1, 12), outputs, (), previous)
    folder = EditionFolder(
        name, about.content, {**files, about.path: about.content}.__getitem__, tuple(files)
    )
    (edition,) = editions_of([folder])
    return edition


def frozen(catalog: Catalog, name: str = "2026-01", more: Mapping[str, bytes] | None = None) -> Edition:
    """The data of a catalogue as an edition."""
    files = {output.path: output.content for output in csv_tables.tables(catalog)}
    return edition_with(name, files | dict(more or {}))


def since(changes: dict[str, str], edition: Edition | None = None, reasons: dict[str, str] | None = None):
    return period(edition or frozen(small_catalog()), small_catalog(changes, reasons=reasons))


def lines(changes: dict[str, str], title: str) -> list[str]:
    found = [section for section in since(changes).sections if section.title == title]
    return [
        str(line).replace("\u202f", " ").replace("\u00a0", " ") for section in found for line in section.lines
    ]


def test_the_small_catalogue_has_the_figure_that_these_tests_correct():
    assert ROWS["emplois"] != CORRECTED


def test_nothing_changed_when_the_bytes_are_the_same():
    same = since({})
    assert same.changes == ()
    assert same.headline == "Aucun changement."


def test_tables_that_did_not_change_are_not_read_again():
    catalog = small_catalog({"emplois": CORRECTED})
    before, after = datasets(frozen(small_catalog()), catalog)
    assert before.records["projets"] is after.records["projets"] is catalog.dataset.records["projets"]
    assert before.records["emplois"] != after.records["emplois"]


def test_a_corrected_figure_is_said_from_one_value_to_the_other():
    _, line = lines({"emplois": CORRECTED}, "Projets modifiés")
    assert "6 → 7" in line


def test_what_came_and_went_is_said():
    added = ROWS["partenaires"] + "lait,Une banque,ess,,bilan-2022\n"
    assert "partenaire ajouté : « Une banque »" in lines({"partenaires": added}, "Projets modifiés")[0]
    removed = ROWS["partenaires"].split("\n", 1)[1]
    assert "partenaire supprimé" in lines({"partenaires": removed}, "Projets modifiés")[0]


def test_totals_are_compared_too():
    assert since({"emplois": CORRECTED}).headline.count("total") >= 1


def test_why_comes_from_the_change_log():
    told_ = told(since({"emplois": CORRECTED}, reasons={"laine": "le chiffre était d’avant 2019"}))
    phrase, other = told_["rubriques"][0]["phrases"]
    assert other["pourquoi"] == []
    assert (phrase["projet"], phrase["pourquoi"]) == ("laine", ["le chiffre était d’avant 2019"])


def test_why_comes_from_a_note_that_was_rewritten_with_its_figure():
    row = next(line for line in CORRECTED.splitlines() if ",13,emplois," in line)
    noted = CORRECTED.replace(row, f"{row.rpartition(',')[0]},recompté par la source")
    phrase, _ = told(since({"emplois": noted}))["rubriques"][0]["phrases"]
    assert phrase["pourquoi"] == ["recompté par la source"]


def test_reasons_are_the_lines_of_the_part_to_come_that_name_a_project():
    changelog = """# Journal

## Non publié

- Une page nouvelle, avec `vitrine freeze`.
- `laine` : l’effectif était celui
  du groupe.
- `lait`: retiré à sa demande.

## 2026-01

- `laine` : ancienne raison.
"""
    assert reasons_in(changelog) == {
        "laine": "l’effectif était celui du groupe.",
        "lait": "retiré à sa demande.",
    }
    assert reasons_in("") == {}


def test_days_are_those_of_the_whole_log_so_that_none_is_lost_with_an_edition():
    changelog = """# Journal

## Non publié

- `laine` (2026-12-03) : l’effectif était celui
  du groupe.
- `lait`(2026-11-05): retiré à sa demande.
- `reseaux` (2026-13-45) : jour impossible.

## 2026-01

- `laine` (2026-01-31) : ancienne raison.
- `reseau` (2025-12-01) : une autre.
- Une page (2026-12-09) : rien sur les données.
"""
    assert days_in(changelog) == {
        "laine": date(2026, 12, 3),
        "lait": date(2026, 11, 5),
        "reseau": date(2025, 12, 1),
    }
    assert reasons_in(changelog)["laine"] == "l’effectif était celui du groupe."
    assert [(one.line, one.typed_day) for one in told_in(changelog) if not one.day] == [(8, "2026-13-45")]


def test_a_table_of_an_edition_may_lack_the_columns_that_came_since():
    """Optional ones are taken as empty; a required one cannot be invented, and it is said."""
    headers = headers_of("emplois")
    old = csv_tables.content_of(small_catalog(), "emplois").decode()
    without_note = "\n".join(line.rpartition(",")[0] for line in old.splitlines())
    table = parse_csv(without_note.encode(), "emplois", "emplois.csv", headers)
    assert with_newer_columns(table).header == headers
    edition = frozen(small_catalog(), more={"donnees/emplois.csv": without_note.encode()})
    assert [change.kind for change in since({"emplois": CORRECTED}, edition).changes] == ["modified"] * 2


def test_an_edition_without_a_required_column_or_a_table_does_not_crash():
    edition = frozen(small_catalog(), more={"donnees/emplois.csv": b"id_projet,annee\nlaine,2019\n"})
    (limit,) = since({}, edition).limits
    assert "n’est pas comparé" in limit
    edition = edition_with("2026-01", {})
    assert len(since({}, edition).changes) > 10  # everything seems new


def test_words_that_no_longer_exist_do_not_crash():
    raw = csv_tables.content_of(small_catalog(), "projets").replace(b",actif,", b",actif_ancien,")
    found = since({}, frozen(small_catalog(), more={"donnees/projets.csv": raw}))
    assert found.limits


@pytest.mark.parametrize("damage", [b"\x00\x01", b"", b"<html>", b'"', "é".encode("utf-16")])
def test_a_table_that_cannot_be_read_does_not_crash(damage: bytes):
    assert since({}, frozen(small_catalog(), more={"donnees/emplois.csv": damage})).limits


# ------------------------------------------------------------------ history


def history(*editions: Edition, **changes: str) -> Catalog:
    return small_catalog(changes, editions=editions)


def test_without_edition_there_is_no_history():
    catalog = history()
    assert chapters(catalog) == ()
    (output,) = changes_json(catalog)
    assert json.loads(output.content)["editions"] == []


def test_today_is_a_chapter_only_when_something_changed():
    edition = frozen(small_catalog())
    assert [chapter.edition for chapter in chapters(history(edition))] == [edition]
    today, last = chapters(history(edition, emplois=CORRECTED))
    assert (today.edition, last.edition, last.told) == (None, edition, None)


def test_what_an_edition_changed_is_read_from_it():
    first = frozen(small_catalog())
    kept = told(since({"emplois": CORRECTED}, first))
    second = frozen(small_catalog({"emplois": CORRECTED}), "2026-02", {FILE: readable(kept)})
    newest, oldest = chapters(history(second, first, emplois=CORRECTED))
    assert newest.told == json.loads(readable(kept))
    assert oldest.told is None
    content = json.loads(next(iter(changes_json(history(second, first, emplois=CORRECTED)))).content)
    assert [one["edition"] for one in content["editions"]] == ["2026-02", "2026-01"]
    assert "lignes" not in content["editions"][0]["changements"]
    assert content["editions"][0]["lignes"].endswith("/editions/2026-02/changements.json")


@pytest.mark.parametrize("content", [b"{}", b"[", b"[]", b'{"de": {"edition": 1}, "resume": ""}'])
def test_changes_that_another_version_wrote_do_not_crash(content: bytes):
    (chapter,) = chapters(history(frozen(small_catalog(), more={FILE: content})))
    assert chapter.told is None


def test_thousands_of_changes_are_counted_beyond_what_anyone_reads():
    many = "".join(f"r{n},Réseau {n},reseau,,,Un réseau.,annuaire\n" for n in range(3000))
    said = told(since({"reseaux": many}))
    section = next(one for one in said["rubriques"] if one["titre"] == "Réseaux")
    assert section["nombre"] > 3000
    assert len(section["phrases"]) == MOST_LINES
    assert said["nombre_de_lignes"] > len(said["lignes"]) == MOST_ROWS
    shown = str(FRAGMENTS["changements"].render(history(frozen(small_catalog()), reseaux=many), {}, "../"))
    assert len(shown) < 20_000
    assert "autres, dans le fichier JSON" in shown


def test_what_people_typed_stays_text_in_the_page():
    hostile = (
        ROWS["partenaires"] + '"lait","</script><img src=x onerror=alert(1)> {{ 7*7 }}",ess,,bilan-2022\n'
    )
    shown = str(
        FRAGMENTS["changements"].render(history(frozen(small_catalog()), partenaires=hostile), {}, "")
    )
    assert "<img" not in shown
    assert "{{ 7*7 }}" in shown


def test_the_page_shows_the_lines_of_the_last_editions_only(tmp_path: Path):
    kept = readable(told(since({"emplois": CORRECTED})))
    editions = [frozen(small_catalog(), f"2026-{month:02d}", {FILE: kept}) for month in range(12, 0, -1)]
    shown = str(FRAGMENTS["changements"].render(history(*editions), {}, ""))
    assert shown.count("<section") == 12
    assert shown.count("<h3>Projets modifiés</h3>") == 6
