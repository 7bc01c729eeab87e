"""The tables describe themselves: label, definition, an example that their own converter accepts."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from builder.columns import Column, columns_of
from builder.converters import CONVERTERS, Fault, converter
from builder.records import CURATED, GEOGRAPHIC, TABLES, Record

ROOT = Path(__file__).parent.parent
COLUMNS = [
    pytest.param(column, id=f"{name}.{column.header}")
    for name, record in TABLES.items()
    for column in columns_of(record)
]
RECORDS = [pytest.param(record, id=name) for name, record in TABLES.items()]


@pytest.mark.parametrize("column", COLUMNS)
def test_every_column_has_a_label_a_definition_and_an_example(column: Column):
    assert re.fullmatch(r"[a-z]+(_[a-z]+)*", column.header)
    assert column.label[0].isupper()
    assert not column.label.endswith(".")
    assert column.definition[0].isupper() or column.definition[0] == "«"
    assert column.definition.endswith(".")
    assert column.example


@pytest.mark.parametrize("column", COLUMNS)
def test_every_example_is_accepted_by_its_own_column(column: Column):
    value = converter(column)(column.example, column)
    assert not isinstance(value, Fault), value
    if column.kind:
        assert column.kind.pattern.fullmatch(column.example)


@pytest.mark.parametrize("column", COLUMNS)
def test_every_type_has_a_converter_and_every_reference_a_table(column: Column):
    assert column.words or column.type in CONVERTERS
    assert column.references is None or column.references in TABLES


@pytest.mark.parametrize("record", RECORDS)
def test_every_table_says_what_a_row_is_and_what_makes_it_unique(record: type[Record]):
    headers = [column.header for column in columns_of(record)]
    assert record.__doc__
    assert len(headers) == len(set(headers))
    assert record.unique[0] == headers[0], "the first column holds what references may name"
    assert set(record.unique) <= set(headers)


@pytest.mark.parametrize(
    "name",
    [name for name in TABLES if any(c.references == name for r in TABLES.values() for c in columns_of(r))],
)
def test_a_table_that_is_referred_to_has_one_key(name: str):
    assert len(TABLES[name].unique) == 1
    assert columns_of(TABLES[name])[0].kind is not None


def test_curated_and_geographic_tables_are_told_apart_by_their_folder():
    assert all("/" not in record.file for record in CURATED.values())
    assert all(record.file.startswith("geo/") for record in GEOGRAPHIC.values())


@pytest.mark.parametrize("record", RECORDS)
def test_our_files_are_canonical(record: type[Record]):
    """UTF-8, comma, LF, the columns in the order of the record: what GitHub shows as a table."""
    raw = (ROOT / "data" / record.file).read_bytes()
    assert b"\r" not in raw
    assert raw.endswith(b"\n")
    rows = list(csv.reader(raw.decode("utf-8").splitlines()))
    assert rows[0] == [column.header for column in columns_of(record)]
    assert {len(row) for row in rows} == {len(rows[0])}
