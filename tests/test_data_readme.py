"""data/README.md tells an editor of every file, every column and every word that a cell may hold."""

from enum import Enum
from pathlib import Path

import pytest

from builder import words
from builder.columns import Word, columns_of
from builder.records import TABLES

README = (Path(__file__).parent.parent / "data" / "README.md").read_text(encoding="utf-8")
WORDS = sorted(
    (
        one
        for one in vars(words).values()
        if isinstance(one, type) and issubclass(one, Word) and one is not Word
    ),
    key=lambda one: one.__name__,
)


@pytest.mark.parametrize("name", sorted(TABLES))
def test_a_file_and_its_columns_are_explained(name: str):
    record = TABLES[name]
    expected = [record.file, *(column.header for column in columns_of(record))]
    assert [word for word in expected if f"`{word}`" not in README] == []


@pytest.mark.parametrize("kind", WORDS, ids=lambda kind: kind.__name__)
def test_a_controlled_word_is_explained(kind: type[Enum]):
    assert [word.value for word in kind if f"`{word.value}`" not in README] == []
