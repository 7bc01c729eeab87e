"""What people type in a cell, and what is made of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.columns import CODE, COMMUNE, SLUG, Column, PartialDate
from builder.converters import (
    CONVERTERS,
    Fault,
    converter,
    empty_cell,
    to_date,
    to_decimal,
    to_float,
    to_int,
    to_partial_date,
    to_text,
    to_word,
)
from builder.text import number
from builder.words import Nature, Status


def column_of(type_: Any = str, **own: Any) -> Column:
    facts = {"name": "x", "header": "x", "label": "X", "definition": "X.", "example": "54", "required": True}
    return Column(**(facts | {"type": type_} | own))


NUMBER = column_of(Decimal)
YEAR = column_of(int, minimum=1800, maximum=2100)
DAY = column_of(date, example="2026-11-23")


def rule(value: Any) -> str:
    return value.rule if isinstance(value, Fault) else f"accepté : {value!r}"


# ------------------------------------------------------------------ numbers


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2", "2"),
        ("2,5", "2.5"),
        ("2.5", "2.5"),
        ("1 250", "1250"),
        ("1\u202f250\u00a0000,75", "1250000.75"),
        (" 12 ", "12"),
        ("-3", "-3"),
        ("\u22123", "-3"),
        ("+12", "12"),
        ("007", "7"),
        ("0,125", "0.125"),
        ("1250,500", "1250.500"),
        ("-0", "0"),
    ],
)
def test_a_number_is_read_as_french_or_english_hands_type_it(text: str, value: str):
    assert to_decimal(text, NUMBER) == Decimal(value)
    assert not str(to_decimal(text, NUMBER)).startswith("-0")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("deux", "nombre"),
        ("20 %", "nombre"),
        ("1.250,5", "nombre"),
        ("1,250.5", "nombre"),
        ("12 5", "nombre"),
        ("1 2500", "nombre"),
        ("2,5,1", "nombre"),
        (",5", "nombre"),
        ("2,", "nombre"),
        ("٣", "nombre"),
        ("NaN", "nombre"),
        ("Infinity", "nombre"),
        ("9" * 16, "nombre"),
        ("1.250", "nombre-ambigu"),
        ("2,000", "nombre-ambigu"),
        ("8,12231E+13", "notation-scientifique"),
        ("1e3", "notation-scientifique"),
    ],
)
def test_what_could_be_read_in_two_ways_or_in_none_is_a_fault(text: str, fault: str):
    assert rule(to_decimal(text, NUMBER)) == fault


def test_an_ambiguous_number_is_given_back_in_both_readings():
    fault = to_decimal("1.250", NUMBER)
    assert isinstance(fault, Fault)
    assert fault.fix == "Écrivez 1250, ou 1,25."


def test_a_whole_number_may_come_from_a_spreadsheet_with_a_useless_decimal():
    assert to_int("2019.0", YEAR) == 2019
    assert rule(to_int("2019,5", YEAR)) == "nombre-entier"


def test_bounds_belong_to_the_range():
    assert to_int("1800", YEAR) == 1800
    assert [rule(to_int(text, YEAR)) for text in ("1799", "2101", "19")] == ["borne"] * 3


def test_three_decimals_are_the_ordinary_precision_of_a_position():
    assert to_float("46.066", column_of(float)) == 46.066


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2))
def test_what_the_site_writes_is_read_back_unchanged(value: Decimal):
    assert to_decimal(number(value), NUMBER) == value


@given(st.integers(min_value=0, max_value=10**14), st.sampled_from(["", " ", "\u00a0", "\u202f"]))
def test_thousands_may_be_kept_apart_by_any_space(value: int, space: str):
    assert to_decimal(f"{value:,}".replace(",", space), NUMBER) == value


# ------------------------------------------------------------------ dates


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2019", PartialDate(2019)),
        ("2019-03", PartialDate(2019, 3)),
        ("2020-02-29", PartialDate(2020, 2, 29)),
        ("05/03/2019", PartialDate(2019, 3, 5)),
        ("5/3/2019", PartialDate(2019, 3, 5)),
        (" 2019 ", PartialDate(2019)),
    ],
)
def test_a_date_is_read_as_far_as_it_is_known(text: str, value: PartialDate):
    assert to_partial_date(text, column_of(PartialDate)) == value


@pytest.mark.parametrize(
    "text",
    ["mars-19", "2019-13", "2019-02-29", "2019-00", "2019-3-5",
     "31/02/2019", "03/25/2019", "05/03/19", "0/0/2019", "22 mai"],
)  # fmt: skip
def test_what_is_no_date_is_a_fault(text: str):
    assert rule(to_partial_date(text, column_of(PartialDate))) == "date"


def test_a_year_out_of_history_is_a_fault():
    assert rule(to_partial_date("0219", column_of(PartialDate))) == "borne"


def test_a_day_is_needed_where_a_day_is_asked():
    assert to_date("23/11/2026", DAY) == date(2026, 11, 23)
    assert rule(to_date("2026-11", DAY)) == "date"


@given(st.dates(min_value=date(1800, 1, 1), max_value=date(2100, 12, 31)))
def test_any_day_is_read_back_from_either_notation(day: date):
    assert to_date(day.isoformat(), DAY) == day
    assert to_date(day.strftime("%d/%m/%Y"), DAY) == day


# ------------------------------------------------------------------ texts and words


def test_a_text_is_kept_but_for_the_spaces_around_it_and_its_line_breaks():
    assert to_text("  L’Isère,\r\n « à deux »\t!  ", column_of()) == "L’Isère, « à deux » !"


@pytest.mark.parametrize("text", ["Ã©picerie", "lâ€™usine", "1Â\u00a0250", "caf\ufffd", "\x8cuvre", "a\x07b"])
def test_a_damaged_text_is_a_fault(text: str):
    assert rule(to_text(text, column_of())) == "texte-abime"


@pytest.mark.parametrize("text", ["Œuvre – « 5 € » … l’été", "SÃO PAULO", "Château-d’Œx", "naïf", "100 µm²"])
def test_a_text_of_ours_is_not_taken_for_a_damaged_one(text: str):
    assert to_text(text, column_of()) == text


def test_a_name_that_does_not_have_its_form_is_a_fault():
    assert rule(to_text("Épicerie", column_of(kind=SLUG))) == "forme"


def test_the_form_of_a_reference_is_left_to_the_search_for_what_it_names():
    assert to_text("1004", column_of(kind=COMMUNE, references="communes")) == "1004"


@pytest.mark.parametrize("text", ["Total", "TOTAL :", "total général", "sous-total"])
def test_a_row_of_totals_is_recognised_by_its_name(text: str):
    assert rule(to_text(text, column_of(kind=SLUG))) == "ligne-de-total"
    assert rule(to_text(text, column_of(kind=CODE, references="types"))) == "ligne-de-total"
    assert to_text(text, column_of()) == text


def test_a_word_is_found_by_its_value_and_suggested_from_its_label():
    status = column_of(Status)
    assert to_word(" actif ", status) is Status.ACTIVE
    fault = to_word("en activité", status)
    assert isinstance(fault, Fault)
    assert (fault.rule, fault.fix) == ("mot", "Vouliez-vous dire « actif » ?")


def test_an_unknown_word_comes_with_the_list_when_it_is_short():
    fault = to_word("zzz", column_of(Nature))
    assert isinstance(fault, Fault)
    assert fault.fix == "Choisissez parmi : mesure, declare, estime, objectif."


def test_an_empty_cell_says_what_to_write_and_a_missing_source_why_it_matters():
    assert empty_cell(column_of()).fix == "Écrivez par exemple « 54 »."
    assert empty_cell(column_of(references="sources")).rule == "sans-source"


@given(st.text())
def test_no_converter_raises_on_anything_typed(text: str):
    columns = [column_of(kind) for kind in CONVERTERS] + [column_of(Status), column_of(kind=SLUG)]
    for column in columns:
        value = converter(column)(text, replace(column, minimum=0, maximum=9))
        assert not isinstance(value, Fault) or (value.what and value.fix)
