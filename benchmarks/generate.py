"""A project folder of invented cooperations, to measure on: `python -m benchmarks.generate 10000 DOSSIER`.

Pages, settings, controlled words and geography are the repository's; everything else is invented, and
always the same for the same numbers and seed.
"""

from __future__ import annotations

import argparse
import csv
import re
import shutil
from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from itertools import accumulate
from pathlib import Path
from typing import TextIO

from builder.canonical import csv_line
from builder.records import CURATED, headers_of

from .invented import READ_ON, Row, World, cooperation

ROOT = Path(__file__).parent.parent
KEPT = ("thematiques", "types", "criteres", "aides")  # tables of the repository, as they are
NETWORKS = 24
EXTREMES = {
    "une-commune": "toutes les coopérations dans une même commune",
    "chiffres": "5 000 chiffres d’emploi pour la première coopération",
    "noms": "des noms de 300 caractères",
    "sans-thematique": "une thématique sans coopération",
}


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.generate", description=__doc__)
    parser.add_argument("nombre", type=int, help="combien de coopérations")
    parser.add_argument("dossier", type=Path, help="le dossier du projet, neuf ou déjà fait ainsi")
    parser.add_argument("--graine", type=int, default=1, help="une autre graine, d’autres coopérations")
    parser.add_argument(
        "--extreme",
        choices=EXTREMES,
        action="append",
        default=[],
        help=" ; ".join(f"{name} : {words}" for name, words in EXTREMES.items()),
    )
    asked = parser.parse_args()
    generate(asked.dossier, asked.nombre, seed=asked.graine, extremes=asked.extreme)


def generate(folder: Path, count: int, *, seed: int = 1, extremes: Iterable[str] = ()) -> None:
    """Write a project of `count` invented cooperations in `folder`; see EXTREMES for the odd cases."""
    width = max(5, len(str(count)))
    _copy_repository(folder, example=f"projet-synthetique-{1:0{width}}")
    world = _world(folder / "data", frozenset(extremes))
    with ExitStack() as stack:
        files = {name: _table(stack, folder, name) for name in CURATED if name not in KEPT}
        _write(files, _common_rows())
        for order in range(1, count + 1):
            _write(files, cooperation(world, seed, order, width))


def _table(stack: ExitStack, folder: Path, name: str) -> TextIO:
    """The file of a table, with its header."""
    file = (folder / "data" / CURATED[name].file).open("w", encoding="utf-8", newline="")
    file.write(f"{csv_line(headers_of(name))}\n")
    return stack.enter_context(file)


def _write(files: Mapping[str, TextIO], rows: Iterable[tuple[str, Row]]) -> None:
    """Rows that come after those already written, sorted as the canonical form has them."""
    cells = ((table, [str(row.get(header, "")) for header in headers_of(table)]) for table, row in rows)
    for table, texts in sorted(cells):
        files[table].write(f"{csv_line(texts)}\n")


def _copy_repository(folder: Path, example: str) -> None:
    """What is not invented: pages, settings (the theme stays where it is), controlled words, geography."""
    shutil.copytree(
        ROOT / "docs", folder / "docs", ignore=shutil.ignore_patterns("editions"), dirs_exist_ok=True
    )
    for page in (folder / "docs").rglob("*.md"):  # whose examples show a real cooperation
        text = page.read_text(encoding="utf-8")
        page.write_text(re.sub('data-projet="[^"]*"', f'data-projet="{example}"', text), encoding="utf-8")
    geography = shutil.ignore_patterns("derivation", "*.py")
    shutil.copytree(ROOT / "data/geo", folder / "data/geo", ignore=geography, dirs_exist_ok=True)
    for name in KEPT:
        shutil.copy(ROOT / "data" / CURATED[name].file, folder / "data")
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    settings = re.sub(r"(?m)(custom_dir: |- )builder/", rf"\g<1>{ROOT.as_posix()}/builder/", settings)
    (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")


def _world(data: Path, extremes: frozenset[str]) -> World:
    communes = [(row["code"], int(row["population"] or 0)) for row in _rows(data / "geo/communes.csv")]
    if "une-commune" in extremes:
        communes = [max(communes, key=lambda commune: commune[1])]
    themes = [row["code"] for row in _rows(data / "thematiques.csv")]
    return World(
        communes=communes,
        weights=list(accumulate(people for _, people in communes)),
        themes=themes[1:] if "sans-thematique" in extremes else themes,
        types=[row["code"] for row in _rows(data / "types.csv")],
        criteria=[row["code"] for row in _rows(data / "criteres.csv")],
        figures_of_first=5000 if "chiffres" in extremes else 0,
        long_names="noms" in extremes,
    )


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def _common_rows() -> Iterable[tuple[str, Row]]:
    """What does not grow with the cooperations: networks, and their source."""
    source = "source-synthetique-00000"
    yield (
        "sources",
        {
            "id": source,
            "titre": "Document inventé",
            "editeur": "Éditeur inventé",
            "url": "https://sources.example/documents-inventes/",
            "consulte_le": READ_ON,
        },
    )
    for number in range(1, NETWORKS + 1):
        name = f"{number:02}"
        yield (
            "reseaux",
            {
                "id": f"reseau-synthetique-{name}",
                "nom": f"Réseau synthétique {name}",
                "type": ("reseau", "incubateur", "centre_ressources", "agence", "financeur")[number % 5],
                "description": "Réseau inventé, pour mesurer.",
                "id_source": source,
            },
        )


if __name__ == "__main__":
    main()
