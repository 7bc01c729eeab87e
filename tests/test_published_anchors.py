"""What an edition called a figure leads to it for ever, whatever is corrected, added or removed since."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from builder.anchors import Anchor, Gone, anchors, gone
from builder.catalog import Catalog
from builder.editions import Edition, editions_of, manifest
from builder.exports import csv_tables
from builder.freeze.content import content
from builder.keys import cases_key
from builder.output import Output
from builder.pages import PAGES, case_study, citing, removed
from builder.published_anchors import FILE, addresses, published_anchors
from builder.read import EditionFolder
from tests.small_catalog import ROWS, small_catalog, small_dataset

JOBS = ROWS["emplois"]
CREATED = "emplois-2018-crees-projet-cumul-emplois"


def edition_with(name: str, files: Mapping[str, bytes], previous: Edition | None = None) -> Edition:
    outputs = [Output(path, content) for path, content in files.items()]
    about = manifest(name, date(2026, 1, 12), outputs, (), previous)
    read = {**files, about.path: about.content}.__getitem__
    (edition,) = editions_of([EditionFolder(name, about.content, read, tuple(files))])
    return edition


def frozen(catalog: Catalog, name: str = "2026-01", *, told: bool = True) -> Edition:
    """The data of a catalogue as an edition, which tells its anchors or is of the time when none did."""
    files = {output.path: output.content for output in csv_tables.tables(catalog)}
    return edition_with(name, files | ({FILE: addresses(catalog, name).content} if told else {}))


def later(jobs: str, edition: Edition, **more: str) -> Catalog:
    """The small catalogue with these jobs, after an edition."""
    changes = {"emplois": jobs, **more}
    names = published_anchors((edition,), small_dataset(changes))
    catalog = small_catalog(changes, editions=(edition,))
    return replace(
        catalog,
        studies=tuple(replace(one, published=names.get(one.project.id, ())) for one in catalog.studies),
        by_id={
            one.project.id: replace(one, published=names.get(one.project.id, ())) for one in catalog.studies
        },
    )


def of_laine(catalog: Catalog) -> dict[str, Anchor]:
    """The anchors of the jobs of a case, by value."""
    study = catalog.by_id["laine"]
    found = anchors(study)
    return {str(job.value): found["emplois", job.line] for job in study.jobs}


def test_without_edition_nothing_was_published():
    assert published_anchors((), small_dataset()) == {}


@pytest.mark.parametrize("jobs", [JOBS, JOBS.replace(",10,emplois,declare", ",13,emplois,mesure")])
def test_a_figure_that_is_corrected_has_nothing_but_its_own_anchors(jobs: str):
    named = of_laine(later(jobs, frozen(small_catalog())))
    assert named["13" if ",13," in jobs else "10"] == Anchor(CREATED, "emplois-2018-crees")


def test_anchors_that_held_the_value_still_lead_to_the_figure():
    """The first edition says nothing of its anchors: they are known from its data."""
    catalog = later(JOBS.replace(",10,", ",13,"), frozen(small_catalog(), told=False))
    assert of_laine(catalog)["13"] == Anchor(CREATED, "emplois-2018-crees", (f"{CREATED}-10",))
    for kind in (case_study, citing):
        assert kind.page(catalog, catalog.by_id["laine"]).body.count(f'id="{CREATED}-10"') == 1
    others = anchors(catalog.by_id["laine"])["impacts", 2], anchors(catalog.by_id["lait"])["financements", 2]
    assert [one.former for one in others] == [
        ("resultats-2019-laine-transformee-8-tonnes",),
        ("argent-2021-region-amorcage-40000",),
    ]


def test_a_figure_whose_year_is_corrected_answers_to_both_years():
    named = of_laine(later(JOBS.replace("laine,2018", "laine,2017"), frozen(small_catalog())))
    assert named["10"] == Anchor(
        CREATED.replace("2018", "2017"), "emplois-2017-crees", ("emplois-2018-crees", CREATED)
    )


def test_a_figure_added_beside_another_takes_none_of_its_anchors():
    """Even when its source comes first, and when the short anchor had a single figure."""
    added = JOBS + "laine,2018,crees,projet,cumul,3,emplois,declare,exact,annuaire,\n"
    named = of_laine(later(added, frozen(small_catalog())))
    assert named["10"] == Anchor(CREATED, "emplois-2018-crees")
    assert named["3"] == Anchor(f"{CREATED}--annuaire", "")


def test_a_removed_figure_leaves_a_note_where_its_anchors_lead():
    without = JOBS.replace("laine,2018,crees,projet,cumul,10,emplois,declare,exact,presse-2020,\n", "")
    catalog = later(without, frozen(small_catalog()))
    study = catalog.by_id["laine"]
    names = ("emplois-2018-crees", CREATED)
    assert gone(study.published) == (Gone("emplois", "emplois créés 10 (2018, déclaré)", "2026-01", names),)

    body = case_study.page(catalog, study).body
    assert f'<li id="emplois-2018-crees"><span><span id="{CREATED}"></span>emplois créés 10' in body
    assert 'href="../../editions/2026-01/"' in body
    assert 'href="../../donnees/changements/"' in body


def test_the_figure_of_a_later_year_is_not_what_became_of_a_removed_one():
    """Editors often write the figure of the year over that of the year before."""
    replaced = JOBS.replace("laine,2018,crees,projet,cumul,10", "laine,2023,crees,projet,cumul,17")
    catalog = later(replaced, frozen(small_catalog()))
    assert of_laine(catalog)["17"].former == ()
    assert [one.said for one in gone(catalog.by_id["laine"].published)] == [
        "emplois créés 10 (2018, déclaré)"
    ]


def test_what_was_obtained_is_not_what_became_of_a_target():
    catalog = later(
        JOBS.replace(",50,emplois,objectif", ",41,emplois,declare").replace(
            "lait,2022,crees,projet,cumul,6,emplois,mesure,exact,bilan-2022,\n", ""
        ),
        frozen(small_catalog()),
    )
    assert "emplois créés 50 (2022, objectif)" in [one.said for one in gone(catalog.by_id["lait"].published)]


def test_what_led_to_a_removed_figure_never_leads_to_another():
    edition = frozen(small_catalog())
    removed = later(JOBS.split("\n", 2)[2], edition)
    second = frozen(removed, "2026-02")
    back = later(JOBS.replace(",10,", ",99,"), second)  # after two editions, another figure of the same kind

    assert of_laine(back)["99"] == Anchor(f"{CREATED}--presse-2020", "")
    assert any(CREATED in one.anchors for one in gone(back.by_id["laine"].published))


def test_an_edition_tells_what_those_before_it_told():
    first = frozen(small_catalog(), told=False)
    second = frozen(later(JOBS.replace(",10,", ",13,"), first), "2026-02")
    third = later(JOBS.replace(",10,", ",14.5,"), second)

    assert of_laine(third)["14.5"].former == (f"{CREATED}-10",)
    told = list(csv.DictReader(second.read(FILE).decode().splitlines()))
    assert {
        "id_projet": "laine",
        "adresse": f"{CREATED}-10",
        "tableau": "emplois",
        "rang": "1",
        "edition": "2026-02",
        "libelle": "emplois créés 13 (2018, déclaré)",
    } in told


def test_the_rank_is_that_of_the_published_row_even_when_our_file_is_in_disorder():
    lines = JOBS.splitlines(keepends=True)
    catalog = small_catalog({"emplois": "".join(reversed(lines))})
    edition = frozen(catalog)
    assert of_laine(later(JOBS, edition)) == of_laine(small_catalog())


def test_every_anchor_is_in_the_page_once():
    catalog = later(
        JOBS.replace("laine,2018", "laine,2016").replace("laine,2020", "laine,2019"),
        frozen(small_catalog(), told=False),
        impacts="",
        financements="",
    )
    for study in catalog.studies:
        body = case_study.page(catalog, study).body
        names = [name for one in anchors(study).values() for name in (one.long, one.short, *one.former)]
        names += [name for one in gone(study.published) for name in one.anchors]
        assert [name for name in names if name and body.count(f'id="{name}"') != 1] == []


def test_what_an_edition_called_a_figure_is_in_the_key_of_its_page():
    plain, named = small_catalog(), later(JOBS, frozen(small_catalog(), told=False))
    named = replace(named, editions=())
    assert cases_key(plain, [plain.by_id["laine"]]) != cases_key(named, [named.by_id["laine"]])


def test_the_day_of_a_correction_is_in_the_key_of_the_page_that_tells_it():
    """Even when the edition does not move: another correction is later."""
    late = {"lait": date(2026, 3, 1)}
    before, after = (small_catalog(corrected=late | {"laine": date(2026, 2, day)}) for day in (1, 2))
    pages = [next(p for p in case_study.pages(one) if p.path == "projets/laine/") for one in (before, after)]
    assert pages[0].make().head != pages[1].make().head
    keys = [page.key() if callable(page.key) else page.key for page in pages]
    assert keys[0] != keys[1]


def test_a_frozen_edition_tells_its_anchors():
    outputs, _ = content(small_catalog(), "2026-01", (), ())
    assert FILE in [output.path for output in outputs]


# ------------------------------------------------------------------ pages


def whole(changes: dict[str, str], edition: Edition) -> Catalog:
    """The small catalogue changed after an edition, as a build has it."""
    names = published_anchors((edition,), small_dataset(changes))
    return small_catalog(changes, editions=(edition,), published=names)


def only_lait() -> dict[str, str]:
    """Tables from which the project « laine » was removed."""
    rows = {
        name: "".join(f"{row}\n" for row in text.splitlines() if "laine" not in row[:6])
        for name, text in ROWS.items()
    }
    return rows | {"evenements": "", "sources": ROWS["sources"]}


@pytest.mark.parametrize("told", [True, False])
def test_the_page_of_a_removed_project_says_so_where_its_addresses_lead(told: bool):
    catalog = whole(only_lait(), frozen(small_catalog(), told=told))
    (late,) = removed.pages(catalog)
    assert late.path == "projets/laine/"
    body = late.make().body
    assert "La Laine du Haut" in body
    assert "a été retirée" in body
    assert 'href="../../editions/2026-01/"' in body
    name = CREATED if told else f"{CREATED}-10"
    assert body.count(f'id="{name}"') == body.count('id="emplois-2018-crees"') == 1
    assert late.path in {page.path for pages in PAGES for page in pages(catalog)}


def test_the_page_of_a_project_that_changes_its_identifier_leads_to_the_new_one():
    renamed = {name: text.replace("laine,", "lainiere,") for name, text in ROWS.items() if name != "sources"}
    renamed |= {"sources": ROWS["sources"], "impacts": ""}
    first = whole(renamed, frozen(small_catalog()))
    for catalog in (first, whole(renamed, frozen(first, "2026-02"))):  # later editions remember it
        (late,) = removed.pages(catalog)
        body = late.make().body
        assert "a changé d’adresse" in body
        assert 'href="../../projets/lainiere/"' in body
        assert 'href="../../projets/lainiere/#emplois-2018-crees"' in body


def test_a_removed_project_is_remembered_by_the_editions_that_follow():
    second = frozen(whole(only_lait(), frozen(small_catalog())), "2026-02")
    (late,) = removed.pages(whole(only_lait(), second))
    assert 'href="../../editions/2026-01/"' in late.make().body


def test_a_hostile_name_stays_text():
    rows = dict(ROWS) | {"projets": ROWS["projets"].replace("La Laine du Haut", "<script>x</script>")}
    (late,) = removed.pages(whole(only_lait(), frozen(small_catalog(rows))))
    assert "<script" not in late.make().body
