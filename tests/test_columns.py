"""What a column says of itself, and the forms of what names something."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import pytest

from builder.columns import (
    CODE,
    COMMUNE,
    DEPARTMENT,
    SIREN,
    SLUG,
    WEB,
    Kind,
    PartialDate,
    Slug,
    Word,
    column,
    columns_of,
)


class Colour(Word):
    RED = "rouge", "Rouge", "Comme une tomate."
    BLUE = "bleu", "Bleu", "Comme la mer."


@dataclass(frozen=True, kw_only=True)
class Fruit:
    line: int = 0
    id: Slug = column("id", "Identifiant", "Nom court.", example="pomme")
    colour: Colour | None = column("couleur", "Couleur", "Sa couleur.", example="rouge")
    weight: Decimal = column("poids", "Poids", "Son poids.", example="2,5", unit="kg", minimum=0)


def test_only_declared_fields_are_columns_in_their_order():
    assert [c.header for c in columns_of(Fruit)] == ["id", "couleur", "poids"]


def test_an_annotation_that_admits_none_makes_a_column_that_may_be_empty():
    assert [c.required for c in columns_of(Fruit)] == [True, False, True]


def test_an_annotation_gives_the_kind_the_words_and_the_type():
    identifier, colour, weight = columns_of(Fruit)
    assert (identifier.kind, identifier.words) == (SLUG, ())
    assert (colour.kind, colour.words) == (None, (Colour.RED, Colour.BLUE))
    assert (weight.type, weight.unit, weight.minimum) == (Decimal, "kg", 0)


def test_a_word_is_its_value_and_knows_its_label_and_rank():
    assert (Colour("bleu"), str(Colour.BLUE), Colour.BLUE.label, Colour.BLUE.rank) == (
        "bleu",
        "bleu",
        "Bleu",
        1,
    )


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        (SLUG, ["8-fablab-crest", "a"], ["Épicerie", "a--b", "-a", "a_b", "", "a" * 81]),
        (CODE, ["economie_circulaire", "ess"], ["economie-circulaire", "_a", "É"]),
        (WEB, ["https://www.archer.fr", "http://a.fr/b?c=d#e"], ["www.archer.fr", "javascript:alert(1)"]),
        (WEB, [], ["https://a b.fr", 'https://a.fr/"onload=x']),
        (COMMUNE, ["01004", "2A004", "97105"], ["1004", "010040", "2C004", "٠١٠٠٤"]),
        (DEPARTMENT, ["01", "2B", "974"], ["1", "2C", "001"]),
        (SIREN, ["200069193"], ["20006919", "8,12E+8"]),
    ],
)  # fmt: skip
def test_each_kind_of_text_accepts_its_own_form_only(kind: Kind, good: list[str], bad: list[str]):
    assert [text for text in good if not kind.pattern.fullmatch(text)] == []
    assert [text for text in bad if kind.pattern.fullmatch(text)] == []


def test_a_partial_date_is_written_as_far_as_it_is_known():
    dates = [PartialDate(2019), PartialDate(2019, 3), PartialDate(2019, 3, 5)]
    assert [str(day) for day in dates] == ["2019", "2019-03", "2019-03-05"]
    assert dates[::-1] > dates
