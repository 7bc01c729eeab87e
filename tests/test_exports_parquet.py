"""Parquet, as pyarrow and nobody else reads it: typed columns, the values of the records."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from small_catalog import small_catalog

from builder.catalog import Catalog
from builder.columns import Word, columns_of
from builder.exports import parquet
from builder.exports.published import PUBLISHED


def table(catalog: Catalog, name: str) -> pa.Table:
    return pq.read_table(io.BytesIO(parquet.content_of(catalog, name)))


def known(value: object) -> object:
    """A value of a record as Parquet has it: words and partial dates are texts."""
    if isinstance(value, Word):
        return value.value
    return value if value is None or isinstance(value, str | int | float | Decimal | date) else str(value)


@pytest.mark.parametrize("name", PUBLISHED)
def test_values_are_those_of_the_records(petit_catalog: Catalog, name: str):
    columns = columns_of(PUBLISHED[name])
    expected = [
        {c.header: known(getattr(row, c.name)) for c in columns}
        for row in petit_catalog.dataset.records[name]
    ]

    assert sorted(table(petit_catalog, name).to_pylist(), key=repr_of) == sorted(expected, key=repr_of)


def repr_of(row: dict[str, Any]) -> str:
    return repr([value.normalize() if isinstance(value, Decimal) else value for value in row.values()])


def test_columns_have_their_types_and_codes_are_texts():
    jobs, projects, places = (
        table(small_catalog(), n).schema for n in ("emplois", "projets", "departements")
    )

    assert jobs.field("annee").type == pa.int64()
    assert jobs.field("valeur").type == pa.decimal128(38, 4)
    assert projects.field("code_commune").type == pa.string()
    assert projects.field("verifie_le").type == pa.date32()
    assert places.field("latitude").type == pa.float64()
    assert (jobs.field("annee").nullable, jobs.field("valeur").nullable) == (True, False)


def test_a_figure_finer_than_usual_keeps_all_its_decimals():
    impacts = "laine,environnemental,Laine,0.123456,tonnes,2019,declare,exact,presse-2020,\n"

    (row,) = table(small_catalog({"impacts": impacts}), "impacts").to_pylist()

    assert row["valeur"] == Decimal("0.123456")


def test_a_date_known_to_the_month_is_not_made_exact():
    assert table(small_catalog(), "etapes").to_pylist()[0]["date"] == "2010-03"


def test_what_it_is_and_its_licence_travel_with_the_file():
    schema = table(small_catalog(), "emplois").schema

    assert schema.metadata[b"licence"] == b"etalab-2.0"
    assert schema.metadata[b"edition"] == b"2026-01-12"
    assert "données au 12 janvier 2026, Licence Ouverte 2.0" in schema.metadata[b"mention"].decode()
    assert schema.field("annee").metadata[b"libelle"].decode() == "Année"


def test_a_table_without_rows_keeps_its_columns():
    empty = table(small_catalog({"aides": ""}), "aides")

    assert empty.num_rows == 0
    assert empty.schema.field("montant_max_eur").type == pa.decimal128(38, 4)


def test_the_same_data_gives_the_same_bytes():
    first, second = ([o.content for o in parquet.tables(small_catalog())] for _ in range(2))
    assert first == second
