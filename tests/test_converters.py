"""What people type in a cell, and what is made of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.columns import CODE, COMMUNE, SLUG, WEB, Column, PartialDate
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
        ("1\u2009250\u2007000", "1250000"),
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
        ("#DIV/0!", "erreur-de-tableur"),
        ("2-mai", "date-de-tableur"),
    ],
)
def test_what_could_be_read_in_two_ways_or_in_none_is_a_fault(text: str, fault: str):
    assert rule(converter(NUMBER)(text, NUMBER)) == fault


def test_an_ambiguous_number_is_given_back_in_both_readings_neither_of_them_ambiguous():
    for text, fix in (
        ("1.250", "Écrivez 1250, ou 1,25."),
        ("2,125", "Écrivez 2125, ou 2,1250."),
        ("40.000", "Écrivez 40000, ou 40."),
    ):
        fault = to_decimal(text, NUMBER)
        assert isinstance(fault, Fault)
        assert fault.fix == fix


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
        ("2019.0", PartialDate(2019)),
        ("2019,00", PartialDate(2019)),
        ("05/03/2019 00:00", PartialDate(2019, 3, 5)),
        ("2019-03-05T00:00:00.000", PartialDate(2019, 3, 5)),
        ("5/3/2019", PartialDate(2019, 3, 5)),
        (" 2019 ", PartialDate(2019)),
    ],
)
def test_a_date_is_read_as_far_as_it_is_known(text: str, value: PartialDate):
    assert to_partial_date(text, column_of(PartialDate)) == value


@pytest.mark.parametrize(
    "text",
    ["mars-19", "2019-13", "2019-02-29", "2019-00", "2019-3-5",
     "31/02/2019", "03/25/2019", "05/03/19", "0/0/2019", "22 mai", "05/03", "2019-03-05 12:30", "2019.5"],
)  # fmt: skip
def test_what_is_no_date_is_a_fault(text: str):
    assert rule(to_partial_date(text, column_of(PartialDate))) == "date"


@pytest.mark.parametrize(
    ("text", "cure"),
    [
        ("mars-19", "Vouliez-vous dire 2019-03 ?"),
        ("févr.-98", "Vouliez-vous dire 1998-02 ?"),
        ("Dec-2011", "Vouliez-vous dire 2011-12 ?"),
        ("5-août-19", "Vouliez-vous dire 2019-08-05 ?"),
        ("05/03/19", "Vouliez-vous dire 2019-03-05 ?"),
        ("43831", "Vouliez-vous dire 2020-01-01 ?"),
        ("43831,0", "Vouliez-vous dire 2020-01-01 ?"),
        ("05-mars", "Écrivez 2019, 2019-03 ou 2019-03-05, dans une colonne au format Texte."),
        ("31-févr-19", "Écrivez 2019, 2019-03 ou 2019-03-05, dans une colonne au format Texte."),
    ],
)
def test_what_a_spreadsheet_made_of_a_date_is_suggested_never_guessed(text: str, cure: str):
    fault = to_partial_date(text, column_of(PartialDate))
    assert isinstance(fault, Fault)
    assert fault.fix.startswith(cure)


def test_a_year_out_of_history_is_a_fault():
    assert rule(to_partial_date("0219", column_of(PartialDate))) == "borne"


def test_a_day_is_needed_where_a_day_is_asked():
    assert to_date("23/11/2026", DAY) == date(2026, 11, 23)
    assert rule(to_date("2026-11", DAY)) == "date"


@given(st.dates(min_value=date(1800, 1, 1), max_value=date(2100, 12, 31)))
def test_any_day_is_read_back_from_either_notation(day: date):
    assert to_date(day.isoformat(), DAY) == day
    assert to_date(day.strftime("%d/%m/%Y"), DAY) == day


# ------------------------------------------------------------------ accidents of spreadsheets

ERRORS = ("#REF!", "#NOM?", "#NAME?", "#VALEUR!", "#VALUE!", "#DIV/0!", "#N/A", "#N/D", "#NUL!", "#NULL!",
          "#NOMBRE!", "#NUM!", "#PROPAGATION!", "#BLOQUÉ!", "#####", "Err:502", "Err :\u00a0508")  # fmt: skip


@pytest.mark.parametrize("text", ERRORS)
def test_an_error_of_calculation_is_refused_whatever_the_column(text: str):
    for column in (NUMBER, YEAR, DAY, column_of(), column_of(Status), column_of(kind=SLUG)):
        assert rule(converter(column)(text.replace("\u00a0", " "), column)) == "erreur-de-tableur"
    assert rule(to_text(text, column_of())) == "erreur-de-tableur"


@pytest.mark.parametrize("text", ["8,12E+13", "8.12231E+13", "-1,5E-07"])
def test_lost_digits_are_seen_in_numbers_codes_and_texts(text: str):
    for column in (NUMBER, YEAR, column_of(), column_of(kind=COMMUNE, references="communes")):
        assert rule(converter(column)(text, column)) == "notation-scientifique"


@pytest.mark.parametrize(
    ("text", "cure"),
    [
        ("2-mai", "Vouliez-vous dire 2,5 ?"),
        ("05-mars", "Vouliez-vous dire 5,3 ?"),
        ("mai-22", "Vouliez-vous dire 5,22 ?"),
        ("22 mai", "Vouliez-vous dire 22,5 ?"),
        ("05/03", "Vouliez-vous dire 5,3 ?"),
        ("05/03/2019", "Retapez le nombre seul, par exemple 54"),
        ("mars-2019", "Retapez le nombre seul, par exemple 54"),
    ],
)
def test_a_number_or_a_fraction_made_a_date_is_refused(text: str, cure: str):
    fault = converter(NUMBER)(text, NUMBER)
    assert (fault.rule, fault.fix[: len(cure)]) == ("date-de-tableur", cure)
    assert rule(converter(YEAR)(text, YEAR)) == "date-de-tableur"


@pytest.mark.parametrize("text", ["01-févr", "mars-19", "2-mai", "8-Oct-20", "05-aou\u0302t"])
def test_a_text_made_a_date_is_refused(text: str):
    assert rule(to_text(text, column_of())) == "date-de-tableur"


@pytest.mark.parametrize(
    "text",
    ["mai 2019", "5 mars", "05/03/2019", "1/2", "Mar-19e régiment", "n° 1", "#1", "C#", "2-3 fois", "mai 68",
     "sept-laux", "3-14", "1E3", "2E+", "un mot-clé"],
)  # fmt: skip
def test_a_text_of_ours_is_not_taken_for_an_accident(text: str):
    assert to_text(text, column_of()) == text


@pytest.mark.parametrize("text", ["1e3", "2-mai", "8-fablab-crest", "mars-19"])
def test_an_identifier_may_look_like_a_date(text: str):
    assert to_text(text, column_of(kind=SLUG)) == text


# ------------------------------------------------------------------ texts and words


def test_a_text_is_kept_but_for_its_spaces_and_its_line_breaks():
    assert to_text("  L’Isère,\r\n « à  deux\u202f»\t!  ", column_of()) == "L’Isère, « à deux » !"


def test_a_text_gets_the_apostrophe_of_french_and_its_accents_on_their_letters():
    assert (
        to_text("l'e\u0301te\u0301 d'\"Ardelaine\", 5' à pied", column_of())
        == 'l’été d’"Ardelaine", 5\' à pied'
    )


def test_an_address_keeps_its_apostrophe():
    address = "https://exemple.fr/l'ete"
    assert to_text(address, column_of(kind=WEB)) == address


@given(st.text() | st.text(alphabet="Ã©Â â€’'’ \u00a0e\u0301O\u0308-mai2E+13#REF!\r\n"))
def test_a_text_that_was_read_is_read_again_as_it_is(text: str):
    value = to_text(text, column_of())
    assert isinstance(value, Fault) or not value or to_text(value, column_of()) == value


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


@pytest.mark.parametrize(
    "text", ["Total", "TOTAL :", "total général", "sous-total", "Total 2019", "Sous total Drôme"]
)
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
