"""The small territory made to hurt: every text is hostile, and one case has far too much of everything."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterable
from itertools import count, cycle
from pathlib import Path

from builder.charts import CASE_CHARTS, CHARTS
from builder.columns import Column, columns_of
from builder.fragments import FRAGMENTS
from builder.records import TABLES, Record

ROOT = Path(__file__).parent.parent
HOSTILE = (
    "</script><img src=x onerror=alert(1)>",
    "<script>alert(2)</script>",
    '"><svg onload=alert(3)>',
    "x' onmouseover='alert(4)",
    "{{ 7*7 }}{% raise %}",
    "${alert(5)}",
    "C:\\2019\\1 \\g<0> @@contenu@@",
    '<div data-slot="plan"></div>',
    "<!-- fin --> & &amp; -->",
    "=HYPERLINK(\"x\") '' `code` **gras** [lien](javascript:alert(6))",
)
STORY = """# Contexte

<script>alert(7)</script> <img src=x onerror=alert(8)> {{ 7*7 }} @@contenu@@

[un lien](javascript:alert(9)) et [un autre](https://lien.example/) ![image](https://ailleurs.example/x.png)

<div data-slot="plan"></div>
"""
TOO_MUCH = "atelier-du-gue"  # the case that has far too much
PARTNERS, JOBS = 300, 40
LONG_NAME = ("Groupement d’intérêt coopératif des territoires " * 5)[:200].strip()
LONG_WORD = "Anticonstitutionnellement" * 4


def write_project(petit: Path, folder: Path) -> Path:
    """A copy of the small territory that builds from anywhere."""
    shutil.copytree(petit, folder, ignore=shutil.ignore_patterns("site"))
    config = folder / "mkdocs.yml"
    config.write_text(
        config.read_text(encoding="utf-8").replace("../../../builder", f"{ROOT}/builder"), "utf-8"
    )
    return folder


def write_hostile_project(petit: Path, folder: Path) -> Path:
    """The same, every text hostile, a page that holds every slot, and our own look to hold it all."""
    write_project(petit, folder)
    texts = (f"{text} {number}" for number, text in zip(count(1), cycle(HOSTILE)))
    for name, record in TABLES.items():
        file = (
            folder
            / ("data/geo" if name in ("communes", "epci", "departements") else "data")
            / Path(record.file).name
        )
        rows = [_spoilt(row, columns_of(record), texts) for row in _rows(file)]
        _write(file, record, [*rows, *_too_many(name)])
    shutil.copytree(ROOT / "docs/assets", folder / "docs/assets", dirs_exist_ok=True)
    (folder / f"data/recits/{TOO_MUCH}.md").write_text(STORY, encoding="utf-8")
    (folder / "docs/tout.md").write_text("\n\n".join(["---\ntitle: Tout\n---", *_slots()]), encoding="utf-8")
    return folder


def is_free_text(column: Column) -> bool:
    return column.type is str and column.kind is None and column.header != "codes_postaux"


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def _spoilt(row: dict[str, str], columns: Iterable[Column], texts: Iterable[str]) -> dict[str, str]:
    hostile = {column.header: next(iter(texts)) for column in columns if is_free_text(column)}
    return {**row, **hostile}


def _too_many(name: str) -> list[dict[str, str]]:
    """Rows that nobody expects in such number; their source is one that the territory already has."""
    common = {"id_projet": TOO_MUCH, "id_source": "gazette-2016-atelier"}
    job = {"mesure": "effectif", "perimetre": "projet", "periode": "stock", "unite": "emplois"}
    job |= {"nature": "declare", "precision": "exact", "note": HOSTILE[0]}
    if name == "partenaires":
        names = [LONG_NAME, LONG_WORD, *(f"Partenaire {number}" for number in range(3, PARTNERS + 1))]
        return [{**common, "nom": partner, "categorie": "ess"} for partner in names]
    if name == "emplois":
        return [{**common, **job, "annee": str(1980 + n), "valeur": str(10**6 + n)} for n in range(JOBS)]
    return []


def _write(file: Path, record: type[Record], rows: Iterable[dict[str, str]]) -> None:
    with file.open("w", encoding="utf-8", newline="") as opened:
        headers = [column.header for column in columns_of(record)]
        writer = csv.DictWriter(opened, headers, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _slots() -> list[str]:
    """One slot for each fragment, and for each chart."""
    own = {
        "chiffre-cle": [' data-nom="emplois-crees"'],
        "cette-page": [' data-titre="Tout" data-adresse="tout/"'],
        "graphique": [f' data-nom="{name}"' for name in CHARTS],
    }
    own["graphique"] += [f' data-nom="{name}" data-projet="{TOO_MUCH}"' for name in CASE_CHARTS]
    return [f'<div data-slot="{name}"{more}></div>' for name in FRAGMENTS for more in own.get(name, [""])]
