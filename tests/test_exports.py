"""The open data: canonical CSVs that say what the records say, and that a spreadsheet cannot run."""

from __future__ import annotations

import pytest
from golden_files import assert_golden
from small_catalog import small_catalog, small_dataset

from builder.columns import columns_of
from builder.exports import csv_tables, exported
from builder.exports.published import PUBLISHED
from builder.parse import Dataset, parse
from builder.read import parse_csv
from builder.records import CURATED, TABLES


def read_again(contents: dict[str, bytes]) -> Dataset:
    tables = {
        name: parse_csv(contents[name], name, name, [c.header for c in columns_of(TABLES[name])])
        for name in contents
    }
    return parse(tables)


def values(record: object) -> tuple[object, ...]:
    return tuple(getattr(record, column.name) for column in columns_of(type(record)))


def test_every_curated_table_is_published_and_communes_are_not():
    paths = [output.path for output in exported(small_catalog()) if output.path.endswith(".csv")]

    assert [path for path in paths if not path.endswith("-excel.csv")] == [
        *(f"donnees/{name}.csv" for name in CURATED),
        "donnees/geo/departements.csv",
        "donnees/geo/epci.csv",
        "donnees/scdl/subventions.csv",
    ]


@pytest.mark.parametrize("name", PUBLISHED)
def test_what_is_published_reads_back_as_the_same_records(name: str):
    catalog = small_catalog()

    again = read_again({name: csv_tables.content_of(catalog, name)})

    assert not again.problems
    expected = map(values, catalog.dataset.records[name])
    assert sorted(map(values, again.records[name]), key=str) == sorted(expected, key=str)


def test_numbers_and_dates_come_out_in_one_form_and_rows_in_order():
    typed = {
        "emplois": (
            "lait,2022,crees,projet,cumul,1 250,emplois,mesure,exact,bilan-2022,\n"
            'laine,2020.0,crees,projet,cumul,"2,50",etp,declare,exact,presse-2020,\n'
        ),
        "etapes": "laine,05/03/2010,Reprise,presse-2020\n",
    }
    catalog = small_catalog(typed)

    assert_golden("exports/emplois.csv", csv_tables.content_of(catalog, "emplois").decode())
    assert csv_tables.content_of(catalog, "etapes").decode().splitlines()[1] == (
        "laine,2010-03-05,Reprise,presse-2020"
    )


@pytest.mark.parametrize("start", ["=", "+", "-", "@"])
def test_a_text_that_a_spreadsheet_would_run_is_neutralised(start: str):
    hostile = f"laine,valeur_locale,\"{start}HYPERLINK(''x'')\",presse-2020\n"

    content = csv_tables.content_of(small_catalog({"facteurs": hostile}), "facteurs").decode()

    assert f",'{start}HYPERLINK(''x'')," in content


def test_a_negative_number_is_left_alone():
    impact = "laine,economique,Évolution,-12.5,%,2019,declare,exact,presse-2020,\n"

    content = csv_tables.content_of(small_catalog({"impacts": impact}), "impacts").decode()

    assert ",-12.5,%," in content


def test_the_same_data_gives_the_same_bytes():
    assert csv_tables.content_of(small_catalog(), "projets") == csv_tables.content_of(
        small_catalog(), "projets"
    )


def test_a_faulty_row_is_not_in_the_small_data():
    assert small_dataset().problems == ()
