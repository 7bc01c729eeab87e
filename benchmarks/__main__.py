"""`make bench`: the same pages, from the same CSVs, with Vitrine and with its peers, in one session."""

from __future__ import annotations

import argparse
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from .equivalence import check
from .generate import generate
from .measure import Measure, run
from .ours import PAGES, WHOLE
from .peers import PEERS, Peer
from .results import HEADERS, Report, Result, as_markdown
from .theme import NO_THEME, Theme, theme_of

RESULTS = Path(__file__).parent / "RESULTS.md"
SLOW = 30.0  # seconds: what takes longer is run twice only, its ratio leaves no doubt
ALL = (PAGES, WHOLE, *PEERS)
console = Console(highlight=False)


def main() -> None:
    """Measure, print the table, write RESULTS.md."""
    asked = _arguments().parse_args()
    with tempfile.TemporaryDirectory(prefix="vitrine-banc-", dir=asked.dossier) as folder:
        report = session(Path(folder), asked.fiches, asked.passages, asked.seulement or [p.name for p in ALL])
    console.print(_shown(report))
    for name, why in report.skipped.items():
        console.print(f"{name} : laissé de côté ({why}).")
    if not asked.seulement:
        RESULTS.write_text(as_markdown(report, {peer.name: peer.how for peer in ALL}), encoding="utf-8")
        console.print("Résultats écrits dans benchmarks/RESULTS.md.")


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--fiches", type=int, nargs="+", default=[1000, 10_000], help="combien de projets")
    parser.add_argument("--passages", type=int, default=5, help="combien de mesures de chacun")
    parser.add_argument("--seulement", nargs="+", help="ces générateurs-là, sans écrire RESULTS.md")
    parser.add_argument("--dossier", type=Path, help="où travailler ; sinon le dossier temporaire du système")
    return parser


def session(folder: Path, sizes: Sequence[int], times: int, wanted: Iterable[str]) -> Report:
    """Every wanted generator on every number of projects, ours first: the others are given its theme."""
    report = Report(ours=PAGES.name)
    for size in sizes:
        project, ours = folder / f"projet-{size}", folder / f"nous-{size}"
        generate(project, size)
        report.results.append(_result(PAGES, project, ours, times, size, NO_THEME))
        theme = theme_of(project, ours / PAGES.site)
        for peer in _ready(wanted, size, report):
            report.results.append(_result(peer, project, folder / "pair", times, size, theme))
            check(project, ours / PAGES.site, folder / "pair" / peer.site)
            shutil.rmtree(folder / "pair")
        shutil.rmtree(ours)
    return report


def _ready(wanted: Iterable[str], size: int, report: Report) -> Iterator[Peer]:
    """The generators that can be run; why the others cannot is noted."""
    for peer in (WHOLE, *PEERS):
        if peer.name not in wanted:
            continue
        if not peer.version():
            report.skipped[peer.name] = f"il manque {peer.missing}"
        elif size > peer.largest:
            report.skipped[peer.name] = f"au-delà de {peer.largest} fiches, il prendrait trop longtemps"
        else:
            yield peer


def _result(peer: Peer, project: Path, folder: Path, times: int, size: int, theme: Theme) -> Result:
    """A generator's runs, each in a workspace of its own, without anything left by the run before."""
    runs: list[Measure] = []
    while len(runs) < times and not (len(runs) == 2 and runs[0].seconds > SLOW):
        shutil.rmtree(folder, ignore_errors=True)
        peer.prepare(project, folder, theme)
        runs.append(run(peer.command(folder), folder))
        console.print(f"{peer.name}, {size} fiches : {runs[-1].seconds:.2f} s")
    pages = (folder / peer.site / "projets").glob("*/index.html")
    return Result(
        name=peer.name,
        version=peer.version(),
        projects=size,
        runs=tuple(runs),
        megabytes=sum(page.stat().st_size for page in pages) / 1e6,
    )


def _shown(report: Report) -> Table:
    table = Table(title="Les mêmes fiches, des mêmes CSV")
    for number, header in enumerate(HEADERS):
        table.add_column(header, justify="right" if number else "left")
    for row in report.rows():
        table.add_row(*row)
    return table


if __name__ == "__main__":
    main()
