"""The controlled words: each says what it is to people, and what it means."""

from __future__ import annotations

import inspect
import re

import pytest

from builder import words
from builder.columns import Word

VOCABULARIES = [
    kind
    for _, kind in inspect.getmembers(words, inspect.isclass)
    if issubclass(kind, Word) and kind is not Word
]
WORDS = [pytest.param(word, id=f"{kind.__name__}.{word.value}") for kind in VOCABULARIES for word in kind]


@pytest.mark.parametrize("word", WORDS)
def test_every_word_has_a_label_and_a_definition(word: Word):
    assert re.fullmatch(r"[a-z]+(_[a-z]+)*", word.value)
    assert word.label
    assert word.definition.endswith((".", "…")), "a definition is a sentence"


@pytest.mark.parametrize("kind", VOCABULARIES)
def test_every_vocabulary_is_described_and_its_words_are_ranked(kind: type[Word]):
    assert kind.__doc__
    assert kind.__doc__ != Word.__doc__
    assert [word.rank for word in kind] == list(range(len(kind)))
    assert len({word.label for word in kind}) == len(kind)
