"""Comparing two versions: which row became which, and nothing where nothing changed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from builder.changes import Changes, compare
from builder.changes.compare import REFERRED
from builder.columns import columns_of
from builder.parse import Dataset
from builder.records import TABLES
from tests.small_catalog import ROWS
from tests.versions import added, edited, version

JOB = "laine,{},crees,projet,cumul,{},emplois,declare,exact,{},\n"


def changes(before: Dataset, after: Dataset) -> list[tuple[str, str, tuple[str, ...]]]:
    """Each change: its table, its kind, the headers that differ."""
    found = compare(before, after)
    return [(c.table, c.kind, tuple(column.header for column in c.columns)) for c in found]


def jobs(before: str, after: str) -> list[tuple[str, tuple[str, ...]]]:
    found = changes(version(emplois=before), version(emplois=after))
    assert {table for table, *_ in found} <= {"emplois"}
    return [(kind, headers) for _, kind, headers in found]


# ------------------------------------------------------------------ figures


def test_a_corrected_figure_is_one_modification_though_its_value_is_part_of_its_key():
    assert jobs(JOB.format(2018, 48, "presse-2020"), JOB.format(2018, 54, "presse-2020")) == [
        ("modified", ("valeur",))
    ]


def test_a_figure_keeps_to_its_own_year():
    before = JOB.format(2018, 48, "presse-2020")
    after = JOB.format(2018, 54, "presse-2020") + JOB.format(2019, 48, "presse-2020")
    assert jobs(before, after) == [("modified", ("valeur",)), ("added", ())]


def test_a_figure_may_change_value_and_source_at_once_or_be_brought_up_to_date():
    before = JOB.format(2018, 48, "presse-2020")
    assert jobs(before, JOB.format(2018, 54, "bilan-2022")) == [("modified", ("valeur", "id_source"))]
    assert jobs(before, JOB.format(2022, 54, "bilan-2022")) == [
        ("modified", ("annee", "valeur", "id_source"))
    ]


def test_a_figure_of_another_project_is_another_figure():
    before = JOB.format(2018, 48, "presse-2020")
    assert jobs(before, before.replace("laine", "lait")) == [("removed", ()), ("added", ())]


def test_when_several_rows_resemble_each_other_the_nearest_are_paired():
    row = "laine,Région,region,{},{},amorcage,declare,presse-2020\n"
    before = row.format(100, 2018) + row.format(200, 2019)
    after = row.format(210, 2019) + row.format(110, 2018)
    found = compare(version(financements=before), version(financements=after))
    pairs = [(c.before.amount, c.after.amount) for c in found.rows["financements"]]
    assert pairs == [(100, 110), (200, 210)]


# ------------------------------------------------------------------ what is no change


def test_moved_lines_other_delimiters_and_other_ways_to_write_a_number_change_nothing():
    rows = ROWS["emplois"].splitlines(keepends=True)
    moved = "".join(reversed(rows)).replace('"2,5"', "2.5")
    assert changes(version(), version(emplois=moved)) == []


def test_an_apostrophe_that_the_site_corrects_is_no_change():
    assert changes(version(), edited(("etapes", "Reprise de la", "Reprise d'la"))) != []
    assert changes(edited(("etapes", "de la", "d’la")), edited(("etapes", "de la", "d'la"))) == []


def test_a_row_that_stands_twice_and_then_once_was_removed_once():
    row = JOB.format(2018, 48, "presse-2020")
    assert jobs(row + row, row) == [("removed", ())]


# ------------------------------------------------------------------ identifiers


def _renamed(found: re.Match[str]) -> str:
    return found[0].replace("laine", "filature")


def test_a_renamed_project_is_followed_in_every_table():
    renamed = {table: re.sub("^laine,|,laine,", _renamed, rows, flags=re.M) for table, rows in ROWS.items()}
    assert changes(version(), version(**renamed)) == [("projets", "modified", ("id",))]


def test_a_project_that_is_renamed_and_rewritten_is_known_by_its_name():
    after = edited(
        ("projets", "laine,La Laine du Haut,filiere,actif", "filature,La Laine du Haut,filiere,arrete")
    )
    assert ("projets", "modified", ("id", "statut")) in changes(version(), after)


def test_a_renamed_source_is_followed_by_the_rows_that_cite_it():
    renamed = {table: rows.replace("presse-2020", "journal-2020") for table, rows in ROWS.items()}
    assert changes(version(), version(**renamed)) == [("sources", "modified", ("id",))]


def test_tables_that_others_name_are_compared_before_them():
    order = [*REFERRED, *(name for name in TABLES if name not in REFERRED)]
    for name in order:
        named = {column.references for column in columns_of(TABLES[name])} - {None}
        assert all(order.index(str(target)) < order.index(name) for target in named), name


# ------------------------------------------------------------------ what cannot be compared


def test_a_table_that_cannot_be_read_has_no_change():
    assert compare(version(), version(emplois='laine,"2018\n')).rows["emplois"] == ()


# ------------------------------------------------------------------ always

FIELDS: Mapping[str, st.SearchStrategy[str]] = {
    "emplois": st.builds(
        "{},{},{},projet,{},{},emplois,declare,exact,{},{}\n".format,
        st.sampled_from(["laine", "lait"]),
        st.sampled_from(["", "2018", "2019"]),
        st.sampled_from(["crees", "effectif"]),
        st.sampled_from(["stock", "cumul"]),
        st.sampled_from(["1", "10", '"2,5"']),
        st.sampled_from(["presse-2020", "bilan-2022"]),
        st.sampled_from(["", "note"]),
    ),
    "partenaires": st.builds(
        "{},{},{},{},presse-2020\n".format,
        st.sampled_from(["laine", "lait"]),
        st.sampled_from(["Commune", "Région", "Mairie d'à côté"]),
        st.sampled_from(["public", "ess"]),
        st.sampled_from(["", "prêt", "don"]),
    ),
    "criteres": st.builds(
        "{},{},{},lecture\n".format,
        st.sampled_from(["duree", "valeur", "temps"]),
        st.sampled_from(["Durée", "Valeur"]),
        st.sampled_from(["Longtemps.", "Ici."]),
    ),
}
VERSIONS = st.fixed_dictionaries(
    {name: st.lists(row, max_size=8).map("".join) for name, row in FIELDS.items()}
)


def sides(found: Changes) -> tuple[Counter[object], Counter[object]]:
    """Each change as a pair of rows, one way then the other; lines do not count."""

    def cells(row: object) -> object:
        return row and tuple(getattr(row, column.name) for column in columns_of(type(row)))

    one = Counter((c.table, cells(c.before), cells(c.after)) for c in found)
    return one, Counter({(table, after, before): n for (table, before, after), n in one.items()})


@given(VERSIONS)
def test_nothing_differs_from_itself(tables: dict[str, str]):
    assert list(compare(version(**tables), version(**tables))) == []


@given(VERSIONS, VERSIONS)
def test_the_other_way_round_what_came_went_and_pairs_are_the_same(
    one: dict[str, str], other: dict[str, str]
):
    before, after = version(**one), version(**other)
    assert sides(compare(before, after))[0] == sides(compare(after, before))[1]


@given(VERSIONS, VERSIONS)
def test_every_row_is_told_once_and_only_when_it_differs(one: dict[str, str], other: dict[str, str]):
    before, after = version(**one), version(**other)
    found = compare(before, after)
    for name in FIELDS:
        rows = found.rows[name]
        gone = len(before.records[name]) - sum(c.before is not None for c in rows)
        assert gone == len(after.records[name]) - sum(c.after is not None for c in rows) >= 0
        assert all(c.columns for c in rows if c.kind == "modified")


def test_thousands_of_rows_that_look_alike_take_no_time():
    one, other = (
        "".join(JOB.format("", n, "presse-2020") for n in numbers)
        for numbers in (range(2000), range(2000, 4000))
    )
    assert len(jobs(one, other)) == 2000


def test_one_row_more_is_one_change():
    after = edited(added("partenaires", "lait,Région,public,,bilan-2022"))
    assert changes(version(), after) == [("partenaires", "added", ())]
