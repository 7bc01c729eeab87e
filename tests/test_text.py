"""French as the site writes it: numbers, money, dates, plurals, spaces, addresses, citations."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.columns import PartialDate
from builder.records import Source
from builder.text import (
    citation,
    date_in_words,
    enumeration,
    euros,
    number,
    percent,
    period_in_words,
    plural,
    quantity,
    short_euros,
    slug,
    sort_key,
    typography,
)
from builder.words import Precision

N, B = "\u202f", "\u00a0"  # narrow no-break space, no-break space


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (0, "0"),
        (Decimal("2.5"), "2,5"),
        (Decimal("2.50"), "2,5"),
        (1250, f"1{N}250"),
        (Decimal("1234567.891"), f"1{N}234{N}567,89"),
        (Decimal("-1250"), f"-1{N}250"),
        (Decimal("0.004"), "0,004"),
    ],
)
def test_a_number_is_written_as_french_writes_it(value: Decimal | int, written: str):
    assert number(value) == written


@given(st.decimals(min_value=-(10**6), max_value=10**6, places=4).filter(bool))
def test_a_figure_is_never_written_as_a_zero(value: Decimal):
    assert number(value).strip("-") != "0"


def test_money_is_in_euros_and_short_only_above_a_million():
    assert euros(40000) == f"40{N}000{N}€"
    assert short_euros(999_999) == f"999{N}999{N}€"
    assert short_euros(Decimal(19_400_000)) == f"19,4{N}M€"


@pytest.mark.parametrize(
    ("share", "written"),
    [
        (0, f"0{N}%"),
        (0.34, f"34{N}%"),
        (1, f"100{N}%"),
        (0.001, f"moins de 1{N}%"),
        (Decimal("0.999"), f"plus de 99{N}%"),
    ],
)
def test_a_share_is_never_said_to_be_none_or_all_when_it_is_not(share: float, written: str):
    assert percent(share) == written


@pytest.mark.parametrize(
    ("count", "written"),
    [(0, "0 projet"), (1, "1 projet"), (Decimal("1.5"), "1,5 projet"), (2, "2 projets"), (-2, "-2 projets")],
)
def test_french_counts_below_two_in_the_singular(count: Decimal | int, written: str):
    assert plural(count, "projet") == written.replace(" ", B)


def test_an_irregular_plural_is_given():
    assert plural(3, "lieu de travail", "lieux de travail") == f"3{B}lieux de travail"


def test_an_enumeration_ends_with_et():
    assert [enumeration(words) for words in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a et b",
        "a, b et c",
    ]


def test_a_quantity_keeps_its_reserve_and_commands_its_unit():
    assert quantity(Decimal(500), "emplois", Precision.AT_LEAST) == f"plus de 500{B}emplois"
    assert quantity(Decimal(1), "emplois") == f"1{B}emploi"


# ------------------------------------------------------------------ dates


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (PartialDate(2019), "2019"),
        (PartialDate(2019, 8), "août 2019"),
        (PartialDate(2019, 3, 5), "5 mars 2019"),
        (date(2019, 3, 1), f"1er{B}mars 2019"),
    ],
)
def test_a_date_is_written_as_far_as_it_is_known(day: date | PartialDate, written: str):
    assert date_in_words(day) == written


@pytest.mark.parametrize(
    ("start", "end", "written"),
    [
        ((2019, 3, 5), None, "5 mars 2019"),
        ((2019, 3, 5), (2019, 3, 5), "5 mars 2019"),
        ((2019, 3, 5), (2019, 3, 6), "5 et 6 mars 2019"),
        ((2019, 3, 1), (2019, 3, 3), "du 1er au 3 mars 2019"),
        ((2020, 6, 30), (2020, 7, 2), "du 30 juin au 2 juillet 2020"),
        ((2019, 12, 30), (2020, 1, 2), "du 30 décembre 2019 au 2 janvier 2020"),
        ((2019, 4), (2019, 6), "d’avril à juin 2019"),
        ((2019, 3), (2020, 1), "de mars 2019 à janvier 2020"),
        ((2019,), (2020,), "de 2019 à 2020"),
        ((2019, 3), (2019, 3, 4), "de mars au 4 mars 2019"),
    ],
)
def test_a_period_does_not_say_the_same_month_or_year_twice(
    start: tuple[int, ...], end: tuple[int, ...] | None, written: str
):
    last = PartialDate(*end) if end else None
    assert period_in_words(PartialDate(*start), last).replace(B, " ") == written


@given(st.dates(min_value=date(1800, 1, 1), max_value=date(2100, 12, 31)))
def test_every_day_is_written_with_its_day_month_and_year(day: date):
    words = date_in_words(day).replace(B, " ").split(" ")
    assert len(words) == 3
    assert (words[0].removesuffix("er"), words[2]) == (str(day.day), str(day.year))


# ------------------------------------------------------------------ spaces, order, addresses


def test_typography_adds_the_spaces_that_french_asks_for_and_no_others():
    assert typography("L'an 2019 : 1 250 « emplois » ?") == f"L’an 2019{N}: 1{N}250 «{N}emplois{N}»{N}?"
    assert typography("en 2019 500 emplois, https://a.fr") == "en 2019 500 emplois, https://a.fr"


@given(st.text(alphabet="ab 12«»:;?!'\u00a0\u202f"))
def test_typography_done_twice_changes_nothing_more(text: str):
    assert typography(typography(text)) == typography(text)


def test_a_french_index_ignores_accents_ligatures_case_and_punctuation():
    names = ["Zèbre", "Œuvre", "étoile", "L’Îlot", "Olive"]
    assert sorted(names, key=sort_key) == ["étoile", "L’Îlot", "Œuvre", "Olive", "Zèbre"]


def test_a_slug_is_plain():
    assert slug("L’Isère & Cie – œuvre n° 3") == "l-isere-cie-oeuvre-n-3"


@given(st.text())
def test_a_slug_is_ascii_and_its_own_slug(text: str):
    assert slug(text).isascii()
    assert slug(slug(text)) == slug(text)


def test_a_citation_gives_publisher_title_and_date():
    source = Source(
        id="presse",
        title="La laine repart",
        publisher="Le Journal",
        date=PartialDate(2020, 5),
        url="https://journal.example/",
        consulted_on=date(2026, 1, 12),
    )
    assert citation(source) == "Le Journal, « La laine repart », mai 2020"
