"""Other territories, with the same code: a small one, one without anything yet, one that holds too much."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from builder.columns import columns_of
from builder.errors import DataError
from builder.pipeline import build
from builder.records import CURATED, GEOGRAPHIC, TABLES
from builder.text import typography
from tests.hostile_site import (
    JOBS,
    LONG_NAME,
    PARTNERS,
    ROOT,
    TOO_MUCH,
    is_free_text,
    write_hostile_project,
    write_project,
)
from tests.site_reader import Page, read_site, tag, text


def built(project: Path) -> dict[str, Page]:
    build(project, "mkdocs", project / "site")
    return read_site(project / "site")


def rows(project: Path, name: str) -> list[dict[str, str]]:
    with (project / "data" / TABLES[name].file).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def words(pages: dict[str, Page]) -> str:
    """Everything that the site says, spaces made ordinary."""
    return ordinary(" ".join(piece for page in pages.values() for piece in page.texts()))


def ordinary(written: str) -> str:
    return re.sub(r"\s+", " ", written)


# ---------------------------------------------------------------- a small territory


@pytest.fixture(scope="module")
def small(petit: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Page]:
    return built(write_project(petit, tmp_path_factory.mktemp("petit") / "projet"))


def test_a_small_territory_has_the_pages_of_its_own_data(small: dict[str, Page], petit: Path):
    paths = [f"projets/{row['id']}/" for row in rows(petit, "projets")]
    paths += [f"{name}/{row['code']}/" for name in ("thematiques", "types") for row in rows(petit, name)]
    paths += [f"territoires/{row['code']}/" for row in rows(petit, "departements")]
    written = ["", "accessibilite/", "projets/"]
    beside = ("integrer/", "citer/")  # what is copied from them: a page for each, in folders of their own
    found = [path for path in small if not path.startswith(beside)]
    assert sorted(found) == sorted(["404.html", *(f"{path}index.html" for path in paths + written)])


def test_its_maps_show_its_departements_and_its_towns(small: dict[str, Page], petit: Path):
    names = {row["code"]: row["nom"] for row in rows(petit, "departements")}
    pages = {code: small[f"territoires/{code}/index.html"] for code in names}
    maps = {code: list(page.all(css="plan")) for code, page in pages.items()}
    assert [code for code, drawn in maps.items() if drawn] == ["98", "99"]  # nothing is placed in the third
    for code in ("98", "99"):
        assert names[code] in maps[code][0].get("aria-label", "")
        assert list(pages[code].all(css="repere", inside=maps[code][0]))
    assert "Le Gué-d’Essai" in text(pages["98"].one("main"))


def test_its_settings_are_said_in_every_page(small: dict[str, Page]):
    for page in small.values():
        assert page.title.endswith(" – Vitrine d’essai")
        assert text(next(page.all(css="marque"))) == "Vitrine d’essai Terre d’Essai"
        foot = text(next(page.all("footer")))
        assert "Licence d’essai" in foot
        assert "partiellement conforme" in foot


def test_nothing_of_our_own_territory_is_left(small: dict[str, Page], petit: Path):
    """Neither its names, nor its codes in addresses, nor its projects."""
    ours = {row["nom"] for row in rows(ROOT, "departements")} | {row["nom"] for row in rows(ROOT, "projets")}
    ours |= {"Auvergne", "Rhône", "Lyon", "CESER", "https://vitrine.example/", "forge.example/vitrine"}
    addresses = {f"territoires/{row['code'].lower()}/" for row in rows(ROOT, "departements")}
    addresses |= {f"projets/{row['id']}/" for row in rows(ROOT, "projets")}
    any_of = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in ours | addresses))
    assert {(page.path, found) for page in small.values() for found in any_of.findall(page.source)} == set()


def test_a_stopped_cooperation_says_that_it_stopped(small: dict[str, Page]):
    page = small["projets/compost-partage/index.html"]
    marks = [text(item) for item in page.all("dd", inside=page.one(css="reperes"))]
    assert marks[1::2] == ["De 2015 à 2019", "Arrêtée"]
    assert "Arrêt du réseau" in text(page.one(css="frise"))
    assert [text(item) for item in page.all("strong") if text(item).startswith("0")] == ["0\u00a0tonne"]


# ---------------------------------------------------------------- nothing at all


def empty(project: Path, names: Iterator[str] | list[str]) -> None:
    for name in names:
        file = project / "data" / TABLES[name].file
        file.write_text(file.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")


def test_tables_with_only_headers_are_refused_in_french_and_named(petit: Path, tmp_path: Path):
    project = write_project(petit, tmp_path / "projet")
    empty(project, [*CURATED, *GEOGRAPHIC])
    (project / f"data/recits/{TOO_MUCH}.md").unlink()
    with pytest.raises(DataError) as refused:
        build(project, "mkdocs", None)
    needed = {f"data/{table.file}" for table in TABLES.values() if not table.may_be_empty}
    emptiness = [problem for problem in refused.value.problems if problem.rule == "table-vide"]
    assert {problem.place.path for problem in emptiness} == needed
    assert not (project / "site").exists()


def test_a_case_of_which_nothing_more_is_known_has_a_page_that_reads_well(petit: Path, tmp_path: Path):
    """Every table that may be empty is: no number, no partner, no event, no drawing."""
    project = write_project(petit, tmp_path / "projet")
    empty(project, [name for name in TABLES if TABLES[name].may_be_empty])
    (project / f"data/recits/{TOO_MUCH}.md").unlink()
    pages = built(project)
    page = pages["projets/atelier-du-gue/index.html"]
    assert [text(title) for title in page.all("h2", inside=page.one("main"))] == [
        "Les sources",
        "Des coopérations proches",
    ]
    assert "Aucun résultat chiffré n’est encore renseigné pour cette coopération." in text(page.one("main"))
    assert re.findall(r"\b(None|nan|0 emploi|0 projet)", words(pages)) == []


# ---------------------------------------------------------------- too much, and hostile


@pytest.fixture(scope="module")
def hostile_project(petit: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_hostile_project(petit, tmp_path_factory.mktemp("hostile") / "projet")


@pytest.fixture(scope="module")
def hostile(hostile_project: Path) -> dict[str, Page]:
    return built(hostile_project)


def test_hostile_text_is_shown_as_typed(hostile: dict[str, Page], hostile_project: Path):
    said = words(hostile)
    hidden = [
        f"{name}, {column.header} : {row[column.header]}"
        for name, record in CURATED.items()
        for row in rows(hostile_project, name)
        for column in columns_of(record)
        if is_free_text(column) and ordinary(typography(row[column.header])) not in said
    ]
    assert hidden == []


def inline_scripts(page: Page) -> list[str]:
    """The scripts written in a page that run; data does not."""
    inline = (script for script in page.all("script") if not script.get("src"))
    return [script.text or "" for script in inline if "json" not in script.get("type", "")]


def test_hostile_text_adds_no_element(hostile: dict[str, Page], small: dict[str, Page]):
    """No script, no picture, no handler, no address that runs; and no page that a browser has to mend."""
    for page in hostile.values():
        assert page.faults == []
        assert [tag(e) for e in page.all() if tag(e) in ("img", "iframe", "object", "embed", "base")] == []
        assert set(inline_scripts(page)) <= set(inline_scripts(small["index.html"])), page.path
        files = [script.get("src", "") for script in page.all("script") if script.get("src")]
        assert [file for file in files if not re.match(r"(/vitrine/|(\.\./)*)assets/", file)] == [], page.path
        for element in page.all():
            for key, value in element.items():
                assert not key.lower().startswith("on"), (page.path, key)
                assert not re.match(r"\s*(javascript|data|vbscript):", value, re.IGNORECASE), (
                    page.path,
                    value,
                )


def test_hostile_text_breaks_no_anchor(hostile: dict[str, Page]):
    for page in hostile.values():
        assert [name for name, times in Counter(page.ids).items() if times > 1] == [], page.path
        assert [name for name in page.ids if re.search(r"\s", name) or not name] == [], page.path


def test_a_hostile_story_loses_what_could_run_and_keeps_its_words(hostile: dict[str, Page]):
    page = hostile[f"projets/{TOO_MUCH}/index.html"]
    (story,) = (part for part in page.all("section") if part.get("id") == "recit")
    assert "un lien" in text(story)
    assert [link.get("href") for link in page.all("a", inside=story)] == ["https://lien.example/"]
    assert "<script>alert(7)</script>" in text(story)


def test_nobody_is_left_out_of_a_case_that_holds_too_much(hostile: dict[str, Page]):
    page = hostile[f"projets/{TOO_MUCH}/index.html"]
    partners = [
        text(item) for listed in page.all(css="partenaires") for item in page.all("li", inside=listed)
    ]
    assert len(partners) == PARTNERS + 2  # those that the territory had
    assert [name for name in partners if name.startswith(LONG_NAME)]
    assert f"Partenaire {PARTNERS}" in " ".join(partners)
    jobs = [row.get("id") for row in page.all("tr") if row.get("id")]
    assert len(jobs) == JOBS + 3
    assert "1\u202f000\u202f039\u00a0emplois" in [text(cell) for cell in page.all(css="valeur")]
