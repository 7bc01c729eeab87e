"""What several files ask of a catalogue is made once, and let go with the catalogue."""

from __future__ import annotations

from small_catalog import small_catalog

from builder import kept as module
from builder.catalog import Catalog
from builder.kept import kept


def test_a_thing_is_made_once_for_a_catalogue_and_its_arguments():
    asked: list[str] = []

    def made(catalog: Catalog, name: str) -> str:
        asked.append(name)
        return f"{name}, {len(catalog.studies)}"

    one, other = small_catalog(), small_catalog()
    assert kept(one, made, "a") == kept(one, made, "a") == f"a, {len(one.studies)}"
    assert asked == ["a"]
    kept(one, made, "b")
    kept(other, made, "a")
    assert asked == ["a", "b", "a"]


def test_catalogues_that_were_replaced_are_let_go():
    for _ in range(5):
        kept(small_catalog(), lambda catalog: len(catalog.studies))
    assert module._made_of.cache_info().currsize == module.CATALOGUES
