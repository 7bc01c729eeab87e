"""From cells to records, and the place of what could not be read."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builder.checks import check
from builder.columns import columns_of
from builder.parse import Dataset, column_letter, parse
from builder.read import parse_csv
from builder.records import TABLES, Partner
from builder.words import PartnerCategory

PARTNERS = "id_projet,nom,categorie,role,id_source\n"


def dataset(**tables: str | bytes) -> Dataset:
    """The tables given as text, read and parsed; the others are empty."""
    read = {}
    for name, record in TABLES.items():
        headers = [column.header for column in columns_of(record)]
        raw = tables.get(name, ",".join(headers))
        raw = raw if isinstance(raw, bytes) else raw.encode()
        read[name] = parse_csv(raw, name, f"data/{record.file}", headers)
    return parse(read)


def test_a_row_is_a_record_that_knows_its_line():
    data = dataset(partenaires=PARTNERS + "laine,Commune du Haut,public,,presse\n")
    assert data.records["partenaires"] == (
        Partner(
            line=2,
            project_id="laine",
            name="Commune du Haut",
            category=PartnerCategory.PUBLIC,
            role=None,
            source_id="presse",
        ),
    )


def test_columns_may_come_in_another_order():
    data = dataset(partenaires="nom,id_source,role,categorie,id_projet\nCommune,presse,,public,laine\n")
    assert data.records["partenaires"][0].name == "Commune"


def test_every_faulty_cell_of_a_row_is_said_and_the_row_gives_no_record():
    data = dataset(partenaires=PARTNERS + ",Commune,publique,,presse\n")
    assert [(p.rule, p.place.cell, p.place.column) for p in data.problems] == [
        ("cellule-vide", "A2", "id_projet"),
        ("mot", "C2", "categorie"),
    ]
    assert data.records["partenaires"] == ()


def test_a_row_of_totals_is_one_problem_whatever_it_leaves_empty():
    data = dataset(partenaires=PARTNERS + "Total,,12,,\n")
    assert [p.rule for p in data.problems] == ["ligne-de-total"]


def test_a_row_out_of_shape_is_not_read_cell_by_cell():
    data = dataset(partenaires=PARTNERS + "laine,Commune,de Haut,public,,presse\n")
    assert (data.problems, data.records["partenaires"]) == ((), ())


def test_a_missing_column_is_not_a_problem_of_each_row():
    data = dataset(partenaires="id_projet,nom\nlaine,Commune\n")
    assert (data.problems, data.records["partenaires"]) == ((), ())


def test_the_key_of_a_faulty_row_still_counts_as_one_that_exists():
    data = dataset(thematiques="code,libelle,definition\nmobilite,,\n ,Sans code,x\n")
    assert data.keys["thematiques"] == {"mobilite"}


def test_a_record_leads_back_to_its_cell():
    data = dataset(partenaires="\n" + PARTNERS + "laine,Commune,public,,presse\n")
    assert str(data.place(data.records["partenaires"][0], "categorie")) == (
        "data/partenaires.csv:3 (C3, categorie)"
    )


@pytest.mark.parametrize(("index", "letter"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (702, "AAA")])
def test_columns_are_named_as_the_spreadsheet_names_them(index: int, letter: str):
    assert column_letter(index) == letter


def test_a_value_is_typed_once():
    data = dataset(
        emplois="id_projet,annee,mesure,perimetre,periode,valeur,unite,nature,precision,id_source,note\n"
        'laine,2019.0,crees,projet,cumul,"2,5",etp,declare,environ,presse,\n'
    )
    job = data.records["emplois"][0]
    assert (job.year, job.value, job.note) == (2019, Decimal("2.5"), None)


CELLS = st.sampled_from(
    [
        "",
        "laine",
        "Total",
        "1004",
        "2,5",
        "1e9",
        "05/03/2019",
        "a\nb",
        'x"y',
        "Ã©",
        "-1",
        "\x00",
        "2019-02-30",
    ]
)


@given(st.lists(st.lists(CELLS, max_size=14), max_size=4), st.sampled_from(sorted(TABLES)))
def test_no_row_raises_neither_in_parsing_nor_in_checking(rows: list[list[str]], name: str):
    header = ",".join(column.header for column in columns_of(TABLES[name]))
    quoted = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    problems = check(dataset(**{name: "\n".join([header, *quoted])}))
    assert all(problem.what and problem.fix for problem in problems)


@given(st.binary(max_size=200), st.sampled_from(sorted(TABLES)))
def test_no_file_raises_neither_in_parsing_nor_in_checking(raw: bytes, name: str):
    assert check(dataset(**{name: raw}))
