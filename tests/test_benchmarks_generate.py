"""The invented projects that speed is measured on: right, the same each time, odd when asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.generate import EXTREMES, generate
from builder.catalog import Catalog
from builder.parse import parse
from builder.pipeline import load
from builder.read import read_tables
from builder.tidying import tidied_files

COUNT = 40


def _made(folder: Path, *extremes: str) -> Catalog:
    generate(folder, COUNT, extremes=extremes)
    return load(folder).catalog


def test_an_invented_project_has_no_problem_and_is_canonical(tmp_path: Path) -> None:
    generate(tmp_path, COUNT)
    inputs = load(tmp_path)
    assert not inputs.warnings
    assert len(inputs.catalog.studies) == COUNT
    assert not [file.path for file in tidied_files(tmp_path, "data") if file.changes]


def test_an_invented_project_says_that_it_is_invented(tmp_path: Path) -> None:
    names = {study.project.name for study in _made(tmp_path).studies}
    assert "Projet synthétique 00042" not in names
    assert "Projet synthétique 00040" in names


def test_the_same_seed_gives_the_same_files(tmp_path: Path) -> None:
    generate(tmp_path / "a", COUNT)
    generate(tmp_path / "b", COUNT)
    generate(tmp_path / "c", COUNT, seed=2)
    a, b, c = (_texts(tmp_path / name) for name in "abc")
    assert a == b
    assert a != c


def test_few_cooperations_are_the_first_of_many(tmp_path: Path) -> None:
    generate(tmp_path / "few", 10)
    generate(tmp_path / "many", 20)
    few, many = (parse(read_tables(tmp_path / name)).records for name in ("few", "many"))
    assert few["projets"] == many["projets"][:10]
    assert few["emplois"] == many["emplois"][: len(few["emplois"])]


@pytest.mark.parametrize("extreme", EXTREMES)
def test_extremes_hold_no_error(tmp_path: Path, extreme: str) -> None:
    assert len(_made(tmp_path, extreme).studies) == COUNT


def test_extremes_are_what_they_say(tmp_path: Path) -> None:
    catalog = _made(tmp_path, *EXTREMES)
    assert len({study.project.commune_code for study in catalog.studies}) == 1
    assert max(len(study.jobs) for study in catalog.studies) == 5000
    assert {len(study.project.name) for study in catalog.studies} <= {299, 300}
    assert [group for group in catalog.themes if not group.studies]


def _texts(folder: Path) -> dict[str, str]:
    return {file.name: file.read_text(encoding="utf-8") for file in sorted((folder / "data").glob("*.csv"))}
