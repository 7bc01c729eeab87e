"""The workbook to read, as another program reads it."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal

import pytest
from python_calamine import CalamineWorkbook
from small_catalog import small_catalog

from builder.catalog import Catalog
from builder.columns import columns_of
from builder.exports import exported, xlsx
from builder.exports.published import PUBLISHED, cells_of

HOSTILE = "=HYPERLINK(\"https://exemple.fr\";'lisez') 😀 𝒱 _x0041_"


def opened(catalog: Catalog) -> CalamineWorkbook:
    content = next(output.content for output in exported(catalog) if output.path == xlsx.PATH)
    return CalamineWorkbook.from_filelike(io.BytesIO(content))


def sheet(catalog: Catalog, name: str) -> list[list[object]]:
    return opened(catalog).get_sheet_by_name(name).to_python()


def test_there_is_a_sheet_for_each_table_between_the_readme_and_the_dictionary():
    assert opened(small_catalog()).sheet_names == ["Lisez-moi", *PUBLISHED, "Dictionnaire", "Listes"]


@pytest.mark.parametrize("name", PUBLISHED)
def test_cells_are_the_values_of_the_records_with_their_types(petit_catalog: Catalog, name: str):
    header, *rows = sheet(petit_catalog, name)
    columns = columns_of(PUBLISHED[name])

    assert header == [column.header for column in columns]
    assert len(rows) == len(petit_catalog.dataset.records[name])
    for row, cells in zip(rows, cells_of(petit_catalog, name), strict=True):
        for found, cell, column in zip(row, cells, columns, strict=True):
            if cell and column.type in (int, float, Decimal):
                assert found == float(cell)
            elif cell and column.type is date:
                assert found == date.fromisoformat(cell)
            else:
                assert found == cell


def test_a_hostile_text_is_the_same_text_and_no_formula():
    typed = HOSTILE.replace('"', '""')
    catalog = small_catalog({"facteurs": f'laine,valeur_locale,"{typed}",presse-2020\n'})

    assert sheet(catalog, "facteurs")[1][2] == HOSTILE


def test_the_readme_gives_the_licence_and_the_mention():
    words = "\n".join(str(cell) for row in sheet(small_catalog(), "Lisez-moi") for cell in row)

    assert "Licence Ouverte 2.0 (https://licence.example/)" in words
    assert "données au 12 janvier 2026, Licence Ouverte 2.0, https://vitrine.example/essai/" in words
    assert "Une cellule vide ne vaut pas zéro" in words


def test_the_dictionary_has_a_row_for_each_column():
    header, *rows = sheet(small_catalog(), "Dictionnaire")

    assert header == ["tableau", "colonne", "libelle", "definition", "forme", "exemple"]
    assert [tuple(row[:2]) for row in rows] == [
        (name, column.header) for name, record in PUBLISHED.items() for column in columns_of(record)
    ]
