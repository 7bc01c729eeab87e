"""The canonical form: what the files of `data/` are made of, to the byte."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.canonical import canonical_csv, canonical_rows, cell_writer, csv_of_columns, csv_text
from builder.columns import Column, columns_of
from builder.converters import to_decimal
from builder.parse import Dataset, parse
from builder.read import read_tables
from builder.records import CURATED, TABLES

ROOT = Path(__file__).parent.parent


def column(table: str, header: str) -> Column:
    return next(column for column in columns_of(TABLES[table]) if column.header == header)


@pytest.fixture(scope="module")
def data() -> Dataset:
    return parse(read_tables(ROOT))


@pytest.mark.parametrize("name", CURATED)
def test_the_files_that_people_curate_are_canonical(data: Dataset, name: str):
    written = canonical_csv(name, canonical_rows(name, data.records[name]))
    assert written.encode() == (ROOT / "data" / CURATED[name].file).read_bytes()


def test_rows_come_out_in_the_order_of_their_texts_with_the_least_quoting():
    rows = [("b", "x", "y"), ("a", 'dit « "x" »', "un, deux")]
    assert canonical_csv("types", rows) == 'code,libelle,definition\na,"dit « ""x"" »","un, deux"\nb,x,y\n'


@pytest.mark.parametrize(
    ("value", "text"),
    [("1E+3", "1000"), ("2.50", "2.5"), ("0", "0"), ("-0.001", "-0.001"), ("1.234", "1.2340")],
)
def test_a_number_has_one_form(value: str, text: str):
    assert cell_writer(column("impacts", "valeur"))(Decimal(value)) == text


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**6), max_value=10**6, places=4))
def test_a_number_reads_back_as_itself(value: Decimal):
    values = column("impacts", "valeur")
    assert to_decimal(cell_writer(values)(value), values) == value


@given(st.lists(st.tuples(*[st.text(st.sampled_from('a",;\r\n\0=é ')) for _ in range(3)]), min_size=1))
def test_a_file_written_column_by_column_is_that_of_its_rows(rows: list[tuple[str, ...]]):
    header = ("un", "deux", "trois")
    assert csv_of_columns(header, list(zip(*rows, strict=True))) == csv_text([header, *rows])
