"""The benchmark compares the same pages, and would say so if it did not."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import equivalence
from benchmarks.measure import CommandError, run
from benchmarks.ours import build_pages
from benchmarks.peers import markdown_pages
from benchmarks.results import Measure, Report, Result, as_markdown
from benchmarks.theme import theme_of

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("banc") / "site"
    build_pages(ROOT, folder)
    return folder


def test_our_pages_say_every_fact_of_the_tables(site: Path) -> None:
    equivalence.check(ROOT, site, site)


@pytest.mark.parametrize("section", ["argent", "partenaires", "sources", "deroule"])
def test_pages_without_a_section_are_refused(site: Path, tmp_path: Path, section: str) -> None:
    for page in (site / "projets").glob("*/index.html"):
        kept, _, rest = page.read_text("utf-8").partition(f'<section id="{section}"')
        copy = tmp_path / "projets" / page.parent.name / "index.html"
        copy.parent.mkdir(parents=True)
        copy.write_text(kept + rest.partition("</section>")[2], "utf-8")
    with pytest.raises(equivalence.DifferentPagesError, match="manque"):
        equivalence.check(ROOT, site, tmp_path)


def test_the_theme_given_to_peers_holds_nothing_of_a_case(site: Path) -> None:
    theme = theme_of(ROOT, site)
    first = sorted((site / "projets").glob("*/index.html"))[0].parent.name
    assert first not in theme.head
    assert "@@titre@@" in theme.head
    assert "@@identifiant@@" in theme.head
    assert set(theme.bases) == {"01", "03", "07", "15", "26", "38", "42", "43", "63", "69", "73", "74"}


def test_dates_and_numbers_of_a_peer_are_french() -> None:
    assert markdown_pages.day("2019-03-01") == "1er mars 2019"
    assert markdown_pages.day("2019-11") == "novembre 2019"
    assert markdown_pages.number("12345.5") == "12\u202f345,5"


def test_a_command_is_measured_and_a_failing_one_is_no_measure(tmp_path: Path) -> None:
    assert run(["sleep", "0.2"], tmp_path).seconds > 0.19
    with pytest.raises(CommandError, match="code 3"):
        run(["sh", "-c", "exit 3"], tmp_path)


def test_ratios_are_to_ours_and_growth_to_the_smaller_number_of_pages() -> None:
    report = Report(ours="nous")
    for name, projects, seconds in (("nous", 1000, 1), ("nous", 10_000, 8), ("pair", 10_000, 20)):
        runs = tuple(Measure(seconds=one, processor=1, megabytes=1) for one in (seconds, seconds, 90))
        report.results.append(Result(name=name, version="", projects=projects, runs=runs, megabytes=1))
    shown = as_markdown(report, {})
    assert "| pair | 10\u202f000 | 20,00 | 1,00 | 2,50 |" in shown
    assert "× 8,0" in shown
